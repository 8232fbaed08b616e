"""A bidder's efforts: what each is truly worth, how far it raises each criterion, what it costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError


@dataclass(frozen=True, kw_only=True)
class BidderModel:
    """`value` (efforts,): true value of one more unit, 0 for padding. `raises` (criteria, efforts): what one unit adds
    to a criterion's score. `cost` (efforts, efforts): of quadratic effort, e'Ke / 2; the identity where not given.

    Units cancel in an alignment; for an attained share, value and cost are in pounds. `padding` names the efforts that
    raise scores and create nothing. Raises MisuseError for shapes that do not fit, numbers that are not finite, padding
    that has a value, and a cost that is not symmetric with every mix of efforts costing something.
    """

    criteria: tuple[str, ...]
    efforts: tuple[str, ...]
    value: Numbers
    raises: Numbers
    cost: Numbers = field(default_factory=lambda: np.zeros((0, 0)))
    padding: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        count = len(self.efforts)
        if not self.cost.size:
            object.__setattr__(self, "cost", np.eye(count))
        shapes = ((self.value, (count,)), (self.raises, (len(self.criteria), count)), (self.cost, (count, count)))
        for array, shape in shapes:
            if array.shape != shape or not np.isfinite(array).all():
                raise MisuseError(f"{len(self.criteria)} criteria and {count} efforts need finite numbers of {shape}.")
        if unknown := self.padding - set(self.efforts):
            raise MisuseError(f"'{min(unknown)}' is not among the efforts.")
        if any(self.value[self.place(each)] for each in self.padding):
            raise MisuseError("Padding creates nothing: its value is 0.")
        self._check_cost()

    def _check_cost(self) -> None:
        if not np.allclose(self.cost, self.cost.T) or np.linalg.eigvalsh(self.cost).min() <= 0:
            raise MisuseError(
                "The cost of effort must be symmetric, and above zero for every mix of efforts.",
                remedy="Lower the costs of doing two things together, or raise those of each alone.",
            )

    def place(self, effort: str) -> int:
        if effort not in self.efforts:
            raise MisuseError(f"'{effort}' is not among the efforts.")
        return self.efforts.index(effort)

    @cached_property
    def ease(self) -> Numbers:
        """K⁻¹ (efforts, efforts): the effort that one unit of reward calls forth."""
        inverse: Numbers = np.linalg.inv(self.cost).astype(np.float64)
        return inverse

    @property
    def hours(self) -> Numbers:
        """What one unit of each effort (efforts,) takes, where as many hours go into each: an hour buys 1/√K units."""
        taken: Numbers = np.sqrt(np.diag(self.cost))
        return taken

    def checked_weights(self, weights: Numbers) -> Numbers:
        """Weights (criteria,), none below zero and not all zero."""
        if weights.shape != (len(self.criteria),) or not np.isfinite(weights).all() or (weights < 0).any():
            raise MisuseError(f"Weights are {len(self.criteria)} numbers of zero or more.")
        if not weights.any():
            raise MisuseError("At least one weight is above zero.")
        return weights
