"""Numbers as a forecast states them: a value, how sure it is, how it was come by; or why it is refused."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from commonweal.forecast.learning.estimate import student_reach
from commonweal.quantities.sampling import REPLICATES
from commonweal.record.errors import MisuseError

Floats = NDArray[np.float64]
TWELVE_DIGITS = ".12g"


class Method(StrEnum):
    """How a number was come by."""

    EXPECTED = "expectation over gates given each draw of the beliefs"
    DRAWN = "draws of beliefs and gates"
    CONDITIONAL = "expectation over gates, one belief held at a value"
    ROLL_BACK = "roll-back over gates at each draw of the beliefs"
    REGRESSION = "backward induction by regression on the signals, scored on other draws"
    EXACT = "convolution on a grid, without draws"
    CERTAIN = "stated, for certain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number: its value, its standard error from independent scrambles, and the interval that this gives.

    `low` to `high` is a 95% interval for the number itself, not for what will happen. A number that is `refused`
    has no value, and says why.
    """

    value: Decimal | None
    standard_error: Decimal | None
    low: Decimal | None
    high: Decimal | None
    method: str
    refused: str = ""

    def __float__(self) -> float:
        if self.value is None:
            raise MisuseError(f"The number is refused: {self.refused}")
        return float(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A distribution in seven numbers: its mean, five percentiles, and the probability that it lies above zero."""

    mean: Estimate
    p5: Estimate
    p25: Estimate
    p50: Estimate
    p75: Estimate
    p95: Estimate
    positive_share: Estimate


PERCENTILES = (0.05, 0.25, 0.50, 0.75, 0.95)


def stated(number: float) -> Decimal:
    """A float as the forecast states it, at 12 significant digits: the one conversion from float to Decimal."""
    if not math.isfinite(number):
        raise MisuseError(f"A number of the forecast came out as {number}.", remedy="Look for a belief without bound.")
    return Decimal(format(number + 0.0, TWELVE_DIGITS))


def certain(number: float, *, method: str = Method.CERTAIN) -> Estimate:
    """A number without error of sampling."""
    value = stated(number)
    return Estimate(value=value, standard_error=Decimal(0), low=value, high=value, method=method)


def refuse(reason: str, *, method: str) -> Estimate:
    """A number that cannot be given, and why."""
    return Estimate(value=None, standard_error=None, low=None, high=None, method=method, refused=reason)


def estimate(value: float, replicates: Floats, *, method: str, bounds: tuple[float, float] | None = None) -> Estimate:
    """A value with the standard error of its independent replicates, shape (replicates,), and Student's interval."""
    each = replicates.tolist()  # so few numbers that plain arithmetic is faster than an array's
    count = len(each)
    middle = math.fsum(each) / count
    error = math.dist(each, [middle] * count) / math.sqrt(count * (count - 1))
    if error == 0.0:
        return certain(value, method=method)
    reach = error * student_reach(count - 1)
    low, high = value - reach, value + reach
    if bounds:
        low, high = max(low, bounds[0]), min(high, bounds[1])
    return Estimate(
        value=stated(value), standard_error=stated(error), low=stated(low), high=stated(high), method=method
    )


def estimate_mean(values: Floats, *, method: str) -> Estimate:
    """The mean of values in order of replicate, shape (REPLICATES × draws,) or a number that every draw shares."""
    if np.ndim(values) == 0:
        return certain(float(values), method=method)
    means = values.reshape(REPLICATES, -1).mean(axis=1)
    return estimate(float(means.mean()), means, method=method)


def estimate_ratio(above: Floats, below: Floats, *, method: str) -> Estimate:
    """A ratio of means, both by replicate, shape (replicates,); refused where what divides can be nothing."""
    if not below.all():
        return refuse("In some scrambles it never comes to that, so nothing can be said of it.", method=method)
    return estimate(float(above.sum() / below.sum()), above / below, method=method)


def summarise(values: Floats, *, expected: Floats | None = None) -> Summary:
    """The seven numbers of values in order of replicate, shape (REPLICATES × draws,).

    `expected` are values of the same mean and less noise (gates in expectation), used for the mean alone.
    """
    pooled = percentiles(np.sort(values)[None, :])[0]
    rows = np.sort(values.reshape(REPLICATES, -1), axis=1)
    each = percentiles(rows)
    drawn = [estimate(float(pooled[i]), each[:, i], method=Method.DRAWN) for i in range(len(PERCENTILES))]
    above = (values > 0).reshape(REPLICATES, -1).mean(axis=1)
    mean = (
        estimate_mean(values, method=Method.DRAWN)
        if expected is None
        else estimate_mean(expected, method=Method.EXPECTED)
    )
    return Summary(
        mean=mean,
        p5=drawn[0],
        p25=drawn[1],
        p50=drawn[2],
        p75=drawn[3],
        p95=drawn[4],
        positive_share=estimate(float(above.mean()), above, method=Method.DRAWN, bounds=(0.0, 1.0)),
    )


def percentiles(rows: Floats) -> Floats:
    """P5, P25, P50, P75, P95 of each sorted row, shape (rows, 5), linear between neighbours (Hyndman and Fan, 7)."""
    last = rows.shape[1] - 1
    at = np.array(PERCENTILES) * last
    below = np.floor(at).astype(np.intp)
    above = np.minimum(below + 1, last)
    low, high = rows[:, below], rows[:, above]
    return np.asarray(low + (high - low) * (at - below))
