"""After the fact: what a notice of an award, a contract or its performance can and cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.record.text import first_upper, with_article
from commonweal.review.notice_kinds import NoticeMoment, kind_words
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import shorten


def remark(context: Context) -> Iterator[Noted]:
    """What it holds of KPIs, and where criteria are to be found."""
    notice = context.notice
    if context.moment is not NoticeMoment.AWARDED:
        return
    what = first_upper(with_article(kind_words(notice.kind)))
    criteria = "lists criteria that were set earlier" if notice.criteria else "holds no award criteria"
    if notice.kpis:
        kpis = f"it describes {len(notice.kpis)} KPI{'s' * (len(notice.kpis) > 1)}"
    elif notice.no_kpis_reason:
        kpis = f"it says why there are no KPIs (‘{shorten(notice.no_kpis_reason.value)}’)"
    else:
        kpis = "it describes no KPIs"
    yield Noted(message=f"{what} {criteria}; {kpis}.")
