"""What a gate may change is provided for, in the notice and in the contract (Schedule 8 paragraph 1)."""

from __future__ import annotations

from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, not_answered, not_met
from commonweal.scheme.checks.gates import gate_says, gate_title, modified_freely, outside_gates, stages_with_gate

CHECK = "gates-provided-for"
PLACES = {"in_notice": "the tender notice", "in_contract": "the contract"}


def check(context: Context) -> Verdict:
    """Notice and contract both provide for every gate inside the contract, and its nature stays the same."""
    if outside := outside_gates(context) or modified_freely(context):
        return outside
    for wanted in (False, None):
        for stage in stages_with_gate(context):
            for field, words in PLACES.items():
                if gate_says(context, stage, check=CHECK, field=field) is not wanted:
                    continue
                title, where = gate_title(stage), f"stages/{stage.id}"
                if wanted is False:
                    return not_met(f"What may change at {title} is not provided for in {words}.", where=where)
                return not_answered(f"Whether {words} provides for {title} has not been said.", field, where=where)
    return answer_by(
        context,
        CHECK,
        "nature_same",
        yes="Notice and contract provide for every gate, and the contract's nature stays the same.",
        no="A gate may change the overall nature of the contract.",
        unsaid="Whether the contract's overall nature stays the same whatever a gate decides has not been said.",
    )
