"""A sound negative result is no breach and no poor performance: the contract says so (s.71(3)-(5); our reading)."""

from __future__ import annotations

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, outside_the_act

CHECK = "null-result-not-breach"


def check(context: Context) -> Verdict:
    """Where something is tried out, the contract defines the reasons for stopping and keeps breach apart."""
    if outside := outside_the_act(context):
        return outside
    procurement = context.procurement
    if context.regime_is(RegimeKind.LIGHT_TOUCH) or procurement.authority.kind is AuthorityKind.PRIVATE_UTILITY:
        return does_not_apply("s.71 publishes no poor performance for this contract.")
    if not procurement.delivery_model.is_experimental:
        return does_not_apply("Nothing is tried out under this contract.")
    return answer_by(
        context,
        CHECK,
        "stop_reasons_defined",
        yes="The contract defines the reasons for stopping, and a sound negative result is no breach.",
        no="The contract could treat a sound negative result as breach or poor performance.",
        unsaid="Whether the contract keeps a sound negative result apart from breach has not been said.",
    )
