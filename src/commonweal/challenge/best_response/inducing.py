"""Can any weighting make an effort worth a bidder's while? Else a certificate that none can.

Kleinberg and Raghavan (2019), How do classifiers induce agents to invest effort strategically: with an hour to spend, a
bidder takes the effort that raises the weighted score most for its cost.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.challenge.best_response.best_weights import best_corner, share_bounds
from commonweal.challenge.best_response.model import BidderModel
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError


@dataclass(frozen=True, slots=True, kw_only=True)
class Inducement:
    """`margin` is how much more weighted score an hour of the effort raises than an hour of the best other one.

    Where it is zero or more, `weights` (criteria,) induce the effort. Below zero, `mix` holds shares of an hour of the
    other efforts that raise the weighted score more **whatever the weights** within the bounds, by at least -margin: no
    re-weighting will mend it; change the criterion or the evidence.
    """

    effort: str
    margin: float
    weights: Numbers
    mix: dict[str, float]

    @property
    def is_possible(self) -> bool:
        return self.margin >= -1e-9


def induce(
    model: BidderModel,
    effort: str,
    *,
    least: Numbers | None = None,
    most: Numbers | None = None,
    hours: Numbers | None = None,
) -> Inducement:
    """The weighting within floors and caps that favours an effort most: one linear programme, and its dual.

    `hours` (efforts,): of one unit of each effort, above zero; 1 where not given. Raises MisuseError for bounds that no
    weights keep, for an unknown effort, and where there is no other effort.
    """
    low, high = share_bounds(len(model.criteria), least, most)
    place, gains = model.place(effort), _hourly(model, hours)
    others = [each for each in range(len(model.efforts)) if each != place]
    if not others:
        raise MisuseError("There is no other effort to compare with.")
    ahead = gains[:, [place]] - gains[:, others]
    margin, weights, shares = _alone(ahead) if len(low) == 1 else _programme(ahead, low, high)
    return Inducement(
        effort=effort,
        margin=margin,
        weights=weights,
        mix={model.efforts[each]: float(share) for each, share in zip(others, shares, strict=True) if share > 1e-12},
    )


def _alone(ahead: Numbers) -> tuple[float, Numbers, Numbers]:
    """With one criterion there is nothing to weigh: what counts is the best other effort."""
    best = int(np.argmin(ahead[0]))
    return float(ahead[0, best]), np.ones(1), np.eye(ahead.shape[1])[best]


def _programme(ahead: Numbers, low: Numbers, high: Numbers) -> tuple[float, Numbers, Numbers]:
    """The margin, the weights (criteria,) and the dual's shares (others,); `ahead` (criteria, others)."""
    from scipy.optimize import linprog  # slow to import, and a single criterion does without

    count, others = ahead.shape
    solved = linprog(
        np.array([0.0] * count + [-1.0]),
        A_ub=np.hstack([-ahead.T, np.ones((others, 1))]),
        b_ub=np.zeros(others),
        A_eq=np.array([[1.0] * count + [0.0]]),
        b_eq=np.array([1.0]),
        bounds=[*zip(low, high, strict=True), (None, None)],
        method="highs",
    )
    return float(solved.x[-1]), solved.x[:count], np.maximum(-solved.ineqlin.marginals, 0.0)


def _hourly(model: BidderModel, hours: Numbers | None) -> Numbers:
    taken = np.ones(len(model.efforts)) if hours is None else hours
    if taken.shape != (len(model.efforts),) or not (taken > 0).all():
        raise MisuseError(f"Hours are {len(model.efforts)} numbers above zero.")
    return model.raises / taken


def advantage_at_best(
    model: BidderModel,
    found: Inducement,
    *,
    least: Numbers | None = None,
    most: Numbers | None = None,
    hours: Numbers | None = None,
) -> float:
    """The certificate checked without a solver: the most that the effort can gain on the mix, over all weights.

    Floors are given, then what is left goes to the criteria where the effort gains most on the mix, up to their caps:
    the exact optimum of one linear form over bounded shares. Below zero it proves that no weights induce the effort.
    """
    low, high = share_bounds(len(model.criteria), least, most)
    gains = _hourly(model, hours)
    mixed = sum((share * gains[:, model.place(name)] for name, share in found.mix.items()), np.zeros(len(low)))
    ahead = gains[:, model.place(found.effort)] - mixed
    return float(best_corner(ahead, low, high) @ ahead)
