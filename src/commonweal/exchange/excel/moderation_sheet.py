"""Moderation: every evaluator's score side by side, the one that the panel agrees, and the points that it earns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.exchange.excel.book import Book, Page, cell_name
from commonweal.exchange.excel.criteria_sheet import CriteriaSheet
from commonweal.exchange.excel.outline import AwardOutline
from commonweal.exchange.excel.score_sheet import (
    DONE,
    FIRST_ROW,
    NOT_ASSESSED,
    ScoreSheet,
    choose_score,
    finish_rows,
    last_row,
    score_rows,
    write_row_start,
)
from commonweal.exchange.excel.setup_sheet import YES, SetUp

WIDE = 2  # points between the lowest and the highest score from which a row is marked: our judgement
FIRST_SCORE = 6
_FIRST_HEADS = ("Criterion", "Weighting (%)", "Bid", "Bidder", "Part")
_LAST_HEADS = (
    "Spread",
    "Moderated score",
    "Points",
    "Reason agreed, sub-criterion by sub-criterion",
    "To cover",
    "Check",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """The moderation sheet, and where it holds each column that the result adds up."""

    page: Page
    award: AwardOutline

    def column(self, index: int) -> str:
        return self.page.between(FIRST_ROW, last_row(self.award), index)

    @property
    def parts(self) -> str:
        return self.column(5)

    @property
    def bids(self) -> str:
        return self.column(3)

    @property
    def points(self) -> str:
        return self.column(FIRST_SCORE + self.award.evaluators + 2)


def write_moderation(
    book: Book,
    award: AwardOutline,
    evaluators: Sequence[ScoreSheet],
    criteria: CriteriaSheet,
    set_up: SetUp,
    *,
    colour: str,
) -> Moderation:
    page = book.page(f"{award.prefix}Moderation", colour=colour)
    spread = FIRST_SCORE + len(evaluators)
    score, points, reason, cover, check = range(spread + 1, spread + 6)
    page.widths(0, 30, 11, 6, 20, 13, *(8 for _ in evaluators), 8, 11, 9, 60, 40, 17)
    page.put(0, 1, f"Moderation: {award.title}", "title")
    page.put(
        1, 1, "The panel agrees one score by its reasons. It is never an average, and no sheet works it out.", "note"
    )
    page.put(2, 1, f"A spread of {WIDE} points or more is marked: start there (our judgement).", "note")
    page.put(3, 1, "Points = moderated score / highest level × weighting.", "note")
    needed = f'COUNTIF({set_up.all_assessed(award)},"{YES}")*{len(award.criteria)}'
    checks = f"{cell_name(FIRST_ROW, check)}:{cell_name(last_row(award), check)}"
    words = f'COUNTIF({checks},"{DONE}")&" of "&{needed}&" moderated scores are agreed, with a reason."'
    page.compute(4, 1, words, "0 of 0 moderated scores are agreed, with a reason.", "sentence")
    named = [f"Evaluator {each.number}" for each in evaluators]
    page.heads(FIRST_ROW - 1, (*_FIRST_HEADS, *named, *_LAST_HEADS), column=1)
    page.repeat(FIRST_ROW - 1, columns=5)
    for row, criterion, bid in score_rows(award):
        page.put(row, 0, f"moderated|{criterion.key}|{bid}", "hidden")
        write_row_start(page, row, (criterion, bid), criteria=criteria, bidder=set_up.bidder(award, bid))
        page.put(row, 5, criterion.part, "cell")
        _scores(page, row, evaluators, spread)
        page.put(row, score, None, "entry-figure")
        choose_score(page, row, score, criterion)
        assessed = set_up.assessed(award, bid)
        earned = f"{cell_name(row, score)}/{criterion.maximum:f}*{cell_name(row, 2)}"
        there = f'OR({assessed}<>"{YES}",NOT(ISNUMBER({cell_name(row, score)})))'
        page.compute(row, points, f'IF({there},"",{earned})', "", "computed-figure")
        page.put(row, reason, None, "entry")
        page.put(row, cover, "; ".join(criterion.sub_criteria) or "The criterion as a whole", "cell")
        _check(page, row, check, score=cell_name(row, score), reason=cell_name(row, reason), assessed=assessed)
    _mark_spread(page, award, spread)
    finish_rows(page, award, check=check, score=score, entries=(reason,))
    return Moderation(page=page, award=award)


def _scores(page: Page, row: int, evaluators: Sequence[ScoreSheet], spread: int) -> None:
    for offset, each in enumerate(evaluators):
        score = each.score(row)
        page.compute(row, FIRST_SCORE + offset, f'IF({score}="","",{score})', "", "computed-count")
    given = f"{cell_name(row, FIRST_SCORE)}:{cell_name(row, spread - 1)}"
    page.compute(row, spread, f'IF(COUNT({given})<2,"",MAX({given})-MIN({given}))', "", "computed-count")


def _check(page: Page, row: int, column: int, *, score: str, reason: str, assessed: str) -> None:
    check = (
        f'IF({assessed}<>"{YES}","{NOT_ASSESSED}",IF({score}="","score to agree",'
        f'IF({reason}="","reason to write","{DONE}")))'
    )
    page.compute(row, column, check, NOT_ASSESSED)


def _mark_spread(page: Page, award: AwardOutline, spread: int) -> None:
    first = cell_name(FIRST_ROW, spread)
    where = (FIRST_ROW, spread, last_row(award), spread)
    page.mark(where, f"AND(ISNUMBER({first}),N({first})>={WIDE})", "when-open")
