"""The Social Value Act 2012: well-being of the area is considered before the start of buying services."""

from __future__ import annotations

from datetime import date

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import AwardStructure, Nature
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import day_words
from commonweal.scheme.checks.threshold_version import threshold_amounts, threshold_reached
from commonweal.scheme.checks.thresholds import possible_thresholds

CHECK = "social-value-act"
_INSIDE = (RegimeKind.COVERED, RegimeKind.LIGHT_TOUCH, RegimeKind.UNKNOWN)
_UNREAD = (RegimeKind.PROVIDER_SELECTION, RegimeKind.LEGACY)
_ELSEWHERE = {
    AuthorityKind.DEVOLVED_SCOTLAND,
    AuthorityKind.DEVOLVED_WALES,
    AuthorityKind.DEVOLVED_NORTHERN_IRELAND,
}


def check(context: Context) -> Verdict:
    """What the Act asks to be considered was considered before the procurement started."""
    if outside := outside_2012_act(context):
        return outside
    considered = context.said(CHECK, "considered_on", date)
    commencement = context.procurement.commencement
    if considered is None:
        return not_answered("When well-being of the area was considered has not been said.", "considered_on")
    if commencement is None:
        return unknown(f"Well-being was considered on {day_words(considered)}; whether before the start is unknown.")
    if considered >= commencement.on:
        return not_met(
            f"Well-being was considered on {day_words(considered)}, not before the start on "
            f"{day_words(commencement.on)}."
        )
    return met(f"Well-being of the area was considered on {day_words(considered)}, before the start.")


def outside_2012_act(context: Context) -> Verdict | None:
    """The answer of a check of the 2012 Act where that Act does not reach, or None where it does."""
    procurement = context.procurement
    regime = procurement.regime.kind
    if procurement.nature in {Nature.GOODS, Nature.WORKS}:
        return does_not_apply(f"The 2012 Act is for services, and this contract buys {procurement.nature}.")
    if procurement.authority.kind in _ELSEWHERE:
        return does_not_apply(f"The 2012 Act does not reach this body: {procurement.authority.kind.words}.")
    if procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("The 2012 Act looks at the framework, not at its call-offs.")
    if regime in _UNREAD:
        return unknown(f"Whether the 2012 Act reaches this regime was not read: {regime.words}.")
    if regime is RegimeKind.BELOW_THRESHOLD and _above_ordinary(context):
        return unknown("Whether this is a light touch contract, which the 2012 Act reaches at this value, is unsaid.")
    if regime not in _INSIDE:
        return does_not_apply(f"The 2012 Act does not reach this regime: {regime.words}.")
    if procurement.nature is Nature.UNKNOWN:
        return unknown("Whether services are bought has not been said.")
    return None


def _above_ordinary(context: Context) -> bool:
    """Below a special contract's threshold and not below the ordinary one: light touch services are reached there."""
    return bool(threshold_reached(context, threshold_amounts(context, possible_thresholds(context.procurement))))
