"""The least social value weighting of an edition, on the base that its rule names. Shared by the editions' checks."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from commonweal.frameworks.applicability import Applicability, Standing
from commonweal.frameworks.pack import FloorBase
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import Split
from commonweal.record.digest import plain_decimal
from commonweal.scheme.checks.context import Context, Verdict, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import no_scheme, outside_edition

EXCEPTION_CHECK = "weight-floor-ppn-002"
EXCEPTION_ASK = "exception_reason"


def floor_points(applicability: Applicability, split: Split) -> Decimal:
    """The least social value points of the total mark under the edition that applies; 0 where none does."""
    if applicability.floor_share is None or applicability.standing not in {Standing.BINDS, Standing.CHOSEN}:
        return Decimal(0)
    base = Decimal(100) if applicability.base is FloorBase.TOTAL else 100 - split.price
    return (applicability.floor_share * base).quantize(Decimal("0.01"), ROUND_CEILING)


def exception_allows(case: Case, applicability: Applicability) -> bool:
    """Whether the edition's exception is relied on: a reason, and market engagement that supports it (PPN 002 only)."""
    pack = applicability.pack
    reason = case.answer(EXCEPTION_CHECK, EXCEPTION_ASK)
    held = case.answer("market-engagement-notice", "held")
    return (
        pack is not None and pack.id == "ppn-002" and held is True and isinstance(reason, str) and bool(reason.strip())
    )


def check_floor(context: Context, *, pack: str, check: str) -> Verdict:
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
        least = floor_points(applicability, award.split)
        if award.social_value_total >= least:
            continue
        if context.said(check, EXCEPTION_ASK, str):
            return met(
                f"{award.title} is below {plain_decimal(least)}% under the exception, for the reason recorded.",
                where=where,
            )
        return not_met(
            f"Social value has {plain_decimal(award.social_value_total)}% at {award.title}; the least is "
            f"{plain_decimal(least)}%.",
            where=where,
        )
    return met("Social value reaches the least weighting at every award decision.")
