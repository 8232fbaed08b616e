"""EVPI and EVPPI: what it is worth to know everything, or one belief or a set, before deciding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from commonweal.forecast.learning.adequacy import find_misfit
from commonweal.forecast.learning.basis import lay_basis
from commonweal.forecast.learning.estimate import (
    Estimate,
    estimate_between,
    exact_estimate,
    refused_estimate,
    student_reach,
)
from commonweal.forecast.learning.regression import Fit, fit_outcomes
from commonweal.forecast.learning.rows import Floats, check_net_values, check_signals


def estimate_evpi(net_values: Floats) -> Estimate:
    """The value of knowing everything: E max over options less max over options of E, in pounds.

    `net_values` has shape (replicates, draws, options), in independent scrambles. Corrected for bias by the jackknife
    over scrambles (Quenouille 1956; Tukey 1958); never below 0.
    """
    gains = net_gains(net_values)
    best = np.maximum(gains.max(axis=2), 0.0).mean(axis=1)
    others = np.broadcast_to(best, (len(best) + 1, len(best)))
    return _jackknife(others, gains.mean(axis=1), method="mean of each run's best")


def estimate_evppi(net_values: Floats, parameters: Floats) -> Estimate:
    """The value of knowing a parameter, or a set of them, before deciding, in pounds.

    Shapes: net values (replicates, draws, options); parameters (replicates, draws) for one, (replicates, draws,
    number) for a set. Each option's gain over the one that is best now is regressed on them, and the greatest fitted
    value is averaged over the runs (Strong, Oakley and Brennan 2014).

    The estimate is corrected for bias, and its standard error found, by the jackknife over scrambles: the fit and the
    average both are made again without each. The interval is Student's over the scrambles; it starts at 0 where the
    rule that is found without a scramble does not surely gain on that scramble. A poor fit is refused with a reason.
    """
    gains = net_gains(net_values)
    return estimate_from_gains(gains, check_signals(parameters, like=gains))


def estimate_evppis(net_values: Floats, parameters: Mapping[str, Floats]) -> dict[str, Estimate]:
    """The value of knowing each parameter alone, by name; as `estimate_evppi`, net values looked at once."""
    gains = net_gains(net_values)
    return {
        name: estimate_from_gains(gains, check_signals(each, like=gains, what=f"The parameter '{name}'"))
        for name, each in parameters.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """A good fit of the gains, or why there is none; the method's name; no fit where nothing varies."""

    fit: Fit | None
    method: str
    misfit: str = ""


def fit_gains(gains: Floats, signals: Floats) -> Curve:
    """Regress gains, (replicates, draws, options less one), on signals, (replicates, draws, number), and check it."""
    basis = lay_basis(signals)
    if basis is None:
        return Curve(fit=None, method="nothing varies")
    fit = fit_outcomes(basis, gains)
    misfit = find_misfit(basis.cells, gains, basis.columns @ fit.whole, by_fitted=basis.several)
    return Curve(fit=fit, method=f"regression on {basis.method}", misfit=misfit)


def estimate_from_gains(gains: Floats, signals: Floats) -> Estimate:
    """What seeing the signals is worth, from each option's gain over the one that is best now."""
    curve = fit_gains(gains, signals)
    if curve.fit is None:
        return exact_estimate(0.0, method=curve.method)
    if curve.misfit:
        return refused_estimate(curve.misfit, method=curve.method)
    best = _best_fitted(curve.fit)
    found = _jackknife(best, gains.mean(axis=1), method=curve.method)
    return found if surely_gains(curve.fit, gains) else from_nothing(found)


def net_gains(net_values: Floats) -> Floats:
    """Each option's gain over the one that is best now, (replicates, draws, options less one), checked."""
    values = check_net_values(net_values)
    now = int(values.mean(axis=(0, 1)).argmax())
    return np.delete(values - values[:, :, now : now + 1], now, axis=2)


def surely_gains(fit: Fit, gains: Floats) -> bool:
    """Whether the rule found without each scramble gains on that scramble, more surely than by chance."""
    fitted = fit.basis.columns @ fit.without
    chosen = np.take_along_axis(gains, fitted.argmax(axis=2)[..., np.newaxis], axis=2)[..., 0]
    scores = np.where(fitted.max(axis=2) > 0, chosen, 0.0).mean(axis=1)
    return bool(scores.mean() > student_reach(len(scores) - 1) * scores.std(ddof=1) / len(scores) ** 0.5)


def from_nothing(found: Estimate) -> Estimate:
    """The same, its interval from 0: the gain is not told apart from none."""
    return Estimate(
        value=found.value, standard_error=found.standard_error, low=0.0, high=found.high, method=found.method
    )


def _best_fitted(fit: Fit) -> Floats:
    """Each scramble's mean of the greatest fitted gain: shape (1 + replicates, replicates), by way of fitting."""
    replicates, draws, _ = fit.basis.columns.shape
    best = np.zeros((replicates, draws, replicates + 1))
    for option in range(fit.whole.shape[1]):
        np.maximum(best, fit.basis.columns @ fit.all_ways[:, :, option].T, out=best)
    return np.asarray(best.mean(axis=1).T)


def _jackknife(best: Floats, means: Floats, *, method: str) -> Estimate:
    """E max - max E, from means by scramble: `best` (1 + replicates, replicates) by way of fitting,
    `means` (replicates, options less one)."""
    replicates = len(means)
    whole = best[0].mean() - max(0.0, means.mean(axis=0).max())
    fewer = (best[1:].sum(axis=1) - best[1:].diagonal()) / (replicates - 1)
    bases = np.maximum(((means.sum(axis=0) - means) / (replicates - 1)).max(axis=1), 0.0)
    return estimate_by_jackknife(float(whole), fewer - bases, method=method)


def estimate_by_jackknife(whole: float, fewer: Floats, *, method: str) -> Estimate:
    """From T of all scrambles and T without each: R T - (R - 1) T without each are as good as independent (Tukey 1958).

    Their mean is corrected for bias. How far that moves T counts as error too, beside their spread: a correction is
    itself unsure, and without it intervals of noisy fits held the true value in too few cases.
    """
    replicates = len(fewer)
    pseudo = replicates * whole - (replicates - 1) * fewer
    return estimate_between(pseudo, method=method, least=0.0, beside=whole - float(pseudo.mean()))
