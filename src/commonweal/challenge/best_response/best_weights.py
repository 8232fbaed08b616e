"""The weights that align best, within caps, floors and the legal minimum: a projection on a cone."""

from __future__ import annotations

import numpy as np

from commonweal.challenge.best_response.model import BidderModel
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError

# Corners that are tried at most; a problem of ten criteria needs about as many as it has criteria.
MOST_CORNERS = 1000


def best_weights(model: BidderModel, *, least: Numbers | None = None, most: Numbers | None = None) -> Numbers:
    """Weights (criteria,), adding up to 1, of the highest alignment.

    Minimises |V - Mᵀw|² in the K⁻¹ norm over the cone of weights of zero or more whose shares of their sum lie between
    `least` and `most` (each (criteria,), shares of 1), then scales them: projecting on a cone gives the smallest angle.
    Raises MisuseError for bounds that no weights keep, and where no weights do better than nothing.
    """
    low, high = share_bounds(len(model.criteria), least, most)
    root = np.linalg.cholesky(model.ease).T
    pull, aim = root @ model.raises.T, root @ model.value
    weights = _project(_unit(pull), _unit(aim), low, high)
    if not weights.any():
        raise MisuseError(
            "No weighting moves bidders towards what is of value.",
            remedy="Change a criterion or the evidence that it asks for.",
        )
    shares: Numbers = weights / weights.sum()
    return shares


def share_bounds(count: int, least: Numbers | None, most: Numbers | None) -> tuple[Numbers, Numbers]:
    """Checked bounds of shares. Raises MisuseError where no shares keep them."""
    low = np.zeros(count) if least is None else np.asarray(least, dtype=float)
    high = np.ones(count) if most is None else np.asarray(most, dtype=float)
    if low.shape != (count,) or high.shape != (count,) or (low < 0).any() or (high > 1).any() or (low > high).any():
        raise MisuseError(f"Floors and caps are {count} shares between 0 and 1, no floor above its cap.")
    if low.sum() > 1 + 1e-12 or high.sum() < 1 - 1e-12:
        raise MisuseError("No weights keep these floors and caps.", remedy="Lower a floor or raise a cap.")
    return low, high


def _unit(array: Numbers) -> Numbers:
    """Scaled to a length of 1, so that one tolerance serves; zeros stay."""
    length = float(np.linalg.norm(array))
    return array / length if length else array


def best_corner(gains: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """The shares within bounds, adding up to 1, of the greatest gain: floors first, then caps in order of gain."""
    shares, left = low.copy(), max(0.0, 1 - float(low.sum()))
    for place in np.argsort(-gains, kind="stable"):
        given = min(left, float(high[place] - low[place]))
        shares[place] += given
        left -= given
    return shares


def _project(pull: Numbers, aim: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """The weights (criteria,) of the cone whose pull comes nearest to the aim; zeros where none comes nearer than none.

    The cone is what the corners of the bounds span. Corners are brought in one by one, the steepest first, and mixed by
    non-negative least squares, until none slopes down any more: then the mixture is the optimum (Wolfe 1976). HiGHS'
    own quadratic solver stopped short of it where there are more criteria than efforts.
    """
    if len(low) == 1:  # one corner, nothing to mix
        return np.ones(1) if float((pull.T @ aim)[0]) > 1e-13 else np.zeros(1)
    from scipy.optimize import nnls  # slow to import, and few commands need it

    corners: list[Numbers] = []
    weights = np.zeros(len(low))
    while len(corners) < MOST_CORNERS:
        slope = pull.T @ (aim - pull @ weights)
        corner = best_corner(slope, low, high)
        if slope @ corner <= 1e-13 or any(np.array_equal(corner, other) for other in corners):
            return weights
        corners.append(corner)
        mixture, _distance = nnls(pull @ np.array(corners).T, aim)
        weights = np.array(corners).T @ mixture
    raise MisuseError("The best weights could not be found.", remedy="Look at fewer criteria at a time.")
