"""The kinds of document that a pack has. Light: a kind's writer is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class DocumentKind(NamedTuple):
    """`writer` is MODULE:FUNCTION, which takes a PackSource and gives Documents."""

    says: str
    writer: str


# One line a kind, in the order in which documents are listed.
KINDS: Mapping[str, DocumentKind] = {
    "word": DocumentKind("the pack and the annex in Word", "commonweal.exchange.word:write_word"),
    "pdf": DocumentKind("the same as accessible PDF", "commonweal.exchange.pdf:write_pdf"),
    "report": DocumentKind("the report of the design as accessible PDF", "commonweal.exchange.pdf:write_report"),
}
