"""Beliefs: the list, and one of them edited while its curve and the forecast are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal_web.accounts.roles import Permission
from commonweal_web.design.views.proposals import wants_part
from commonweal_web.forecast.actions.running import ask_forecast
from commonweal_web.forecast.actions.stating import Refused, keep_belief
from commonweal_web.forecast.forms.belief import BeliefForm, box_name
from commonweal_web.forecast.queries import Forecasting, forecasting
from commonweal_web.forecast.queries.pages import belief_lines
from commonweal_web.forecast.queries.trying import Effect, Unsound, theirs_of, try_belief, try_numbers
from commonweal_web.forecast.translate import beliefs as made
from commonweal_web.forecast.views.forecasts import show
from commonweal_web.layout.numbers import say_decimal
from commonweal_web.procurements.access import CaseAccess, case_page
from commonweal_web.procurements.actions import Overtaken
from commonweal_web.procurements.views.saving import Both, based_on, box_of, is_sent, save_typed, typed_data

KEEP = "keep"
WAYS = {
    made.BY_QUANTILES: gettext_lazy("Quantiles: where so many cases in a hundred lie"),
    made.BY_NUMBERS: gettext_lazy("The numbers of its shape"),
}


@case_page(Permission.SEE_CASE)
def beliefs(request: HttpRequest, access: CaseAccess) -> HttpResponse:
    """Every belief, where it is expected to lie, and who says so."""
    found = forecasting(access.case)
    if found.inputs is None:
        return redirect("forecast", access.case.reference)
    return show(request, "forecast/beliefs.html", access, lines=belief_lines(found))


@case_page(Permission.EDIT_CASE)
def belief(request: HttpRequest, access: CaseAccess, belief: str) -> HttpResponse:
    """One belief: stated, looked at, and kept with its reason."""
    found = forecasting(access.case)
    stated = found.inputs.beliefs.get(belief) if found.inputs else None
    if stated is None:
        raise Http404(_("There is no such belief in the forecast."))
    desk = _Desk(request, access, found, belief)
    form, effect = desk.form, desk.effect
    if desk.keeps and effect is not None:
        answer = _keep(request, access, desk)
        if answer is not None:
            return answer
    context: dict[str, Any] = {"form": form, "effect": effect, "stated": stated, "name": belief, "desk": desk}
    parts = {"effect": "forecast/parts/effect.html", "numbers": "forecast/parts/numbers.html"}
    wanted = next((part for target, part in parts.items() if wants_part(request, target)), "")
    return show(request, wanted or "forecast/belief.html", access, **context)


class _Desk:
    """A belief on its page: the shape that is asked for, the form with its boxes, and what the belief would do."""

    def __init__(self, request: HttpRequest, access: CaseAccess, found: Forecasting, name: str) -> None:
        self.found, self.name = found, name
        self.held = found.stated.beliefs[name]
        data = typed_data(request)
        self.family, self.way = self._asked(data)
        self.is_switched = data is not None and (data.get("shown-family"), data.get("shown-way")) != self.shape
        self.form = self._form(data, version=access.case.version, keeping=_is_keeping(request))
        self.keeps = is_sent(request) and self.form.keeping and not self.is_switched
        self.stated = self.held
        self.effect = self._effect()

    @property
    def shape(self) -> tuple[str, str]:
        return self.family, self.way

    @property
    def is_listed(self) -> bool:
        """Whether the file states it as a list of values or as several people's, which no form can show."""
        return not made.can_state(self.held.belief)

    def _asked(self, data: QueryDict | None) -> tuple[str, str]:
        data = data or QueryDict()
        family = data.get("family", "")
        if family not in made.FAMILIES:
            family = "lognormal" if self.is_listed else self.held.belief.family.value
        own = made.BY_QUANTILES if self.is_listed else made.way_of(self.held.belief)
        way = data.get("way", own)
        return family, way if way in WAYS and made.can_elicit(family) else made.BY_NUMBERS

    def _form(self, data: QueryDict | None, *, version: int, keeping: bool) -> BeliefForm:
        boxes = made.boxes_of(self.family, self.way, self._typed_before(data) if self.is_switched else self.held)
        if data is not None:
            data = data.copy()
            data["way"] = self.way
            if self.is_switched:
                for box in boxes:
                    data[box_name(*self.shape, box.name)] = "" if box.initial is None else say_decimal(box.initial)
        source = self.held.source
        initial = {"version": version, "family": self.family, "way": self.way, "because": self.held.because}
        initial |= {"who": "source" if source else "judgement"}
        if source is not None:
            initial |= {"source_title": source.title, "source_url": source.url, "source_dated": source.dated}
            initial |= {"confidence": source.confidence.value}
        ways = [(way, words) for way, words in WAYS.items() if way == made.BY_NUMBERS or made.can_elicit(self.family)]
        return BeliefForm(
            data,
            families=made.FAMILIES,
            ways=ways,
            shape=self.shape,
            boxes=boxes,
            keeping=keeping and not self.is_switched,
            initial=initial,
        )

    def _typed_before(self, data: QueryDict | None) -> Any:
        """The belief that was typed in the shape shown before, so that another shape begins where it stood."""
        data = data or QueryDict()
        family, way = data.get("shown-family", ""), data.get("shown-way", "")
        if family not in made.FAMILIES or way not in WAYS:
            return self.held
        boxes = made.boxes_of(family, way, self.held)
        ways = list(WAYS.items())
        form = BeliefForm(data, families=made.FAMILIES, ways=ways, shape=(family, way), boxes=boxes)
        form.is_valid()
        return made.stated_or(self.held, family, form.numbers)

    def _effect(self) -> Effect | None:
        """What the belief would do; a sentence of the engine stands at its box."""
        try:
            if self.form.is_bound:
                if not self.form.is_valid():
                    return None
                self.stated = self._said()
            return try_belief(self.found, self.name, self.stated)
        except Unsound as unsound:
            self._refuse(unsound.message)
        return None

    def _said(self) -> Any:
        said = self.form.cleaned_data
        belief = try_numbers(self.family, self.form.numbers)
        source = made.source_of(said, self.held.source) if self.form.keeping else self.held.source
        return made.restated(self.held, belief, because=said.get("because", "").strip(), source=source)

    def _refuse(self, message: str) -> None:
        if not self.form.is_bound:
            return
        self.form.add_error(self.form.box(made.field_in(message, self.form.numbers)), message)


def _is_keeping(request: HttpRequest) -> bool:
    return request.method == "POST" and request.POST.get("do") == KEEP


def _keep(request: HttpRequest, access: CaseAccess, desk: _Desk) -> HttpResponse | None:
    """Written down as one new version, and the whole forecast asked for; None where the form now says why not."""
    path = ("beliefs", desk.name)

    def save(parts: Mapping[Any, Any]) -> None:
        if parts:
            version = based_on(request.POST, access.case.version)
            keep_belief(access.case, desk.name, desk.stated, based_on=version, by=access.user)

    def say(overtaken: Overtaken) -> list[Both]:
        theirs = theirs_of(overtaken, desk.name)
        title = desk.held.title or desk.name
        mine = made.say_data(overtaken.parts[path])
        return [Both(name=box_of(path), label=title, theirs=made.say_data(theirs), mine=mine)]

    back = request.get_full_path()
    answer = save_typed(request, desk.form, {path: desk.stated}, save, back=back, title=access.case.title, say=say)
    if answer is not None or desk.form.errors:
        return answer
    messages.success(request, _("The belief is kept, with its reason."))
    try:
        ask_forecast(access.case, by=access.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("forecast", access.case.reference)
