"""The least social value weighting of an edition, on the base that its rule names. Shared by the editions' checks."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from commonweal.frameworks.applicability import Applicability, Standing
from commonweal.frameworks.pack_head import FloorBase
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import Split
from commonweal.record.digest import plain_decimal
from commonweal.scheme.checks import market_engagement_notice
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import no_scheme, outside_edition
from commonweal.scheme.scheme import AwardScheme

EXCEPTION_ASK = "exception_reason"


def floor_points(applicability: Applicability, split: Split) -> Decimal:
    """The least social value points of the total mark under the edition that applies; 0 where none does."""
    if applicability.floor_share is None or applicability.standing not in {Standing.BINDS, Standing.CHOSEN}:
        return Decimal(0)
    base = Decimal(100) if applicability.base is FloorBase.TOTAL else 100 - split.price
    return (applicability.floor_share * base).quantize(Decimal("0.01"), ROUND_CEILING)


def exception_allows(case: Case, applicability: Applicability) -> bool | None:
    """Whether the exception of the edition that applies lets a scheme go below the least weighting.

    It needs a recorded reason and market engagement held; None where a reason is recorded and nobody has said whether
    engagement was held. An edition without an exception allows none, whatever was recorded for another.
    """
    rules, pack = applicability.rules, applicability.pack
    if rules is None or pack is None or not rules.exception:
        return False
    reason = case.answer(f"weight-floor-{pack.id}", EXCEPTION_ASK)
    if not isinstance(reason, str) or not reason.strip():
        return False
    held = case.answer(market_engagement_notice.CHECK, "held")
    return held if isinstance(held, bool) else None


def _filled(award: AwardScheme) -> Decimal:
    """The weight of the edition's own criteria and of what refines one: nothing else fills its least weighting."""
    return sum((each.weighting or Decimal(0) for each in award.social_value if each.fills), Decimal(0))


def check_floor(context: Context, *, pack: str) -> Verdict:
    """The social value total reaches the floor at every award decision."""
    applicability = context.applicability
    if applicability.standing is Standing.UNKNOWN:
        return unknown("Which edition applies is unknown, so its least weighting is too.")
    if outside := outside_edition(context, pack):
        return outside
    if context.scheme is None:
        return no_scheme()
    for award in context.scheme.awards:
        where = f"award-decisions/{award.id}"
        if award.conflict:
            return not_answered(f"{award.title} waits for a person: {award.conflict}", where=where)
        least, filled = floor_points(applicability, award.split), _filled(award)
        if filled >= least:
            continue
        allowed = exception_allows(context.case, applicability)
        below = f"{award.title} is below {plain_decimal(least)}% under the exception"
        if allowed:
            return met(f"{below}, for the reason recorded.", where=where)
        if allowed is None:
            return not_answered(f"{below}, but whether market engagement was held has not been said.", where=where)
        total = award.social_value_total
        short = f"Social value has {plain_decimal(total)}% at {award.title}"
        if total >= least:
            short += f", of which the edition's own criteria and what refines them have {plain_decimal(filled)}%"
        return not_met(f"{short}; the least is {plain_decimal(least)}%.", where=where)
    return met("Social value reaches the least weighting at every award decision.")
