"""The stages as a forecast takes them: when each begins, what it costs, how likely it is to succeed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.funding import net_funding
from commonweal.forecast.inputs import ForecastInputs, Hopefulness
from commonweal.frameworks.pack import Pack
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import Stage
from commonweal.quantities.distribution import distribution_of
from commonweal.quantities.optimism import optimism_multiplier
from commonweal.record.errors import MisuseError
from commonweal.record.finding import Finding

DEFLATOR = "gdp-deflator"
AFTER_CONTRACT = Decimal(120)
FARTHEST = Decimal(1500)  # months that a horizon may be stated at: 125 years


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStage:
    """One stage, optimism bias in. `start` and `months` in months from contract start, `cost` in pounds undiscounted.

    The chance that it succeeds is the belief named `chance`, or `share` for certain where none is named.
    `decides` says that a gate with another stage after it follows: there the authority may stop.
    """

    id: str
    title: str
    start: float
    months: float
    cost: float
    chance: str
    share: float
    decides: bool
    under_contract: bool

    @property
    def end(self) -> float:
        return self.start + self.months


def plan_stages(
    procurement: Procurement, inputs: ForecastInputs, *, pack: Pack, funding: Mapping[str, Decimal]
) -> tuple[tuple[PlannedStage, ...], list[Finding]]:
    """Every stage of the procurement in order, branches last. `funding` puts pounds in place of what stages state."""
    _check_names(procurement, inputs, funding)
    stages: list[PlannedStage] = []
    findings: list[Finding] = []
    for stage in procurement.stages:
        paid, remarks = _funding(stage, inputs, pack=pack, funding=funding)
        findings += remarks
        costlier, longer = _multipliers(inputs.hopefulness.get(stage.id), pack)
        stages.append(
            PlannedStage(
                id=stage.id,
                title=stage.title,
                start=stages[-1].end if stages else 0.0,
                months=float(stage.months * longer),
                cost=float(paid * stage.contracts * costlier),
                chance=inputs.gates.get(stage.id, ""),
                share=_stated_share(stage, inputs, last=stage is procurement.stages[-1]),
                decides=stage.gate is not None and stage is not procurement.stages[-1],
                under_contract=stage.under_contract,
            )
        )
    return tuple(stages), findings


def find_horizon(stages: tuple[PlannedStage, ...], inputs: ForecastInputs) -> float:
    """The stated horizon, or 120 months after the end of the contract; never before that end, nor past 125 years."""
    end = max(stage.end for stage in stages if stage.under_contract)
    if inputs.horizon_months is None:
        return end + float(AFTER_CONTRACT)
    if float(inputs.horizon_months) < end:
        raise MisuseError(
            f"The horizon is {inputs.horizon_months} months, before the contract ends at {end:g}.",
            remedy="Leave it out for ten years after the contract, or state a later one.",
        )
    if inputs.horizon_months > FARTHEST:
        raise MisuseError(
            f"The horizon is {inputs.horizon_months} months; a forecast looks up to {FARTHEST} months ahead.",
            remedy="Leave it out for ten years after the contract, or state a nearer one.",
        )
    return float(inputs.horizon_months)


def _funding(
    stage: Stage, inputs: ForecastInputs, *, pack: Pack, funding: Mapping[str, Decimal]
) -> tuple[Decimal, list[Finding]]:
    if stage.id in funding:
        return funding[stage.id], []
    costs = [each.title for each in inputs.effects if each.stage == stage.id and _is_cost(each, inputs)]
    return net_funding(stage, price_base=inputs.price_base, deflator=pack.series.get(DEFLATOR), costs=costs)


def _is_cost(effect: Effect, inputs: ForecastInputs) -> bool:
    """Pounds at a price below zero."""
    return bool(effect.value) and distribution_of(inputs.beliefs[effect.value].belief).support[1] < 0


def _multipliers(hopeful: Hopefulness | None, pack: Pack) -> tuple[Decimal, Decimal]:
    """What cost and months are multiplied by: 1 + OB × (1 - mitigated share), OB the upper end for the work."""
    if hopeful is None:
        return Decimal(1), Decimal(1)
    bias = pack.optimism.get(hopeful.work)
    if bias is None:
        raise MisuseError(
            f"There is no optimism bias for '{hopeful.work}'.", remedy=f"There are {', '.join(pack.optimism)}."
        )
    spans = (bias.cost, bias.duration)
    shares = [Decimal(0) if span is None or span.high is None else span.high for span in spans]
    costlier, longer = (optimism_multiplier(share, mitigated_share=hopeful.mitigated_share) for share in shares)
    return costlier, longer


def _stated_share(stage: Stage, inputs: ForecastInputs, *, last: bool) -> float:
    """The chance for certain: 1 without a gate, or where a belief is named instead, or nothing turns on it."""
    if stage.gate is None or stage.id in inputs.gates:
        return 1.0
    if stage.gate.pass_share is not None:
        return float(stage.gate.pass_share)
    waits = any(each.stage == stage.id and each.trigger is Trigger.PASSED for each in inputs.effects)
    if last and not waits:
        return 1.0
    raise MisuseError(
        f"Nobody has said how likely '{stage.title}' is to pass its gate.",
        remedy=f"State the gate's pass_share, or a belief under gates for '{stage.id}'.",
    )


def _check_names(procurement: Procurement, inputs: ForecastInputs, funding: Mapping[str, Decimal]) -> None:
    known = {stage.id: stage for stage in procurement.stages}
    studied = [study.stage for study in inputs.studies]
    for what, names in (
        ("gates", inputs.gates),
        ("hopefulness", inputs.hopefulness),
        ("funding", funding),
        ("studies", studied),
    ):
        for name in names:
            if name not in known:
                raise MisuseError(
                    f"The forecast's {what} name the stage '{name}', which the procurement does not have.",
                    remedy=f"The stages are {', '.join(known)}.",
                )
    for name, pounds in funding.items():
        if not pounds.is_finite() or pounds < 0:
            raise MisuseError(f"The funding of '{known[name].title}' is zero or more, not {pounds}.")
