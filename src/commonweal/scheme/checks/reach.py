"""How far a rule reaches: the answers of checks where it does not, and the numbers that decide it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from commonweal.frameworks.applicability import Standing
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import AwardStructure
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    not_answered,
    outside_the_act,
    unknown,
)
from commonweal.scheme.scheme import Scheme

# Regimes in which the Act's valuation decides nothing: no threshold is crossed by value.
_UNVALUED = (RegimeKind.EXEMPT, RegimeKind.PROVIDER_SELECTION, RegimeKind.SCOTLAND, RegimeKind.LEGACY)


def no_scheme() -> Verdict:
    """The answer of a check on the scheme while there is none."""
    return does_not_apply("There is no scheme yet.")


def waiting_award(scheme: Scheme) -> Verdict | None:
    """The answer while an award decision waits for a person to resolve a conflict, or None."""
    waiting = next((award for award in scheme.awards if award.conflict), None)
    if waiting is None:
        return None
    where = f"award-decisions/{waiting.id}"
    return not_answered(f"{waiting.title} waits for a person: {waiting.conflict}", where=where)


def outside_edition(context: Context, pack: str) -> Verdict | None:
    """The answer of a check of one social value edition where that edition does not apply, or None where it does."""
    applicability = context.applicability
    if applicability.standing is Standing.UNKNOWN:
        return unknown("Which social value edition applies is unknown.")
    if applicability.pack is None:
        return does_not_apply("No social value edition applies.")
    if applicability.pack.id != pack:
        return does_not_apply(f"Another edition applies: {applicability.pack.head.title}.")
    return None


def outside_valuation(context: Context) -> Verdict | None:
    """The answer of a check on value where no threshold of the Act is at stake. Below the threshold it is."""
    if context.regime_is(*_UNVALUED):
        return does_not_apply(f"No threshold of the Act is at stake: the regime is {_regime(context)}.")
    return None if context.regime_is(RegimeKind.BELOW_THRESHOLD) else outside_the_act(context)


def outside_kpi_duty(context: Context) -> Verdict | None:
    """The answer of a check that hangs on s.52(1) where no KPIs need be set, or None where they must."""
    if outside := outside_the_act(context):
        return outside
    if context.procurement.award_structure is AwardStructure.FRAMEWORK:
        return does_not_apply("s.52 asks for no KPIs in a framework; its call-offs are asked on their own value.")
    if context.regime_is(RegimeKind.LIGHT_TOUCH, RegimeKind.CONCESSION):
        return does_not_apply(f"s.52 asks for no KPIs here: the regime is {_regime(context)}.")
    if context.procurement.authority.kind is AuthorityKind.PRIVATE_UTILITY:
        return does_not_apply("s.52 asks for no KPIs in a private utility's contract.")
    limit = law_number(context, "kpi-above")
    above = None if limit is None else context.valuation.more_than(limit)
    if limit is None or above is None:
        return unknown(f"Whether s.52 asks for KPIs is unknown: the value is {context.valuation}.")
    if not above:
        return does_not_apply(f"s.52 asks for KPIs above {pounds(limit)}; the value is {context.valuation}.")
    return None


def law_number(context: Context, name: str) -> Decimal | None:
    """A number of the law on the day of commencement, the newest while no day is known.

    None for a day before the first number the pack holds: nothing is carried back in time.
    """
    newest = context.law.parameter(name)
    commencement = context.procurement.commencement
    if commencement is None:
        return newest
    dated = context.law.parameters[name].at(commencement.on)
    return dated.value if dated else None


def pounds(amount: Decimal) -> str:
    return f"£{amount:,.0f}"


def day_words(day: date) -> str:
    """A day as people write it: 2 March 2026."""
    return f"{day.day} {day:%B %Y}"


def _regime(context: Context) -> str:
    return context.procurement.regime.kind.words
