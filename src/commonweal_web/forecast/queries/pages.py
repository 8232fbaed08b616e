"""What the pages of a forecast show: the figures of what stands now, whole where they are made, quick until then."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.exchange.forecast_report.case_forecast import mission_titles
from commonweal.exchange.forecast_report.tables import csv_of
from commonweal.forecast.inputs import StatedBelief
from commonweal.record.errors import CommonwealError
from commonweal.record.source import Source
from commonweal_web.forecast.models import ForecastRun, RunState
from commonweal_web.forecast.queries import (
    Forecasting,
    fault_of,
    forecast_key,
    live_forecast,
)
from commonweal_web.forecast.queries.runs import Progress, find_run, forecast_of_run, is_under_way, progress_of
from commonweal_web.forecast.translate.figures import Figures, figures_of
from commonweal_web.forecast.translate.pictures import Picture, pictures_of
from commonweal_web.forecast.translate.scenarios import say_three
from commonweal_web.procurements.models import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The run of what stands now, if any, and how far it is."""

    run: ForecastRun | None
    under_way: bool
    progress: Progress | None

    @property
    def is_ready(self) -> bool:
        return self.run is not None and self.run.state == RunState.READY

    @property
    def has_stopped(self) -> bool:
        """Whether it ended without a word: the worker is gone, or was never there."""
        return self.run is not None and not self.under_way and self.run.state in {RunState.WAITING, RunState.RUNNING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page of a forecast holds. `figures` is None where `problem` says why there are none."""

    standing: Standing
    figures: Figures | None
    pictures: dict[str, Picture]
    whole: bool
    problem: str = ""


def standing_now(case: Case, found: Forecasting) -> Standing:
    """One query."""
    run = find_run(case, forecast_key(found))
    under_way = is_under_way(run)
    return Standing(run=run, under_way=under_way, progress=progress_of(run) if run and under_way else None)


def shown_of(case: Case, found: Forecasting) -> Shown:
    """The figures of what stands now: of its run where that is ready, else quick ones. Two queries."""
    standing = standing_now(case, found)
    missions = mission_titles(found.packs)
    forecast = forecast_of_run(standing.run) if standing.run and standing.is_ready else None
    whole = forecast is not None
    if forecast is None:
        try:
            forecast = live_forecast(found)
        except CommonwealError as error:
            problem = fault_of(error, found.text)
            return Shown(standing=standing, figures=None, pictures={}, whole=False, problem=problem)
    pictures = pictures_of(forecast, missions) if whole else {}
    figures = figures_of(forecast, found.procurement, found.stated, missions)
    return Shown(standing=standing, figures=figures, pictures=pictures, whole=whole)


def figures_csv(case: Case, found: Forecasting) -> str | None:
    """Every number of the whole forecast as CSV; None until it is made."""
    run = find_run(case, forecast_key(found))
    forecast = forecast_of_run(run) if run and run.state == RunState.READY else None
    return csv_of(forecast) if forecast else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefLine:
    """One belief of the list, with its P10, its median and its P90 in words."""

    name: str
    stated: StatedBelief
    said: str

    @property
    def title(self) -> str:
        return self.stated.title or self.name

    @property
    def listed_source(self) -> list[Source]:
        return [self.stated.source] if self.stated.source else []


def belief_lines(found: Forecasting) -> list[BeliefLine]:
    """Every belief in the order in which it is stated. Raises CommonwealError for one that has no numbers."""
    return [BeliefLine(name=name, stated=each, said=say_three(each)) for name, each in found.stated.beliefs.items()]
