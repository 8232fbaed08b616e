"""Criteria whose weighting cannot be read in the notice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.finding import Severity
from commonweal.review.asking import AskedLot
from commonweal.review.award_reading import read_method
from commonweal.review.criteria_reading import Share
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import say_lots

# What is passed or failed has no weighting.
_PASSED = re.compile(
    r"\bpass\W{0,3}(?:or )?fail\b|questionnaire|conditions? of participation|declaration|mandatory", re.IGNORECASE
)


def remark(context: Context) -> Iterator[Noted]:
    """Each shape of lot of which some criterion has none; at an early notice for information."""
    if not context.asks:
        return
    absolute = read_method(context.notice) is not PriceMethod.UNSTATED
    for lot in context.lots:
        bare = _without(lot, absolute=absolute)
        if not bare:
            continue
        which = "no criterion has" if len(bare) == len(lot.criteria) else f"‘{bare[0]}’ has no"
        more = f" ({len(bare) - 1} more likewise)" if 1 < len(bare) < len(lot.criteria) else ""
        said = f"{which} a weighting" if which.startswith("no ") else f"{which} weighting"
        yield Noted(
            message=f"Of the {len(lot.criteria)} criteria{say_lots(lot, context)}, {said} that can be read in the "
            f"notice{more}.",
            where=lot.criteria[0].where,
            severity=None if context.is_tender else Severity.INFORMATION,
        )


def _without(lot: AskedLot, *, absolute: bool) -> list[str]:
    """Names of criteria without a weighting; none where a whole is weighted already, or one criterion stands alone."""
    if len(lot.criteria) < 2 or lot.total == 100:
        return []
    return [
        each.label
        for each in lot.criteria
        if each.weighting is None
        and not (absolute and each.share is Share.PRICE)
        and not _PASSED.search(f"{each.label} {each.assigned.criterion.description}")
    ]
