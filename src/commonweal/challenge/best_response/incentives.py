"""How strong a reward should be where what is measured is noisy and efforts crowd each other out."""

from __future__ import annotations

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError


def incentive_strength(value: Numbers, cost: Numbers, noise: Numbers, *, risk_aversion: float = 1.0) -> Numbers:
    """The best linear reward (efforts,) for each measured effort (Holmström and Milgrom 1991).

    α = (I + r K Σ)⁻¹ B, with `value` B (efforts,), `cost` K (efforts, efforts) of e'Ke / 2, and `noise` (efforts,) the
    variances of what is measured, infinite for an effort that cannot be measured: its reward is 0, and the others'
    solve (C + r Σ) α = C B over the measured efforts, C the inverse of K. The effort it calls forth is K⁻¹ α. Raises
    MisuseError for shapes that do not fit, variances below zero, and a cost that is not positive.
    """
    count = len(value)
    if cost.shape != (count, count) or noise.shape != (count,) or np.isnan(noise).any() or (noise < 0).any():
        raise MisuseError(f"{count} values need a cost of {count} by {count} and {count} variances of zero or more.")
    if np.linalg.eigvalsh(cost).min() <= 0 or risk_aversion < 0:
        raise MisuseError("The cost of effort is above zero for every mix, and risk aversion zero or more.")
    ease = np.linalg.inv(cost)
    measured = np.flatnonzero(np.isfinite(noise))
    strength = np.zeros(count)
    bend = ease[np.ix_(measured, measured)] + risk_aversion * np.diag(noise[measured])
    strength[measured] = np.linalg.solve(bend, (ease @ value)[measured])
    return strength
