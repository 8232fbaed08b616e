"""Who spends the hours that a scheme asks for, and how many there are in all: what the choice of options weighs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from commonweal.design.burden import MINUTES, bidders_expected
from commonweal.design.groundwork import Groundwork
from commonweal.design.problem import Placement


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


def _hours(minutes: int) -> Decimal:
    return Decimal(minutes) / MINUTES
