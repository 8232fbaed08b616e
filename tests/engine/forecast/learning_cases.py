"""Cases of learning whose value is known exactly, drawn on scrambled Sobol points; shared by tests and the bench."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from commonweal.forecast.learning.closed_forms import (
    beta_binomial_evsi,
    beta_evppi,
    gamma_evppi,
    gamma_poisson_evsi,
    linear_normal_evppi,
    normal_evppi,
    normal_evsi,
)
from commonweal.forecast.study import Likelihood
from commonweal.quantities.sampling import sobol_points

Floats = npt.NDArray[np.float64]
ZERO_OR_MORE = np.array([0.0, 0.0]), np.array([0.0, 1.0])


def sobol_rows(dimensions: int, draws: int, *, seed: int, replicates: int = 8) -> Floats:
    """Independent scrambles: shape (replicates, draws, dimensions), above 0 and below 1."""
    points = [sobol_points(dimensions, draws, seed=seed, replicate=replicate) for replicate in range(replicates)]
    return np.stack(points)


@dataclass(frozen=True, kw_only=True)
class SetCase:
    """Knowing `known` (places of parameters) is worth `exact`."""

    known: tuple[int, ...]
    exact: float


@dataclass(frozen=True, kw_only=True)
class StudyCase:
    """A study of one parameter; what it is worth by size."""

    about: int
    likelihood: Likelihood
    exact: Mapping[int, float]
    sd: float | None = None


@dataclass(frozen=True, kw_only=True)
class LearningCase:
    """A model of known answers: parameters from uniforms, net values from parameters."""

    name: str
    dimensions: int
    parameters: Callable[[Floats], Floats]
    net_values: Callable[[Floats], Floats]
    sets: tuple[SetCase, ...] = ()
    studies: tuple[StudyCase, ...] = ()

    def draw(self, draws: int, *, seed: int, replicates: int = 8) -> Runs:
        points = sobol_rows(self.dimensions + 1, draws, seed=seed, replicates=replicates)
        parameters = self.parameters(points[:, :, :-1])
        return Runs(parameters=parameters, net_values=self.net_values(parameters), spare=points[:, :, -1])


@dataclass(frozen=True, kw_only=True)
class Runs:
    parameters: Floats
    net_values: Floats
    spare: Floats


def _pair(first: Floats, second: Floats) -> Floats:
    return np.stack((first, second), axis=-1)


def vignette_case() -> LearningCase:
    """p1 ~ N(1, 1), p2 ~ N(0, 2), net value p1 - p2 or nothing (the vignette of R voi)."""
    zeros, slopes = ZERO_OR_MORE
    sizes = (1, 3, 10, 100, 1000)
    return LearningCase(
        name="normal, two options",
        dimensions=2,
        parameters=lambda u: special.ndtri(u) * np.array([1.0, 2.0]) + np.array([1.0, 0.0]),
        net_values=lambda p: _pair(0 * p[..., 0], p[..., 0] - p[..., 1]),
        sets=(
            SetCase(known=(0,), exact=normal_evppi(zeros, slopes, mean=1, sd=1)),
            SetCase(known=(1,), exact=normal_evppi(zeros, slopes, mean=1, sd=2)),
            SetCase(known=(0, 1), exact=normal_evppi(zeros, slopes, mean=1, sd=math.sqrt(5))),
        ),
        studies=(
            StudyCase(
                about=0,
                likelihood=Likelihood.NORMAL,
                sd=1.0,
                exact={n: normal_evsi(zeros, slopes, mean=1, sd=1, error_sd=1, size=n) for n in sizes},
            ),
        ),
    )


def tied_case() -> LearningCase:
    """p1 ~ N(0, 1), p2 ~ N(0, 2), net value p1 + p2 or nothing: a dead heat now (the nested test of R voi)."""
    zeros, slopes = ZERO_OR_MORE
    return LearningCase(
        name="normal, a dead heat",
        dimensions=2,
        parameters=lambda u: special.ndtri(u) * np.array([1.0, 2.0]),
        net_values=lambda p: _pair(0 * p[..., 0], p[..., 0] + p[..., 1]),
        sets=tuple(
            SetCase(known=(place,), exact=normal_evppi(zeros, slopes, mean=0, sd=sd))
            for place, sd in ((0, 1.0), (1, 2.0))
        ),
    )


def share_case() -> LearningCase:
    """θ ~ Beta(3, 7), net value θ - 0.35 or nothing, with noise that no study tells of."""
    lines = np.array([0.0, -0.35]), np.array([0.0, 1.0])
    return LearningCase(
        name="share, two options",
        dimensions=2,
        parameters=lambda u: _pair(stats.beta.ppf(u[..., 0], 3, 7), 0.2 * special.ndtri(u[..., 1])),
        net_values=lambda p: _pair(0 * p[..., 0], p[..., 0] - 0.35 + p[..., 1]),
        sets=(SetCase(known=(0,), exact=beta_evppi(*lines, a=3, b=7)),),
        studies=(
            StudyCase(
                about=0,
                likelihood=Likelihood.BINOMIAL,
                exact={n: beta_binomial_evsi(*lines, a=3, b=7, size=n) for n in (2, 5, 20, 100, 1000)},
            ),
        ),
    )


def rate_case() -> LearningCase:
    """θ ~ Gamma(2, 4), three options, with noise that no study tells of."""
    lines = np.array([0.0, -0.5, -1.6]), np.array([0.0, 1.0, 2.0])

    def net_values(p: Floats) -> Floats:
        values = lines[0] + lines[1] * p[..., :1]
        values[..., 1] += p[..., 1]
        return values

    return LearningCase(
        name="rate, three options",
        dimensions=2,
        parameters=lambda u: _pair(stats.gamma.ppf(u[..., 0], 2, scale=0.25), 0.3 * special.ndtri(u[..., 1])),
        net_values=net_values,
        sets=(SetCase(known=(0,), exact=gamma_evppi(*lines, shape=2, rate=4)),),
        studies=(
            StudyCase(
                about=0,
                likelihood=Likelihood.POISSON,
                exact={t: gamma_poisson_evsi(*lines, shape=2, rate=4, exposure=t) for t in (1, 5, 20, 1000)},
            ),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Five options in ten standard normals of falling weight."""

    intercepts: Floats = field(default_factory=lambda: np.random.default_rng(5).normal(0, 0.15, 5))
    slopes: Floats = field(
        default_factory=lambda: np.random.default_rng(6).normal(0, 0.4, (5, 10)) * np.linspace(1.2, 0.1, 10)
    )


def linear_case() -> LearningCase:
    """Five options, ten parameters, linear and normal: one parameter by the envelope, three by quadrature."""
    lines = Lines()
    one, zero = np.eye(10), np.zeros(10)
    sizes, sd = (1, 10, 100), 2.0
    return LearningCase(
        name="linear, five options",
        dimensions=10,
        parameters=special.ndtri,
        net_values=lambda p: lines.intercepts + p @ lines.slopes.T,
        sets=tuple(
            SetCase(
                known=known,
                exact=linear_normal_evppi(lines.intercepts, lines.slopes, means=zero, covariance=one, known=known),
            )
            for known in (*((place,) for place in range(10)), (0, 3), (0, 1, 2))
        ),
        studies=(
            StudyCase(
                about=0,
                likelihood=Likelihood.NORMAL,
                sd=sd,
                exact={
                    n: normal_evsi(lines.intercepts, lines.slopes[:, 0], mean=0, sd=1, error_sd=sd, size=n)
                    for n in sizes
                },
            ),
        ),
    )


def curved_case() -> LearningCase:
    """The same options in sin 1.5z and z², and a product of the first two: exact by fine quadrature in one variable."""
    lines = Lines()
    product = np.array([0.0, 0.3, -0.3, 0.2, 0.0])
    nodes = special.ndtri((np.arange(400_000) + 0.5) / 400_000)

    def bend(z: Floats) -> Floats:
        return np.asarray(np.sin(1.5 * z) + 0.3 * (z**2 - 1))

    def exact(place: int) -> float:
        best = np.full(len(nodes), -np.inf)
        for option in range(5):
            np.maximum(best, lines.intercepts[option] + 0.8 * lines.slopes[option, place] * bend(nodes), out=best)
        return float(best.mean() - lines.intercepts.max())

    return LearningCase(
        name="curved, five options",
        dimensions=10,
        parameters=special.ndtri,
        net_values=lambda p: lines.intercepts + 0.8 * bend(p) @ lines.slopes.T + p[..., :1] * p[..., 1:2] * product,
        sets=tuple(SetCase(known=(place,), exact=exact(place)) for place in range(10)),
    )


BRENNAN_MEANS = np.array(
    [1000, 0.1, 5.2, 400, 0.7, 0.3, 3, 0.25, -0.1, 0.5, 1500, 0.08, 6.1, 0.8, 0.3, 3, 0.2, -0.1, 0.5]
)
BRENNAN_SDS = np.array([1, 0.02, 1, 200, 0.1, 0.1, 0.5, 0.1, 0.02, 0.2, 1, 0.02, 1, 0.1, 0.05, 1, 0.05, 0.02, 0.2])


def brennan_net_values(p: Floats) -> Floats:
    """The tree of Brennan et al (2007, MDM 27:448), parameters 1 to 19 from place 0; £10,000 a QALY."""
    t = [None, *np.moveaxis(p, -1, 0)]
    first = 1e4 * (t[5] * t[6] * t[7] + t[8] * t[9] * t[10]) - (t[1] + t[2] * t[3] * t[4])
    second = 1e4 * (t[14] * t[15] * t[16] + t[17] * t[18] * t[19]) - (t[11] + t[12] * t[13] * t[4])
    return _pair(first, second)


def brennan_case() -> LearningCase:
    """Nineteen normal parameters, net values that are products of three; pairs are linear and normal."""
    m, s = BRENNAN_MEANS, BRENNAN_SDS
    now = brennan_net_values(m)

    def pair(one: int, other: int) -> float:
        up = np.delete(m[[4, 5, 6]], one - 5).prod() * s[one - 1]
        down = np.delete(m[[13, 14, 15]], other - 14).prod() * s[other - 1]
        return normal_evppi(*ZERO_OR_MORE, mean=now[1] - now[0], sd=1e4 * math.hypot(up, down))

    return LearningCase(
        name="Brennan's tree",
        dimensions=19,
        parameters=lambda u: m + s * special.ndtri(u),
        net_values=brennan_net_values,
        sets=tuple(
            SetCase(known=(one - 1, other - 1), exact=pair(one, other)) for one, other in ((5, 14), (6, 15), (7, 16))
        ),
    )


def every_case() -> tuple[LearningCase, ...]:
    return (
        vignette_case(),
        tied_case(),
        share_case(),
        rate_case(),
        linear_case(),
        curved_case(),
        brennan_case(),
    )
