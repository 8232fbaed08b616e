"""The signal of a study, simulated from the true value that each draw has of what it measures (method, section 3)."""

from __future__ import annotations

import math

import numpy as np

from commonweal.forecast.estimate import Floats
from commonweal.forecast.study import Likelihood, Study

COUNTED_UP_TO = 500  # above it, counts are found by the inverse function and not by counting up


def draw_signal(study: Study, truth: Floats, noise: Floats, *, size: int | None = None) -> Floats | None:
    """What the study reports in each draw, shape (draws,): a count, or the mean of its observations.

    `truth` is the belief's column and `noise` uniform numbers inside (0, 1); the signal rises with the noise, so that
    sizes can be compared on the same numbers. None where the study has no size: a blank signal.
    """
    number = study.size if size is None else size
    if number == 0:
        return None
    truth = np.broadcast_to(truth, noise.shape)
    if study.likelihood is Likelihood.NORMAL:
        from scipy.special import ndtri

        return np.asarray(truth + float(study.sd or 0) / math.sqrt(number) * ndtri(noise))
    if study.likelihood is Likelihood.POISSON:
        return _poisson(truth * number, noise)
    return np.where(
        truth <= 0.5, _binomial(truth, noise, number), number - _binomial(1.0 - truth, 1.0 - noise, number)
    )


def _binomial(share: Floats, noise: Floats, size: int) -> Floats:
    """The inverse distribution of a binomial count; by counting up where the shares, cut at a half, cannot vanish."""
    if size > COUNTED_UP_TO:
        from scipy.special import bdtrik

        return np.clip(np.ceil(bdtrik(noise, size, share) - 1e-9), 0, size)
    share = np.minimum(share, 0.5)
    term = (1.0 - share) ** size
    odds = share / (1.0 - share)
    below, count = term.copy(), np.zeros(noise.shape)
    for number in range(size):
        count += noise > below
        term = term * odds * ((size - number) / (number + 1))
        below += term
    return count


def _poisson(mean: Floats, noise: Floats) -> Floats:
    if mean.max() > COUNTED_UP_TO:
        from scipy.special import pdtrik

        return np.maximum(np.ceil(pdtrik(noise, mean) - 1e-9), 0)
    term = np.exp(-mean)
    below, count, number = term.copy(), np.zeros(noise.shape), 0
    while (short := noise > below).any() and number < 3 * COUNTED_UP_TO:
        count += short
        number += 1
        term = term * mean / number
        below += term
    return count
