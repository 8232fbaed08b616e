"""After the decision: what a notice of an award, a contract or its performance can and cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.procurement.notice import Notice
from commonweal.record.text import first_upper, with_article
from commonweal.review.notice_kinds import NoticeMoment, kind_words
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import shorten


def remark(context: Context) -> Iterator[Noted]:
    """What it holds of KPIs, and where criteria are to be found."""
    notice = context.notice
    if context.moment is not NoticeMoment.AWARDED:
        return
    if notice.kind == "UK5":
        yield _transparency(context)
        return
    what = first_upper(with_article(kind_words(notice.kind)))
    criteria = "lists criteria that were set earlier" if notice.criteria else "holds no award criteria"
    yield Noted(message=f"{what} {criteria}; {_kpis(notice)}.")


def _transparency(context: Context) -> Noted:
    """A direct award has no tender notice to look for, and its contract may still be open."""
    what = first_upper(with_article(kind_words(context.notice.kind)))
    return Noted(
        message=f"{what} comes before a direct award, in which no bids are marked; {_kpis(context.notice)}.",
        remedy="Settle what the contract is to ask for, with its KPIs, before it is signed.",
    )


def _kpis(notice: Notice) -> str:
    if notice.kpis:
        return f"it describes {len(notice.kpis)} KPI{'s' * (len(notice.kpis) > 1)}"
    if notice.no_kpis_reason:
        return f"it says why there are no KPIs (‘{shorten(notice.no_kpis_reason.value)}’)"
    return "it describes no KPIs"
