"""Small award decisions and bidders for the tests of the tournament. All invented."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import challenge_cases

from commonweal.challenge.judgements import Judgements
from commonweal.challenge.modelling import Modelled, model_target
from commonweal.challenge.target import Target, TargetCriterion
from commonweal.frameworks.challenging import BidderType
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.procurement.stage import Stage, StageKind
from commonweal.scheme.question import ScaleLevel

PACKS = challenge_cases.packs()
JUDGEMENTS = challenge_cases.judged()
TYPES = JUDGEMENTS.bidders
EXACT = replace(JUDGEMENTS, ability_spread=Decimal(0), reader_sd=Decimal(0), quality_reader_sd=Decimal(0))


def scale(*points: int, top: str = "All of it, with evidence") -> tuple[ScaleLevel, ...]:
    """Levels with these points; the last is described as `top`."""
    return tuple(
        ScaleLevel(points=Decimal(each), label=str(each), descriptor=top if each == points[-1] else f"Level {each}")
        for each in points
    )


FIVE = scale(0, 1, 2, 3, 4, 5)


def criterion(
    code: str = "own/one",
    *,
    kind: MeasureKind = MeasureKind.LEARNING,
    weighting: str = "10",
    levels: tuple[ScaleLevel, ...] = FIVE,
    pull: float = 0.5,
) -> TargetCriterion:
    return challenge_cases.criterion(
        code, weighting, kind=kind, pull=pull, levels=levels, stage="study", measure="", measure_title="a measure"
    )


def target(
    *criteria: TargetCriterion,
    bidders: int = 4,
    kind: StageKind = StageKind.EXPLORE,
    price: str = "30",
    method: PriceMethod = PriceMethod.LOWEST_RATIO,
) -> Target:
    study = Stage(id="study", title="Study", kind=kind, months=Decimal(6))
    plain = challenge_cases.target(*criteria, stages=((study, "1"),))
    split = Split(
        price=Decimal(price), quality=100 - Decimal(price) - plain.total, social_value=plain.total, method=method
    )
    return replace(plain, split=split, bidders=bidders)


def modelled(*criteria: TargetCriterion, judgements: Judgements = JUDGEMENTS, **rest: object) -> Modelled:
    return model_target(target(*criteria, **rest), judgements)  # type: ignore[arg-type]


def honest(**changes: object) -> BidderType:
    """A usual bidder that does what is worth most, promises it, and delivers; all alike unless changed."""
    plain: dict[str, object] = {
        "title": "Honest",
        "effort": Decimal(1),
        "other": Decimal(1),
        "ability": {},
        "follows": Decimal(0),
        "pads": Decimal(0),
        "claims": Decimal(1),
        "delivers": Decimal(1),
        "writing": Decimal(0),
        "quality": Decimal("2.5"),
        "quality_sd": Decimal(0),
        "price": Decimal(1),
        "price_sd": Decimal(0),
        "size": Decimal(1000),
        "incumbent": False,
    }
    return replace(TYPES["honest-experimenter"], **(plain | changes))  # type: ignore[arg-type]
