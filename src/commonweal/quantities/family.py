"""The families of belief, and the quantiles by which somebody may state one."""

from __future__ import annotations

from enum import StrEnum

QUANTILES = ("p5", "p10", "p25", "p50", "p75", "p90", "p95")


class Family(StrEnum):
    FIXED = "fixed"
    UNIFORM = "uniform"
    TRIANGULAR = "triangular"
    PERT = "pert"
    NORMAL = "normal"
    LOGNORMAL = "lognormal"
    BETA = "beta"
    GAMMA = "gamma"
    POISSON = "poisson"
    NEGATIVE_BINOMIAL = "negative-binomial"
    BERNOULLI = "bernoulli"
    DISCRETE = "discrete"
    EMPIRICAL = "empirical"
    POOL = "pool"

    @property
    def counts(self) -> bool:
        """Whether it only takes whole numbers by its nature."""
        return self in {Family.POISSON, Family.NEGATIVE_BINOMIAL, Family.BERNOULLI}


def level_of(name: str) -> float:
    """The share under a quantile: 0.9 of p90."""
    return int(name[1:]) / 100
