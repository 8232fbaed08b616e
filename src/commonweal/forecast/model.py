"""The staged impact model: a procurement and the inputs of its forecast, with every name and time resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.forecast.effect_plan import PlannedEffect, plan_effects
from commonweal.forecast.funding import check_price_base
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.forecast.model_checks import check_beliefs
from commonweal.forecast.model_findings import find_concerns
from commonweal.forecast.stage_plan import PlannedStage, find_horizon, plan_stages
from commonweal.forecast.timing import Spending, count_years, yearly_factors
from commonweal.frameworks.appraisal import appraisal_pack, find_vintage
from commonweal.frameworks.pack import Packs
from commonweal.procurement.procurement import Procurement
from commonweal.record.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactModel:
    """What is computed on draws. `horizon` in months; `spending` discounts costs by the forecast's own vintage.

    `funding` is pounds by stage in place of what the stages state.
    """

    procurement: Procurement
    inputs: ForecastInputs
    packs: Packs
    stages: tuple[PlannedStage, ...]
    effects: tuple[PlannedEffect, ...]
    horizon: float
    spending: Spending
    funding: Mapping[str, Decimal]
    findings: tuple[Finding, ...]

    @property
    def years(self) -> int:
        """Years up to the horizon, the last perhaps cut."""
        return count_years(self.horizon)

    @property
    def contract_stages(self) -> int:
        """How many stages the contract buys; those after them are conditional branches."""
        return sum(stage.under_contract for stage in self.stages)


def build_model(
    procurement: Procurement,
    inputs: ForecastInputs,
    *,
    packs: Packs,
    funding: Mapping[str, Decimal] | None = None,
) -> ImpactModel:
    """Resolve and check everything once (method, section 2). `funding` is pounds by stage in place of those stated.

    Raises MisuseError, one sentence, for what cannot be computed; what a person should know is in `findings`.
    """
    check_price_base(inputs.price_base)
    check_beliefs(inputs)
    pack = appraisal_pack(packs)
    stages, remarks = plan_stages(procurement, inputs, pack=pack, funding=funding or {})
    horizon = find_horizon(stages, inputs)
    effects = plan_effects(inputs, stages=stages, packs=packs, horizon=horizon)
    schedule = find_vintage(packs, inputs.vintage)
    return ImpactModel(
        procurement=procurement,
        inputs=inputs,
        packs=packs,
        stages=stages,
        effects=effects,
        horizon=horizon,
        spending=Spending(factors=yearly_factors(schedule, months=max(horizon, stages[-1].end))),
        funding=funding or {},
        findings=(*remarks, *find_concerns(procurement, inputs, stages=stages, horizon=horizon)),
    )


def change_belief(model: ImpactModel, name: str, stated: StatedBelief) -> ImpactModel:
    """What `build_model` gives with one belief stated otherwise; timings that do not depend on it are kept.

    Checks and findings are made anew. Raises MisuseError as `build_model` does.
    """
    inputs = replace(model.inputs, beliefs={**model.inputs.beliefs, name: stated})
    check_beliefs(inputs)
    pack = appraisal_pack(model.packs)
    stages, remarks = plan_stages(model.procurement, inputs, pack=pack, funding=model.funding)
    known = {effect.id: effect for effect in model.effects if effect.lag != name}
    effects = plan_effects(inputs, stages=stages, packs=model.packs, horizon=model.horizon, known=known)
    concerns = find_concerns(model.procurement, inputs, stages=stages, horizon=model.horizon)
    return replace(model, inputs=inputs, effects=effects, findings=(*remarks, *concerns))
