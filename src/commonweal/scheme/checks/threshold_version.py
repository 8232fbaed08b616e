"""The threshold is the one of the day of commencement, and the regime stated agrees with it."""

from __future__ import annotations

from decimal import Decimal

from commonweal.procurement.exemption import TREATED, fails_exemption
from commonweal.procurement.procurement import Nature
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.asking import join_words
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import day_words, outside_valuation, pounds
from commonweal.scheme.checks.thresholds import (
    goods_services_thresholds,
    possible_thresholds,
    special_thresholds,
)

CHECK = "threshold-version"


def check(context: Context) -> Verdict:
    """Whether the value reaches every threshold that could apply, or none; and what the case says of the regime."""
    if outside := outside_valuation(context):
        return outside
    commencement, regime = context.procurement.commencement, context.procurement.regime.kind
    if commencement is None:
        return unknown("Which table of thresholds applies is unknown: the day of commencement is not stated.")
    amounts = threshold_amounts(context, possible_thresholds(context.procurement))
    if not amounts or None in amounts:
        return unknown(f"The pack holds no threshold of this kind for {day_words(commencement.on)}.")
    told = join_words([pounds(each) for each in amounts if each is not None], last="or")
    reached = threshold_reached(context, amounts)
    if reached is None:
        return unknown(f"Whether the threshold of {told} is reached is unknown: the value is {context.valuation}.")
    finding = f"The value of {context.valuation} {'reaches' if reached else 'is below'} the threshold of {told}"
    if fails_exemption(context.case):
        return _not_exempt(reached, finding)
    if regime is RegimeKind.UNKNOWN:
        return not_answered(f"{finding}; the case states no regime.", where="regime")
    if reached and regime is RegimeKind.BELOW_THRESHOLD:
        return _above(context, finding)
    if not reached and regime is not RegimeKind.BELOW_THRESHOLD:
        return not_met(f"{finding}, but the case says {regime.words}.", where="regime")
    if not reached and (answer := _part_above(context, finding)):
        return answer
    return met(f"{finding}, as the case says.")


def _not_exempt(reached: bool, finding: str) -> Verdict:
    """Below the threshold the case has another regime to state; above it, it is covered as treated."""
    if reached:
        return met(f"{finding}; {TREATED}.")
    return not_answered(f"{finding}; the exemption fails on the answers given, so its regime is open.", where="regime")


def _above(context: Context, finding: str) -> Verdict:
    """Said to be below the threshold, yet above the ordinary one: only a special contract has a higher one."""
    special = context.said(CHECK, "special", bool)
    higher = threshold_amounts(context, special_thresholds(context.procurement))
    if special is False or threshold_reached(context, higher):
        return not_met(f"{finding}, but the case says below threshold.", where="regime")
    if special is None:
        return not_answered(f"{finding}; whether the contract is a special one with a higher one is unsaid.", "special")
    return unknown("A higher threshold is said to apply; which one the case does not say.", where="regime")


def _part_above(context: Context, finding: str) -> Verdict | None:
    """Goods or services among works that would reach their own, lower threshold pull the whole in (s.5)."""
    if context.procurement.nature in {Nature.GOODS, Nature.SERVICES}:
        return None
    lower = threshold_amounts(context, goods_services_thresholds(context.procurement))
    if threshold_reached(context, lower) is False:
        return None
    part = context.said(CHECK, "part_above", bool)
    if part is None:
        return not_answered(f"{finding}; whether a part alone would be above its own is unsaid.", "part_above")
    above = "but goods or services in it could be bought apart and reach their own"
    return not_met(f"{finding}, {above}.", where="regime") if part else None


def threshold_amounts(context: Context, names: tuple[str, ...]) -> tuple[Decimal | None, ...]:
    """The amounts of thresholds on the day of commencement, each once; None where the pack holds none that day."""
    commencement = context.procurement.commencement
    found = [context.law.parameters[name].at(commencement.on) if commencement else None for name in names]
    return tuple(dict.fromkeys(dated.value if dated else None for dated in found))


def threshold_reached(context: Context, amounts: tuple[Decimal | None, ...]) -> bool | None:
    """Whether the value reaches every amount, or none; None where they disagree or one is not known."""
    answers = {None if each is None else context.valuation.at_least(each) for each in amounts}
    return answers.pop() if len(answers) == 1 else None
