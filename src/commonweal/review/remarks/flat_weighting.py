"""Exactly the usual tenth of the marks, at a stage that may show much less or much more."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commonweal.frameworks.applicability import Standing
from commonweal.procurement.stage import StageKind
from commonweal.quantities.period import describe_months
from commonweal.record.finding import Severity
from commonweal.record.text import with_article
from commonweal.review.remarks.context import Context, Noted
from commonweal.review.wording import MODEL_WORDS, STAGE_WORDS, plain

_SETTLED = {StageKind.SCALE, StageKind.OPERATE}


def remark(context: Context) -> Iterator[Noted]:
    """Once a notice, where words tell a stage before scale."""
    kind, case = context.stage_kind, context.case
    usual = context.pack.parameter("usual-weighting")
    flat = next((lot for lot in context.lots if lot.social_value == usual), None)
    if kind is None or kind in _SETTLED or case is None or flat is None or not context.asks:
        return
    stages = case.procurement.contract_stages
    length = describe_months(sum(stage.months for stage in stages))
    model = MODEL_WORDS[case.procurement.delivery_model] if len(stages) > 1 else with_article(STAGE_WORDS[kind])
    obliged, bound = _obliged(context, usual)
    told = context.assumed("stages", f"stages.{kind.value}.kind")
    if told is None or context.is_told_by_code("stages", f"stages.{kind.value}.kind"):
        return
    yield Noted(
        message=f"Social value has the usual {plain(usual)}% in {model} of {length} (read from "
        f"‘{told.words}’). {obliged}, and the figure does not follow from what can be shown by then.",
        where=flat.criteria[0].where,
        severity=Severity.INFORMATION if bound else None,
    )


def _obliged(context: Context, usual: Decimal) -> tuple[str, bool]:
    """What is known of an obligation to give just so much; whether there is one."""
    applies = context.applicability
    if applies is not None and applies.standing is Standing.BINDS and applies.floor_share == usual / 100:
        return "It is the least that the edition asks here", True
    if applies is not None and applies.standing is Standing.UNKNOWN:
        return "Whether an edition obliges this authority to it cannot be told", False
    return "Nothing we know obliges this authority to it", False
