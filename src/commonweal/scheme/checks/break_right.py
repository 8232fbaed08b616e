"""The contract gives an express right to stop at every gate (the right implied by s.78 is narrow)."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.gates import gate_says, gate_title, outside_gates, stages_with_gate

CHECK = "break-right"


def check(context: Context) -> Verdict:
    """Every gate inside the contract has its right to stop."""
    if outside := outside_gates(context):
        return outside
    stages = stages_with_gate(context)
    says = {stage.id: gate_says(context, stage, check=CHECK, field="stop_right") for stage in stages}
    for stage in stages:
        if says[stage.id] is False:
            return not_met(f"The contract gives no right to stop at {gate_title(stage)}.", where=f"stages/{stage.id}")
    for stage in stages:
        if says[stage.id] is None:
            return not_answered(
                f"Whether the contract gives a right to stop at {gate_title(stage)} has not been said.",
                "stop_right",
                where=f"stages/{stage.id}",
            )
    return met("The contract gives a right to stop at every gate inside it.")
