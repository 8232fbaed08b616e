"""Having the whole forecast made on the worker, keeping what it came to, and cancelling it."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from commonweal.exchange.charts import NARROW, WIDE, draw_charts, render_svg
from commonweal.exchange.forecast_report.case_forecast import mission_titles
from commonweal.exchange.forecast_report.kept import forecast_json
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.result import Forecast
from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.design.queries import packs_of
from commonweal_web.forecast import queries
from commonweal_web.forecast.actions.stating import Refused
from commonweal_web.forecast.models import MAXIMUM_RESULT, ForecastRun, RunPicture, RunState
from commonweal_web.forecast.queries import (
    SEED,
    Forecasting,
    forecast_key,
    forecasting,
    read_forecasting,
)
from commonweal_web.forecast.queries.runs import PICTURES, is_under_way
from commonweal_web.procurements.access import case_access, insist
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate import read_document
from commonweal_web.procurements.translate.wording import plain_message

KEPT_RUNS = 10  # of a case
AT_WORK = (RunState.WAITING, RunState.RUNNING)
_log = logging.getLogger(__name__)


class Stopped(Exception):
    """The run was cancelled, or another took its place, while it was being made."""


def ask_forecast(case: Case, *, by: User) -> ForecastRun:
    """Have the whole forecast made of what stands now, unless it is there or on its way. Others of the case end.

    Raises Refused where there is nothing that it could be made of.
    """
    insist(case_access(case, by), Permission.SEE_CASE)
    found = forecasting(case)
    if found.inputs is None:
        raise Refused(found.problem or _("The procurement has no forecast yet."))
    key = forecast_key(found)
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=case.pk)
        now = timezone.now()
        run = ForecastRun.objects.filter(case=case, key=key).defer("result").first()
        if run is not None and (run.state == RunState.READY or is_under_way(run)):
            return run
        ForecastRun.objects.filter(case=case, state__in=AT_WORK).update(state=RunState.CANCELLED, ended_at=now)
        told = {"case_version": case.version, "state": RunState.WAITING, "step": "", "problem": "", "result": ""}
        told |= {"asked_by": by, "asked_at": now, "told_at": now, "ended_at": None}
        made = {"seed": SEED, "draws": queries.WHOLE_DRAWS}
        run, _new = ForecastRun.objects.update_or_create(case=case, key=key, defaults={**told, **made})
        make_forecast.enqueue(run.pk, key)  # the queue is in this database: both are written, or neither
    return run


def cancel_forecast(case: Case, *, by: User) -> bool:
    """End what is being made of a case; whether there was something. Who asked for it may, and who may edit."""
    access = case_access(case, by)
    insist(access, Permission.SEE_CASE)
    runs = ForecastRun.objects.filter(case=case, state__in=AT_WORK)
    if not access.may(Permission.EDIT_CASE):
        runs = runs.filter(asked_by=by)
    return bool(runs.update(state=RunState.CANCELLED, ended_at=timezone.now()))


@task()
def make_forecast(pk: int, key: str) -> None:
    """Make a forecast and its charts, telling each step; what stands in the way is kept in a sentence."""
    run = ForecastRun.objects.select_related("case__organisation").filter(pk=pk, key=key, state__in=AT_WORK).first()
    if run is None:
        return
    problem = ""
    try:
        _make(run)
    except Stopped:
        return
    except Refused as refused:
        problem = str(refused)[:1_000]
    except CommonwealError as error:
        problem = plain_message(error)[:1_000]
    except Exception:
        _log.exception("A forecast could not be made.")
        problem = _("Something went wrong on our side. Try again; if it happens again, tell your administrator.")
    if problem:
        _at_work(run).update(state=RunState.FAILED, problem=problem, ended_at=timezone.now())


def _make(run: ForecastRun) -> None:
    found = _asked_for(run)
    forecast = forecast_impact(
        found.procurement,
        found.stated,
        packs=found.packs,
        seed=run.seed,
        draws=run.draws,
        progress=lambda step: _tell(run, step),
    )
    pictures = list(_draw(run, forecast, mission_titles(found.packs)))
    _keep(run, forecast, pictures)


def _asked_for(run: ForecastRun) -> Forecasting:
    """What the run was asked for, as it stood then, whatever was changed since."""
    case = run.case
    version = case.versions.get(number=run.case_version)
    schemes = tuple(case.schemes.filter(case_version__lte=version.number))
    found = read_forecasting(read_document(version.text, schemes), version.forecast, packs_of(case.organisation))
    if found.inputs is None or forecast_key(found, draws=run.draws, seed=run.seed) != run.key:
        raise Refused(_("What it is made from has changed meanwhile: make it again."))
    return found


def _tell(run: ForecastRun, step: str) -> None:
    """Say what it is at. Raises Stopped where nobody waits for it any longer."""
    if not _at_work(run).update(state=RunState.RUNNING, step=step, told_at=timezone.now()):
        raise Stopped


def _at_work(run: ForecastRun) -> QuerySet[ForecastRun]:
    return ForecastRun.objects.filter(pk=run.pk, key=run.key, state__in=AT_WORK)


def _draw(run: ForecastRun, forecast: Forecast, missions: dict[str, str]) -> Iterator[RunPicture]:
    for size in (WIDE, NARROW):
        for chart in draw_charts(forecast, missions=missions, size=size):
            _tell(run, PICTURES)
            if chart.spec is not None:
                yield RunPicture(run=run, name=chart.name, size=size.name, svg=render_svg(chart))


def _keep(run: ForecastRun, forecast: Forecast, pictures: list[RunPicture]) -> None:
    text = forecast_json(forecast)
    if len(text) > MAXIMUM_RESULT:
        raise Refused(_("The forecast is too large to be kept: leave out effects or scenarios."))
    with transaction.atomic():
        if not _at_work(run).update(state=RunState.READY, step="", result=text, ended_at=timezone.now()):
            raise Stopped
        RunPicture.objects.filter(run=run).delete()
        RunPicture.objects.bulk_create(pictures)
        old = ForecastRun.objects.filter(case=run.case).values_list("pk", flat=True)[KEPT_RUNS:]
        ForecastRun.objects.filter(pk__in=list(old)).delete()
