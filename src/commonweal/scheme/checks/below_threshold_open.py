"""Below the threshold: no shortlisting by suitability, a notice before advertising, small firms' barriers (Part 6)."""

from __future__ import annotations

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import AwardStructure, Nature
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.awarded import is_northern_irish, is_welsh
from commonweal.scheme.checks.context import (
    OUTSIDE_BODIES,
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
    unknown,
)
from commonweal.scheme.checks.reach import law_number
from commonweal.scheme.checks.thresholds import authority_classes

CHECK = "below-threshold-open"
_NO_PART_6 = {AuthorityKind.SCHOOL, AuthorityKind.DEVOLVED_SCOTLAND, AuthorityKind.PRIVATE_UTILITY, *OUTSIDE_BODIES}
_CLASSES = {"central": "central", "sub-central": "others"}


def check(context: Context) -> Verdict:
    """Anyone may bid, the notice comes before advertising, and barriers to small firms are considered."""
    if outside := _outside(context):
        return outside
    return _suitability(context) or _notice(context) or _barriers(context)


def _outside(context: Context) -> Verdict | None:
    kind = context.procurement.authority.kind
    if not context.regime_is(RegimeKind.BELOW_THRESHOLD):
        return does_not_apply("The contract is not said to be below the threshold.")
    if kind in _NO_PART_6 or is_northern_irish(context.procurement):
        return does_not_apply(f"Part 6 of the Act does not reach this contract: {kind.words}.")
    if context.procurement.award_structure is AwardStructure.CALL_OFF:
        return does_not_apply("A call-off is not advertised, and s.85 and s.86 leave it out.")
    special = context.said(CHECK, "special", bool)
    if special:
        return does_not_apply("Part 6 of the Act reaches neither concessions nor utilities contracts.")
    if special is None and kind is AuthorityKind.PUBLIC_UTILITY:
        return not_answered("Whether this is a utilities contract has not been said.", "special")
    return None


def _suitability(context: Context) -> Verdict | None:
    """None where nothing restricts who may bid, or where restricting is allowed."""
    procurement = context.procurement
    if is_welsh(procurement):
        return None
    restricts = context.said(CHECK, "shortlists", bool)
    if restricts is None:
        return not_answered("Whether suitability restricts who may bid has not been said.", "shortlists")
    if not restricts:
        return None
    if procurement.nature is not Nature.WORKS:
        return not_met("Who may bid is restricted by suitability, which is not allowed below the threshold.")
    large = _reaches(context, "suitability-works-from")
    if large is None:
        return unknown("Whether these works are large enough for shortlisting by suitability is unknown.")
    return None if large else not_met("Works of this value may not restrict by suitability who may bid.")


def _notice(context: Context) -> Verdict | None:
    """None where no notice has to come first, or where it does."""
    advertised = context.said(CHECK, "advertised", bool)
    if advertised is None:
        return not_answered("Whether bids are invited by public advertisement has not been said.", "advertised")
    notifiable = _reaches(context, "below-threshold-notice-from")
    if not advertised or notifiable is False:
        return None
    first = context.said(CHECK, "notice_first", bool)
    if first is None:
        return not_answered(
            "Whether a below-threshold notice with the award criteria comes before advertising has not been said.",
            "notice_first",
        )
    if first:
        return None
    if notifiable is None:
        return unknown(f"Whether a notice has to come before advertising is unknown: the value is {context.valuation}.")
    return not_met(f"At {context.valuation} it is advertised without a notice that explains the award criteria first.")


def _barriers(context: Context) -> Verdict:
    considered = context.said(CHECK, "barriers_considered", bool)
    if considered is None:
        return not_answered(
            "Whether barriers to small and medium-sized firms were considered has not been said.", "barriers_considered"
        )
    if not considered:
        return not_met("Whether barriers to small and medium-sized firms can be removed or lowered was not considered.")
    return met("Who may bid, the notice and barriers to small firms are as Part 6 asks, on the answers given.")


def _reaches(context: Context, name: str) -> bool | None:
    """Whether the value reaches an amount that differs for central government; None where that leaves it open."""
    procurement = context.procurement
    # s.87(4) counts Welsh central authorities with the others, so there the class makes no difference.
    classes = ("sub-central",) if is_welsh(procurement) else authority_classes(procurement)
    limits = [law_number(context, f"{name}-{_CLASSES[each]}") for each in classes]
    answers = {None if limit is None else context.valuation.at_least(limit) for limit in limits}
    return answers.pop() if len(answers) == 1 else None
