"""A flexible procedure whose rounds the notice does not describe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.review.remarks.context import Context, Noted

_LEAST_WORDS = 8


def remark(context: Context) -> Iterator[Noted]:
    """Of tender notices under the Act; not of updates, which may be partial."""
    notice = context.notice
    flexible = re.search(r"competitive flexible", notice.procedure, re.IGNORECASE)
    if notice.kind != "UK4" or notice.updates or not flexible or context.assumed("rounds"):
        return
    if len(notice.procedure_text.split()) >= _LEAST_WORDS:
        return
    yield Noted(
        message="The procedure is competitive flexible, and the notice does not describe its rounds.",
        where="tender/procedure/features",
    )
