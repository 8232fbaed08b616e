"""An effect as a forecast computes it: which beliefs are multiplied, and how it falls in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.stage_plan import PlannedStage
from commonweal.forecast.timing import LONGEST_MONTHS, UnitTiming, yearly_factors
from commonweal.frameworks.appraisal import appraisal_pack, find_vintage
from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Pack, Packs
from commonweal.quantities.additionality import SocialTerm
from commonweal.quantities.distribution import distribution_of
from commonweal.record.errors import MisuseError

FAR_SHARE = 1 - 1e-9  # how far into a lag's tail the value beyond the horizon is followed


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEffect:
    """One effect with its places and times resolved; what is uncertain still names a belief.

    `place` is its stage's position. `taken` are beliefs of shares that are taken away, `attribution` one that is
    kept. `factor` is the evidence factor of its grade. `timing` is cut at the horizon and `uncut` is not.
    """

    id: str
    title: str
    kind: MeasureKind
    unit: str
    place: int
    trigger: Trigger
    quantity: str
    value: str
    lag: str
    taken: tuple[str, ...]
    attribution: str
    factor: float
    missions: Mapping[str, float]
    timing: UnitTiming
    uncut: UnitTiming

    @property
    def names(self) -> frozenset[str]:
        """Every belief that it names."""
        return frozenset(self.factors) | ({self.lag} if self.lag else set())

    @property
    def factors(self) -> tuple[str, ...]:
        """The beliefs that are multiplied, with repeats: quantity, value, shares taken away and kept."""
        named = (self.quantity, self.value, *self.taken, self.attribution)
        return tuple(name for name in named if name)


def plan_effects(
    inputs: ForecastInputs,
    *,
    stages: tuple[PlannedStage, ...],
    packs: Packs,
    horizon: float,
    known: Mapping[str, PlannedEffect] | None = None,
) -> tuple[PlannedEffect, ...]:
    """Every effect, in the order of their ids: the order in which they were stated never matters.

    `known` are effects by id that were planned before and are as they were.
    """
    places = {stage.id: place for place, stage in enumerate(stages)}
    pack = appraisal_pack(packs)
    planned = []
    for effect in sorted(inputs.effects, key=lambda each: each.id):
        if effect.stage not in places:
            raise MisuseError(
                f"The effect '{effect.title}' is of the stage '{effect.stage}', which the procurement does not have.",
                remedy=f"The stages are {', '.join(places)}.",
            )
        planned.append(
            (known or {}).get(effect.id)
            or _plan(effect, inputs, stages, places[effect.stage], packs=packs, pack=pack, horizon=horizon)
        )
    return tuple(planned)


def _plan(
    effect: Effect,
    inputs: ForecastInputs,
    stages: tuple[PlannedStage, ...],
    place: int,
    *,
    packs: Packs,
    pack: Pack,
    horizon: float,
) -> PlannedEffect:
    begins = stages[place].end if effect.trigger is Trigger.PASSED else stages[place].start
    far = min(max(horizon, _far_end(effect, inputs, begins)), float(LONGEST_MONTHS))
    factors = yearly_factors(find_vintage(packs, effect.vintage or inputs.vintage), months=far)
    timing, uncut = (
        UnitTiming(
            yearly=effect.yearly,
            persistence=float(effect.persistence_months),
            drop_off=float(effect.drop_off_share),
            horizon=cut,
            factors=factors,
        )
        for cut in (horizon, far)
    )
    return PlannedEffect(
        id=effect.id,
        title=effect.title,
        kind=effect.kind,
        unit=effect.unit,
        place=place,
        trigger=effect.trigger,
        quantity=effect.quantity,
        value=effect.value,
        lag=effect.lag,
        taken=_taken(effect),
        attribution=effect.additionality.get(SocialTerm.ATTRIBUTION, ""),
        factor=_evidence_factor(effect, pack),
        missions={name: float(share) for name, share in sorted(effect.missions.items())},
        timing=timing,
        uncut=uncut,
    )


def _taken(effect: Effect) -> tuple[str, ...]:
    """The beliefs of what is taken away, in the order of the terms and not of the mapping."""
    terms = [term for term in SocialTerm if term is not SocialTerm.ATTRIBUTION]
    return tuple(effect.additionality[term] for term in terms if term in effect.additionality)


def _far_end(effect: Effect, inputs: ForecastInputs, begins: float) -> float:
    """The month by which all of it has come, or all but a billionth."""
    lag = distribution_of(inputs.beliefs[effect.lag].belief).quantile(FAR_SHARE) if effect.lag else 0.0
    lasts = float(effect.persistence_months) if effect.yearly else 1.0
    return begins + lag + lasts


def _evidence_factor(effect: Effect, pack: Pack) -> float:
    if not effect.evidence:
        return 1.0
    grade = pack.grades.get(effect.evidence)
    if grade is None:
        raise MisuseError(
            f"The effect '{effect.title}' has the evidence grade '{effect.evidence}', which {pack.name} does not hold.",
            remedy=f"It holds {', '.join(pack.grades)}.",
        )
    return float(grade.factor)
