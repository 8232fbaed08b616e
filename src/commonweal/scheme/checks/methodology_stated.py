"""The method of assessment, what disqualifies, and the relative importance are stated (s.23(3))."""

from __future__ import annotations

from commonweal.procurement.procurement import PriceMethod
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met
from commonweal.scheme.checks.prototype_direct_award import outside_competition
from commonweal.scheme.checks.reach import no_scheme
from commonweal.scheme.scheme import AwardScheme

CHECK = "methodology-stated"


def check(context: Context) -> Verdict:
    """Every award decision says how bids are assessed, how price counts, what disqualifies, and each weighting."""
    if outside := outside_competition(context):
        return outside
    if context.scheme is None:
        return no_scheme()
    for award in context.scheme.awards:
        if gap := _gap(award):
            return not_met(gap, where=f"award-decisions/{award.id}")
    for award in context.scheme.awards:
        where = f"award-decisions/{award.id}"
        if award.conflict:
            return not_answered(f"{award.title} waits for a person: {award.conflict}", where=where)
        if award.split.price and award.split.method is PriceMethod.UNSTATED:
            return not_answered(f"How price earns its points at {award.title} has not been said.", where=where)
        if not context.said(CHECK, "disqualifying", str):
            return not_answered(
                f"What disqualifies a bid at {award.title} has not been said.", "disqualifying", where=where
            )
    return met("Method, disqualification and relative importance are stated at every award decision.")


def _gap(award: AwardScheme) -> str:
    if not award.methodology.strip():
        return f"How bids are assessed at {award.title} is not stated."
    unweighted = next((each for each in award.social_value if each.weighting is None), None)
    return f"'{unweighted.title}' is scored at {award.title} without a weighting." if unweighted else ""
