"""EVSI: what a study is worth before deciding, from its simulated signal, or for every size from one fit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from commonweal.forecast.learning.estimate import Estimate, exact_estimate, refused_estimate
from commonweal.forecast.learning.evppi import (
    estimate_by_jackknife,
    estimate_from_gains,
    fit_gains,
    from_nothing,
    net_gains,
    surely_gains,
)
from commonweal.forecast.learning.regression import Fit
from commonweal.forecast.learning.rows import Floats, check_signals
from commonweal.forecast.learning.signals import check_study, signal_chances
from commonweal.forecast.study import Likelihood

NODES = 128


def estimate_evsi(net_values: Floats, signals: Floats) -> Estimate:
    """The value of what a study shows before deciding, in pounds, by regression on its signal (Strong et al. 2015).

    Shapes: net values (replicates, draws, options); signals (replicates, draws) for one summary statistic, (replicates,
    draws, number) for several; each drawn from the run's own true value (`simulate_signal`). Interval and refusals as
    in `estimate_evppi`. A blank signal is worth exactly 0.
    """
    gains = net_gains(net_values)
    return estimate_from_gains(gains, check_signals(signals, like=gains, what="The signal"))


def estimate_evsi_curve(
    net_values: Floats,
    theta: Floats,
    *,
    likelihood: Likelihood,
    sizes: Sequence[float],
    sd: float | None = None,
) -> tuple[Estimate, ...]:
    """The value of a study of one belief θ at each size, in pounds, from one fit.

    Shapes: net values (replicates, draws, options), θ (replicates, draws). The study tells of the net values through θ
    alone, so what is expected given its signal is the expectation, given the signal, of what is expected given θ
    (Raiffa and Schlaifer 1961; for normal studies of normal beliefs that scales the preposterior by n / (n + n₀), as
    Jalal and Alarid-Escudero 2018). So gains are regressed on θ once, θ is cut into bins of runs, fine at both ends,
    and for each size the signal's likelihood is summed over the bins: no signal is drawn, and any prior serves.

    The interval is the jackknife's over scrambles, as in `estimate_evppi`; cutting takes away about a
    thousandth of the value at the smallest sizes, and less beyond. Size 0 is worth exactly 0.
    """
    gains = net_gains(net_values)
    values = check_signals(theta, like=gains)
    for size in sizes:
        check_study(values, likelihood=likelihood, size=size, sd=sd)
    curve = fit_gains(gains, values)
    if curve.fit is None:
        return tuple(exact_estimate(0.0, method=curve.method) for _ in sizes)
    method = f"{curve.method}, once for every size; likelihood summed over it"
    if curve.misfit:
        return tuple(refused_estimate(curve.misfit, method=method) for _ in sizes)
    nodes, weighed = _bin_fit(curve.fit, values)
    sure = surely_gains(curve.fit, gains)
    found = []
    for size in sizes:
        if size == 0:
            found.append(exact_estimate(0.0, method="nothing is seen"))
            continue
        worth = _worth_of(signal_chances(nodes, likelihood=likelihood, size=size, sd=sd), weighed)
        estimate = estimate_by_jackknife(float(worth[0]), worth[1:], method=method)
        found.append(estimate if sure else from_nothing(estimate))
    return tuple(found)


def _bin_fit(fit: Fit, theta: Floats) -> tuple[Floats, Floats]:
    """The mean θ of each bin, and by way of fitting the bin's part of each option's expected gain.

    Shapes (bins,) and (bins, 1 + replicates, options less one). The way without a replicate leaves its runs out too.
    """
    replicates, draws, count = fit.basis.columns.shape
    flat = theta.ravel()
    order = np.argsort(flat, kind="stable")
    bins = np.empty(len(flat), dtype=np.intp)
    bins[order] = np.unique(_bin_by_rank(len(flat)), return_inverse=True)[1]
    nodes = np.bincount(bins, flat) / np.bincount(bins)
    columns = np.zeros((replicates, len(nodes), count))
    np.add.at(columns, (np.arange(len(flat)) // draws, bins), fit.basis.columns.reshape(-1, count))
    every = columns.sum(axis=0)
    whole = every @ fit.whole / len(flat)
    fewer = (every - columns) @ fit.without / (len(flat) - draws)
    return nodes, np.concatenate((whole[np.newaxis], fewer)).swapaxes(0, 1)


def _bin_by_rank(rows: int) -> np.ndarray:
    """The bin of each rank: of few rows towards both ends, where θ is spread widest, and of most in the middle."""
    turned = np.arccos(1 - 2 * (np.arange(rows) + 0.5) / rows) / np.pi
    return np.asarray((turned * NODES).astype(np.intp))


def _worth_of(chances: Floats, weighed: Floats) -> Floats:
    """The gain of choosing after each signal over choosing before, by way of fitting: (1 + replicates,)."""
    bins, ways, options = weighed.shape
    after = (chances @ weighed.reshape(bins, -1)).reshape(len(chances), ways, options)
    before = np.maximum(weighed.sum(axis=0).max(axis=1), 0.0)
    return np.asarray(np.maximum(after.max(axis=2), 0.0).sum(axis=0) - before)
