"""A contract change notice comes before a change that moves value or term by more than a little (s.75)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from commonweal.procurement.procurement import Nature
from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.awarded import is_northern_irish, is_private_utility
from commonweal.scheme.checks.changes import CHANGE_NOTICE, moved_share, no_change, outside_changes, percent
from commonweal.scheme.checks.context import (
    Context,
    Verdict,
    does_not_apply,
    met,
    not_answered,
    not_met,
)
from commonweal.scheme.checks.reach import day_words

CHECK = CHANGE_NOTICE


def check(context: Context) -> Verdict:
    """The notice is published no later than the day of the change, where one is asked for."""
    if outside := outside_change_notices(context) or no_change(context, check=CHECK):
        return outside
    value, term = moved_share(context, "value_before", "value_after"), moved_share(context, "term_before", "term_after")
    if value is None:
        return not_answered("By how much the change moves the value has not been said.", "value_before", "value_after")
    if term is None:
        return not_answered("By how much the change moves the term has not been said.", "term_before", "term_after")
    moves = f"The change moves the value by {percent(value)} and the term by {percent(term)}"
    restructured = bool(context.said(CHECK, "restructuring", bool))
    if not restructured and _small(context, value, term):
        return met(f"{moves}, for which no notice is asked.")
    return _published(context, moves)


def outside_change_notices(context: Context) -> Verdict | None:
    """The answer where s.75 asks for no change notice whatever changes, or None (s.75(6))."""
    if outside := outside_changes(context):
        return outside
    if context.regime_is(RegimeKind.LIGHT_TOUCH, RegimeKind.DEFENCE):
        return does_not_apply(f"No change notice is asked for here: {context.procurement.regime.kind.words}.")
    if is_private_utility(context.procurement) or is_northern_irish(context.procurement):
        return does_not_apply("No change notice is asked of this body.")
    return None


def _small(context: Context, value: Decimal, term: Decimal) -> bool:
    """Whether what moves stays within its share. A change that moves neither is not small on the Act's words."""
    works = context.procurement.nature is Nature.WORKS
    most = context.law.parameter("change-notice-value-share-works" if works else "change-notice-value-share")
    longest = context.law.parameter("change-notice-term-share")
    return bool(value or term) and value <= most and term <= longest


def _published(context: Context, moves: str) -> Verdict:
    published, changed = context.said(CHECK, "notice_on", date), context.said(CHECK, "changed_on", date)
    if published is None:
        return not_answered(f"{moves}; when the change notice was published has not been said.", "notice_on")
    if changed is None:
        return not_answered(f"{moves}; on which day the contract is changed has not been said.", "changed_on")
    if published > changed:
        return not_met(
            f"{moves}, and its notice of {day_words(published)} comes after the change of {day_words(changed)}."
        )
    return met(f"{moves}, and its notice of {day_words(published)} comes first.")
