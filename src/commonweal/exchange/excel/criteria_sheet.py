"""One award decision on two sheets: its criteria with weightings that are summed, and the levels of the scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.exchange.excel.book import Book, Page, cell_name
from commonweal.exchange.excel.look import SOURCE_WORDS
from commonweal.exchange.excel.outline import AwardOutline, ScoredCriterion
from commonweal.record.source import SourceKind
from commonweal.scheme.question import ScaleLevel

_HEADS = (
    "No",
    "Part",
    "Criterion",
    "Weighting (%)",
    "Sub-criteria, each to be explained",
    "Question",
    "Words at most",
    "What convinces at this stage",
    "Stage",
    "Who says so",
)
_WEIGHTING, _MARK = 4, 10
_POINTS, _LABEL = 2, 3
BORROWED = "the scheme states no scale for it. Points and names of its other levels stand in until the authority does."


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaSheet:
    """Where the sheets hold each criterion's weighting, and the points and labels of its scale."""

    page: Page
    levels: Page
    weightings: dict[str, int]
    scales: dict[str, tuple[int, int]]

    def weighting(self, criterion: ScoredCriterion) -> str:
        return self.page.at(self.weightings[criterion.key], _WEIGHTING)

    def points(self, criterion: ScoredCriterion) -> str:
        return self.levels.between(*self.scales[criterion.key], _POINTS)

    def labels(self, criterion: ScoredCriterion) -> str:
        return self.levels.between(*self.scales[criterion.key], _LABEL)


def write_criteria(book: Book, award: AwardOutline, *, colour: str) -> CriteriaSheet:
    page = book.page(f"{award.prefix}Criteria", colour=colour)
    page.widths(0, 6, 13, 30, 12, 34, 44, 9, 40, 18, 15)
    page.put(0, 1, f"Criteria: {award.title}", "title")
    page.put(1, 1, "The scheme's words. To change them, change the scheme: an amendment is a new version.", "note")
    page.heads(3, _HEADS, column=1)
    page.repeat(3)
    weightings = {}
    for row, criterion in enumerate(award.criteria, start=4):
        weightings[criterion.key] = row
        _criterion(page, row, criterion)
    row = _total(page, 4 + len(award.criteria), award)
    page.put(row + 1, 1, "How bids are assessed", "heading")
    for offset, sentence in enumerate(_sentences(award), start=2):
        page.put(row + offset, 1, sentence, "line")
    levels, scales = _write_levels(book, award, colour=colour)
    return CriteriaSheet(page=page, levels=levels, weightings=weightings, scales=scales)


def _criterion(page: Page, row: int, criterion: ScoredCriterion) -> None:
    page.put(row, 1, criterion.number, "figure")
    page.put(row, 2, criterion.part, "cell")
    page.put(row, 3, criterion.title, "cell-strong")
    page.put(row, _WEIGHTING, criterion.weighting, "figure")
    page.put(row, 5, "\n".join(f"• {each}" for each in criterion.sub_criteria) or "Explained as a whole", "cell")
    page.put(row, 6, criterion.question or "The authority's own, as published", "cell")
    page.put(row, 7, criterion.word_limit, "figure")
    page.put(row, 8, criterion.evidence, "cell")
    page.put(row, 9, criterion.stage, "cell")
    kinds = [source.kind for source in criterion.sources]
    mark = SOURCE_WORDS[min(kinds, key=list(SourceKind).index)] if kinds else ""
    page.put(row, _MARK, mark or "the authority", mark or "cell")


def _total(page: Page, row: int, award: AwardOutline) -> int:
    """Price as a row, then the total by formula, and whether it is 100."""
    price = award.split.price
    page.put(row, 2, "Price", "cell")
    page.put(row, 3, award.split.method.replace("-", " ") if price or award.split.method.is_absolute else "", "cell")
    page.put(row, _WEIGHTING, price, "figure")
    total = price + sum((each.weighting for each in award.criteria), Decimal(0))
    page.put(row + 1, 3, "Total", "cell-strong")
    added = f"ROUND(SUM({cell_name(4, _WEIGHTING)}:{cell_name(row, _WEIGHTING)}),6)"
    page.compute(row + 1, _WEIGHTING, added, total, "computed-count")
    here = cell_name(row + 1, _WEIGHTING)
    said = "They total 100." if total == 100 else f"They total {total:f}, not 100."
    words = f'IF({here}=100,"They total 100.","They total "&{here}&", not 100.")'
    page.compute(row + 1, 5, words, said, "computed")
    page.mark((row + 1, 5, row + 1, 5), f"{cell_name(row + 1, _WEIGHTING, fixed=True)}<>100", "when-wrong")
    return row + 2


def _sentences(award: AwardOutline) -> tuple[str, ...]:
    """One a row, as they run on to the right."""
    parts = [f"{each.removesuffix('.')}." for each in award.methodology.split(". ") if each.strip()]
    return (*parts, *((award.conflict,) if award.conflict else ()))


def _write_levels(book: Book, award: AwardOutline, *, colour: str) -> tuple[Page, dict[str, tuple[int, int]]]:
    """The levels, once for all criteria that share their words; and where those of each criterion stand."""
    page = book.page(f"{award.prefix}Levels", colour=colour)
    page.widths(0, 48, 8, 14, 100)
    page.put(0, 1, f"Levels of the scale: {award.title}", "title")
    page.put(1, 1, "Each answer is scored against these words, by each evaluator alone and then by the panel.", "note")
    page.heads(3, ("For", "Points", "Level", "What a bid must show"), column=1)
    page.repeat(3)
    shared: dict[tuple[ScaleLevel, ...], list[ScoredCriterion]] = {}
    for criterion in award.criteria:
        shared.setdefault(criterion.scale, []).append(criterion)
    row = 4
    places: dict[str, tuple[int, int]] = {}
    for levels, criteria in shared.items():
        named = "\n".join(f"{each.number}. {each.title}" for each in criteria)
        for offset, level in enumerate(levels):
            page.put(row + offset, 1, named, "cell")
            page.put(row + offset, _POINTS, level.points, "figure")
            page.put(row + offset, _LABEL, level.label, "cell-strong")
            page.put(row + offset, 4, level.descriptor, "cell")
        places |= {each.key: (row, row + len(levels) - 1) for each in criteria}
        row += len(levels)
    for criterion in award.criteria:
        if criterion.borrowed:
            page.put(row + 1, 1, f"Criterion {criterion.number}: {BORROWED}", "note")
            row += 1
    return page, places
