"""Whether a fit is good enough to decide by: what its residuals still know is held against what it explains."""

from __future__ import annotations

import numpy as np

from commonweal.forecast.learning.basis import cut_evenly
from commonweal.forecast.learning.rows import Floats

# Of what varies with what was regressed on, the share that bins of the residuals may still show; and how many times
# chance it must be before it counts: bins of one scramble go up and down together, so twice is nothing unusual.
MOST_LEFT_SHARE = 0.01
TIMES_CHANCE = 3.0
# Of an outcome's own size, what bins may be off by rounding: an option that is the same in every run has no shape.
ROUNDING_SHARE = 1e-6
BINS = 24


def find_misfit(
    cells: np.ndarray, outcomes: Floats, fitted: Floats, weights: Floats | None = None, *, by_fitted: bool = True
) -> str:
    """Why a fit is refused, or nothing. Outcomes and fitted have shape (replicates, draws, outcomes), cells (rows,).

    The mean residual of each bin should be 0: of cells of what was regressed on, where three together may do what no
    pair does, and (`by_fitted`) of bins of fitted values; of one variable alone cells are both. A fit is poor where the
    bins' means are both far from 0 for how much they differ between scrambles, and hold more than 1% of the variance
    that goes with what was regressed on.
    """
    weigh = np.ones(fitted.shape[:2]) if weights is None else weights
    for number in range(outcomes.shape[2]):
        fit = fitted[:, :, number]
        residual = outcomes[:, :, number] - fit
        size = float((outcomes[:, :, number] ** 2).mean())
        for bins in (cells, cut_evenly(fit.ravel(), BINS)) if by_fitted else (cells,):
            left = _share_left(bins.reshape(fit.shape), residual, fit, weigh, slack=size * ROUNDING_SHARE**2)
            if left > MOST_LEFT_SHARE:
                return f"The regression misses the shape: its residuals still show {left:.0%} of what varies with it."
    return ""


def _share_left(cells: np.ndarray, residual: Floats, fit: Floats, weights: Floats, *, slack: float) -> float:
    """The variance of cells' mean residuals beyond chance, as a share of the fit's.

    0 where chance may explain it, or rounding: a variance of `slack`.
    """
    replicates, total = len(cells), float(weights.sum())
    sums, counts = _sum_by_cell(cells, weights * residual), _sum_by_cell(cells, weights).sum(axis=0)
    sums, counts = sums[:, counts > 0], counts[counts > 0]
    found = sums.sum(axis=0) ** 2 / counts
    chance = sums.var(axis=0, ddof=1) * replicates / counts
    if found.sum() <= max(TIMES_CHANCE * float(chance.sum()), slack * total):
        return 0.0
    centre = float((weights * fit).sum()) / total
    explained = float((weights * (fit - centre) ** 2).sum())
    left = max(float((found - chance).sum()), 0.0)
    return left / (explained + left)


def _sum_by_cell(cells: np.ndarray, values: Floats) -> Floats:
    """Sums by scramble and cell: shape (replicates, cells)."""
    number = int(cells.max()) + 1
    places = cells + number * np.arange(len(cells))[:, np.newaxis]
    sums = np.bincount(places.ravel(), values.ravel(), minlength=number * len(cells))
    return np.asarray(sums.reshape(len(cells), number), dtype=np.float64)
