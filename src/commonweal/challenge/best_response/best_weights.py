"""The weights that align best, within caps, floors and the legal minimum: a small quadratic programme."""

from __future__ import annotations

import numpy as np

from commonweal.challenge.best_response.model import BidderModel
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError

# HiGHS adds this little to the diagonal; smaller is no more exact for problems of this size.
REGULARISATION = 1e-11


def best_weights(model: BidderModel, *, least: Numbers | None = None, most: Numbers | None = None) -> Numbers:
    """Weights (criteria,), adding up to 1, of the highest alignment.

    Minimises |V - Mᵀw|² in the K⁻¹ norm over the cone of weights of zero or more whose shares of their sum lie between
    `least` and `most` (each (criteria,), shares of 1), then scales them: projecting on a cone gives the smallest angle.
    Raises MisuseError for bounds that no weights keep, and where no weights do better than nothing.
    """
    low, high = share_bounds(len(model.criteria), least, most)
    scale = float(np.sqrt(max(np.diag(model.raises @ model.ease @ model.raises.T).max(), 1e-300)))
    pull = model.raises / scale
    bend, lean = pull @ model.ease @ pull.T, pull @ model.ease @ model.value
    weights = _solve(bend, lean / max(float(np.abs(lean).max()), 1e-300), low, high)
    if weights.sum() <= 1e-9:
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


def _solve(bend: Numbers, lean: Numbers, low: Numbers, high: Numbers) -> Numbers:
    """The minimum of w'Bw / 2 - l'w over w >= 0 with low Σw <= w <= high Σw."""
    import highspy  # slow to import, and few commands need it

    count = len(lean)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("qp_regularization_value", REGULARISATION)
    model = highspy.HighsModel()
    model.lp_ = _rows(low, high, lean)
    model.hessian_ = _hessian(bend)
    solver.passModel(model)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise MisuseError("The best weights could not be found.", remedy="Check the values and costs of the efforts.")
    found: Numbers = np.maximum(np.array(solver.getSolution().col_value[:count]), 0.0)
    return found


def _rows(low: Numbers, high: Numbers, lean: Numbers):  # type: ignore[no-untyped-def]
    """Each floor and cap as a row: w - low Σw >= 0, w - high Σw <= 0."""
    import highspy

    count = len(lean)
    matrix = np.vstack([np.eye(count) - low[:, None], np.eye(count) - high[:, None]])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, 2 * count
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = -lean, np.zeros(count), np.full(count, np.inf)
    lp.row_lower_ = np.concatenate([np.zeros(count), np.full(count, -np.inf)])
    lp.row_upper_ = np.concatenate([np.full(count, np.inf), np.zeros(count)])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.arange(2 * count + 1) * count
    lp.a_matrix_.index_ = np.tile(np.arange(count), 2 * count)
    lp.a_matrix_.value_ = matrix.ravel()
    return lp


def _hessian(bend: Numbers):  # type: ignore[no-untyped-def]
    """The lower triangle, column by column."""
    import highspy

    count = len(bend)
    hessian = highspy.HighsHessian()
    hessian.dim_, hessian.format_ = count, highspy.HessianFormat.kTriangular
    hessian.start_ = np.cumsum([0, *range(count, 0, -1)])
    hessian.index_ = np.concatenate([np.arange(column, count) for column in range(count)])
    hessian.value_ = np.concatenate([bend[column:, column] for column in range(count)])
    return hessian
