"""The document of a new case: from a title, a template, another case, or a notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from commonweal.exchange.case_file.starting import case_text
from commonweal.exchange.case_file.writing import yaml_text
from commonweal.exchange.ocds import find_notice, newest_useful, read_notices
from commonweal.frameworks import PackKind, Template
from commonweal.procurement.notice import Notice
from commonweal.quantities.period import describe_months
from commonweal.record.errors import CommonwealError, UnreadableInput
from commonweal.record.text import CONTROLS
from commonweal.review import draft_case
from commonweal_web.procurements.translate.choices import shipped_packs
from commonweal_web.procurements.translate.difference import ADOPT
from commonweal_web.procurements.translate.document import changed
from commonweal_web.procurements.translate.wording import plain_message

MOST_DRAFTED = 40


@cache
def templates() -> Mapping[str, Template]:
    """Every template of the criteria packs, by name."""
    return {name: each for pack in shipped_packs().of_kind(PackKind.CRITERIA) for name, each in pack.templates.items()}


def stage_words(template: Template) -> list[str]:
    """Each usual stage with its length."""
    return [f"{stage.title}, {describe_months(stage.months)}" for stage in template.stages]


def titled_text(title: str) -> str:
    """The document of a case of which only the title is known."""
    return yaml_text({"commonweal": 1, "title": title})


def template_text(name: str, title: str) -> str:
    """The document that a template begins: its stages and ways; all else is still to be said."""
    template = templates()[name]
    split = {"price": template.price, "quality": template.quality, "social_value": template.social_value}
    data = {
        "commonweal": 1,
        "title": title,
        "procurement": {
            "delivery_model": template.delivery_model.value,
            "award_structure": template.award_structure.value,
            "split": split,
        },
        "stages": [_stage(each) for each in template.stages],
    }
    return yaml_text(data)


def _stage(stage: Any) -> dict[str, Any]:
    said = {"id": stage.id, "title": stage.title, "kind": stage.kind.value, "months": stage.months}
    if not stage.under_contract:
        return {**said, "under_contract": False}
    return {**said, "gate": {}} if stage.gate else said


def copied_text(text: str, title: str, data: Mapping[str, Any], *, decisions: bool, answers: bool) -> str:
    """Another case's document under a new title. Adoptions are never copied: the schemes stay with their case."""
    kept = [each for each in data.get("decisions") or () if each.get("kind") != ADOPT]
    parts: dict[tuple[str | int, ...], Any] = {("title",): title}
    parts[("decisions",)] = (kept or None) if decisions else None
    if not answers:
        parts[("answers",)] = None
    return changed(text, {path: value for path, value in parts.items() if value is not None or path[0] in data})


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A notice of a file, and the document drafted from it; where there is none, `problem` says why."""

    title: str
    authority: str
    number: str
    text: str
    problem: str = ""


def draft_from_file(file: Path, *, number: str = "") -> list[Drafted]:
    """What a file of notices gives: a draft for each procurement in it, or for the one with that number.

    Raises UnreadableInput, in one sentence, where there is none, or where there are too many to choose from.
    """
    notices = newest_useful(read_notices(file, ocid=number))
    if not notices:
        find_notice(file, ocid=number)  # says why there is none
    if len(notices) > MOST_DRAFTED:
        raise UnreadableInput(
            f"The file holds {len(notices):,} procurements.",
            remedy="Enter the ocid or the notice number of the one you want.",
        )
    return [_draft(notice) for notice in notices]


def _draft(notice: Notice) -> Drafted:
    said = {
        "title": CONTROLS.sub("", notice.title),
        "authority": CONTROLS.sub("", notice.authority_name),
        "number": CONTROLS.sub("", notice.ocid or notice.id),
    }
    try:
        return Drafted(**said, text=case_text(draft_case(notice, packs=shipped_packs())))
    except CommonwealError as error:
        return Drafted(**said, text="", problem=plain_message(error))
