"""Between rows and the engine's values. The document of a case is the text of a case file."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.adopted import scheme_name
from commonweal.exchange.case_file.editing import with_parts
from commonweal.exchange.case_file.folder import CASE_FILE, LOCK_FILE, case_of_texts
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal.procurement.valuation import value_procurement
from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.models import User
from commonweal_web.procurements.models import SchemeVersion

EMPTY = "commonweal: 1\n"
PARTS = ("title", "authority", "procurement", "stages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A case's document as read: plain data always; the whole case only once nothing essential is missing.

    `problem` says, where there is no case yet, what keeps it from being one.
    """

    text: str
    data: Mapping[str, Any]
    opened: CaseFolder | None
    problem: str = ""


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
    if not all(data.get(part) for part in PARTS):
        return Document(text=text, data=data, opened=None)
    try:
        return Document(text=text, data=data, opened=case_of_texts(texts, path=Path("case")))
    except CommonwealError as error:
        return Document(text=text, data=data, opened=None, problem=str(error))


def case_texts(text: str, schemes: tuple[SchemeVersion, ...]) -> dict[str, str]:
    """The files of a case as a folder or a zip of it holds them."""
    files = {CASE_FILE: text, **{scheme_name(each.number): each.text for each in schemes}}
    return files | ({LOCK_FILE: schemes[-1].lock} if schemes else {})


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
        columns["value"] = value_procurement(procurement).highest
    return columns


def person_label(user: User) -> str:
    """How documents name a person: not by name, so that erasure reaches every copy. Pages show the name."""
    return f"person {user.key[:8]}"
