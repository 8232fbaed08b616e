"""The families of distribution, a few to a file. They need numpy, so that nothing loads them before it asks for one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commonweal.quantities.belief import Belief
from commonweal.quantities.belief_rules import bounds_of
from commonweal.quantities.distribution import Distribution
from commonweal.quantities.families.atoms import Atoms
from commonweal.quantities.families.between_bounds import Fixed, Triangular, Uniform
from commonweal.quantities.families.counts import NegativeBinomial, Poisson
from commonweal.quantities.families.from_normal import Lognormal, Normal
from commonweal.quantities.families.incomplete import Beta, Gamma
from commonweal.quantities.family import Family


def by_parameters(belief: Belief) -> Distribution:
    """The distribution of a belief that states its parameters."""
    if belief.family in {Family.BERNOULLI, Family.DISCRETE, Family.EMPIRICAL}:
        return _atoms(belief)
    return _MAKERS[belief.family](belief.number, *bounds_of(belief))


def _atoms(belief: Belief) -> Atoms:
    if belief.family is Family.BERNOULLI:
        share = belief.number("share")
        return Atoms.of([0.0, 1.0], [1 - share, share])
    values = [float(each) for each in belief.values or belief.data]
    return Atoms.of(values, [float(each) for each in belief.shares] or [1.0] * len(values))


# By family, from its parameters by name and its bounds.
_MAKERS: Mapping[Family, Callable[[Callable[[str], float], float, float], Distribution]] = {
    Family.FIXED: lambda of, _low, _high: Fixed(value=of("value")),
    Family.UNIFORM: lambda _, low, high: Uniform(low=low, high=high),
    Family.TRIANGULAR: lambda of, low, high: Triangular(low=low, mode=of("mode"), high=high),
    Family.PERT: lambda of, low, high: Beta.with_mode(low=low, mode=of("mode"), high=high),
    Family.NORMAL: lambda of, _low, _high: Normal(centre=of("mean"), spread=of("sd")),
    Family.LOGNORMAL: lambda of, low, _: Lognormal.with_moments(mean=of("mean"), sd=of("sd"), low=low),
    Family.BETA: lambda of, low, high: Beta(a=of("a"), b=of("b"), low=low, high=high),
    Family.GAMMA: lambda of, low, _: Gamma(shape=of("shape"), scale=of("scale"), low=low),
    Family.POISSON: lambda of, _low, _high: Poisson(rate=of("mean")),
    Family.NEGATIVE_BINOMIAL: lambda of, _low, _high: NegativeBinomial(
        expected=of("mean"), dispersion=of("dispersion")
    ),
}

__all__ = ["Atoms", "Beta", "Fixed", "Gamma", "Lognormal", "NegativeBinomial", "Normal", "Poisson", "Triangular",
           "Uniform", "by_parameters"]  # fmt: skip
