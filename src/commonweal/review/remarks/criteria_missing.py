"""A tender notice that tells no award criteria."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.procurement.regime import RegimeKind
from commonweal.record.finding import Severity
from commonweal.review.award_reading import read_method
from commonweal.review.remarks.context import Context, Noted

TENDER_NOTICE = "UK4"


def remark(context: Context) -> Iterator[Noted]:
    """Of a tender notice of the Act: other forms have other rules, and an update may be partial."""
    notice = context.notice
    if notice.kind != TENDER_NOTICE or notice.updates or context.lots or notice.criteria_text:
        return
    small = context.regime.kind is RegimeKind.BELOW_THRESHOLD
    method = read_method(notice)
    named = f"names the method ‘{method.words}’ and " if method.is_absolute else ""
    yield Noted(
        message=f"The notice {named}tells no award criteria and no weightings, so bidders cannot see from it what "
        "would win"
        + ("; it is below the threshold, where an explanation of them is asked for all the same." if small else "."),
        where="tender/lots/0/awardCriteria",
        severity=Severity.INFORMATION if small or context.notice.framework else None,
    )
