"""The KPI of a criterion at a stage: its bands, how often it is reported, and what it is read from."""

from __future__ import annotations

from commonweal.design.settings import Settings
from commonweal.frameworks.definitions import Criterion, KpiTemplate
from commonweal.frameworks.measures import Measure, SignalForm
from commonweal.procurement.stage import Stage
from commonweal.scheme.kpi import Bands, Kpi
from commonweal.scheme.question import ScaleLevel

SHARE_OF_TARGET = "share of the target"
SCALE_LEVEL = "level of the scale"


def make_kpi(
    criterion: Criterion,
    code: str,
    measure: Measure,
    stage: Stage,
    *,
    settings: Settings,
    due: bool = True,
    scale: tuple[ScaleLevel, ...] = (),
) -> Kpi | None:
    """A KPI by the criterion's template; None where it has none. At an early stage no target is due."""
    template = criterion.kpi
    if template is None:
        return None
    described = measure.fit.signal.form is SignalForm.DESCRIBED
    early = stage.kind.is_early
    note = ""
    if not due:
        note = "Not due at this stage: it cannot be seen before the stage ends. Rate it Other, in words."
    elif early:
        note = "No target is due at an early stage: describe what was done, and rate it Other if a rating is asked for."
    return Kpi(
        criterion=code,
        title=template.title,
        measure=measure.title,
        unit=measure.unit,
        stage=stage.id,
        bands=_bands(template, settings, described=described),
        frequency_months=_how_often(template, stage),
        owner=template.owner,
        evidence=_evidence_words(measure, described=described),
        due=due and not early,
        due_note=note,
        scale=scale if described and due and not early else (),
    )


def _bands(template: KpiTemplate, settings: Settings, *, described: bool) -> Bands:
    """The criterion's own bands where they are of the measure's kind, levels or shares of the target; else the usual.

    A criterion evidenced now by a described scale and now by a count has one template, which fits one of the two.
    """
    own = (template.good, template.approaching, template.improvement)
    if described:
        usual = (settings.kpi_level_good, settings.kpi_level_approaching, settings.kpi_level_improvement)
    else:
        usual = (settings.kpi_share_good, settings.kpi_share_approaching, settings.kpi_share_improvement)
    good, approaching, improvement = own if described == template.in_levels else usual
    unit = SCALE_LEVEL if described else SHARE_OF_TARGET
    return Bands(unit=unit, good=good, approaching=approaching, improvement=improvement)


def _evidence_words(measure: Measure, *, described: bool) -> str:
    """At the end of its stage, whether a gate follows or not."""
    if described:
        return (
            "Read at the end of the stage against the levels of the scale, with what was done in place of what was "
            "promised."
        )
    return f"{measure.how or 'Counted'} to the end of the stage, against the target agreed at the start of the stage."


def _how_often(template: KpiTemplate, stage: Stage) -> int:
    """In whole months, no rarer than the stage is long: what is first reported after its end decides nothing."""
    return max(1, min(template.frequency_months, int(stage.months)))
