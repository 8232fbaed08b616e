"""What a belief says in numbers: its inverse distribution, its distribution, its moments."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from functools import lru_cache
from typing import TYPE_CHECKING, Any, overload

from commonweal.quantities.belief import Belief
from commonweal.quantities.family import Family
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from commonweal.quantities.arrays import Numbers  # which loads numpy


class Distribution(ABC):
    """One uncertain quantity in numbers, in the belief's unit.

    `mean` and `variance` are exact (closed forms), `support` its least and greatest value (infinite where there is
    none), `discrete` whether it takes separate values only, `atoms` those values where they can be listed (rising; what
    is left out has no chance that a draw could show). A single number asked gives a single number; an array
    gives an array of the same shape.
    """

    # Slots are the families' own; a distribution holds nothing that changes.
    __slots__ = ()

    @property
    @abstractmethod
    def mean(self) -> float: ...
    @property
    @abstractmethod
    def variance(self) -> float: ...
    @property
    @abstractmethod
    def support(self) -> tuple[float, float]: ...

    @overload
    def quantile(self, share: float) -> float: ...
    @overload
    def quantile(self, share: Numbers) -> Numbers: ...
    def quantile(self, share: float | Numbers) -> float | Numbers:
        """The least value that the quantity stays at or under with the given probability, which lies inside (0, 1).

        Raises MisuseError for 0, 1 and beyond, where an unbounded quantity has no value.
        """
        import numpy as np

        shares = np.asarray(share, dtype=np.float64)
        if shares.size and not (shares.min() > 0 and shares.max() < 1):
            raise MisuseError(f"A quantile is asked for at a share between 0 and 1, not at {_outside(shares)}.")
        found = self.inverse(shares)
        return found if shares.ndim else float(found)

    @overload
    def cdf(self, x: float) -> float: ...
    @overload
    def cdf(self, x: Numbers) -> Numbers: ...
    def cdf(self, x: float | Numbers) -> float | Numbers:
        """The probability that the quantity is at most x. Raises MisuseError for what is not a number."""
        import numpy as np

        points = np.asarray(x, dtype=np.float64)
        if np.isnan(points).any():
            raise MisuseError("A probability is asked for at a number, and this is none.")
        found = self.below(points)
        return found if points.ndim else float(found)

    @abstractmethod
    def inverse(self, shares: Numbers) -> Numbers:
        """`quantile` without its check, for shares known to lie inside (0, 1)."""

    @abstractmethod
    def below(self, points: Numbers) -> Numbers:
        """`cdf` without its check, for points known to be numbers."""

    @property
    def discrete(self) -> bool:
        return False

    @property
    def atoms(self) -> Numbers | None:
        return None

    @property
    def slow(self) -> bool:
        """Whether the inverse costs far more than a look into a table, so that draws are made from one."""
        return False

    @property
    def sd(self) -> float:
        return math.sqrt(self.variance)


@lru_cache(maxsize=512)
def distribution_of(belief: Belief) -> Distribution:
    """The distribution that a belief states, or that fits the quantiles it states; kept for the beliefs last used.

    Raises MisuseError for one so wide or so narrow that it cannot be calculated with.
    """
    distribution = _make_distribution(belief)
    refuse_beyond_numbers(distribution, belief)
    return distribution


def refuse_beyond_numbers(distribution: Distribution, belief: Belief) -> None:
    """Raise MisuseError for a distribution so wide that its mean or variance is no number."""
    try:
        sound = math.isfinite(distribution.mean) and math.isfinite(distribution.variance)
    except OverflowError:
        sound = False
    if not sound:
        raise MisuseError(
            f"A {belief.family} belief of this spread has a mean or a variance beyond all numbers.",
            remedy="Look at its unit and its quantiles; a belief between bounds cannot run away so.",
        )


def _make_distribution(belief: Belief) -> Distribution:
    from commonweal.quantities import families

    if belief.elicited:
        from commonweal.quantities.eliciting import elicit

        return elicit(belief).distribution
    if belief.family is Family.POOL:
        from commonweal.quantities.pooling import Pool

        return Pool([(distribution_of(each.belief), float(each.weight)) for each in belief.experts])
    return families.by_parameters(belief)


def _outside(shares: Any) -> float:
    flat = shares.ravel()
    return float(flat[~((flat > 0) & (flat < 1))][0])
