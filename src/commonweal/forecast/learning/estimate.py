"""An estimate that says how sure it is, by which method, or why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy import special

from commonweal.forecast.learning.rows import Floats
from commonweal.record.errors import MisuseError

LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value in pounds, its standard error between scrambles, a 95% interval, and the method in words.

    Where `refusal` says why there is no number, the four are none. A value in closed form has a standard error of 0.
    """

    value: float | None
    standard_error: float | None
    low: float | None
    high: float | None
    method: str
    refusal: str = ""

    @property
    def number(self) -> float:
        """The value; MisuseError, with the reason, where it was refused."""
        if self.value is None:
            raise MisuseError(f"There is no such number: {self.refusal}")
        return self.value


def estimate_between(by_replicate: Floats, *, method: str, least: float = -math.inf, beside: float = 0.0) -> Estimate:
    """The mean of independent replicates, shape (replicates,), with Student's interval; never below `least`.

    `beside` is an error of another kind, added to that between replicates as independent errors are.
    """
    replicates = len(by_replicate)
    value = float(by_replicate.mean())
    error = math.hypot(float(by_replicate.std(ddof=1)) / math.sqrt(replicates), beside)
    reach = student_reach(replicates - 1) * error
    return Estimate(
        value=max(value, least),
        standard_error=error,
        low=max(value - reach, least),
        high=max(value + reach, least),
        method=method,
    )


def exact_estimate(value: float, *, method: str) -> Estimate:
    """A value that was not sampled."""
    return Estimate(value=value, standard_error=0.0, low=value, high=value, method=method)


def refused_estimate(refusal: str, *, method: str) -> Estimate:
    return Estimate(value=None, standard_error=None, low=None, high=None, method=method, refusal=refusal)


@lru_cache(maxsize=8)
def student_reach(freedom: int) -> float:
    """How many standard errors either side of the mean a 95% interval reaches, with so many degrees of freedom."""
    return float(np.asarray(special.stdtrit(freedom, (1 + LEVEL) / 2)))
