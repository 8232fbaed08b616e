"""Gates inside a contract: those after which the same contract goes on."""

from __future__ import annotations

from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.procurement.stage import Stage
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, outside_the_act


def stages_with_gate(context: Context) -> tuple[Stage, ...]:
    """Stages that end in a gate and are followed by another stage of the same contract."""
    return context.procurement.gated_stages


def outside_gates(context: Context) -> Verdict | None:
    """The answer of a check on gates where the Act does not reach, or where no gate lies inside a contract."""
    if outside := outside_the_act(context):
        return outside
    if stages_with_gate(context):
        return None
    if context.procurement.award_structure is AwardStructure.CONTRACT_PER_STAGE:
        return does_not_apply("Each stage is a contract of its own, so each gate lies between contracts.")
    return does_not_apply("No gate lies inside the contract.")


def gate_says(context: Context, stage: Stage, *, check: str, field: str) -> bool | None:
    """What the gate itself says, else what a person answered for every gate; None while nobody has said."""
    said: bool | None = getattr(stage.gate, field)
    return context.said(check, field, bool) if said is None else said


def gate_title(stage: Stage) -> str:
    """The gate by its own title, or by its stage's."""
    title = stage.gate.title if stage.gate else ""
    return f"the gate '{title}'" if title else f"the gate after {stage.title}"


def modified_freely(context: Context) -> Verdict | None:
    """The answer of a check on permitted changes for a light touch contract, which may be changed freely (s.74(2))."""
    if context.regime_is(RegimeKind.LIGHT_TOUCH):
        return does_not_apply("A light touch contract may be changed freely (s.74(2)).")
    return None
