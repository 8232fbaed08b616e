"""What is scored or tracked can be seen before the last moment when its evidence matters. Our rule."""

from __future__ import annotations

from commonweal.frameworks.measures import Measure
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.case import DecisionKind
from commonweal.procurement.stage import Stage
from commonweal.quantities.distribution import distribution_of
from commonweal.scheme.checks.context import Context, Verdict, does_not_apply, met, not_answered, not_met, unknown
from commonweal.scheme.checks.reach import no_scheme
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.placement import Place

LEAST = {True: "least-factor-scored", False: "least-factor"}


def check(context: Context) -> Verdict:
    """The odds that a criterion shows in time reach the design's least; a KPI that is not due says what is done."""
    if context.scheme is None:
        return no_scheme()
    criteria = (*context.scheme.scored, *context.scheme.contract)
    if not criteria and not context.scheme.kpis:
        return does_not_apply("Nothing is scored, tracked or asked for as social value.")
    for kpi in context.scheme.kpis:
        if not kpi.due and not kpi.due_note.strip():
            return not_met(
                f"The KPI '{kpi.title}' is not due, and nothing says what is reported instead.", where=kpi.criterion
            )
    late = [each for each in criteria if _in_time(each, context) is False]
    for criterion in late:
        if not criterion.forced:
            return not_met(_late_words(criterion, context), where=criterion.code)
    if late:
        return not_answered(
            f"{_late_words(late[0], context)[:-1]}; a person placed it all the same.", where=late[0].code
        )
    unseen = next((each for each in criteria if _in_time(each, context) is None), None)
    if unseen is not None:
        return unknown(f"How soon '{unseen.title}' can be seen is in no pack at hand.", where=unseen.code)
    return met("Everything scored or tracked can be seen before its evidence stops mattering.")


def _in_time(criterion: AdoptedCriterion, context: Context) -> bool | None:
    """Whether the odds of seeing it in time reach the least; None where no pack says. A person's own view stands."""
    if _set_by_person(criterion, context):
        return True
    measure, stage = _measure(criterion, context), _stage(criterion.stage, context)
    name = LEAST[criterion.place is Place.SCORED]
    least = [pack.parameter(name) for pack in context.packs.of_kind(PackKind.CRITERIA) if name in pack.parameters]
    if measure is None or stage is None or not least:
        return None
    left = float(stage.last_moment - measure.fit.window_months)
    return left >= 0 and distribution_of(measure.fit.lag).cdf(left) >= float(least[-1])


def _late_words(criterion: AdoptedCriterion, context: Context) -> str:
    stage = _stage(criterion.stage, context)
    return f"'{criterion.title}' cannot be seen in time at {stage.title if stage else criterion.stage}."


def _set_by_person(criterion: AdoptedCriterion, context: Context) -> bool:
    names = {f"{criterion.code}.observability", f"{criterion.code.partition('/')[2]}.observability"}
    decided = context.case.decided(DecisionKind.FACTOR)
    return any(each.subject in names and each.stage in {"", criterion.stage} for each in decided)


def _measure(criterion: AdoptedCriterion, context: Context) -> Measure | None:
    pack_id = criterion.code.partition("/")[0]
    found = [pack for pack in context.packs.editions if pack.id == pack_id and criterion.measure in pack.measures]
    return max(found, key=lambda pack: pack.edition).measures[criterion.measure] if found else None


def _stage(stage_id: str, context: Context) -> Stage | None:
    return next((stage for stage in context.procurement.stages if stage.id == stage_id), None)
