"""Research and development services may be outside the Act (Schedule 2 paragraph 22)."""

from __future__ import annotations

from commonweal.procurement.procurement import Nature
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met

CHECK = "research-exemption"
PARAGRAPH = "22"
# Each condition: its question, the answer that the exemption needs, and the finding where the answer is another.
_CONDITIONS = (
    ("other_supply", False, "Goods or works are provided as well, so the exemption for research services falls away."),
    ("public_benefit", True, "No public benefit is intended, so the exemption for research services falls away."),
    ("research_activity", True, "What is bought is none of the four kinds of research and development."),
    ("production_tooling", False, "Tooling or process development is included, so the exemption falls away."),
)


def claims_exemption(context: Context) -> Verdict | None:
    """None where the exemption for research services is claimed; else the answer of a check on it."""
    regime, research = context.procurement.regime, context.procurement.circumstances.research
    if regime.kind is RegimeKind.EXEMPT and regime.paragraph.startswith(PARAGRAPH):
        return None
    if regime.kind is RegimeKind.EXEMPT and not regime.paragraph and research is not False:
        return not_answered(
            "Under which paragraph of Schedule 2 the contract is exempt has not been said.", where="regime"
        )
    if regime.kind is RegimeKind.UNKNOWN and research:
        return not_answered("Whether this research is treated as exempt has not been said.", where="regime")
    return does_not_apply("The exemption for research services is not claimed.")


def check(context: Context) -> Verdict:
    """Services only, for public benefit, of the four kinds, without tooling: a person says each."""
    if answer := claims_exemption(context):
        return answer
    nature = context.procurement.nature
    if nature in {Nature.GOODS, Nature.WORKS}:
        return not_met(f"The exemption is for services alone, and this contract buys {nature}.")
    said = {ask: context.said(CHECK, ask, bool) for ask, _, _ in _CONDITIONS}
    for ask, wanted, finding in _CONDITIONS:
        if said[ask] is (not wanted):
            return not_met(finding)
    missing = [ask for ask, answer in said.items() if answer is None]
    if missing:
        return not_answered("The conditions of the exemption for research services have not all been said.", *missing)
    return met("The exemption is claimed with every condition said to hold; the Act's rules on award then fall away.")
