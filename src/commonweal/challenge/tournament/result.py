"""What a tournament tells. Shares are 0 to 1; marks are percentage points of the whole mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStanding:
    """One type of bidder over all fields: how often it wins where it bids, its mean social value marks, and the mean
    marks that it would have if its true social value could be seen."""

    type: str
    title: str
    wins: Decimal
    marks: Decimal
    deserved: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambition:
    """What an honest bidder earns by the size of the contribution it offers, against the usual one's 1.

    `marks` by size: the mean social value marks. `sure` and `risky`: where it will come off, and where it may not.
    `a_doubling` is the marks that twice the contribution adds; ambition `pays` where that is above the threshold.
    """

    sizes: tuple[Decimal, ...]
    sure: tuple[Decimal, ...]
    risky: tuple[Decimal, ...]
    a_doubling: Decimal
    pays: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallFirm:
    """What the scheme asks of a small firm: hours for the social value questions, the hours that it can give, and how
    often it wins where it bids, against what its worth would earn it."""

    hours_asked: Decimal
    hours_there: Decimal
    wins: Decimal
    deserved_wins: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tournament:
    """`picks_best`: how often the bidder of most true value wins, all the mark counted. `level` the same with quality
    and price alike, so that social value decides. `by_luck`: what a draw by lot would give. `regret`: marks of true
    value lost on average against always picking the best. `errors` are standard errors of the shares."""

    fields: int
    bidders: int
    seed: int
    picks_best: Decimal
    picks_best_error: Decimal
    level: Decimal
    level_error: Decimal
    by_luck: Decimal
    regret: Decimal
    types: tuple[TypeStanding, ...]
    ambition: Ambition
    small_firm: SmallFirm | None
