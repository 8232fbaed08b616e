"""A notice that something was stopped, changed or ended."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.record.text import first_upper, with_article
from commonweal.review.notice_kinds import NoticeMoment, kind_words
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """It says nothing of what was asked."""
    if context.moment is NoticeMoment.ENDED:
        what = first_upper(with_article(kind_words(context.notice.kind)))
        yield Noted(message=f"{what} says nothing of what was asked, so nothing is reviewed.")
