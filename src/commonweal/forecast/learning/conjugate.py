"""EVPPI and EVSI in closed form, where net values are declared linear in a belief whose study is conjugate to it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.forecast.learning.closed_forms import (
    beta_binomial_evsi,
    beta_evppi,
    gamma_evppi,
    gamma_poisson_evsi,
    normal_evppi,
    normal_evsi,
)
from commonweal.forecast.learning.estimate import Estimate, exact_estimate
from commonweal.forecast.learning.rows import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class NormalLaw:
    """θ ~ N(mean, sd²); a study of it is the mean of observations, each with error `error_sd`."""

    mean: float
    sd: float
    error_sd: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BetaLaw:
    """θ ~ Beta(a, b), a share; a study of it counts how many of its participants succeed."""

    a: float
    b: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GammaLaw:
    """θ ~ Gamma(shape, rate), a rate; a study of it counts over an exposure."""

    shape: float
    rate: float


Law = NormalLaw | BetaLaw | GammaLaw


def work_out_evppi(intercepts: Floats, slopes: Floats, *, law: Law) -> Estimate:
    """The value of knowing θ where option d brings intercepts_d + slopes_d θ on average; arrays (options,); pounds.

    MisuseError where the law is not one, or a line not finite.
    """
    match law:
        case NormalLaw():
            value = normal_evppi(intercepts, slopes, mean=law.mean, sd=law.sd)
        case BetaLaw():
            value = beta_evppi(intercepts, slopes, a=law.a, b=law.b)
        case GammaLaw():
            value = gamma_evppi(intercepts, slopes, shape=law.shape, rate=law.rate)
    return exact_estimate(value, method="closed form, linear in the belief")


def work_out_evsi(intercepts: Floats, slopes: Floats, *, law: Law, size: int) -> Estimate:
    """The value of a conjugate study of `size` (participants, observations, exposure); as `work_out_evppi`."""
    match law:
        case NormalLaw():
            value = normal_evsi(intercepts, slopes, mean=law.mean, sd=law.sd, error_sd=law.error_sd, size=size)
        case BetaLaw():
            value = beta_binomial_evsi(intercepts, slopes, a=law.a, b=law.b, size=size)
        case GammaLaw():
            value = gamma_poisson_evsi(intercepts, slopes, shape=law.shape, rate=law.rate, exposure=size)
    return exact_estimate(value, method="closed form, conjugate study")
