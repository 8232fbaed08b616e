"""Research services may be exempt (Schedule 2 paragraphs 7 and 22), on conditions that a person states."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commonweal.procurement.case import Case
from commonweal.procurement.procurement import Nature, Procurement
from commonweal.procurement.regime import Regime, RegimeKind

RESEARCH_CHECK, MIXED_CHECK = "research-exemption", "research-exemption-mixed"
PARAGRAPH = "22"
TREATED = "treated as covered: the exemption fails on the answers given"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A question of a check, the answer that the exemption needs, and what is found where it is another."""

    check: str
    ask: str
    needed: bool
    finding: str


CONDITIONS = (
    Condition(
        check=RESEARCH_CHECK,
        ask="other_supply",
        needed=False,
        finding="Goods or works are provided as well, so the exemption for research services falls away",
    ),
    Condition(
        check=RESEARCH_CHECK,
        ask="public_benefit",
        needed=True,
        finding="No public benefit is intended, so the exemption for research services falls away",
    ),
    Condition(
        check=RESEARCH_CHECK,
        ask="research_activity",
        needed=True,
        finding="What is bought is none of the four kinds of research and development",
    ),
    Condition(
        check=RESEARCH_CHECK,
        ask="production_tooling",
        needed=False,
        finding="Tooling or process development is included, so the exemption falls away",
    ),
    Condition(
        check=MIXED_CHECK,
        ask="main_purpose_separable",
        needed=False,
        finding="The main purpose could reasonably be a contract of its own that is not exempt",
    ),
    Condition(
        check=MIXED_CHECK,
        ask="framework_exempt_only",
        needed=True,
        finding="The framework also provides for contracts that are not exempt",
    ),
)


def claims_research(procurement: Procurement) -> bool:
    """Whether the case says that it is exempt as research and development services."""
    regime = procurement.regime
    return regime.kind is RegimeKind.EXEMPT and regime.paragraph.startswith(PARAGRAPH)


def broken_conditions(case: Case, *, check: str = "") -> tuple[str, ...]:
    """What the case itself says against a claimed exemption, of one check's conditions or of all."""
    found = []
    nature = case.procurement.nature
    if nature in {Nature.GOODS, Nature.WORKS} and check in {"", RESEARCH_CHECK}:
        found.append(f"The exemption is for services alone, and this contract buys {nature}")
    return (
        *found,
        *(
            each.finding
            for each in CONDITIONS
            if check in {"", each.check} and case.answer(each.check, each.ask) is (not each.needed)
        ),
    )


def fails_exemption(case: Case) -> bool:
    """Whether the research exemption is claimed and fails on the case's own answers."""
    return claims_research(case.procurement) and bool(broken_conditions(case))


def treated_procurement(case: Case) -> Procurement:
    """The procurement as the law's checks treat it: covered, where the exemption claimed fails on the answers."""
    if not fails_exemption(case):
        return case.procurement
    return replace(case.procurement, regime=Regime(kind=RegimeKind.COVERED))
