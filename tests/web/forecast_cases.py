"""Cases with a forecast, for tests of pages: inputs put beside whatever the case says, and a run that is ready."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils import timezone

from commonweal.exchange.case_file.forecast_starting import first_text
from commonweal.exchange.charts import NARROW, WIDE, draw_charts
from commonweal.exchange.forecast_report.kept import forecast_json
from commonweal.forecast.impact import DRAWS, forecast_impact
from commonweal.forecast.result import Forecast
from commonweal_web.accounts.models import User
from commonweal_web.design.queries import packs_of, read_newest
from commonweal_web.forecast.models import ForecastRun, RunPicture, RunState
from commonweal_web.forecast.queries import SEED, Forecasting, forecast_key, forecasting
from commonweal_web.procurements.models import Case, CaseVersion
from commonweal_web.procurements.translate.document import version_digest

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "sandbox-pilot" / "forecast" / "inputs.yaml"
FEW = 512  # draws
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
_MADE: dict[str, Forecast] = {}


@cache
def example_inputs() -> str:
    """The inputs of the shipped sandbox pilot."""
    return EXAMPLE.read_text(encoding="utf-8")


def give_forecast(case: Case, text: str = "") -> None:
    """Put inputs into a case as it stands, in whatever state it is; first ones of its scheme where none are given."""
    opened = read_newest(case).opened
    assert opened is not None
    text = text or first_text(opened, packs=packs_of(case.organisation))[0]
    version = case.versions.get(number=case.version)
    held = {"forecast": text, "digest": version_digest(version.text, text)}
    CaseVersion.objects.filter(pk=version.pk).update(**held)


def ready_run(case: Case, *, by: User) -> ForecastRun:
    """A run of what stands now, ready, of few draws and with small pictures: pages show it as any other."""
    found = forecasting(case)
    forecast, now = _forecast(found), timezone.now()
    run = ForecastRun.objects.create(
        case=case,
        key=forecast_key(found),
        case_version=case.version,
        seed=SEED,
        draws=DRAWS,
        state=RunState.READY,
        result=forecast_json(forecast),
        asked_by=by,
        asked_at=now,
        told_at=now,
        ended_at=now,
    )
    names = [chart.name for chart in draw_charts(forecast) if chart.spec is not None]
    RunPicture.objects.bulk_create(
        RunPicture(run=run, name=name, size=size.name, svg=SVG) for name in names for size in (WIDE, NARROW)
    )
    return run


def _forecast(found: Forecasting) -> Forecast:
    """Made once for all cases of a process that say the same."""
    key = forecast_key(found, draws=FEW)
    if key not in _MADE:
        _MADE[key] = forecast_impact(found.procurement, found.stated, packs=found.packs, seed=SEED, draws=FEW)
    return _MADE[key]
