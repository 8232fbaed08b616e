"""What a study would show: signals drawn from the true value, and how likely each signal is at each true value."""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from commonweal.forecast.learning.rows import Floats
from commonweal.forecast.study import Likelihood
from commonweal.record.errors import MisuseError

# Counts are taken one by one up to so many; beyond, evenly on the scale on which their spread is constant, at steps
# no wider than 1.2 of their standard deviations: sums of so smooth a curve are then exact to about a millionth.
COUNTS = 128
STEP = 1.2
REACH = 9.0
AROUND = 5  # values about which a normal signal is cut as fine as its error
FINE = 18
TINY, EPSILON = 1e-300, 2.0**-53


def simulate_signal(
    theta: Floats, uniforms: Floats, *, likelihood: Likelihood, size: float, sd: float | None = None
) -> Floats:
    """The signal of a study of `size` in each run, from the run's true value and a uniform of its own: same shapes.

    binomial: how many of `size` succeed, θ the odds. poisson: a count over an exposure of `size`, θ the rate. normal:
    the mean of `size` observations with error `sd` each. By inverse distribution functions, so that Sobol points stay
    even. Size 0 shows nothing: 0 in every run.
    """
    values, shares = np.asarray(theta, dtype=np.float64), np.asarray(uniforms, dtype=np.float64)
    check_study(values, likelihood=likelihood, size=size, sd=sd)
    if values.shape != shares.shape or shares.size == 0 or shares.min() <= 0 or shares.max() >= 1:
        raise MisuseError("Signals are drawn from one uniform number a run, above 0 and below 1.")
    if size == 0:
        return np.zeros(values.shape)
    if likelihood is Likelihood.NORMAL:
        return np.asarray(values + special.ndtri(shares) * (_error(sd) / math.sqrt(size)))
    if likelihood is Likelihood.BINOMIAL:
        return _invert_counts(shares, values, size=round(size))
    return _invert_counts(shares, values * size, size=None)


def check_study(theta: Floats, *, likelihood: Likelihood, size: float, sd: float | None) -> None:
    """MisuseError where θ, size or sd do not suit the likelihood."""
    if not np.isfinite(theta).all():
        raise MisuseError("A study cannot be simulated where the true value is not finite.")
    if not size >= 0 or not math.isfinite(size):
        raise MisuseError(f"The size of a study is zero or more, not {size}.")
    if likelihood is Likelihood.BINOMIAL:
        if size != round(size):
            raise MisuseError(f"A study of shares has whole participants, not {size}.")
        if theta.min() < 0 or theta.max() > 1:
            raise MisuseError("A study of a share needs odds from 0 to 1 in every run.")
    if likelihood is Likelihood.POISSON and theta.min() < 0:
        raise MisuseError("A count over an exposure needs a rate of zero or more in every run.")
    if likelihood is Likelihood.NORMAL:
        _error(sd)


def _error(sd: float | None) -> float:
    if sd is None or not sd > 0 or not math.isfinite(sd):
        raise MisuseError(f"Observations with normal error need its sd, above 0, not {sd}.")
    return sd


def _invert_counts(shares: Floats, theta: Floats, *, size: int | None) -> Floats:
    """The least count whose cumulative probability reaches the share: binomial of a size, else Poisson with mean θ.

    Bisection on the distribution function itself: exact, and the same on every machine.
    """
    most = size if size is not None else _most_count(float(theta.max()))
    low, high = np.full(theta.shape, -1.0), np.full(theta.shape, float(most))
    for _ in range(most.bit_length() + 1):
        middle = np.floor((low + high) / 2)
        reaches = _count_cdf(middle, theta, size) >= shares
        low, high = np.where(reaches, low, middle), np.where(reaches, middle, high)
        if (high - low).max() <= 1:
            break
    return high


def _count_cdf(counts: Floats, theta: Floats, size: int | None) -> Floats:
    known = np.maximum(counts, 0.0)
    if size is None:
        shares = special.gammaincc(known + 1, theta)
    else:
        shares = np.where(known >= size, 1.0, special.betainc(np.maximum(size - known, 0.5), known + 1, 1 - theta))
    return np.where(counts < 0, 0.0, shares)


def _most_count(mean: float) -> int:
    return math.ceil(mean + 12 * math.sqrt(mean) + 40)


def signal_chances(theta: Floats, *, likelihood: Likelihood, size: float, sd: float | None = None) -> Floats:
    """How likely each signal is at each true value, these rising: shape (signals, values); columns add up to 1.

    A continuous signal is cut into cells, fine where it falls often; counts are as they are, or every few of them.
    """
    if likelihood is Likelihood.NORMAL:
        return _normal_chances(theta, _error(sd) / math.sqrt(size))
    logs = _binomial_logs(theta, round(size)) if likelihood is Likelihood.BINOMIAL else _poisson_logs(theta * size)
    chances = np.exp(logs - logs.max(axis=0))
    return np.asarray(chances / chances.sum(axis=0))


def _normal_chances(theta: Floats, error: float) -> Floats:
    """Cells between the values, and about some of them as fine as the error, so that a long tail hides no side."""
    some = theta[np.linspace(0, len(theta) - 1, AROUND).astype(np.intp)]
    around = (some[:, np.newaxis] + error * np.linspace(-REACH / 2, REACH / 2, FINE)).ravel()
    edges = np.unique(np.concatenate(((theta[1:] + theta[:-1]) / 2, around)))
    below = np.zeros((len(edges) + 2, len(theta)))
    below[1:-1] = special.ndtr((edges[:, np.newaxis] - theta) * (1 / error))
    below[-1] = 1.0
    return np.asarray(below[1:] - below[:-1])


def _binomial_logs(theta: Floats, size: int) -> Floats:
    number = max(COUNTS, math.ceil(math.pi * math.sqrt(size) / STEP))
    counts, widths = _spread_counts(size * np.sin(np.linspace(0, math.pi / 2, number)) ** 2, 0, size)
    fixed = special.gammaln(size + 1) - special.gammaln(counts + 1) - special.gammaln(size - counts + 1)
    column = counts[:, np.newaxis]
    odds = np.clip(theta, TINY, 1 - EPSILON)
    logs = column * np.log(odds) + (size - column) * np.log1p(-odds)
    return np.asarray(logs + (fixed + np.log(widths))[:, np.newaxis])


def _poisson_logs(means: Floats) -> Floats:
    least, most = float(means.min()), float(means.max())
    low = max(0, math.floor(least - REACH * math.sqrt(least) - REACH))
    high = math.ceil(most + REACH * math.sqrt(most) + REACH)
    number = max(COUNTS, math.ceil(2 * (math.sqrt(high) - math.sqrt(low)) / STEP))
    counts, widths = _spread_counts(np.linspace(math.sqrt(low), math.sqrt(high), number) ** 2, low, high)
    column = counts[:, np.newaxis]
    logs = column * np.log(np.maximum(means, TINY)) - means
    return np.asarray(logs + (np.log(widths) - special.gammaln(counts + 1))[:, np.newaxis])


def _spread_counts(places: Floats, low: int, high: int) -> tuple[Floats, Floats]:
    """Whole counts near the places, or all of them where these are no more; and how many each stands for."""
    if high - low < len(places):
        return np.arange(low, high + 1, dtype=np.float64), np.ones(high - low + 1)
    counts = np.unique(np.rint(places))
    edges = np.concatenate(([counts[0] - 0.5], (counts[1:] + counts[:-1]) / 2, [counts[-1] + 0.5]))
    return counts, np.diff(edges)
