"""A tender notice that tells no award criteria."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.procurement.notice import NoticeSource
from commonweal.procurement.regime import RegimeKind
from commonweal.record.finding import Severity
from commonweal.review.remarks.context import Context, Noted

_OTHER_RULES = {RegimeKind.LEGACY, RegimeKind.SCOTLAND, RegimeKind.PROVIDER_SELECTION, RegimeKind.EXEMPT}


def remark(context: Context) -> Iterator[Noted]:
    """Not of an update, which may be partial, nor where the form has no place for criteria."""
    notice = context.notice
    silent = not notice.criteria and not notice.criteria_text
    elsewhere = notice.source in {NoticeSource.CONTRACTS_FINDER, NoticeSource.SELL2WALES}
    if not context.is_tender or not silent or notice.updates or elsewhere or context.regime.kind in _OTHER_RULES:
        return
    small = context.regime.kind is RegimeKind.BELOW_THRESHOLD
    yield Noted(
        message="The notice tells no award criteria and no weightings, so bidders cannot see from it what would win"
        + ("; it is below the threshold, where an explanation of them is asked for all the same." if small else "."),
        where="tender/lots/0/awardCriteria",
        severity=Severity.INFORMATION if small or context.notice.framework else None,
    )
