"""Signal: how surely a measure tells a good deliverer from a poor one. A coin toss is 0, certainty 1."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import cache
from itertools import accumulate
from statistics import NormalDist

from commonweal.frameworks.measures import BidSignal, Signal, SignalForm

_NORMAL = NormalDist()
# Above this mean a negative binomial's signal hardly depends on the mean: scale both down and keep the ratio.
_LARGE_MEAN = 400.0


def delivery_signal(signal: Signal, *, million_pounds: float) -> float:
    """γ at delivery: max(0, 2·[P(good > poor) + ½ P(tie)] - 1) (method, section 5).

    `million_pounds` is the stage's funding net of VAT, in £m, spent by the moment judged. Good and poor deliverers
    differ only beyond deadweight.
    """
    if signal.form is SignalForm.DESCRIBED:
        return described_signal(_number(signal.gap), _number(signal.reader_sd))
    good = _number(signal.per_million) * million_pounds / float(signal.lump)
    poor = good * poor_ratio(signal)
    return count_signal(good, poor, _number(signal.dispersion))


def bid_signal(bids: BidSignal) -> float:
    """γ of the bids as read."""
    return described_signal(float(bids.gap), float(bids.reader_sd))


def poor_ratio(signal: Signal) -> float:
    """The poor deliverer's quantity over the good one's: deadweight whole, the additional part in part."""
    deadweight = float(signal.deadweight)
    return deadweight + (1 - deadweight) * float(signal.poor_share)


@cache
def described_signal(gap: float, reader_sd: float) -> float:
    """A described scale: two readings, each with a normal error, of things `gap` levels apart."""
    return max(0.0, 2 * _NORMAL.cdf(gap / (reader_sd * math.sqrt(2))) - 1)


@cache
def count_signal(good: float, poor: float, dispersion: float = 0.0) -> float:
    """Two counts with the given means; variance is m + dispersion·m² (0 is Poisson). Exact up to large means.

    Poisson means 3 and 1.5 give .513, 10 and 5 give .806.
    """
    if good <= 0:
        return 0.0
    if good > _LARGE_MEAN:
        good, poor = _LARGE_MEAN, poor * _LARGE_MEAN / good
    ahead = 0.0
    below = 0.0  # P(poor < k)
    poor_probabilities = _count_probabilities(poor, dispersion)
    for k, probability in enumerate(_count_probabilities(good, dispersion)):
        at = poor_probabilities[k] if k < len(poor_probabilities) else 0.0
        ahead += probability * (below + at / 2)
        below += at
    return max(0.0, min(1.0, 2 * ahead - 1))


def likely_count(signal: Signal, *, million_pounds: float, share: float) -> tuple[float, float]:
    """Of a count: how many a good deliverer is expected to reach, and the number that so large a share of good
    deliverers stay at or below. In units of the measure. Raises ValueError for a described signal."""
    if signal.form is not SignalForm.COUNT:
        raise ValueError("A described signal has no count.")
    lump = float(signal.lump)
    mean = _number(signal.per_million) * million_pounds / lump
    scale = max(1.0, mean / _LARGE_MEAN)  # a large count's spread is that of the largest that is counted out, scaled up
    covered = accumulate(_count_probabilities(mean / scale, _number(signal.dispersion)))
    most = next((count for count, reached in enumerate(covered) if reached >= share), 0)
    return mean * lump, most * scale * lump


@cache
def _count_probabilities(mean: float, dispersion: float) -> tuple[float, ...]:
    """P(count = k) for k = 0, 1, …, until all but a ten-billionth is covered."""
    if mean <= 0:
        return (1.0,)
    if dispersion * mean < 1e-9:
        dispersion = 0.0  # as good as Poisson, and 1/dispersion would lose all digits
    probabilities: list[float] = []
    covered, k = 0.0, 0
    size = 1 / dispersion if dispersion else 0.0
    success = size / (size + mean) if dispersion else 0.0
    log_probability = size * math.log(success) if dispersion else -mean
    while covered < 1 - 1e-10 and k < 100_000:
        probability = math.exp(log_probability)
        probabilities.append(probability)
        covered += probability
        if dispersion:
            log_probability += math.log((k + size) / (k + 1) * (1 - success))
        else:
            log_probability += math.log(mean / (k + 1))
        k += 1
    return tuple(probabilities)


def _number(value: Decimal | None) -> float:
    assert value is not None  # the definition saw to it
    return float(value)
