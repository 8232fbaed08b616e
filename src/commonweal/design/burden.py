"""Burden: the hours that criteria add, to the winner and to the whole field."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.design.fit import net_pounds
from commonweal.design.settings import Settings
from commonweal.frameworks.measures import Hours
from commonweal.procurement.award_decision import AwardDecision
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import Stage

MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Whole minutes that one placed criterion adds.

    `bid`: one bidder, once per award decision. `report`: the winner, over the stage. `assess`: one assessor, one bid.
    """

    bid: int
    report: int
    assess: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """Limits in whole minutes (our judgements): a winner's at one stage, the field's at one award decision."""

    winner: dict[str, int]
    field: dict[str, int]


def scored_load(hours: Hours, stage: Stage) -> Load:
    return Load(bid=_minutes(hours.bid), report=report_minutes(hours, stage), assess=_minutes(hours.assess))


def condition_load(hours: Hours, stage: Stage, settings: Settings) -> Load:
    """A KPI or condition is read and priced by bidders, reported by the winner, assessed by nobody."""
    return Load(bid=_minutes(settings.condition_reading_hours), report=report_minutes(hours, stage), assess=0)


def report_minutes(hours: Hours, stage: Stage) -> int:
    return _minutes(hours.report_monthly * stage.months + hours.report_once)


def bidders_expected(decision: AwardDecision, settings: Settings) -> int:
    return decision.bidders or int(settings.default_bidders)


def assessors_expected(decision: AwardDecision, settings: Settings) -> int:
    return decision.assessors or int(settings.default_assessors)


def field_minutes(load: Load, decision: AwardDecision, settings: Settings) -> int:
    """What one criterion asks of everybody at one award decision: every bidder, every assessor of every bid."""
    bids = bidders_expected(decision, settings)
    return bids * (load.bid + load.assess * assessors_expected(decision, settings))


def burden_caps(procurement: Procurement, decisions: tuple[AwardDecision, ...], settings: Settings) -> Caps:
    """Winner: base hours plus a share of the stage's funding at the hourly rate. Field: a share of the sum awarded."""
    winner = {
        stage.id: _minutes(
            settings.winner_hours_base + settings.winner_funding_share * _net(stage) / settings.hourly_rate
        )
        for stage in procurement.contract_stages
    }
    field = {
        decision.id: _minutes(settings.field_award_share * sum_awarded(procurement, decision) / settings.hourly_rate)
        for decision in decisions
    }
    return Caps(winner=winner, field=field)


def sum_awarded(procurement: Procurement, decision: AwardDecision) -> Decimal:
    """Pounds net of VAT that an award decision commits over its stages and parallel contracts."""
    stages = [procurement.stage(stage) for stage in decision.stages]
    return sum((_net(stage) * stage.contracts for stage in stages), Decimal(0))


def _net(stage: Stage) -> Decimal:
    assert stage.funding is not None  # the design asked for it
    return net_pounds(stage.funding)


def _minutes(hours: Decimal) -> int:
    return int((hours * MINUTES).to_integral_value())
