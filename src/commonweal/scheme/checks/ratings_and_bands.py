"""Every KPI that is due has bands that tell the statutory ratings apart (s.71, reg 39(5); bands ours)."""

from __future__ import annotations

from commonweal.scheme.checks.context import Context, State, Verdict, does_not_apply, met, not_met
from commonweal.scheme.checks.kpis_set import none_under_s52
from commonweal.scheme.checks.reach import no_scheme, outside_kpi_duty
from commonweal.scheme.kpi import Bands


def check(context: Context) -> Verdict:
    """Bands fall from good to improvement for each due KPI. A value that is unknown is taken as caught."""
    outside = outside_kpi_duty(context)
    if outside is not None and outside.state is not State.UNKNOWN:
        return outside
    if none_set := none_under_s52(context):
        return none_set
    if context.scheme is None:
        return no_scheme()
    if not context.scheme.kpis:
        return does_not_apply("The scheme sets no KPI.")
    if not any(kpi.due for kpi in context.scheme.kpis):
        return does_not_apply("No KPI of the scheme has a target at these stages.")
    for kpi in context.scheme.kpis:
        if kpi.due and not _tell_apart(kpi.bands):
            return not_met(f"The bands of the KPI '{kpi.title}' do not tell the ratings apart.", where=kpi.criterion)
    return met("Every KPI that is due has bands for its rating; the others say what is reported instead.")


def _tell_apart(bands: Bands) -> bool:
    return bool(bands.unit.strip()) and bands.good > bands.approaching > bands.improvement > 0
