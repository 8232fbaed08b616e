"""Penalised regression of many outcomes on one basis, over runs that come in independent scrambles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import linalg

from commonweal.forecast.learning.basis import Basis
from commonweal.forecast.learning.rows import Floats

# Smoothing is sought on this grid, in units of how rough the basis is for its size.
SMOOTHING = np.logspace(-8, 6, 43)
RIDGE = 1e-10


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What is expected of each outcome: coefficients from all runs, shape (columns, outcomes), and from all but one
    replicate, (replicates, columns, outcomes), at the same smoothing."""

    basis: Basis
    whole: Floats
    without: Floats

    @property
    def all_ways(self) -> Floats:
        """(1 + replicates, columns, outcomes): from all runs first, then without each replicate."""
        return np.concatenate((self.whole[np.newaxis], self.without))


def fit_outcomes(basis: Basis, outcomes: Floats, weights: Floats | None = None) -> Fit:
    """Regress outcomes, shape (replicates, draws, outcomes), on a basis, by penalised least squares.

    The smoothing of each outcome minimises the risk of its fit, estimated from how much the normal equations differ
    between scrambles (method of moments in the basis of Demmler and Reinsch, 1975; the variance is that of clusters,
    Liang and Zeger 1986): what rows of one scramble average out among themselves does not count as noise, which
    cross-validation row by row would assume. `weights`, shape (replicates, draws), at least 0, say how much a run
    counts.
    """
    weighed = basis.columns if weights is None else basis.columns * weights[:, :, np.newaxis]
    turned = np.swapaxes(weighed, 1, 2)
    grams, sides = turned @ basis.columns, turned @ outcomes
    total = float(basis.columns.shape[0] * basis.columns.shape[1]) if weights is None else float(weights.sum())
    gram, side = grams.sum(axis=0) / total, sides.sum(axis=0) / total
    gram = gram + RIDGE * np.trace(gram) / len(gram) * np.eye(len(gram))
    scale = np.trace(gram) / max(np.trace(basis.roughness), 1e-300)
    rough, vectors = linalg.eigh(basis.roughness * scale, gram)
    rough = np.maximum(rough, 0.0)
    chosen = _choose_smoothing(rough, vectors, grams / total, sides / total, side)
    kept = 1.0 / (1.0 + rough[:, np.newaxis] * chosen)
    whole = vectors @ (kept * (vectors.T @ side))
    return Fit(basis=basis, whole=whole, without=_fit_without(gram, grams / total, side, sides / total, rough, vectors, chosen))


def _choose_smoothing(rough: Floats, vectors: Floats, grams: Floats, sides: Floats, side: Floats) -> Floats:
    """For each outcome the smoothing of least estimated risk: Σ f² v + (1 - f)² (z² - v), f = 1 / (1 + λ rough)."""
    found = vectors.T @ side
    replicates = len(grams)
    scores = vectors.T @ (sides - grams @ (vectors @ found))
    noise = (scores**2).sum(axis=0) * replicates / (replicates - 1)
    kept = 1.0 / (1.0 + SMOOTHING[:, np.newaxis] * rough)
    risk = kept**2 @ noise + (1 - kept) ** 2 @ (found**2 - noise)
    return np.asarray(SMOOTHING[np.argmin(risk, axis=0)])


def _fit_without(
    gram: Floats, grams: Floats, side: Floats, sides: Floats, rough: Floats, vectors: Floats, chosen: Floats
) -> Floats:
    """The fits without each replicate, in the basis that makes the whole normal equations diagonal."""
    inner = vectors.T @ (gram - grams) @ vectors
    right = vectors.T @ (side - sides)
    left = inner[:, np.newaxis] + _diagonals(rough, chosen) * (1 - 1 / len(grams))
    solved = np.linalg.solve(left, np.swapaxes(right, 1, 2)[..., np.newaxis])[..., 0]
    return np.asarray(vectors @ np.swapaxes(solved, 1, 2))


def _diagonals(rough: Floats, chosen: Floats) -> Floats:
    return np.asarray(chosen[:, np.newaxis, np.newaxis] * np.diag(rough))
