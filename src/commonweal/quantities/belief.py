"""What we believe of an uncertain quantity: a family and its parameters or quantiles."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import NormalDist

from commonweal.record.errors import MisuseError

_NORMAL = NormalDist()


class Family(StrEnum):
    FIXED = "fixed"
    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    LOGNORMAL = "lognormal"


_NEEDS = {
    Family.FIXED: ("value",),
    Family.UNIFORM: ("low", "high"),
    Family.TRIANGULAR: ("low", "mode", "high"),
    Family.LOGNORMAL: ("p50", "p90"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """A belief about one quantity, in the unit its owner states (lags: months).

    fixed: value. uniform: low, high. triangular: low, mode, high. lognormal: p50 and p90, its median and ninetieth
    percentile, which fix it exactly.
    """

    family: Family
    value: Decimal | None = None
    low: Decimal | None = None
    mode: Decimal | None = None
    high: Decimal | None = None
    p50: Decimal | None = None
    p90: Decimal | None = None

    def __post_init__(self) -> None:
        needed = _NEEDS[self.family]
        given = [name for name in ("value", "low", "mode", "high", "p50", "p90") if getattr(self, name) is not None]
        if sorted(given) != sorted(needed):
            raise MisuseError(f"A {self.family} belief is given by {' and '.join(needed)}, not by {', '.join(given)}.")
        numbers = [float(getattr(self, name)) for name in needed]
        if any(not math.isfinite(number) for number in numbers):
            raise MisuseError(f"A {self.family} belief needs finite numbers.")
        if any(later < earlier for earlier, later in itertools.pairwise(numbers)):
            raise MisuseError(f"A {self.family} belief needs {' ≤ '.join(needed)}.")
        if self.family is not Family.FIXED and numbers[0] == numbers[-1]:
            raise MisuseError(f"A {self.family} belief with no width is a fixed one: use family: fixed.")
        if self.family is Family.LOGNORMAL and numbers[0] <= 0:
            raise MisuseError("A lognormal belief needs quantiles above zero.")


def belief_cdf(belief: Belief, x: float) -> float:
    """The probability that the quantity is at most x."""
    if belief.family is Family.FIXED:
        return 1.0 if x >= _number(belief.value) else 0.0
    if belief.family is Family.LOGNORMAL:
        if x <= 0:
            return 0.0
        location, scale = _log_parameters(belief)
        return _NORMAL.cdf((math.log(x) - location) / scale)
    low, high = _number(belief.low), _number(belief.high)
    if x <= low:
        return 0.0
    if x >= high:
        return 1.0
    if belief.family is Family.UNIFORM:
        return (x - low) / (high - low)
    mode = _number(belief.mode)
    if x <= mode:
        return (x - low) ** 2 / ((high - low) * (mode - low))
    return 1.0 - (high - x) ** 2 / ((high - low) * (high - mode))


def belief_quantile(belief: Belief, share: float) -> float:
    """The value that the quantity stays at or under with the given probability (0 < share < 1)."""
    if not 0 < share < 1:
        raise MisuseError(f"A quantile is asked for at a share between 0 and 1, not at {share}.")
    if belief.family is Family.FIXED:
        return _number(belief.value)
    if belief.family is Family.LOGNORMAL:
        location, scale = _log_parameters(belief)
        return math.exp(location + scale * _NORMAL.inv_cdf(share))
    low, high = _number(belief.low), _number(belief.high)
    if belief.family is Family.UNIFORM:
        return low + share * (high - low)
    mode = _number(belief.mode)
    if share * (high - low) <= mode - low:
        return low + math.sqrt(share * (high - low) * (mode - low))
    return high - math.sqrt((1 - share) * (high - low) * (high - mode))


def _log_parameters(belief: Belief) -> tuple[float, float]:
    median, ninetieth = _number(belief.p50), _number(belief.p90)
    return math.log(median), (math.log(ninetieth) - math.log(median)) / _NORMAL.inv_cdf(0.9)


def _number(value: Decimal | None) -> float:
    assert value is not None  # the constructor saw to it
    return float(value)
