"""What was inferred or assumed when a case was drafted: each with the page on which it can be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.design.groundwork import DOUBTS
from commonweal_web.procurements.translate import choices
from commonweal_web.procurements.translate.parts import Path
from commonweal_web.procurements.translate.saying import part_label

Text = str | Promise
# By subject, as the reader of notices names it: what pages call it, the section that corrects it, and the parts of the
# document whose change settles it.
SUBJECTS: dict[str, tuple[Text, str, tuple[Path, ...]]] = {
    "authority.kind": (gettext_lazy("Kind of authority"), "authority", (("authority", "kind"),)),
    "regime": (gettext_lazy("Rules"), "rules", (("procurement", "regime"),)),
    "nature": (gettext_lazy("Nature"), "rules", (("procurement", "nature"),)),
    "declared_value": (gettext_lazy("Value"), "value", (("procurement", "declared_value"),)),
    "value": (gettext_lazy("Value"), "value", (("procurement", "declared_value"),)),
    "extras": (gettext_lazy("Amounts beyond the stages"), "extras", (("procurement", "extras"),)),
    "commencement": (gettext_lazy("Day of commencement"), "commencement", (("procurement", "commencement"),)),
    "delivery_model": (gettext_lazy("Way of delivering"), "delivery", (("procurement", "delivery_model"),)),
    "award_structure": (gettext_lazy("Way of awarding"), "award", (("procurement", "award_structure"),)),
    "stages": (gettext_lazy("Stages"), "stages", (("stages",),)),
    "months": (gettext_lazy("Length"), "stages", (("stages",),)),
    "funding": (gettext_lazy("Funding of the stages"), "stages", (("stages",),)),
    "gates": (gettext_lazy("Gates"), "stages", (("stages",),)),
    "rounds": (gettext_lazy("Rounds of tendering"), "rounds", (("rounds",),)),
    "lots": (gettext_lazy("Lots"), "lots", (("lots",),)),
    "split": (gettext_lazy("Price, quality and social value"), "split", (("procurement", "split"),)),
    "quality": (gettext_lazy("Quality criteria"), "quality", (("quality",),)),
    "notice": (gettext_lazy("The notice itself"), "what", ()),
}
CIRCUMSTANCE, STAGE = "circumstances.", "stages."
# What the reader takes from the notice's own fields, where it names a place.
SAID_BY_NOTICE = frozenset({"authority.kind", "commencement"})
# By a step of the pointer, the nearest first.
PLACES: dict[str, Text] = {
    "name": gettext_lazy("in the authority’s name"),
    "awardCriteria": gettext_lazy("in its award criteria"),
    "lots": gettext_lazy("in its lots"),
    "documents": gettext_lazy("in its list of documents"),
    "parties": gettext_lazy("in the details of the authority"),
    "value": gettext_lazy("in its value"),
    "contractPeriod": gettext_lazy("in its dates"),
    "classification": gettext_lazy("in its CPV codes"),
    "items": gettext_lazy("in its list of items"),
    "title": gettext_lazy("in its title"),
    "procurementMethodDetails": gettext_lazy("in the description of its procedure"),
    "description": gettext_lazy("in its description"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """One assumption as a page shows it; `place` is its place in the document's list, `mark` tells it from another."""

    place: int
    mark: str
    subject: Text
    value: str
    because: str
    words: str
    where: str
    section: str
    in_doubt: bool
    of_notice: bool  # the notice itself says it: no judgement of ours


def assumed(data: Mapping[str, Any]) -> list[Assumed]:
    """Every assumption of a document, what is in doubt first."""
    titles = {str(each.get("id")): str(each.get("title") or each.get("id")) for each in data.get("stages") or ()}
    found = [_assumed(place, each, titles) for place, each in enumerate(data.get("assumptions") or ())]
    return sorted(found, key=lambda each: not each.in_doubt)


def _assumed(place: int, each: Mapping[str, Any], stages: Mapping[str, str]) -> Assumed:
    subject, where = str(each.get("subject", "")), str(each.get("where", ""))
    title, section, _parts = _of(subject, stages)
    value = str(each.get("value", ""))
    return Assumed(
        place=place,
        mark=fingerprint(each),
        subject=title,
        value=_said(subject, value),
        because=str(each.get("because", "")),
        words=str(each.get("words", "")),
        where=str(say_where(where)) if where else "",
        section=section,
        in_doubt=value in DOUBTS,
        of_notice=bool(where) and subject in SAID_BY_NOTICE,
    )


def say_where(pointer: str) -> Text:
    """Where in a notice something stands, in words: the first of the places whose name is in the pointer."""
    named = (words for part, words in PLACES.items() if part in pointer.split("/"))
    return next(named, gettext_lazy("in the notice"))


def _of(subject: str, stages: Mapping[str, str] = MappingProxyType({})) -> tuple[Text, str, tuple[Path, ...]]:
    if subject.startswith(CIRCUMSTANCE):
        name = subject.removeprefix(CIRCUMSTANCE)
        return choices.CIRCUMSTANCES_SHORT.get(name, name), "circumstances", (("procurement", "circumstances", name),)
    if subject.startswith(STAGE):
        name, _dot, part = subject.removeprefix(STAGE).partition(".")
        said = {"stage": stages.get(name, name), "part": part_label(("stages", name, part)).lower()}
        return _("Stage “%(stage)s”, %(part)s") % said, "stages", (("stages",),)
    usual = (subject.replace("_", " ").replace(".", ": ").capitalize(), "what", ())
    return SUBJECTS.get(subject, usual)


def _said(subject: str, value: str) -> str:
    tables: dict[str, choices.Choices] = {
        "authority.kind": choices.AUTHORITY_KINDS,
        "regime": choices.REGIMES,
        "nature": choices.NATURES,
        "delivery_model": choices.DELIVERY_MODELS,
        "award_structure": choices.AWARD_STRUCTURES,
    }
    if subject.startswith(STAGE) and subject.endswith(".kind"):
        return str(choices.STAGE_KINDS.get(value, value))
    plain = {"yes": _("Yes"), "no": _("No"), "unknown": _("Not known"), "in doubt": _("In doubt")}
    return str(tables.get(subject, {}).get(value) or plain.get(value) or value)


def without_settled(data: Mapping[str, Any], changed: Iterable[Path]) -> dict[Path, Any]:
    """The part that takes away the assumptions which a change of these parts settles; nothing where none is."""
    paths = list(changed)
    held = data.get("assumptions") or ()
    kept = [each for each in held if not _is_settled(str(each.get("subject", "")), paths)]
    return {} if len(kept) == len(held) else {("assumptions",): kept or None}


def without_assumption(data: Mapping[str, Any], place: int, subject_value: str) -> dict[Path, Any]:
    """The part that takes one assumption away, if it is still the one that the person saw."""
    held = list(data.get("assumptions") or ())
    if not 0 <= place < len(held) or fingerprint(held[place]) != subject_value:
        return {}
    del held[place]
    return {("assumptions",): held or None}


def fingerprint(each: Mapping[str, Any]) -> str:
    return f"{each.get('subject')}={each.get('value')}"[:200]


def _is_settled(subject: str, changed: list[Path]) -> bool:
    parts = _of(subject)[2]
    return any(path[: len(part)] == part or part[: len(path)] == path for part in parts for path in changed)
