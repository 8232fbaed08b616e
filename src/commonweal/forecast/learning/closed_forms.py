"""What learning is worth where it can be written down: oracles for the estimates, and answers where they apply.

Options are lines: option d is worth a_d + b_d θ pounds. Whoever learns θ, or the mean of θ given a study, takes the
greatest line there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from scipy import special

from commonweal.forecast.learning.rows import Floats, as_rows
from commonweal.record.errors import MisuseError

# A predictive count is enumerated until this share of its probability is left.
TAIL = 1e-15
NODES = 40
# Standard deviations beyond which a normal has no probability that a float can hold.
FAR = 40.0
Partial = Callable[[Floats], Floats]


def gain_from_lines(intercepts: Floats, slopes: Floats) -> float:
    """E max over d of a_d + b_d Z, less max a_d, Z standard normal: what seeing Z is worth, in pounds.

    Arrays of shape (options,), any number of options. Exact by the upper envelope of the lines, summed so that nothing
    cancels: neighbours on the envelope that cross at c with slopes b < b' add (b' - b) (φ(c) - |c| Φ(-|c|)) (Frazier,
    Powell and Dayanik 2009, the knowledge gradient with correlated beliefs).
    """
    order, crossings = upper_envelope(intercepts, slopes)
    steps = np.diff(np.asarray(slopes, dtype=np.float64)[order])
    return math.fsum(steps * unit_loss(-np.abs(crossings)))


def expect_greatest_line(intercepts: Floats, slopes: Floats) -> float:
    """E max over d of a_d + b_d Z, Z standard normal, in pounds; arrays of shape (options,)."""
    return float(np.max(intercepts)) + gain_from_lines(intercepts, slopes)


def unit_loss(z: Floats) -> Floats:
    """φ(z) + z Φ(z), elementwise: what a standard normal exceeds -z by, on average. It is never below 0."""
    kept = np.maximum(z, -FAR)
    density = np.exp(-0.5 * kept * kept) / math.sqrt(2 * math.pi)
    return np.asarray(np.maximum(density + kept * special.ndtr(kept), 0.0))


def upper_envelope(intercepts: Floats, slopes: Floats) -> tuple[list[int], Floats]:
    """The lines that are greatest somewhere, by rising slope, and where each meets the next."""
    a = as_rows(intercepts, dimensions=1, what="The lines' intercepts")
    b = as_rows(slopes, dimensions=1, what="The lines' slopes")
    if a.shape != b.shape:
        raise MisuseError(f"There are {a.size} intercepts and {b.size} slopes: one of each makes a line.")
    kept: list[int] = []
    crossings: list[float] = []
    for line in np.lexsort((a, b)).tolist():
        if kept and b[line] == b[kept[-1]]:  # parallel, and at least as high
            kept.pop()
            crossings = crossings[: max(len(kept) - 1, 0)]
        while kept:
            with np.errstate(over="ignore"):  # all but parallel: they meet at infinity
                meets = float((a[kept[-1]] - a[line]) / (b[line] - b[kept[-1]]))
            if not crossings or meets > crossings[-1]:
                crossings.append(meets)
                break
            kept.pop()
            crossings.pop()
        kept.append(line)
    return kept, np.array(crossings)


def normal_evppi(intercepts: Floats, slopes: Floats, *, mean: float, sd: float) -> float:
    """The value of learning θ ~ N(mean, sd²) in full: lines a_d + b_d θ, shape (options,); pounds.

    With two options {0, θ - c} it is s φ(z) + (m - c) Φ(z) - max(0, m - c), z = (m - c)/s.
    """
    _above_zero(sd, "The sd of a normal belief")
    b = np.asarray(slopes, dtype=np.float64)
    return gain_from_lines(np.asarray(intercepts, dtype=np.float64) + b * mean, b * sd)


def normal_evsi(intercepts: Floats, slopes: Floats, *, mean: float, sd: float, error_sd: float, size: float) -> float:
    """The value of `size` observations of θ ~ N(mean, sd²), each with error N(0, error_sd²); pounds.

    As learning θ in full, with the sd of its posterior mean, sd √(n / (n + error_sd²/sd²)), in the sd's place (Raiffa
    and Schlaifer 1961). Size 0 is worth exactly 0.
    """
    _above_zero(error_sd, "The sd of an observation")
    _not_below_zero(size)
    if size == 0:
        return 0.0
    share = math.sqrt(size / (size + (error_sd / sd) ** 2))
    return normal_evppi(intercepts, slopes, mean=mean, sd=sd * share)


def linear_normal_evppi(
    intercepts: Floats, slopes: Floats, *, means: Floats, covariance: Floats, known: Sequence[int]
) -> float:
    """The value of learning a set of jointly normal parameters in full: option d is a_d + Σ_k B_dk θ_k; pounds.

    Shapes (options,), (options, parameters), (parameters,), (parameters, parameters); `known` are the places of those
    learnt. What is expected of each option given them is normal too; along its widest direction it is a line and
    exact, and the others (no more than options less one) go by Gauss and Hermite. More than three directions, that is
    more than four options and three parameters, are refused.
    """
    a, b = np.asarray(intercepts, dtype=np.float64), np.asarray(slopes, dtype=np.float64)
    sigma, chosen = np.asarray(covariance, dtype=np.float64), list(known)
    if not chosen:
        return 0.0
    try:
        root = np.linalg.cholesky(sigma[np.ix_(chosen, chosen)])
    except np.linalg.LinAlgError:
        raise MisuseError("The covariance of what is learnt is not that of any parameters.") from None
    loadings = np.linalg.solve(root, (b @ sigma[:, chosen]).T).T
    return _expect_over_directions(a + b @ np.asarray(means, dtype=np.float64), loadings)


def _expect_over_directions(heights: Floats, loadings: Floats) -> float:
    """E max of heights + loadings Z, less max heights; Z independent standard normals, loadings (options, number)."""
    _, widths, directions = np.linalg.svd(loadings - loadings.mean(axis=0), full_matrices=False)
    turned = loadings @ directions[widths > widths[0] * 1e-12].T
    if turned.shape[1] <= 1:
        return gain_from_lines(heights, turned[:, 0]) if turned.size else 0.0
    if turned.shape[1] > 3:
        raise MisuseError(
            f"What is learnt moves the options in {turned.shape[1]} directions; three can be integrated exactly.",
            remedy="Estimate it from runs of the model instead.",
        )
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    weights = weights / weights.sum()
    rest = turned.shape[1] - 1
    points = np.stack(np.meshgrid(*[nodes] * rest, indexing="ij"), axis=-1).reshape(-1, rest)
    shares = np.prod(np.stack(np.meshgrid(*[weights] * rest, indexing="ij"), axis=-1).reshape(-1, rest), axis=1)
    best = [expect_greatest_line(heights + turned[:, 1:] @ point, turned[:, 0]) for point in points]
    return math.fsum(shares * np.array(best)) - float(heights.max())


def beta_evppi(intercepts: Floats, slopes: Floats, *, a: float, b: float) -> float:
    """The value of learning a share θ ~ Beta(a, b) in full, exact by incomplete betas; pounds."""
    _above_zero(min(a, b), "Each parameter of a beta belief")
    mean = a / (a + b)
    return _evppi_by_parts(
        intercepts,
        slopes,
        mean=mean,
        cdf=lambda x: np.asarray(special.betainc(a, b, np.clip(x, 0, 1))),
        partial=lambda x: np.asarray(mean * special.betainc(a + 1, b, np.clip(x, 0, 1))),
    )


def gamma_evppi(intercepts: Floats, slopes: Floats, *, shape: float, rate: float) -> float:
    """The value of learning a rate θ ~ Gamma(shape, rate) in full, exact by incomplete gammas; pounds."""
    _above_zero(min(shape, rate), "Each parameter of a gamma belief")
    mean = shape / rate
    return _evppi_by_parts(
        intercepts,
        slopes,
        mean=mean,
        cdf=lambda x: np.asarray(special.gammainc(shape, np.maximum(x, 0) * rate)),
        partial=lambda x: np.asarray(mean * special.gammainc(shape + 1, np.maximum(x, 0) * rate)),
    )


def _evppi_by_parts(intercepts: Floats, slopes: Floats, *, mean: float, cdf: Partial, partial: Partial) -> float:
    """Each line of the envelope over its own stretch: a_d P(stretch) + b_d E[θ there], less the best line now."""
    a, b = np.asarray(intercepts, dtype=np.float64), np.asarray(slopes, dtype=np.float64)
    order, crossings = upper_envelope(a, b)
    shares = np.diff(np.concatenate(([0.0], cdf(crossings), [1.0])))
    parts = np.diff(np.concatenate(([0.0], partial(crossings), [mean])))
    return max(math.fsum(a[order] * shares + b[order] * parts) - float((a + b * mean).max()), 0.0)


def beta_binomial_evsi(intercepts: Floats, slopes: Floats, *, a: float, b: float, size: int) -> float:
    """The value of seeing how many of `size` succeed, θ ~ Beta(a, b) the odds of each: every count enumerated; pounds.

    The count is beta-binomial and leaves the mean (a + k) / (a + b + n) (Raiffa and Schlaifer 1961). Size 0 is worth
    exactly 0.
    """
    _above_zero(min(a, b), "Each parameter of a beta belief")
    _not_below_zero(size)
    if size == 0:
        return 0.0
    counts = np.arange(size + 1, dtype=np.float64)
    logs = special.gammaln(size + 1) - special.gammaln(counts + 1) - special.gammaln(size - counts + 1)
    logs = logs + special.betaln(a + counts, b + size - counts) - special.betaln(a, b)
    return _evsi_by_counts(intercepts, slopes, np.exp(logs), (a + counts) / (a + b + size), a / (a + b))


def gamma_poisson_evsi(intercepts: Floats, slopes: Floats, *, shape: float, rate: float, exposure: float) -> float:
    """The value of a Poisson count over an exposure, θ ~ Gamma(shape, rate) a unit of it; pounds.

    The count is negative binomial and leaves the mean (shape + k) / (rate + exposure). Counts are enumerated until
    1e-15 of the probability is left. Exposure 0 is worth exactly 0.
    """
    _above_zero(min(shape, rate), "Each parameter of a gamma belief")
    _not_below_zero(exposure)
    if exposure == 0:
        return 0.0
    share = rate / (rate + exposure)
    top = 64
    while special.betainc(top + 1.0, shape, 1 - share) > TAIL:
        top *= 2
    counts = np.arange(top + 1, dtype=np.float64)
    logs = special.gammaln(shape + counts) - special.gammaln(shape) - special.gammaln(counts + 1)
    logs = logs + shape * math.log(share) + counts * math.log1p(-share)
    return _evsi_by_counts(intercepts, slopes, np.exp(logs), (shape + counts) / (rate + exposure), shape / rate)


def _evsi_by_counts(intercepts: Floats, slopes: Floats, shares: Floats, means: Floats, mean: float) -> float:
    """Σ_k P(k) (best line at the mean after k, less the line that is best now): no line's rounding is left over."""
    a, b = np.asarray(intercepts, dtype=np.float64), np.asarray(slopes, dtype=np.float64)
    now = int(np.argmax(a + b * mean))
    after = a[:, np.newaxis] + b[:, np.newaxis] * means
    return math.fsum(shares / math.fsum(shares) * (after.max(axis=0) - after[now]))


def _above_zero(number: float, what: str) -> None:
    if not number > 0 or not math.isfinite(number):
        raise MisuseError(f"{what} is a finite number above 0, not {number}.")


def _not_below_zero(size: float) -> None:
    if not size >= 0 or not math.isfinite(size):
        raise MisuseError(f"The size of a study is zero or more, not {size}.")
