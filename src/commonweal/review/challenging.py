"""How a published notice would be bid for: the challenge of what it tells. Advice only: nothing is ever applied."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.challenge.challenging import challenge_target
from commonweal.challenge.report import AwardChallenge
from commonweal.challenge.target import Target
from commonweal.review.bid_criteria import read_at_worst
from commonweal.review.bid_targets import BidTarget, PricedPoints, Unchallenged, bid_targets, priced_points
from commonweal.review.remarks.context import Context


class BidVerdict(StrEnum):
    """What the challenge says of the marks of a notice. Open: it hangs on what the notice does not tell."""

    HOLDS = "holds"
    OPEN = "open"
    NARROW = "narrow"
    LEAKS = "leaks"
    MISLEADS = "misleads"

    @property
    def rank(self) -> int:
        """The worse, the higher."""
        return list(BidVerdict).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class LotChallenge:
    """The challenge of one lot, or of several with the same criteria.

    `best` reads what no words tell at its best. `worst` reads it at its worst; None where words tell all of it.
    `unknown` says what is not known, and how it was taken.
    """

    lots: tuple[str, ...]
    best: AwardChallenge
    worst: AwardChallenge | None
    unknown: tuple[str, ...]

    @property
    def verdict(self) -> BidVerdict:
        if self.worst is not None and self.worst.verdict is not self.best.verdict:
            return BidVerdict.OPEN
        return BidVerdict(self.best.verdict.value)

    @property
    def aligned(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest alignment (0 to 1) that the notice leaves room for."""
        return alignment_of(self.worst or self.best), alignment_of(self.best)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeChallenge:
    """The challenges of a notice by lot; `unchallenged` says why there is none.

    `prices` says what a point is worth in price, of every lot whose weightings are told, challenged or not.
    """

    lots: tuple[LotChallenge, ...]
    unchallenged: Unchallenged | None
    prices: tuple[PricedPoints, ...] = ()

    @property
    def foremost(self) -> LotChallenge | None:
        """The lot whose criteria would reward the wrong bid most; of those the least aligned, then the first."""
        return max(self.lots, key=lambda each: (each.verdict.rank, -each.aligned[1]), default=None)


def challenge_notice(context: Context) -> NoticeChallenge:
    """Challenge every set of criteria of a notice that comes before bids, as far as it tells them."""
    targets, why_none = bid_targets(context)
    return NoticeChallenge(
        lots=tuple(_challenge_lot(each, context) for each in targets),
        unchallenged=why_none,
        prices=priced_points(context),
    )


def _challenge_lot(found: BidTarget, context: Context) -> LotChallenge:
    def challenge(target: Target) -> AwardChallenge:
        return challenge_target(target, packs=context.packs, mends=False)

    return LotChallenge(
        lots=found.lots,
        best=challenge(found.target),
        worst=challenge(read_at_worst(found.target, context.packs)) if found.narrative else None,
        unknown=found.unknown,
    )


def alignment_of(award: AwardChallenge) -> Decimal:
    """The alignment (0 to 1) of what is scored."""
    return award.standing.alignment if award.standing else Decimal(0)
