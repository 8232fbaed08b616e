"""What an early notice leaves to settle before the tender notice."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.frameworks.applicability import Standing
from commonweal.record.text import say_list
from commonweal.review.notice_kinds import NoticeMoment
from commonweal.review.remarks.context import Context, Noted


def remark(context: Context) -> Iterator[Noted]:
    """One list: what the notice does not tell yet and the design hangs on."""
    if context.moment is not NoticeMoment.EARLY:
        return
    open_yet = list(_open(context))
    told = f": {say_list(open_yet)}" if open_yet else "; nothing that the design hangs on is missing"
    yield Noted(message=f"Before the tender notice there is time to settle what is asked{told}.")


def _open(context: Context) -> Iterator[str]:
    if context.case is None or context.case.procurement.commencement is None:
        yield "the day of the tender notice (by which an edition binds)"
    elif context.applicability is not None and context.applicability.standing is Standing.UNKNOWN:
        yield "which social value edition binds"
    if not context.sized:
        yield "the value"
    if context.stage_kind is None:
        yield "the kind of stage"
    if not context.lots:
        yield "the criteria and their weightings"
