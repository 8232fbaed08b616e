"""What we believe of an uncertain quantity: a family with its parameters, or with quantiles that somebody stated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.quantities.belief_rules import refuse_bad_belief
from commonweal.quantities.family import QUANTILES, Family
from commonweal.record.errors import MisuseError

__all__ = ["Belief", "Expert", "Family"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """One of several whose beliefs are pooled, and what theirs counts for against the others'."""

    belief: Belief
    weight: Decimal
    name: str = ""

    def __post_init__(self) -> None:
        if not self.weight.is_finite() or self.weight <= 0:
            raise MisuseError(f"The weight of an expert is above zero, not {self.weight}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """A belief about one quantity, in the unit its owner states (lags: months).

    By parameters:

    - fixed: value
    - uniform: low, high
    - triangular, pert: low, mode, high
    - normal: mean, sd
    - lognormal: mean, sd (of the quantity itself), and low where it starts above zero
    - beta: a, b, between low and high (0 and 1 unless stated)
    - gamma: shape, scale, from low (0 unless stated)
    - poisson: mean
    - negative-binomial: mean, dispersion (its variance is mean + dispersion × mean²)
    - bernoulli: share (how often it is 1, else 0)
    - discrete: values, shares (which total 1)
    - empirical: data, each as likely
    - pool: experts, each a belief with a weight

    Or, up to the negative binomial, by two or more quantiles of p5 to p95: `eliciting` finds the parameters that fit
    them. The bounds low and high may be stated with them where the family has bounds. A lognormal with two quantiles
    is fixed exactly by them, and so are others with as many quantiles as parameters, where any fits.
    """

    family: Family
    value: Decimal | None = None
    low: Decimal | None = None
    mode: Decimal | None = None
    high: Decimal | None = None
    mean: Decimal | None = None
    sd: Decimal | None = None
    a: Decimal | None = None
    b: Decimal | None = None
    shape: Decimal | None = None
    scale: Decimal | None = None
    dispersion: Decimal | None = None
    share: Decimal | None = None
    p5: Decimal | None = None
    p10: Decimal | None = None
    p25: Decimal | None = None
    p50: Decimal | None = None
    p75: Decimal | None = None
    p90: Decimal | None = None
    p95: Decimal | None = None
    values: tuple[Decimal, ...] = ()
    shares: tuple[Decimal, ...] = ()
    data: tuple[Decimal, ...] = ()
    experts: tuple[Expert, ...] = ()

    def __post_init__(self) -> None:
        refuse_bad_belief(self)

    def __hash__(self) -> int:
        """Of what usually tells two beliefs apart, so that long data are not gone through at every look-up."""
        numbers = (self.value, self.low, self.mode, self.high, self.mean, self.sd, self.a, self.b, self.shape)
        quantiles = (self.p10, self.p50, self.p90)
        return hash((self.family, numbers, quantiles, self.values[:4], self.data[:4], self.experts[:2]))

    @property
    def elicited(self) -> bool:
        """Whether quantiles were stated, rather than parameters."""
        return bool(self.quantiles())

    def quantiles(self) -> Mapping[str, Decimal]:
        """The stated quantiles by name, from the lowest level up."""
        return {name: stated for name in QUANTILES if (stated := getattr(self, name)) is not None}

    def number(self, name: str) -> float:
        """A parameter as a number for calculation. Asked only for what the constructor saw to be there."""
        stated: Decimal | None = getattr(self, name)
        assert stated is not None
        return float(stated)
