"""What was inferred or assumed when a case was drafted: each with the page on which it can be corrected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.design.groundwork import DOUBTS
from commonweal_web.procurements.translate import choices
from commonweal_web.procurements.translate.parts import Path

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
CIRCUMSTANCE = "circumstances."


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


def assumed(data: Mapping[str, Any]) -> list[Assumed]:
    """Every assumption of a document, what is in doubt first."""
    found = [_assumed(place, each) for place, each in enumerate(data.get("assumptions") or ())]
    return sorted(found, key=lambda each: not each.in_doubt)


def _assumed(place: int, each: Mapping[str, Any]) -> Assumed:
    subject = str(each.get("subject", ""))
    title, section, _parts = _of(subject)
    value = str(each.get("value", ""))
    return Assumed(
        place=place,
        mark=fingerprint(each),
        subject=title,
        value=_said(subject, value),
        because=str(each.get("because", "")),
        words=str(each.get("words", "")),
        where=str(each.get("where", "")),
        section=section,
        in_doubt=value in DOUBTS,
    )


def _of(subject: str) -> tuple[Text, str, tuple[Path, ...]]:
    if subject.startswith(CIRCUMSTANCE):
        name = subject.removeprefix(CIRCUMSTANCE)
        return choices.CIRCUMSTANCES_SHORT.get(name, name), "circumstances", (("procurement", "circumstances", name),)
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
