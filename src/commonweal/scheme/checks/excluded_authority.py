"""Some bodies are outside the Act whatever they buy: research agency, intelligence services, devolved Scotland."""

from __future__ import annotations

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.asking import answer_by
from commonweal.scheme.checks.context import OUTSIDE_BODIES, Context, Verdict, met, not_answered, not_met

CHECK = "excluded-authority"


def check(context: Context) -> Verdict:
    """The kind of body is stated, and the regime stated is one that this body can have."""
    kind, regime = context.procurement.authority.kind, context.procurement.regime.kind
    if kind is AuthorityKind.UNKNOWN:
        return not_answered("What kind of body the authority is has not been said.", where="authority")
    if kind in OUTSIDE_BODIES and context.under_the_act:
        return not_met(
            f"The Act does not reach this body ({kind.words}), but the case says {regime.words}.", where="regime"
        )
    if kind is AuthorityKind.DEVOLVED_SCOTLAND and context.under_the_act:
        return answer_by(
            context,
            CHECK,
            "under_section_115a",
            yes="The devolved Scottish authority buys under s.115A, so the Act reaches this procurement.",
            no=f"The Act does not reach a devolved Scottish authority here, but the case says {regime.words}.",
            unsaid="Whether the devolved Scottish authority buys under s.115A has not been said.",
        )
    if kind in OUTSIDE_BODIES or kind is AuthorityKind.DEVOLVED_SCOTLAND or regime is RegimeKind.SCOTLAND:
        return met(f"The Act does not reach this procurement, so its rules are not asked for: {kind.words}.")
    return met(f"The Act reaches this kind of body: {kind.words}.")
