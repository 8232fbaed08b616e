"""A sheet for one evaluator: a row for each criterion and bid, with a score of the scale and the reasons for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonweal.exchange.excel.book import Book, Page, cell_name
from commonweal.exchange.excel.criteria_sheet import CriteriaSheet
from commonweal.exchange.excel.outline import AwardOutline, ScoredCriterion
from commonweal.exchange.excel.setup_sheet import YES, SetUp
from commonweal.scheme.question import ScaleLevel

FIRST_ROW = 7
LONGEST_REASON = 8_000
SCORE, LEVEL, STRENGTHS, WEAKNESSES, WHERE, CHECK = 5, 6, 7, 8, 9, 10
_HEADS = ("Criterion", "Weighting (%)", "Bid", "Bidder", "Score", "Level", "Strengths", "Weaknesses")
NOT_ASSESSED, DONE = "not assessed", "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """An evaluator's sheet, and where it holds the score in a row."""

    page: Page
    number: int

    def score(self, row: int) -> str:
        return self.page.at(row, SCORE)


def score_rows(award: AwardOutline) -> Iterator[tuple[int, ScoredCriterion, int]]:
    """The rows of every sheet of scores: criterion by criterion, the bids in their order."""
    row = FIRST_ROW
    for criterion in award.criteria:
        for bid in range(1, award.bids + 1):
            yield row, criterion, bid
            row += 1


def last_row(award: AwardOutline) -> int:
    return FIRST_ROW + len(award.criteria) * award.bids - 1


def write_score_sheet(
    book: Book, award: AwardOutline, number: int, criteria: CriteriaSheet, set_up: SetUp, *, colour: str
) -> ScoreSheet:
    page = book.page(f"{award.prefix}Evaluator {number}", colour=colour)
    page.widths(0, 30, 11, 6, 20, 8, 12, 44, 44, 20, 17)
    page.put(0, 1, f"Scores of evaluator {number}: {award.title}", "title")
    name = set_up.evaluator(award, number)
    page.compute(
        1, 1, f'IF({name}="","Evaluator {number}, not named",{name})', f"Evaluator {number}, not named", "line"
    )
    declared = set_up.declared(award, number)
    open_words = "Conflicts are not yet declared: say so on Set-up before reading a bid."
    page.compute(2, 1, f'IF({declared}="{YES}","Conflicts declared.","{open_words}")', open_words, "line")
    page.put(3, 1, "Score alone, each bid against the levels and never against another bid. Say why as you go.", "note")
    _progress(page, award, set_up)
    page.heads(FIRST_ROW - 1, (*_HEADS, "Where in the bid", "Check"), column=1)
    page.repeat(FIRST_ROW - 1, columns=6)
    for row, criterion, bid in score_rows(award):
        page.put(row, 0, f"score|{criterion.key}|{bid}|{number}", "hidden")
        write_row_start(page, row, (criterion, bid), criteria=criteria, bidder=set_up.bidder(award, bid))
        _row(page, row, criterion, criteria, assessed=set_up.assessed(award, bid))
    finish_rows(page, award, check=CHECK, score=SCORE, entries=(SCORE, STRENGTHS, WEAKNESSES, WHERE))
    return ScoreSheet(page=page, number=number)


def _progress(page: Page, award: AwardOutline, set_up: SetUp) -> None:
    checks = f"{cell_name(FIRST_ROW, CHECK)}:{cell_name(last_row(award), CHECK)}"
    needed = f'COUNTIF({set_up.all_assessed(award)},"{YES}")*{len(award.criteria)}'
    words = f'COUNTIF({checks},"{DONE}")&" of "&{needed}&" scores are given, with a reason."'
    page.compute(4, 1, words, "0 of 0 scores are given, with a reason.", "sentence")


def write_row_start(
    page: Page, row: int, of: tuple[ScoredCriterion, int], *, criteria: CriteriaSheet, bidder: str
) -> None:
    """What every row of scores begins with: the criterion with its weighting, the bid and the bidder."""
    criterion, bid = of
    page.put(row, 1, f"{criterion.number}. {criterion.title}", "cell")
    page.compute(row, 2, criteria.weighting(criterion), criterion.weighting, "computed-count")
    page.put(row, 3, bid, "figure")
    page.compute(row, 4, f'IF({bidder}="","",{bidder})', "")


def _row(page: Page, row: int, criterion: ScoredCriterion, criteria: CriteriaSheet, *, assessed: str) -> None:
    score = cell_name(row, SCORE)
    page.put(row, SCORE, None, "entry-figure")
    choose_score(page, row, SCORE, criterion)
    page.compute(row, LEVEL, level_of(score, criterion, criteria), "")
    for column in (STRENGTHS, WEAKNESSES, WHERE):
        page.put(row, column, None, "entry")
    reasons = f'AND({cell_name(row, STRENGTHS)}="",{cell_name(row, WEAKNESSES)}="")'
    check = (
        f'IF({assessed}<>"{YES}","{NOT_ASSESSED}",IF({score}="","score to give",'
        f'IF({reasons},"reason to give","{DONE}")))'
    )
    page.compute(row, CHECK, check, NOT_ASSESSED)


def level_of(score: str, criterion: ScoredCriterion, criteria: CriteriaSheet) -> str:
    """The formula of the level that a score names; empty for none, and 'no such score' for one off the scale."""
    found = f"INDEX({criteria.labels(criterion)},MATCH({score},{criteria.points(criterion)},0))"
    return f'IF({score}="","",IFERROR({found},"no such score"))'


def choose_score(page: Page, row: int, column: int, criterion: ScoredCriterion) -> None:
    """Only points of the criterion's scale, with their names beside the cell."""
    points = [f"{level.points:f}" for level in criterion.scale]
    page.choose((row, column, row, column), points, "Score", _say_scale(criterion.scale))


def _say_scale(scale: Sequence[ScaleLevel]) -> str:
    said = "\n".join(f"{level.points:f} {level.label}" for level in scale)
    return said if len(said) <= 255 else f"A whole level of the scale, {scale[0].points:f} to {scale[-1].points:f}."


def finish_rows(page: Page, award: AwardOutline, *, check: int, score: int, entries: Sequence[int]) -> None:
    """Bounds on text, marks on what is open, idle or wrong, and a filter over all columns."""
    last = last_row(award)
    for column in entries:
        if column != score:
            where = (FIRST_ROW, column, last, column)
            page.bound_text(where, LONGEST_REASON, "Reason", f"At most {LONGEST_REASON:,} characters.")
    state = f"${cell_name(FIRST_ROW, check)}"
    page.mark((FIRST_ROW, check, last, check), f'{state}="{DONE}"', "when-done")
    page.mark((FIRST_ROW, 1, last, check), f'{state}="{NOT_ASSESSED}"', "when-idle")
    page.mark((FIRST_ROW, check, last, check), f'AND({state}<>"{DONE}",{state}<>"{NOT_ASSESSED}")', "when-open")
    page.sheet.autofilter(FIRST_ROW - 1, 1, last, check)
