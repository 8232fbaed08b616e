"""A filled evaluation model read back: bids, scores, moderated scores and prices, with every fault."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.excel import score_sheet, setup_sheet
from commonweal.exchange.excel.filled import Filled, FoundRow, check_digest, open_filled
from commonweal.exchange.excel.identity import EVALUATION
from commonweal.exchange.excel.moderation_sheet import FIRST_SCORE
from commonweal.exchange.excel.outline import AwardOutline, ScoredCriterion, outline_scheme
from commonweal.exchange.excel.preview import (
    AwardScores,
    ReadBid,
    ReadEvaluator,
    ReadModerated,
    ReadScore,
    ScoresPreview,
)
from commonweal.exchange.excel.price_part import price_part
from commonweal.exchange.excel.result_sheet import ENTERED, PRICE
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.scheme.scheme import Scheme

_AS_SENT = "Use the workbook as it was written: no sheet or row is removed."
_TEXT, _REASON = 2_000, score_sheet.LONGEST_REASON


def read_scores(
    file: Path | bytes, version: SchemeVersion | Scheme, case: Case, packs: Packs, *, name: str = ""
) -> ScoresPreview:
    """What a filled evaluation model holds. Totals in the file are not read: they follow from what is entered."""
    filled = open_filled(file, kind=EVALUATION, name=name)
    scheme = outline_scheme(version, case, packs)
    check_digest(filled, scheme.digest)
    present = {row_id.split("|")[1].partition("/")[0] for row_id in filled.ids if row_id.startswith("moderated|")}
    awards = [each for each in scheme.awards if not filled.ids or each.id in present]
    read = tuple(_award(filled, each) for each in awards)
    return ScoresPreview(file=filled.file, digest=filled.digest, awards=read, troubles=tuple(filled.troubles))


def _award(filled: Filled, award: AwardOutline) -> AwardScores:
    bids = tuple(_bid(filled, award, *found) for found in _numbered(filled, f"bid|{award.id}"))
    if not bids:
        filled.say("Set-up", "", f"The bids of ‘{award.title}’ are gone.", _AS_SENT)
    evaluators = tuple(_evaluator(filled, *found) for found in _numbered(filled, f"evaluator|{award.id}"))
    assessed = {bid.number for bid in bids if bid.assessed}
    scores = tuple(
        score for each in evaluators for score in _scores_of(filled, award, each.number, assessed, _highest(bids))
    )
    return AwardScores(
        award=award.id,
        title=award.title,
        bids=bids,
        evaluators=evaluators,
        scores=scores,
        moderated=tuple(_moderated(filled, award, len(evaluators), assessed, _highest(bids))),
        tie_rule=_alone(filled, f"tie|{award.id}"),
        full_price=_price_of(filled, f"full|{award.id}", ENTERED),
        no_points_price=_price_of(filled, f"none|{award.id}", ENTERED),
    )


def _highest(bids: tuple[ReadBid, ...]) -> int:
    return max((bid.number for bid in bids), default=0)


def _numbered(filled: Filled, start: str) -> Iterator[tuple[int, FoundRow]]:
    number = 1
    while (row := filled.rows.get(f"{start}|{number}")) is not None:
        yield number, row
        number += 1


def _bid(filled: Filled, award: AwardOutline, number: int, row: FoundRow) -> ReadBid:
    said = _choice(filled, row, "Say yes if this bid is assessed, no if not.")
    result = filled.rows.get(f"price|{award.id}|{number}")
    part = price_part(award.split)
    points = filled.number(result, PRICE + 2, unit="points") if result and part.entered else None
    if result and points is not None and not 0 <= points <= award.split.price:
        filled.fault(result, PRICE + 2, f"{points:f} is out of bounds.", f"Give 0 to {award.split.price:f} points.")
        points = None
    return ReadBid(
        number=number,
        bidder=filled.text(row, setup_sheet.NAME, longest=200),
        assessed=said == setup_sheet.YES,
        why_not=filled.text(row, setup_sheet.WHY, longest=_TEXT),
        price=_price(filled, result, PRICE) if result and part.has_price else None,
        price_points=points,
    )


def _choice(filled: Filled, row: FoundRow, remedy: str) -> str:
    said = filled.text(row, setup_sheet.ASSESSED, longest=20).casefold()
    if said not in {"", setup_sheet.YES, setup_sheet.NO}:
        filled.fault(row, setup_sheet.ASSESSED, f"‘{said}’ is neither yes nor no.", remedy)
        return ""
    return said


def _evaluator(filled: Filled, number: int, row: FoundRow) -> ReadEvaluator:
    said = _choice(filled, row, "Say yes once conflicts, or none, are declared.")
    name = filled.text(row, setup_sheet.NAME, longest=200)
    return ReadEvaluator(number=number, name=name, declared=said == setup_sheet.YES)


def _scores_of(
    filled: Filled, award: AwardOutline, evaluator: int, assessed: set[int], bids: int
) -> Iterator[ReadScore]:
    missing, there = [], False
    for criterion in award.criteria:
        for bid in range(1, bids + 1):
            row = filled.rows.get(f"score|{criterion.key}|{bid}|{evaluator}")
            if row is None:
                continue
            there = True
            score = _score(filled, row, score_sheet.SCORE, criterion, idle=bid not in assessed)
            if score is None and bid in assessed and not filled.raw(row, score_sheet.SCORE):
                missing.append(row)
            yield ReadScore(
                criterion=criterion.key,
                bid=bid,
                evaluator=evaluator,
                score=score,
                strengths=filled.text(row, score_sheet.STRENGTHS, longest=_REASON),
                weaknesses=filled.text(row, score_sheet.WEAKNESSES, longest=_REASON),
                where_in_bid=filled.text(row, score_sheet.WHERE, longest=_REASON),
            )
    if not there:
        filled.say(f"{award.prefix}Evaluator {evaluator}", "", "The scores of this evaluator are gone.", _AS_SENT)
    _say_missing(filled, missing, score_sheet.SCORE, "score")


def _moderated(
    filled: Filled, award: AwardOutline, evaluators: int, assessed: set[int], bids: int
) -> Iterator[ReadModerated]:
    column = FIRST_SCORE + evaluators + 1
    missing, there = [], False
    for criterion in award.criteria:
        for bid in range(1, bids + 1):
            row = filled.rows.get(f"moderated|{criterion.key}|{bid}")
            if row is None:
                continue
            there = True
            score = _score(filled, row, column, criterion, idle=bid not in assessed)
            reason = filled.text(row, column + 2, longest=_REASON)
            if score is None and bid in assessed and not filled.raw(row, column):
                missing.append(row)
            if score is not None and not reason:
                filled.fault(
                    row, column + 2, "The agreed score has no reason.", "Write why, sub-criterion by sub-criterion."
                )
            yield ReadModerated(criterion=criterion.key, bid=bid, score=score, reason=reason)
    if not there:
        filled.say(f"{award.prefix}Moderation", "", "The moderated scores are gone.", _AS_SENT)
    _say_missing(filled, missing, column, "moderated score")


def _score(filled: Filled, row: FoundRow, column: int, criterion: ScoredCriterion, *, idle: bool) -> Decimal | None:
    value = filled.number(row, column, unit="points of the scale")
    if value is None:
        return None
    points = [level.points for level in criterion.scale]
    if value not in points:
        listed = ", ".join(f"{each:f}" for each in points)
        filled.fault(row, column, f"{value:f} is no score of this scale.", f"Choose one of {listed}.")
        return None
    if idle:
        filled.fault(
            row, column, "This bid is not marked as assessed.", "Say yes on Set-up, or empty the score.", warn=True
        )
    return value


def _say_missing(filled: Filled, rows: list[FoundRow], column: int, what: str) -> None:
    if rows:
        count = f"{len(rows)} {what}s are missing" if len(rows) > 1 else f"One {what} is missing"
        filled.fault(rows[0], column, f"{count}; this is the first.", "Enter it, or finish later.", warn=True)


def _alone(filled: Filled, row_id: str) -> str:
    row = filled.rows.get(row_id)
    return filled.text(row, ENTERED, longest=_TEXT) if row else ""


def _price_of(filled: Filled, row_id: str, column: int) -> Decimal | None:
    row = filled.rows.get(row_id)
    return _price(filled, row, column) if row else None


def _price(filled: Filled, row: FoundRow, column: int) -> Decimal | None:
    value = filled.number(row, column, unit="pounds")
    if value is not None and value <= 0:
        filled.fault(row, column, f"{value:f} is no price.", "Give a price above zero.")
        return None
    return value
