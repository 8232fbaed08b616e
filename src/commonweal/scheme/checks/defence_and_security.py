"""A defence and security contract says by which limb of s.7(1), and what else is bought with it (s.7, s.10)."""

from __future__ import annotations

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    outside_the_act,
)

CHECK = "defence-and-security"


def check(context: Context) -> Verdict:
    """The limb is stated, and what is not for defence could not be bought apart, or a good reason keeps it."""
    if not context.regime_is(RegimeKind.DEFENCE):
        return does_not_apply("The contract is not said to be for defence and security.")
    if outside := outside_the_act(context):
        return outside
    limb = context.procurement.regime.limb
    if not limb:
        return not_answered("Which limb of s.7(1) makes this a defence contract has not been said.", where="regime")
    separable = context.said(CHECK, "separable", bool)
    if separable is None:
        return not_answered(
            "Whether a part that is not for defence could reasonably be bought apart has not been said.", "separable"
        )
    if separable and not context.said(CHECK, "kept_because", str):
        return not_met(
            "A part that is not for defence could reasonably be bought apart, and no good reason for keeping it is "
            "recorded."
        )
    return met(f"The contract is for defence by limb ({limb}) of s.7(1): {_consequences(context, limb)}.")


def _consequences(context: Context, limb: str) -> str:
    thresholds = "ordinary thresholds apply" if limb == "g" else "the higher thresholds apply"
    choice = context.procurement.authority.kind is AuthorityKind.MINISTRY_OF_DEFENCE
    return f"{thresholds}, and PPN 002 leaves social value to the Ministry's choice" if choice else thresholds
