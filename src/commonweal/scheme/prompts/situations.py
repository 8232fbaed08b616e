"""What a case and its scheme are like, as far as prompts ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.prompts import Situation
from commonweal.procurement.procurement import AwardStructure, Procurement
from commonweal.scheme.criterion import AdoptedCriterion, QualityPart
from commonweal.scheme.scheme import Scheme

Predicate = Callable[[Procurement, Scheme], bool]


def present_situations(procurement: Procurement, scheme: Scheme) -> frozenset[Situation]:
    """Every situation that holds. What nobody has said does not hold."""
    return frozenset(situation for situation, holds in HOLDS.items() if holds(procurement, scheme))


def learning_parts(scheme: Scheme) -> tuple[AdoptedCriterion | QualityPart, ...]:
    """Learning that is scored or asked for beyond what is bought, and learning that is bought and scored as quality."""
    beyond = [each for each in (*scheme.scored, *scheme.contract) if each.measure_kind is MeasureKind.LEARNING]
    bought = [part for award in scheme.awards for part in award.quality if part.proposed]
    return (*beyond, *bought)


def _contracts_apart(procurement: Procurement, scheme: Scheme) -> bool:  # noqa: ARG001 - one signature for all
    per_stage = procurement.award_structure is AwardStructure.CONTRACT_PER_STAGE
    return per_stage and len(procurement.contract_stages) > 1


def _several_rounds(procurement: Procurement, scheme: Scheme) -> bool:  # noqa: ARG001 - likewise
    if procurement.award_structure is AwardStructure.CALL_OFF:
        return False
    return procurement.award_structure is AwardStructure.ROUNDS or len(procurement.rounds) > 1


HOLDS: Mapping[Situation, Predicate] = {
    Situation.GATE_INSIDE: lambda procurement, _: bool(procurement.gated_stages),
    Situation.GATE_BETWEEN: _contracts_apart,
    Situation.ROUNDS: _several_rounds,
    Situation.TRIED_OUT: lambda procurement, _: procurement.delivery_model.is_experimental,
    Situation.SCORED: lambda _, scheme: bool(scheme.scored),
    Situation.ASKED: lambda _, scheme: bool(scheme.scored or scheme.contract),
    Situation.KPIS: lambda _, scheme: bool(scheme.kpis),
    Situation.LEARNING: lambda _, scheme: bool(learning_parts(scheme)),
    Situation.FOLLOWS: lambda procurement, _: any(not stage.under_contract for stage in procurement.stages),
}
