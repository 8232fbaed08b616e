"""The hours that a scheme asks for: who spends them, how many in all, and how near they come to their limits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from commonweal.design.burden import MINUTES, bidders_expected
from commonweal.design.composition import reported_outcomes
from commonweal.design.groundwork import Groundwork, prescribed_minutes
from commonweal.design.outcomes import OutcomeChoice
from commonweal.design.problem import Placement


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """Hours at one place against their limit (our judgements): a stage's winner, or an award decision's field."""

    where: str
    hours: Decimal
    cap: Decimal

    @property
    def share(self) -> float:
        return float(self.hours / self.cap) if self.cap else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Hours over all award decisions: to write every bid that is expected, to assess them, and the winner's to report.

    The lighter and the balanced option ask for the fewest of them in all that reach their part of the best worth. The
    figures that an edition prescribes are not among them: they come with the outcome, whatever is chosen.
    """

    bids: int
    bidding: Decimal
    assessing: Decimal
    reporting: Decimal

    @property
    def total(self) -> Decimal:
        return self.bidding + self.assessing + self.reporting


def workload_of(placements: Iterable[Placement], ground: Groundwork) -> Workload:
    """The hours of everything that an option places."""
    bids = {decision.id: bidders_expected(decision, ground.settings) for decision in ground.decisions}
    placed = tuple(placements)
    bidding = sum(each.bid_minutes * bids[each.decision] for each in placed)
    return Workload(
        bids=sum(bids.values()),
        bidding=_hours(bidding),
        assessing=_hours(sum(each.field_minutes for each in placed) - bidding),
        reporting=_hours(sum(each.report_minutes for each in placed)),
    )


def winner_burden(
    placements: tuple[Placement, ...], ground: Groundwork, outcomes: tuple[OutcomeChoice, ...]
) -> tuple[Burden, ...]:
    """The winner's hours and limit at each stage: reporting there, bidding at its award decision's first stage."""
    reported = reported_outcomes(ground, outcomes, placements)
    burdens = []
    for decision in ground.decisions:
        for stage_id in decision.stages:
            minutes = sum(each.report_minutes for each in placements if each.stage == stage_id)
            if stage_id == decision.stages[0]:
                minutes += sum(each.bid_minutes for each in placements if each.decision == decision.id)
            minutes += prescribed_minutes(ground, reported[decision.id], stage_id)
            burdens.append(Burden(where=stage_id, hours=_hours(minutes), cap=_hours(ground.caps.winner[stage_id])))
    return tuple(burdens)


def field_burden(placements: tuple[Placement, ...], ground: Groundwork) -> tuple[Burden, ...]:
    """The hours of all bidders and assessors, and their limit, at each award decision."""
    return tuple(
        Burden(
            where=decision.id,
            hours=_hours(sum(each.field_minutes for each in placements if each.decision == decision.id)),
            cap=_hours(ground.caps.field[decision.id]),
        )
        for decision in ground.decisions
    )


def _hours(minutes: int) -> Decimal:
    return Decimal(minutes) / MINUTES
