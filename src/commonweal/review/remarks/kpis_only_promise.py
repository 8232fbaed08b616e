"""KPIs whose words only say that promises are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.procurement.notice import PublishedKpi
from commonweal.review.inference import match_patterns
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import shorten

_FIGURE = re.compile(r"\d|%|\bper ?cent\b|\ball\b", re.IGNORECASE)


def remark(context: Context) -> Iterator[Noted]:
    """One remark for all of them, the first quoted."""
    empty = [each for each in context.notice.kpis if _only_promises(each, context)]
    if not empty:
        return
    total = len(context.notice.kpis)
    names, points = ("names", "points") if len(empty) == 1 else ("name", "point")
    of_all = f"{len(empty)} of {total} KPIs" if total > 1 else "The KPI"
    yield Noted(
        message=f"{of_all} {names} no figure and no unit, and only {points} to what was promised or is to come: "
        f"‘{shorten(empty[0].title or empty[0].description, 100)}’.",
        where=empty[0].where,
    )


def _only_promises(kpi: PublishedKpi, context: Context) -> bool:
    text = f"{kpi.title}. {kpi.description}".strip(". ")
    if not text or _FIGURE.search(text):
        return False
    title = match_patterns(kpi.title, context.pack, subject="kpi")
    return bool(title or match_patterns(text, context.pack, subject="kpi"))
