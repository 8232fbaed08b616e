"""Whether a fit is good enough to decide by: what its residuals still know is held against what it explains."""

from __future__ import annotations

import numpy as np

from commonweal.forecast.learning.basis import cut_evenly
from commonweal.forecast.learning.rows import Floats

# Of what a fit explains, the share that bins of its residuals may still show; and how many standard deviations beyond
# chance their spread must lie before it counts.
MOST_LEFT_SHARE = 0.01
BEYOND_CHANCE = 5.0
BINS = 24


def find_misfit(
    cells: np.ndarray, outcomes: Floats, fitted: Floats, weights: Floats | None = None, *, by_fitted: bool = True
) -> str:
    """Why a fit is refused, or nothing. Outcomes and fitted have shape (replicates, draws, outcomes), cells (rows,).

    The mean residual of each bin should be 0: of cells of what was regressed on, where three together may do what no
    pair does, and (`by_fitted`) of bins of fitted values; of one variable alone cells are both. A fit is poor where the
    bins' means vary both far beyond chance and by more than 1% of the variance that is explained. Rows of one scramble
    spread evenly, so chance is stated generously.
    """
    weigh = np.ones(len(cells)) if weights is None else weights.ravel()
    for number in range(outcomes.shape[2]):
        residual = (outcomes[:, :, number] - fitted[:, :, number]).ravel()
        fit = fitted[:, :, number].ravel()
        for bins in (cells, cut_evenly(fit, BINS)) if by_fitted else (cells,):
            left = _share_left(bins, residual, fit, weigh)
            if left > MOST_LEFT_SHARE:
                return f"The regression misses the shape: its residuals still show {left:.0%} of what varies with it."
    return ""


def _share_left(cells: np.ndarray, residual: Floats, fit: Floats, weights: Floats) -> float:
    """The variance of cells' mean residuals beyond chance, as a share of the fit's; 0 where chance may explain it."""
    total = weights.sum()
    weight, squares = np.bincount(cells, weights), np.bincount(cells, weights**2)
    means = np.bincount(cells, weights * residual)[weight > 0] / weight[weight > 0]
    chance = float((weights * residual**2).sum() / total) * squares[weight > 0] / weight[weight > 0] ** 2
    ratio = float((means**2 / np.maximum(chance, 1e-300)).mean()) if chance.any() else 0.0
    if ratio < 1 + BEYOND_CHANCE * (2 / len(means)) ** 0.5:
        return 0.0
    centre = float((weights * fit).sum() / total)
    explained = float((weights * (fit - centre) ** 2).sum() / total)
    left = float((weight[weight > 0] * (means**2 - chance)).sum() / total)
    return left / (explained + left) if left > 0 else 0.0
