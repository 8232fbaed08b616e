"""Weightings and words, with their effect while one types: nothing is solved, the criteria stay as chosen."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.design.actions import Refused, Wish, Wishes, compose, decide
from commonweal_web.design.forms import WeightingsForm, WordingForm
from commonweal_web.design.queries import Designed
from commonweal_web.design.translate.findings import found_in, unmet_checks
from commonweal_web.design.translate.picture import draw
from commonweal_web.design.translate.weightings import (
    Box,
    award_totals,
    fixed_weightings,
    least_weighting,
    weighting_boxes,
)
from commonweal_web.design.translate.wording import fixed_words, word_boxes
from commonweal_web.design.views.deciding import KEEP, refuse
from commonweal_web.design.views.proposals import wants_part
from commonweal_web.design.views.reading import done, not_ready, open_design, show, typed
from commonweal_web.procurements.access import CaseAccess, case_page

NOT_KEPT = "weighting-not-kept"


@case_page(Permission.DECIDE)
def weightings(request: HttpRequest, access: CaseAccess, option: str) -> HttpResponse:
    """Weightings of what an option scores, and of the authority's own quality criteria."""
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    fixed = fixed_weightings(found.ready, found.ready.proposals.option(option))
    boxes = weighting_boxes(found.case, found.ready.proposals.option(option), fixed=fixed)
    form = WeightingsForm(
        typed(request),
        boxes=boxes,
        least=least_weighting(found.packs),
        keeping=request.POST.get("do") == KEEP,
    )
    wishes = _weighting_wishes(boxes, form) if request.method == "POST" and form.is_valid() else None
    context = {"form": form, "option": option, "boxes": boxes, "fixed": fixed.values()}
    return _live(
        request, access, found, option, form=form, wishes=wishes, template="design/weightings.html", context=context
    )


def _weighting_wishes(boxes: tuple[Box, ...], form: WeightingsForm) -> Wishes:
    """What differs from what stands: a box that is emptied gives the criterion back to the design."""
    said = form.cleaned_data
    changed = [box for box in boxes if said.get(box.name) != box.weighting]
    return Wishes(
        made=tuple(
            Wish(kind="weighting", subject=box.code, value=f"{said[box.name]:f}", stage=box.award)
            for box in changed
            if box.social and said.get(box.name) is not None
        ),
        withdrawn=tuple(
            dict.fromkeys(box.own for box in changed if box.social and said.get(box.name) is None and box.own)
        ),
        quality={box.place: said[box.name] for box in changed if not box.social},
    )


@case_page(Permission.DECIDE)
def wording(request: HttpRequest, access: CaseAccess, option: str, pack: str, name: str) -> HttpResponse:
    """The words of one criterion, as far as they are ours to choose."""
    found = open_design(access)
    if found.design is None:
        return not_ready(request, access, found)
    code = f"{pack}/{name}"
    boxes = word_boxes(found.ready, found.case, code)
    if not boxes:
        raise Http404(_("There is no such criterion here."))
    parts = [part_of_form(box) for box in boxes]
    form = WordingForm(typed(request), parts=parts, keeping=request.POST.get("do") == KEEP)
    wishes = None
    if request.method == "POST" and form.is_valid():
        said = {box: form.cleaned_data[box.name].strip() for box in boxes}
        wishes = Wishes(
            made=tuple(
                Wish(kind="wording", subject=f"{code}.{box.part}", value=text)
                for box, text in said.items()
                if text not in {box.text.strip(), "", box.usual.strip()}
            ),
            withdrawn=tuple(box.own for box, text in said.items() if box.own and text in {"", box.usual.strip()}),
        )
    title = next(each.criterion.title for each in found.ready.proposals.candidates if each.code == code)
    context = {
        "form": form,
        "option": option,
        "title": title,
        "code": code,
        "pack": pack,
        "name": name,
        "fixed": fixed_words(found.ready, code),
        "is_placed": code in _codes(found, option),
    }
    return _live(
        request, access, found, option, form=form, wishes=wishes, template="design/wording.html", context=context
    )


def part_of_form(box: Any) -> Any:
    """A box with its label and hint as people read them."""
    labels = {
        "title": _("Title"),
        "question": _("Question to bidders"),
        "evidence": _("What convinces at this stage"),
        "condition": _("Condition for the contract"),
    }
    label = labels.get(box.part) or _("Level %(level)s") % {"level": box.title}
    hint = _("“%(start)s” stands before it: the edition's own text.") % {"start": box.hint} if box.hint else ""
    return Part(name=box.name, title=label.replace("%", ""), hint=hint, text=box.text, most=box.most, rows=box.rows)


class Part:
    """One box of the form of words."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)


def _codes(found: Designed, option: str) -> set[str]:
    scheme = found.ready.proposals.option(option).scheme
    return {each.code for each in (*scheme.scored, *scheme.contract)}


def _live(
    request: HttpRequest,
    access: CaseAccess,
    found: Designed,
    option: str,
    *,
    form: Any,
    wishes: Wishes | None,
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Keep, or show what the changes do: the whole page, or the part of it that htmx asks for."""
    if wishes is not None and form.keeping and _keep(access, form, wishes):
        with_reason = wishes.made or wishes.withdrawn
        messages.success(
            request, _("Your changes are kept, with the reason.") if with_reason else _("Your changes are kept.")
        )
        return done(request, "proposal_option", access.case.reference, option)
    effect = _effect(found, wishes or Wishes(), option, form, access.user)
    effect["reads"] = [each for each in effect.get("scored", ()) if each.code == context.get("code")][:1]
    shown = "design/parts/effect.html" if wants_part(request, "effect") else template
    return show(request, shown, access, **context, effect=effect)


def _keep(access: CaseAccess, form: Any, wishes: Wishes) -> bool:
    if wishes.nothing:
        form.add_error(next(iter(form.fields)), _("Nothing has changed: there is nothing to keep"))
        return False
    try:
        decide(access.case, wishes, reason=form.cleaned_data.get("reason", ""), by=access.user)
    except Refused as refused:
        refuse(form, refused)
        return False
    return True


def _effect(found: Designed, wishes: Wishes, option: str, form: Any, by: User) -> dict[str, Any]:
    """Totals and findings with the changes; before any, as they stand. A refusal is shown in their place."""
    try:
        composed = compose(found, wishes, option, by=by)
    except Refused as refused:
        if form.is_bound and form.is_valid():
            refuse(form, refused)
        return {"refused": refused.message}
    proposals = composed.proposals
    picture = draw(proposals, (option,))
    return {
        "totals": award_totals(proposals.option(option)),
        "weights": picture.only.weights,
        "found": found_in(picture.view),
        "still_best": composed.still_best,
        "not_kept": any(each.code == NOT_KEPT for each in proposals.option(option).findings),
        "changed": not wishes.nothing,
        "scored": proposals.option(option).scheme.scored,
        "unmet": unmet_checks(proposals.option(option)),
    }
