"""A study: the signal that a stage is designed to produce, of one belief, at a cost."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.record.errors import MisuseError


class Likelihood(StrEnum):
    """How the signal comes from the true value θ.

    binomial: how many of `size` participants, θ a probability. poisson: a count over an exposure of `size`, θ a rate.
    normal: the mean of `size` observations, each with error `sd`.
    """

    BINOMIAL = "binomial"
    POISSON = "poisson"
    NORMAL = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What a stage finds out by its gate. `cost` is pounds beyond the stage's funding, and `cost_each` for each more.

    Size 0 is a blank signal. `sizes` are those to compare when asking how big the study should be.
    """

    id: str
    title: str
    stage: str
    about: str
    likelihood: Likelihood
    size: int
    sd: Decimal | None = None
    cost: Decimal = Decimal(0)
    cost_each: Decimal = Decimal(0)
    sizes: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or any(size < 0 for size in self.sizes):
            raise MisuseError(f"The size of the study '{self.title}' is zero or more.")
        if (self.likelihood is Likelihood.NORMAL) != (self.sd is not None):
            raise MisuseError(f"The study '{self.title}' states sd where its likelihood is normal, and only there.")
        if self.sd is not None and self.sd <= 0:
            raise MisuseError(f"The sd of the study '{self.title}' is above zero: no study is without error.")
        if min(self.cost, self.cost_each) < 0:
            raise MisuseError(f"The cost of the study '{self.title}' is zero or more.")
