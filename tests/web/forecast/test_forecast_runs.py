"""Whole forecasts on the worker: made once, watched, cancelled, and told in a sentence where they fail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from forecast_cases import FEW
from page_checks import check_html

from commonweal.forecast.impact import Step
from commonweal_web.forecast import queries
from commonweal_web.forecast.actions import running
from commonweal_web.forecast.actions.running import ask_forecast, cancel_forecast, make_forecast
from commonweal_web.forecast.models import ForecastRun, RunState
from commonweal_web.forecast.queries import runs
from commonweal_web.forecast.queries.runs import PATIENCE, forecast_of_run
from commonweal_web.procurements.models import Case
from fixtures import Team


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few draws, no exact answer, and pictures that need no converter: the journey has it all."""
    monkeypatch.setattr(queries, "WHOLE_DRAWS", FEW)
    monkeypatch.setattr("commonweal.forecast.impact.answer_exactly", lambda _model: None)
    monkeypatch.setattr(running, "render_svg", lambda chart: f"<svg><title>{chart.name}</title></svg>")


def work(run: ForecastRun) -> ForecastRun:
    """What a worker does with it."""
    make_forecast.call(run.pk, run.key)
    run.refresh_from_db()
    return run


def page(case: Case) -> str:
    return reverse("forecast", args=(case.reference,))


def test_a_run_is_made_once_and_its_charts_are_served(forecast_case: Case, team: Team, lead: Client) -> None:
    """Asked for again, by anybody, it is the same; it holds the forecast, and each chart in two widths."""
    run = work(ask_forecast(forecast_case, by=team["commercial-lead"]))
    assert (run.state, run.draws, run.problem) == (RunState.READY, FEW, "")
    forecast = forecast_of_run(run)
    assert forecast is not None and forecast.learning is not None and forecast.workings.draws == FEW
    assert run.pictures.count() == 16
    assert ask_forecast(forecast_case, by=team["observer"]).pk == run.pk
    assert ForecastRun.objects.count() == 1
    address = reverse("forecast-chart", args=(forecast_case.reference, run.pk, "fan", "narrow"))
    assert lead.get(address)["Content-Type"] == "image/svg+xml"
    assert team.client("supplier-contact").get(address).status_code == 404
    other = team.case()
    assert lead.get(reverse("forecast-chart", args=(other.reference, run.pk, "fan", "narrow"))).status_code == 404


def test_a_page_tells_how_far_it_is_and_comes_back_whole(forecast_case: Case, team: Team, lead: Client) -> None:
    """htmx asks for the part alone and is told to load the page anew at the end; without scripts the page does so."""
    run = ask_forecast(forecast_case, by=team["commercial-lead"])
    whole = lead.get(page(forecast_case)).content.decode()
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in whole
    running._tell(run, Step.LEARNING)
    asked = {"HX-Request": "true", "HX-Target": "div#progress"}
    part = lead.get(page(forecast_case), headers=asked)
    check_html(part.content.decode(), fragment=True)
    assert "Finding what better evidence is worth" in part.content.decode() and "HX-Refresh" not in part
    work(run)
    assert lead.get(page(forecast_case), headers=asked)["HX-Refresh"] == "true"
    assert "http-equiv" not in lead.get(page(forecast_case)).content.decode()


def test_cancelling_ends_the_work_at_its_next_step(
    forecast_case: Case, team: Team, lead: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the midst of it: the engine is not asked for the steps that follow, and nothing is kept."""
    run = ask_forecast(forecast_case, by=team["commercial-lead"])
    told: list[str] = []
    tell = running._tell

    def watched(row: ForecastRun, step: str) -> None:
        told.append(step)
        if step == Step.POLICIES:
            assert lead.post(page(forecast_case), {"step": "cancel"}).status_code == 302
        tell(row, step)

    with monkeypatch.context() as watching:
        watching.setattr(running, "_tell", watched)
        work(run)
    assert told == [Step.DRAWS, Step.TOTALS, Step.POLICIES]
    assert (run.state, run.result) == (RunState.CANCELLED, "")
    shown = lead.get(page(forecast_case)).content.decode()
    assert "The whole forecast was cancelled." in shown and "Make it again" in shown
    again = ask_forecast(forecast_case, by=team["commercial-lead"])
    assert (again.pk, again.state) == (run.pk, RunState.WAITING)


def test_who_only_reads_cancels_their_own_alone(forecast_case: Case, team: Team) -> None:
    """A reader may ask for one and end it; another's goes on."""
    ask_forecast(forecast_case, by=team["commercial-lead"])
    assert not cancel_forecast(forecast_case, by=team["observer"])
    assert cancel_forecast(forecast_case, by=team["commercial-lead"])
    ask_forecast(forecast_case, by=team["observer"])
    assert cancel_forecast(forecast_case, by=team["observer"])


def test_a_run_that_stops_without_a_word_says_so(forecast_case: Case, team: Team, lead: Client) -> None:
    """The worker was killed, or never there: after a while it can be asked for again."""
    run = ask_forecast(forecast_case, by=team["commercial-lead"])
    ForecastRun.objects.update(told_at=timezone.now() - PATIENCE - timedelta(seconds=1))
    assert "stopped without a result" in lead.get(page(forecast_case)).content.decode()
    again = ask_forecast(forecast_case, by=team["commercial-lead"])
    assert again.pk == run.pk and again.told_at > timezone.now() - timedelta(minutes=1)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (running.Refused("It is too wide."), "It is too wide."),
        (RuntimeError("x"), "Something went wrong on our side."),
    ],
)
def test_a_run_that_fails_says_why(
    forecast_case: Case, team: Team, monkeypatch: pytest.MonkeyPatch, fault: Exception, sentence: str
) -> None:
    """In a sentence on the page, with a way to try again."""

    def fail(*_arguments: Any, **_named: Any) -> None:
        raise fault

    monkeypatch.setattr(running, "forecast_impact", fail)
    run = work(ask_forecast(forecast_case, by=team["commercial-lead"]))
    assert run.state == RunState.FAILED
    shown = team.client("commercial-lead").get(page(forecast_case)).content.decode()
    assert "The whole forecast could not be made." in shown and sentence in shown


def test_a_change_ends_what_is_being_made_of_what_was(forecast_case: Case, team: Team) -> None:
    """One run of a case at a time: the older one's worker finds nobody waiting."""
    from forecast_cases import example_inputs, give_forecast

    old = ask_forecast(forecast_case, by=team["commercial-lead"])
    give_forecast(forecast_case, example_inputs().replace("p90: 280", "p90: 310", 1))
    new = ask_forecast(forecast_case, by=team["commercial-lead"])
    old.refresh_from_db()
    assert (old.state, new.state) == (RunState.CANCELLED, RunState.WAITING)
    assert work(old).state == RunState.CANCELLED


def test_a_forecast_of_another_release_is_made_again(forecast_case: Case, team: Team, lead: Client) -> None:
    """What is kept and cannot be read any more is no page of errors: the quick figures stand."""
    run = work(ask_forecast(forecast_case, by=team["commercial-lead"]))
    ForecastRun.objects.filter(pk=run.pk).update(result='{"title": 1}')
    runs._FORECASTS.clear()
    assert "The pilot is worth about" in lead.get(page(forecast_case)).content.decode()
