"""Whole forecasts made on the worker: the one of what stands now, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.exchange.forecast_report.kept import read_forecast
from commonweal.forecast.impact import Step
from commonweal.forecast.result import Forecast
from commonweal.record.errors import UnreadableInput
from commonweal_web.design.keeping import Kept
from commonweal_web.forecast.models import ForecastRun, RunPicture, RunState
from commonweal_web.procurements.models import Case

PATIENCE = timedelta(minutes=10)  # after which one that no longer tells how far it is has ended unseen
PICTURES = "pictures"
STEPS: dict[str, str | Promise] = {
    "": _("Waiting for the worker"),
    Step.DRAWS: _("Drawing what may happen"),
    Step.TOTALS: _("Adding up costs and social value"),
    Step.POLICIES: _("Comparing ways through the gates"),
    Step.LEARNING: _("Finding what better evidence is worth"),
    Step.SENSITIVITY: _("Moving each belief in turn"),
    Step.SCENARIOS: _("Forecasting the scenarios"),
    Step.EXACT: _("Checking without draws"),
    PICTURES: _("Drawing the charts"),
}
_FORECASTS: Kept[Forecast] = Kept(20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: the words of its step, and its place among all steps."""

    words: str | Promise
    done: int
    of: int


def find_run(case: Case, key: str) -> ForecastRun | None:
    """The run of some inputs, without its text. One query."""
    return ForecastRun.objects.filter(case=case, key=key).defer("result").first()


def is_under_way(run: ForecastRun | None) -> bool:
    """Whether it waits or is being made, and still tells so."""
    at_work = run is not None and run.state in {RunState.WAITING, RunState.RUNNING}
    return at_work and run is not None and timezone.now() - run.told_at < PATIENCE


def progress_of(run: ForecastRun) -> Progress:
    names = list(STEPS)
    place = names.index(run.step) if run.step in names else 0
    return Progress(words=STEPS[names[place]], done=place, of=len(names) - 1)


def forecast_of_run(run: ForecastRun) -> Forecast | None:
    """The forecast that a run came to; None where it is of another release. A query where it is not at hand."""
    try:
        return _FORECASTS.get((run.pk, run.key), lambda: read_forecast(run.result))
    except UnreadableInput:
        return None


def picture_of(case: Case, run: int, name: str, size: str) -> str | None:
    """A chart of a run as SVG."""
    found = RunPicture.objects.filter(run__case=case, run=run, run__state=RunState.READY, name=name, size=size)
    return found.values_list("svg", flat=True).first()
