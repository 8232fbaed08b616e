"""From what a notice asks to what is challenged: one target for each lot's criteria; where there is none, why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from commonweal.challenge.pricing import price_of_a_point
from commonweal.challenge.target import Target
from commonweal.challenge.targeting import stages_of
from commonweal.design.burden import assessors_expected, bidders_expected, sum_awarded
from commonweal.procurement.award_decision import AwardDecision, award_decisions
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.record.text import say_list
from commonweal.review.asking import AskedLot
from commonweal.review.award_reading import read_method
from commonweal.review.bid_criteria import HUNDREDTH, WeighedCriterion, bid_criteria
from commonweal.review.bid_unknowns import bid_unknowns
from commonweal.review.criteria_reading import Share
from commonweal.review.remarks.context import Context
from commonweal.scheme.criterion import QualityPart
from commonweal.scheme.weighting import share_out

# Weightings that total 100 give or take this are rounded; others are of something else.
ABOUT = Decimal(1)
MOST_NAMED = 5


class Unchallenged(StrEnum):
    """Why nothing of a notice, or of a lot, is challenged; the nearest to a challenge last."""

    NO_CRITERIA = "no-criteria"
    AFTER_BIDS = "after-bids"
    NO_WEIGHTINGS = "no-weightings"
    NOT_WHOLE = "not-whole"
    NO_SOCIAL_VALUE = "no-social-value"
    MERGED = "merged"
    NO_STAGE = "no-stage"

    @property
    def words(self) -> str:
        return {
            Unchallenged.NO_CRITERIA: "It lists no award criteria.",
            Unchallenged.AFTER_BIDS: "It does not come before bids.",
            Unchallenged.NO_WEIGHTINGS: "Its criteria do not all have a weighting.",
            Unchallenged.NOT_WHOLE: "Its weightings do not total about 100.",
            Unchallenged.NO_SOCIAL_VALUE: "No criterion names social value: no marks for it could lead a bid astray.",
            Unchallenged.MERGED: "Social value is merged with something else, so its part of the marks is unknown.",
            Unchallenged.NO_STAGE: "It tells too little of what is bought, and for how long.",
        }[self]

    @property
    def rank(self) -> int:
        return list(Unchallenged).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidTarget:
    """What is challenged of one lot, or of several with the same criteria.

    `narrative`: whether some criterion tells no measure, and is read at its best. `unknown` says in sentences what is
    not known, and how it was taken.
    """

    lots: tuple[str, ...]
    target: Target
    narrative: bool
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PricedPoints:
    """What one point of the mark is worth at some lots, as shares of the price: the least and the most that the formula
    of the notice, or else a usual one, makes of it."""

    lots: tuple[str, ...]
    split: Split
    least: Fraction
    most: Fraction


def priced_points(context: Context) -> tuple[PricedPoints, ...]:
    """Of every lot before bids whose weightings total about 100, price among them."""
    found = []
    for lot in context.lots if context.asks else ():
        if lot.all_weighted and abs(lot.total - 100) <= ABOUT:
            split = _split(_weighed(lot), context)
            shares = price_of_a_point(split) if split.non_price else ()
            if shares:
                found.append(PricedPoints(lots=lot.lots, split=split, least=shares[0], most=shares[-1]))
    return tuple(found)


def bid_targets(context: Context) -> tuple[tuple[BidTarget, ...], Unchallenged | None]:
    """What can be challenged of a notice, lot by lot; where nothing can, why."""
    if not context.lots:
        return (), Unchallenged.NO_CRITERIA
    if not context.asks:
        return (), Unchallenged.AFTER_BIDS
    why = [(lot, _unchallenged(lot, context)) for lot in context.lots]
    found = tuple(_target(lot, context, context.case) for lot, none in why if none is None and context.case)
    if found:
        return found, None
    return (), max((none for _, none in why if none), key=lambda each: each.rank)


def _unchallenged(lot: AskedLot, context: Context) -> Unchallenged | None:
    """The first of what it lacks."""
    if not lot.all_weighted:
        return Unchallenged.NO_WEIGHTINGS
    if abs(lot.total - 100) > ABOUT:
        return Unchallenged.NOT_WHOLE
    if not lot.part(Share.SOCIAL_VALUE):
        return Unchallenged.MERGED if lot.names_social_value else Unchallenged.NO_SOCIAL_VALUE
    return Unchallenged.NO_STAGE if context.case is None else None


def _target(lot: AskedLot, context: Context, case: Case) -> BidTarget:
    decision, weighed = award_decisions(case.procurement)[0], _weighed(lot)
    bare = Target(
        id=lot.lots[0] or decision.id,
        title=_title(lot, context),
        split=_split(weighed, context),
        criteria=(),
        quality=tuple(
            QualityPart(title=each.title, weighting=each.points)
            for each in weighed
            if each.asked.share in {Share.QUALITY, Share.MERGED}
        ),
        stages=tuple(stages_of(case.procurement, decision.stages)),
        bidders=bidders_expected(decision, context.settings),
        assessors=assessors_expected(decision, context.settings),
        least_weighting=context.settings.least_weighting,
        pounds=_pounds(case, decision, context),
    )
    own = [each for each in weighed if each.asked.share is Share.SOCIAL_VALUE and each.points]
    return BidTarget(
        lots=lot.lots,
        target=replace(bare, criteria=tuple(bid_criteria(own, bare, context))),
        narrative=any(each.is_narrative for each in own),
        unknown=tuple(bid_unknowns(lot, own, bare, context)),
    )


def _weighed(lot: AskedLot) -> list[WeighedCriterion]:
    """Each criterion with its points of 100 in hundredths: as published, where those add up."""
    claims = [each.weighting or Decimal(0) for each in lot.criteria]
    if sum(claims) != 100 or any(each != each.quantize(HUNDREDTH) for each in claims):
        claims = list(share_out(Decimal(100), [float(each) for each in claims], least=Decimal(0), unit=HUNDREDTH))
    return [WeighedCriterion(asked=each, points=points) for each, points in zip(lot.criteria, claims, strict=True)]


def _split(weighed: list[WeighedCriterion], context: Context) -> Split:
    parts = dict.fromkeys(Share, Decimal(0))
    for each in weighed:
        parts[each.asked.share] += each.points
    method = read_method(context.notice)
    return Split(
        price=parts[Share.PRICE],
        quality=parts[Share.QUALITY] + parts[Share.MERGED],
        social_value=parts[Share.SOCIAL_VALUE],
        method=PriceMethod.UNSTATED if method.is_absolute and parts[Share.PRICE] else method,
    )


def _pounds(case: Case, decision: AwardDecision, context: Context) -> Decimal | None:
    """What is expected to be awarded; None where the notice has several lots, or states no value in pounds."""
    funding = [case.procurement.stage(each).funding for each in decision.stages]
    in_pounds = context.sized and all(each is not None and each.currency == "GBP" for each in funding)
    return sum_awarded(case.procurement, decision) if in_pounds and len(context.notice.lots) < 2 else None


def _title(lot: AskedLot, context: Context) -> str:
    """Which lots, where there is more than one set of criteria."""
    if len(context.lots) < 2:
        return "Award"
    named = say_list(lot.lots) if len(lot.lots) <= MOST_NAMED else f"{', '.join(lot.lots[:MOST_NAMED])}, …"
    return f"Award of lot{'s' * (len(lot.lots) > 1)} {named}"
