"""The first sheet of a workbook: what it is, how to use it, and what in it is law, guidance or our judgement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commonweal.exchange.excel.book import Book, Page, quoted_name
from commonweal.exchange.excel.look import SOURCE_WORDS
from commonweal.exchange.excel.outline import SchemeOutline
from commonweal.exchange.report.words import say_source
from commonweal.frameworks.pack import Packs
from commonweal.frameworks.rules import Rule
from commonweal.procurement.case import Case
from commonweal.record.source import Source, SourceKind
from commonweal.record.text import say_list

PROTECTION = (
    "Sheets are protected without a password, so that no formula is overwritten by mistake. That is a guard rail, not "
    "a lock: whoever needs to can lift it (Review, Unprotect Sheet), and a workbook changed so may not be read back."
)
OFFLINE = "It works offline in Excel and in LibreOffice, has no macros, and refers to no other file."


def write_front(
    page: Page,
    outline: SchemeOutline,
    case: Case,
    *,
    what: str,
    how: Sequence[str],
    said: Sequence[tuple[Rule, str]],
    row: int = 2,
) -> int:
    """Title, facts from `row` on, how to use it, the marks and who says so; gives the row after them."""
    page.widths(0, 31, 98)
    page.put(0, 1, page.book.title, "title")
    row = _facts(page, row, outline, case, what)
    if not outline.adopted:
        page.put(row, 1, "Not adopted", "alert")
        page.put(row, 2, f"{outline.standing}. Adopt a scheme, and write this workbook anew.", "alert")
        row += 1
    row = _numbered(page, row + 1, "How to use it", how)
    row = _key(page, row + 1)
    return _who_says(page, row + 1, case, said)


def _facts(page: Page, row: int, outline: SchemeOutline, case: Case, what: str) -> int:
    edition = outline.scheme.edition or "none"
    facts = (
        ("What it is", what),
        ("Procurement", case.procurement.title),
        ("Authority", case.procurement.authority.name),
        ("Scheme", outline.standing),
        ("Scheme digest", outline.shown_digest),
        ("Social value edition", edition),
        ("Award decisions", say_list([award.title for award in outline.awards])),
    )
    for label, value in facts:
        page.put(row, 1, label, "strong")
        page.put(row, 2, value, "text")
        row += 1
    return row


def _numbered(page: Page, row: int, title: str, lines: Sequence[str]) -> int:
    page.put(row, 1, title, "heading")
    for number, line in enumerate(lines, start=1):
        page.put(row + number, 1, f"{number}.", "text")
        page.put(row + number, 2, line, "text")
    return row + len(lines) + 1


def _key(page: Page, row: int) -> int:
    page.put(row, 1, "What the cells mean", "heading")
    page.put(row + 1, 1, "To fill in", "entry")
    page.put(row + 1, 2, "Light green with a green edge: yours to fill in. Every other cell is locked.", "text")
    page.put(row + 2, 1, "Worked out", "computed")
    page.put(row + 2, 2, "Grey: a formula. Select the cell to see it.", "text")
    page.put(row + 3, 1, "To settle", "alert")
    page.put(row + 3, 2, "Amber: something still needs a person.", "text")
    page.put(row + 4, 1, "Protection", "strong")
    page.put(row + 4, 2, f"{PROTECTION} {OFFLINE}", "text")
    return row + 5


def _who_says(page: Page, row: int, case: Case, said: Sequence[tuple[Rule, str]]) -> int:
    page.put(row, 1, "Who says so", "heading")
    lines = [*_rules(case, said), *_judgements()]
    for offset, (kind, text) in enumerate(lines, start=1):
        page.put(row + offset, 1, SOURCE_WORDS[kind], SOURCE_WORDS[kind])
        page.put(row + offset, 2, text, "text")
    row += len(lines) + 1
    page.put(row, 2, "Nothing here is legal advice, and nothing here decides: the published scheme does.", "text")
    return row + 1


def _rules(case: Case, said: Sequence[tuple[Rule, str]]) -> Iterator[tuple[SourceKind, str]]:
    """What packs say of scoring, with their sources. Where the Act's rules do not apply, that comes first."""
    if case.procurement.regime.under_the_act is False:
        yield (
            SourceKind.JUDGEMENT,
            "The Act's rules on award do not apply to this procurement, as the case describes it. What they ask is "
            "shown as a measure of good practice.",
        )
    for rule, text in said:
        by_kind: dict[SourceKind, list[Source]] = {}
        for source in rule.sources:
            by_kind.setdefault(source.kind, []).append(source)
        kind = min(by_kind, key=list(SourceKind).index)
        yield kind, f"{text} ({say_list([say_source(each) for each in by_kind[kind]])})."


def _judgements() -> Iterator[tuple[SourceKind, str]]:
    yield (
        SourceKind.JUDGEMENT,
        "Layout, counters and prompts of this workbook, and questions and levels that the scheme took from "
        "Commonweal's packs: drafts for the authority to make its own.",
    )


def rules_said(packs: Packs, names: Sequence[tuple[str, str]]) -> tuple[tuple[Rule, str], ...]:
    """The rules of these names in the packs at hand, with the words for each."""
    found = {name: rule for pack in packs.newest() for name, rule in pack.checks.items()}
    return tuple((found[name], words) for name, words in names if name in found)


def write_contents(page: Page, row: int, book: Book, described: Sequence[tuple[Page, str]]) -> None:
    """The sheets by name, each a link, with what it holds."""
    page.put(row, 1, "Sheets", "heading")
    for offset, (each, text) in enumerate(described, start=1):
        target = f"internal:{quoted_name(each.name)}!A1"
        page.sheet.write_url(row + offset, 1, target, book.style("link"), each.name)
        page.put(row + offset, 2, text, "text")
