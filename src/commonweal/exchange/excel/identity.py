"""What a workbook says of itself in a sheet that nobody sees, so that a filled copy can be matched with its scheme."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.exchange.excel.book import Book

IDENTITY_SHEET = "commonweal"
TEMPLATE_VERSION = 1
EVALUATION, RESPONSE = "evaluation-model", "response-template"


def write_identity(book: Book, *, kind: str, digest: str, ids: Iterable[str]) -> None:
    """Kind, version and digest, then the ids that the workbook was written with."""
    page = book.page(IDENTITY_SHEET)
    facts = (("kind", kind), ("version", str(TEMPLATE_VERSION)), ("digest", digest))
    for row, (name, value) in enumerate((*facts, *(("id", each) for each in ids))):
        page.put(row, 0, name, "hidden")
        page.put(row, 1, value, "hidden")
    page.sheet.very_hidden()
