"""Stages let as separate contracts are valued together unless good reasons are recorded (Schedule 3 paragraph 4)."""

from __future__ import annotations

from decimal import Decimal

from commonweal.procurement.procurement import AwardStructure
from commonweal.quantities.money import gross_range
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import outside_valuation, pounds


def check(context: Context) -> Verdict:
    """The total counts for each contract, or a reason for valuing them apart is recorded; no stated value is less."""
    if outside := outside_valuation(context):
        return outside
    procurement, valuation = context.procurement, context.valuation
    later = next((stage for stage in procurement.stages if stage.funding and not stage.under_contract), None)
    if later is not None and not procurement.separate_reason.strip():
        return not_answered(
            f"{later.title} has funding but is no part of this procurement, and why it counts apart is not recorded.",
            where=f"stages/{later.id}",
        )
    separate = procurement.award_structure is AwardStructure.CONTRACT_PER_STAGE
    if not separate or len(procurement.contract_stages) < 2:
        return does_not_apply("The stages are not let as separate contracts.")
    if procurement.separate_reason.strip():
        return met("The stages are valued apart, for the reason recorded.", where="procurement")
    least = sum((part.lowest or Decimal(0) for part in valuation.parts), Decimal(0))
    stated = gross_range(procurement.declared_value) if procurement.declared_value else None
    if stated is not None and stated[1] < least:
        return not_met(
            f"The stated value of at most {pounds(stated[1])} leaves out stages that add up to {pounds(least)}.",
            where="procurement",
        )
    if valuation.highest is None:
        return unknown("The stages count together, and their total is unknown.", where="stages")
    return met(f"The stages count together, at {valuation}.")
