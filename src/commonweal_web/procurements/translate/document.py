"""The document of a case: the text of a case file, which may lack parts while it is a draft."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from commonweal.design.groundwork import DOUBTS
from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.adopted import scheme_name
from commonweal.exchange.case_file.editing import with_parts
from commonweal.exchange.case_file.folder import CASE_FILE, FORECAST_FILE, LOCK_FILE, case_of_texts
from commonweal.exchange.case_file.layout import case_from_layout, read_layout
from commonweal.frameworks.yaml_file import YamlFile, parse_yaml
from commonweal.procurement.case import Case
from commonweal.procurement.valuation import value_procurement
from commonweal.record.digest import digest
from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.models import User
from commonweal_web.procurements.models import SchemeVersion

EMPTY = "commonweal: 1\n"
# Stands for what a draft still lacks, so that the rest can be checked; it is never saved.
UNSAID = "not said yet"
LABEL = re.compile(r"person [0-9a-f]{8}")
MAXIMUM_VALUE = 10**15  # beyond what a column holds, and any procurement


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A case's document as read: plain data always; the whole case only once nothing essential is missing.

    `missing` are the sections that still lack something essential. `problem` says, where nothing is missing and there
    is no case yet, what keeps it from being one.
    """

    text: str
    data: Mapping[str, Any]
    opened: CaseFolder | None
    problem: str = ""
    missing: tuple[str, ...] = ()


def read_document(text: str, schemes: tuple[SchemeVersion, ...] = ()) -> Document:
    """Read a document, with the schemes that were adopted from it. Raises UnreadableInput only for what is no YAML."""
    document = _read(tuple(case_texts(text, schemes).items()))
    return replace(document, data=deepcopy(document.data))


@lru_cache(maxsize=128)
def _read(files: tuple[tuple[str, str], ...]) -> Document:
    """Reading takes a quarter of a second, and one page reads the same document several times."""
    texts = dict(files)
    text = texts[CASE_FILE]
    data = parse_yaml(text, name=CASE_FILE).data
    missing = missing_sections(data)
    if missing:
        return Document(text=text, data=data, opened=None, missing=missing)
    try:
        return Document(text=text, data=data, opened=case_of_texts(texts, path=Path("case")))
    except CommonwealError as error:
        return Document(text=text, data=data, opened=None, problem=str(error))


def missing_sections(data: Mapping[str, Any]) -> tuple[str, ...]:
    """The sections without which there is no case, in the order in which they are asked."""
    procurement = data.get("procurement") or {}
    lacking = {
        "what": not data.get("title"),
        "authority": not (data.get("authority") or {}).get("name"),
        "delivery": not procurement.get("delivery_model"),
        "award": not procurement.get("award_structure"),
        "stages": not _has_contract_stage(data),
        "rounds": bool(data.get("rounds")) and not _has_final_round(data),
    }
    return tuple(section for section, lacks in lacking.items() if lacks)


def unfunded_stages(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The stages under contract of which nobody has said what they are paid: id and title."""
    stages = [stage for stage in _items(data, "stages") if stage.get("under_contract", True)]
    return [(str(stage.get("id")), str(stage.get("title"))) for stage in stages if not stage.get("funding")]


def doubts(data: Mapping[str, Any]) -> int:
    """How many things the reader of a notice could not settle."""
    return sum(str(each.get("value")) in DOUBTS for each in _items(data, "assumptions"))


def _has_contract_stage(data: Mapping[str, Any]) -> bool:
    return any(stage.get("under_contract", True) for stage in _items(data, "stages"))


def _has_final_round(data: Mapping[str, Any]) -> bool:
    return any(each.get("kind") == "final" for each in _items(data, "rounds"))


def _items(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [item for item in data.get(name) or () if isinstance(item, dict)]


def draft_case(text: str) -> Case:
    """The case that a document would be with what it still lacks put in. Raises what is wrong with the rest."""
    file = parse_yaml(text, name=CASE_FILE)
    filled = YamlFile(name=file.name, data=_filled(file.data), lines=file.lines)
    return case_from_layout(read_layout(filled), file=filled)


def draft_problem(text: str) -> CommonwealError | None:
    """What is wrong with a document beyond what it lacks."""
    try:
        draft_case(text)
    except CommonwealError as error:
        return error
    return None


def _filled(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    filled = {**data, "title": data.get("title") or UNSAID}
    if isinstance(data.get("authority", {}), dict):
        authority = data.get("authority") or {}
        filled["authority"] = {**authority, "name": authority.get("name") or UNSAID}
    if isinstance(data.get("procurement", {}), dict):
        usual = {"delivery_model": "conventional", "award_structure": "one-contract"}
        filled["procurement"] = {**usual, **(data.get("procurement") or {})}
    if isinstance(data.get("stages", []), list) and not _has_contract_stage(data):
        stage = {"id": "not-said-yet", "title": UNSAID, "kind": "pilot", "months": 1}
        filled["stages"] = [stage, *(data.get("stages") or ())]
    if isinstance(data.get("rounds"), list) and data["rounds"] and not _has_final_round(data):
        filled["rounds"] = [*data["rounds"], {"id": "not-said-yet", "title": UNSAID, "kind": "final"}]
    return filled


def version_digest(text: str, forecast: str) -> str:
    """Of all that a version of a case holds: of its text alone where it has no forecast."""
    return digest({CASE_FILE: text, FORECAST_FILE: forecast} if forecast else text)


def case_texts(text: str, schemes: tuple[SchemeVersion, ...], *, forecast: str = "") -> dict[str, str]:
    """The files of a case as a folder or a zip of it holds them."""
    files = {CASE_FILE: text, **{scheme_name(each.number): each.text for each in schemes}}
    files |= {FORECAST_FILE: forecast} if forecast else {}
    return files | ({LOCK_FILE: schemes[-1].lock} if schemes and schemes[-1].lock else {})


def changed(text: str, parts: Mapping[tuple[str | int, ...], Any]) -> str:
    """The document with parts of it changed; comments and all else stay as they are."""
    return with_parts(text, parts, name=CASE_FILE)


def index_columns(document: Document) -> dict[str, Any]:
    """What is looked up without reading documents: title, day of commencement, value including VAT if known."""
    columns: dict[str, Any] = {
        "title": str(document.data.get("title") or "")[:300],
        "commencement": None,
        "value": None,
    }
    if document.opened:
        procurement = document.opened.case.procurement
        columns["commencement"] = procurement.commencement.on if procurement.commencement else None
        value = value_procurement(procurement).highest
        columns["value"] = value if value is None or value < MAXIMUM_VALUE else None
    return columns


def person_label(user: User) -> str:
    """How documents name a person: not by name, so that erasure reaches every copy. Pages show the name."""
    return f"person {user.key[:8]}"


def is_person_label(text: str) -> bool:
    return LABEL.fullmatch(text) is not None


def person_labels(*texts: str) -> set[str]:
    """Every label in some texts by which documents name a person."""
    return {label for text in texts for label in LABEL.findall(text)}
