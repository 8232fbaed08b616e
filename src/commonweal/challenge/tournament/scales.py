"""How each criterion turns what is offered into marks: by levels as people read them, by count, or to everybody."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from commonweal.challenge.judgements import Judgements
from commonweal.challenge.levels import pays_everybody
from commonweal.challenge.modelling import REAL, Modelled, real_row
from commonweal.challenge.target import TargetCriterion
from commonweal.challenge.tournament.field import Field
from commonweal.challenge.tournament.spending import usual_effort
from commonweal.quantities.arrays import Numbers

# A scale without levels is read as if it had six, from none to five.
STEPS = 5
# What the contract does about a promise where nobody knows the contract: half of what it does where it is known.
UNKNOWN_CONTRACT = 0.5
_NORMAL = NormalDist()


@dataclass(frozen=True, kw_only=True)
class Scale:
    """One criterion's way from an offer to marks, all as shares of its own mark.

    `full`: what raises it to full marks. `levels`: the marks that may be given, lowest first; empty where any may.
    `error`: standard deviation of a reading; 0 where a count is taken by its promise. `prose`: what one level of
    practised writing adds. `credulous`: how much of claiming too much it believes. `hours`: those that an answer takes.
    `everybody` gets full marks where a minimal act earns them.
    """

    name: str
    full: float
    levels: tuple[float, ...] = ()
    error: float = 0.0
    prose: float = 0.0
    credulous: float = 1.0
    hours: float = 0.0
    everybody: bool = False

    def given(self, offered: Numbers, misreading: Numbers) -> Numbers:
        """Marks for offers, each read with an error of so many standard deviations (arrays of one shape)."""
        if self.everybody:
            return np.ones_like(offered)
        seen = offered + self.error * misreading
        if not self.levels:
            return np.clip(seen, 0.0, 1.0)
        given: Numbers = np.array(self.levels)[np.searchsorted(self._midpoints, seen, side="right")]
        return given

    def expected(self, offered: float) -> float:
        """The mean of `given` over readings, exactly."""
        if self.everybody:
            return 1.0
        if not self.error:
            return float(self.given(np.array([offered]), np.zeros(1))[0])
        if not self.levels:
            return self._beyond(offered, 0.0) - self._beyond(offered, 1.0)
        rises = np.diff(self.levels)
        chances = [_NORMAL.cdf((offered - middle) / self.error) for middle in self._midpoints]
        return self.levels[0] + float(rises @ chances)

    @property
    def _midpoints(self) -> Numbers:
        levels = np.array(self.levels)
        middle: Numbers = (levels[1:] + levels[:-1]) / 2
        return middle

    def _beyond(self, offered: float, bound: float) -> float:
        """The mean of how far a reading lies above a bound."""
        apart = (offered - bound) / self.error
        return (offered - bound) * _NORMAL.cdf(apart) + self.error * _NORMAL.pdf(apart)


def scales_of(modelled: Modelled, judgements: Judgements) -> tuple[Scale, ...]:
    """The scale of each criterion, in order.

    A usual bidder's effort of usual size, none of it padding, earns the usual mark where evidence is seen in full.
    Prose and claims are believed as far as the measure is not meant (1 - μ), counts without a scale by what is
    promised, and claims less where a condition of contract with a KPI holds the winner to them.
    """
    usual = usual_effort(modelled)[: len(REAL)]
    return tuple(_scale(each, usual, judgements) for each in modelled.target.criteria)


def _scale(each: TargetCriterion, usual: Numbers, judgements: Judgements) -> Scale:
    points = sorted({level.points for level in each.levels})
    counted = not points and each.kind.is_pure_count
    steps = len(points) - 1 if len(points) > 1 else STEPS
    reader_sd = float(each.profile.bids.reader_sd if each.profile else judgements.reader_sd)
    unmeant = each.pull**2 / (1 + each.pull**2)
    return Scale(
        name=f"{each.code}@{each.stage}",
        full=max(float(real_row(each.kind, judgements) @ usual), 1e-12) / float(judgements.usual_mark),
        levels=tuple(float(point / points[-1]) for point in points) if len(points) > 1 else (),
        error=0.0 if counted else reader_sd / steps,
        prose=0.0 if counted else unmeant / steps,
        credulous=(1.0 if counted else unmeant) * (1 - _held(each) * float(judgements.held_share)),
        hours=float(each.profile.hours.bid) if each.profile else 0.0,
        everybody=pays_everybody(each, judgements.patterns),
    )


def _held(each: TargetCriterion) -> float:
    """How far the contract holds the winner to its promise, 0 to 1."""
    if not each.contract_known:
        return UNKNOWN_CONTRACT
    return 1.0 if each.condition and each.kpi else 0.0


def read_all(scales: tuple[Scale, ...], offered: Numbers, field: Field) -> Numbers:
    """Marks (fields, bidders, criteria), shares of each criterion's, for what is offered."""
    given = [scale.given(offered[..., place], field.misreading(scale.name)) for place, scale in enumerate(scales)]
    return np.stack(given, axis=-1)


def expected_marks(scales: tuple[Scale, ...], offered: Numbers, weights: Numbers) -> float:
    """The mean marks over readings for one bid that offers (criteria,), with weights (criteria,)."""
    return math.fsum(
        weight * scale.expected(float(each)) for scale, each, weight in zip(scales, offered, weights, strict=True)
    )
