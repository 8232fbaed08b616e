"""One award decision on a sheet: criteria, sub-criteria, weightings that are summed, and the levels of the scale."""

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
BORROWED = "The scheme states no scale for it: the scale of its other answers stands in until the authority states one."


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaSheet:
    """Where the sheet holds each criterion's weighting, and the points and labels of its scale."""

    page: Page
    weightings: dict[str, int]
    scales: dict[str, tuple[int, int]]

    def weighting(self, criterion: ScoredCriterion) -> str:
        return self.page.at(self.weightings[criterion.key], _WEIGHTING)

    def points(self, criterion: ScoredCriterion) -> str:
        return self.page.between(*self.scales[criterion.key], 4)

    def labels(self, criterion: ScoredCriterion) -> str:
        return self.page.between(*self.scales[criterion.key], 3)


def write_criteria(book: Book, award: AwardOutline, *, colour: str) -> CriteriaSheet:
    page = book.page(f"{award.prefix}Criteria", colour=colour)
    page.widths(0, 6, 13, 30, 12, 44, 44, 9, 40, 18, 15)
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
    scales = _scales(page, row + 3 + len(_sentences(award)), award)
    return CriteriaSheet(page=page, weightings=weightings, scales=scales)


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


def _scales(page: Page, row: int, award: AwardOutline) -> dict[str, tuple[int, int]]:
    """The levels, once for all criteria that share their words."""
    page.put(row, 1, "Levels of the scale", "heading")
    page.heads(row + 1, ("For criteria", "Level", "Points", "What a bid must show"), column=2)
    shared: dict[tuple[ScaleLevel, ...], list[ScoredCriterion]] = {}
    for criterion in award.criteria:
        shared.setdefault(criterion.scale, []).append(criterion)
    row += 2
    places: dict[str, tuple[int, int]] = {}
    for levels, criteria in shared.items():
        for offset, level in enumerate(levels):
            page.put(row + offset, 2, ", ".join(str(each.number) for each in criteria), "cell")
            page.put(row + offset, 3, level.label, "cell-strong")
            page.put(row + offset, 4, level.points, "figure")
            page.put(row + offset, 5, level.descriptor, "cell")
        places |= {each.key: (row, row + len(levels) - 1) for each in criteria}
        row += len(levels)
    for criterion in award.criteria:
        if criterion.borrowed:
            page.put(row, 1, f"Criterion {criterion.number}: {BORROWED[0].lower()}{BORROWED[1:]}", "note")
            row += 1
    return places
