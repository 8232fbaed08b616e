"""The forecast of a case as a notebook holds it: what it says, every number as rows, and its charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from commonweal.record.errors import MisuseError

if TYPE_CHECKING:  # what draws loads numpy, and whoever opens a case need not wait for that
    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.exchange.charts import Chart
    from commonweal.forecast.inputs import ForecastInputs
    from commonweal.forecast.result import Forecast
    from commonweal.frameworks.pack import Packs
    from commonweal.procurement.procurement import Procurement


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CaseForecast:
    """A forecast with what it was made from. `missions` are the titles of missions by their code.

    It shows itself in a notebook: the finding, and the tables that belong to it.
    """

    procurement: Procurement
    inputs: ForecastInputs
    packs: Packs
    missions: Mapping[str, str]
    forecast: Forecast

    @property
    def finding(self) -> tuple[str, ...]:
        """What it is worth and why, in a few sentences; the first stands alone."""
        from commonweal.exchange.forecast_report.finding import tell_finding

        return tell_finding(self.forecast, self.procurement, self.inputs)

    def table(self) -> list[dict[str, Any]]:
        """Every number as a row, ready for a data frame: the columns of the CSV, numbers as floats, None if refused."""
        from commonweal.exchange.forecast_report.tables import typed_rows

        return typed_rows(self.forecast)

    def charts(self) -> tuple[Chart, ...]:
        """Every chart, in the order that a reader asks; each shows itself, has its table and its Vega-Lite `spec`."""
        from commonweal.exchange.charts import draw_charts

        return draw_charts(self.forecast, missions=self.missions)

    def chart(self, name: str) -> Chart:
        """One chart: fan, staircase, spread, tornado, study-size, missions, kinds or capability.

        Raises MisuseError for another name.
        """
        charts = {each.name: each for each in self.charts()}
        if name not in charts:
            raise MisuseError(f"There is no chart '{name}'.", remedy=f"There are {', '.join(charts)}.")
        return charts[name]

    def __repr__(self) -> str:
        workings = self.forecast.workings
        made = f"{workings.draws:,} draws, seed {workings.seed}"
        return "\n".join([f"Forecast of {self.forecast.title} ({made})", *self.finding])

    def _repr_html_(self) -> str:
        from commonweal.exchange.business_case.pages import notebook_html

        return notebook_html(self)


def forecast_case(
    opened: CaseFolder, *, packs: Packs, seed: int = 1, draws: int | None = None, scenarios: Iterable[str] = ()
) -> CaseForecast:
    """Forecast a case as it was opened, from its forecast/inputs.yaml.

    `scenarios` are those to compare, by id; all of them where none is named. Equal input gives an equal forecast.
    Raises MisuseError, one sentence with file and line, where the case has no forecast or it cannot be computed.
    """
    from commonweal.exchange.case_file.placing import placing_inputs
    from commonweal.forecast.impact import DRAWS, forecast_impact

    procurement, inputs = opened.case.procurement, stated_inputs(opened, scenarios)
    with placing_inputs(opened):
        made = forecast_impact(procurement, inputs, packs=packs, seed=seed, draws=DRAWS if draws is None else draws)
    return CaseForecast(
        procurement=procurement, inputs=inputs, packs=packs, missions=mission_titles(packs), forecast=made
    )


def stated_inputs(opened: CaseFolder, scenarios: Iterable[str] = ()) -> ForecastInputs:
    """What the case's forecast/inputs.yaml states, with the scenarios asked for. Raises as `forecast_case` does."""
    if opened.forecast is None:
        raise MisuseError(
            "The case has no forecast yet: forecast/inputs.yaml is not there.",
            where=str(opened.path),
            remedy=f"commonweal forecast {opened.path} --start writes a first set of beliefs for you to replace.",
        )
    return choose_scenarios(opened.forecast, scenarios)


def choose_scenarios(inputs: ForecastInputs, ids: Iterable[str]) -> ForecastInputs:
    """The inputs with the scenarios that were asked for; all of them where none was."""
    known = [each.id for each in inputs.scenarios]
    wanted = tuple(ids)
    for each in wanted:
        if each not in known:
            remedy = f"There are {', '.join(known)}." if known else "The case has none."
            raise MisuseError(f"There is no scenario '{each}'.", remedy=remedy)
    kept = tuple(each for each in inputs.scenarios if each.id in wanted)
    return replace(inputs, scenarios=kept) if wanted else inputs


def mission_titles(packs: Packs) -> dict[str, str]:
    """What missions are called, by code."""
    from commonweal.frameworks.pack_head import PackKind

    found = packs.of_kind(PackKind.MISSIONS)
    return {code: mission.title for pack in found for code, mission in pack.missions.items()}
