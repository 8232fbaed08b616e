"""What a tournament tells. Shares are 0 to 1; marks are percentage points of the whole mark."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStanding:
    """One type of bidder over all fields.

    `bids`: how many it made. `wins`: the share of them that won, and `deserved_wins` the share that would have if true
    value could be seen. `marks`: its mean social value marks; `deserved`: those that its true social value is worth on
    the same scale, which may be more than the whole, for value does not end where the scale does.
    """

    type: str
    title: str
    bids: int
    wins: Decimal
    wins_error: Decimal
    deserved_wins: Decimal
    marks: Decimal
    deserved: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambition:
    """What an honest bidder earns by the size of the contribution it offers, against the usual one's 1.

    `marks` by size: the mean social value marks. `sure` and `risky`: where it will come off, and where it may not.
    `a_doubling` is the marks that twice the contribution adds; ambition `pays` where that is `least` or more.
    """

    sizes: tuple[Decimal, ...]
    sure: tuple[Decimal, ...]
    risky: tuple[Decimal, ...]
    a_doubling: Decimal
    least: Decimal
    pays: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallFirm:
    """What the scheme asks of the type with the fewest hours: `hours_asked` by the social value questions, those that
    it has, the share of its bids that win, and the share that would if true value could be seen."""

    type: str
    hours_asked: Decimal
    hours_there: Decimal
    wins: Decimal
    deserved_wins: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Tournament:
    """`picks_best`: how often the bidder of most true value wins, all the mark counted. `level` the same with quality
    and price alike, so that social value decides. `by_luck`: what a draw by lot would give. `regret`: marks of true
    value lost on average against always picking the best, `level_regret` those of social value where quality and price
    are level, and `..._by_luck` what a draw by lot would lose. Errors are standard errors over the fields, which are
    independent. `small_firm` is None where nobody knows the hours asked. `supposed` says, in sentences, what the target
    does not tell and was taken for granted.
    """

    fields: int
    bidders: int
    seed: int
    picks_best: Decimal
    picks_best_error: Decimal
    level: Decimal
    level_error: Decimal
    by_luck: Decimal
    regret: Decimal
    regret_error: Decimal
    regret_by_luck: Decimal
    level_regret: Decimal
    level_regret_by_luck: Decimal
    types: tuple[TypeStanding, ...]
    ambition: Ambition
    small_firm: SmallFirm | None
    supposed: tuple[str, ...] = ()
