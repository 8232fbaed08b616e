"""Research and development services may be outside the Act (Schedule 2 paragraph 22)."""

from __future__ import annotations

from commonweal.procurement.exemption import CONDITIONS, RESEARCH_CHECK, TREATED, broken_conditions, claims_research
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met

CHECK = RESEARCH_CHECK


def outside_exemption(context: Context) -> Verdict | None:
    """None where the exemption for research services is claimed; else the answer of a check on it."""
    stated = context.case.procurement
    if claims_research(stated):
        return None
    if stated.regime.kind is RegimeKind.EXEMPT and not stated.regime.paragraph:
        return not_answered(
            "Under which paragraph of Schedule 2 the contract is exempt has not been said.", where="regime"
        )
    if stated.regime.kind is RegimeKind.UNKNOWN and stated.circumstances.research:
        return not_answered("Whether this research is treated as exempt has not been said.", where="regime")
    return does_not_apply("The exemption for research services is not claimed.")


def check(context: Context) -> Verdict:
    """Services only, for public benefit, of the four kinds, without tooling: a person says each."""
    if answer := outside_exemption(context):
        return answer
    for finding in broken_conditions(context.case, check=CHECK):
        return not_met(f"{finding}; {TREATED}.")
    asks = [each.ask for each in CONDITIONS if each.check == CHECK]
    missing = [ask for ask in asks if context.said(CHECK, ask, bool) is None]
    if missing:
        return not_answered("The conditions of the exemption for research services have not all been said.", *missing)
    return met("The exemption is claimed with every condition said to hold; the Act's rules on award then fall away.")
