"""commonweal forecast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import CASE, JSON, PACKS, load_case, print_json
from commonweal.cli.progress import waiting
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.forecast.bulk.running import BulkForecast, Mapped
    from commonweal.forecast.inputs import ForecastInputs
    from commonweal.forecast.result import Forecast
    from commonweal.frameworks import Packs

# The draws of a forecast unless asked otherwise: here, so that help need not load numpy. A test holds the two together.
DRAWS = 8192


@click.command("forecast")
@CASE
@click.option("--start", is_flag=True, help="Write a first set of wide beliefs into the case, to be replaced by yours.")
@click.option("--scenario", "scenarios", metavar="ID", multiple=True, help="Only this scenario. May be given again.")
@click.option("--draws", type=click.IntRange(min=1), default=DRAWS, show_default=True, help="A power of two.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed, the same bytes.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write every number as CSV.")
@click.option("--charts", type=click.Path(path_type=Path, file_okay=False), help="Also draw charts into this folder.")
@click.option("--bulk", "trials", type=click.IntRange(min=1), help="Instead, totals from so many independent trials.")
@click.option("--scheduler", metavar="ADDRESS", help="Draw the trials of --bulk on the Dask cluster at this address.")
@PACKS
@JSON
def command(
    *,
    case: Path,
    start: bool,
    scenarios: tuple[str, ...],
    draws: int,
    seed: int,
    out: Path | None,
    charts: Path | None,
    trials: int | None,
    scheduler: str | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Forecast what a case may do in the world, and what learning is worth.

    It is made from forecast/inputs.yaml in the case: what each stage may bring about, what you believe of it, the odds
    of its gates. The report says what it is worth and why, how unsure that is, what the right to stop and the learning
    are worth, and what to find out first. Nothing here decides an award.

    \b
    Examples:
      commonweal forecast my-case --start
      commonweal forecast my-case
      commonweal forecast my-case --scenario bought-anyway --seed 7
      commonweal forecast my-case --out forecast.csv --charts pictures
      commonweal forecast my-case --bulk 1000000
    """
    if scheduler and trials is None:
        raise click.UsageError("--scheduler goes with --bulk: it says where trials are drawn.")
    if trials is not None and (start or out or charts or len(scenarios) > 1):
        raise click.UsageError("--bulk gives totals alone: leave out --start, --out and --charts; one --scenario goes.")
    opened, packs = load_case(case, folders)
    if start:
        _start(opened, packs, as_json=as_json)
        return
    if opened.forecast is None:
        raise MisuseError(
            "The case has no forecast yet: forecast/inputs.yaml is not there.",
            where=str(opened.path),
            remedy=f"commonweal forecast {case} --start writes a first set of beliefs for you to replace.",
        )
    inputs = _chosen(opened.forecast, scenarios)
    if trials is not None:
        bulk = _bulk(opened, packs, scenarios, trials=trials, seed=seed, scheduler=scheduler)
        _print_bulk(bulk, as_json=as_json)
        return
    forecast = _forecast(opened, inputs, packs, draws=draws, seed=seed)
    missions = _missions(packs)
    notes = _write(forecast, missions, out=out, charts=charts)
    if as_json:
        _print_json(forecast)
        return
    _print(forecast, opened, inputs, missions)
    for note in notes:
        click.echo(note)


def _chosen(inputs: ForecastInputs, ids: tuple[str, ...]) -> ForecastInputs:
    """The inputs with the scenarios that were asked for; all of them where none was."""
    from dataclasses import replace

    known = [each.id for each in inputs.scenarios]
    for each in ids:
        if each not in known:
            remedy = f"There are {', '.join(known)}." if known else "The case has none."
            raise MisuseError(f"There is no scenario '{each}'.", remedy=remedy)
    return replace(inputs, scenarios=tuple(each for each in inputs.scenarios if each.id in ids)) if ids else inputs


def _forecast(opened: CaseFolder, inputs: ForecastInputs, packs: Packs, *, draws: int, seed: int) -> Forecast:
    from commonweal.exchange.case_file.placing import placing_inputs
    from commonweal.forecast.impact import forecast_impact

    with waiting("Drawing what may happen"), placing_inputs(opened):
        return forecast_impact(opened.case.procurement, inputs, packs=packs, seed=seed, draws=draws)


def _bulk(
    opened: CaseFolder, packs: Packs, scenarios: tuple[str, ...], *, trials: int, seed: int, scheduler: str | None
) -> BulkForecast:
    from contextlib import nullcontext

    from commonweal.exchange.case_file.placing import placing_inputs
    from commonweal.forecast.bulk.running import forecast_bulk, map_on_threads

    assert opened.forecast is not None  # the command has looked
    where: AbstractContextManager[Mapped] = nullcontext(map_on_threads)
    if scheduler:
        from commonweal.exchange.cluster import map_on_cluster

        where = map_on_cluster(scheduler)
    with waiting("Drawing trials"), placing_inputs(opened), where as mapped:
        return forecast_bulk(
            opened.case.procurement,
            opened.forecast,
            packs=packs,
            seed=seed,
            trials=trials,
            scenario=scenarios[0] if scenarios else "",
            mapped=mapped,
        )


def _print_bulk(forecast: BulkForecast, *, as_json: bool) -> None:
    if as_json:
        from commonweal.record.digest import plain

        print_json(plain(forecast))
        return
    from commonweal.exchange.forecast_report.bulk_text import print_bulk

    print_bulk(forecast)


def _missions(packs: Packs) -> dict[str, str]:
    """What missions are called, by code."""
    from commonweal.frameworks import PackKind

    found = packs.of_kind(PackKind.MISSIONS)
    return {code: mission.title for pack in found for code, mission in pack.missions.items()}


def _write(forecast: Forecast, missions: dict[str, str], *, out: Path | None, charts: Path | None) -> list[str]:
    """Write what was asked for beside the report; a line for each file or folder, and for each chart left out."""
    notes = []
    if out is not None:
        from commonweal.exchange.case_file.writing import write_whole
        from commonweal.exchange.forecast_report.tables import csv_of

        write_whole(out, csv_of(forecast))
        notes.append(f"Wrote {out}.")
    if charts is not None:
        from commonweal.exchange.charts.writing import write_charts

        written = write_charts(forecast, charts, missions=missions)
        notes.append(f"Wrote {len(written.files)} files into {charts}.")
        notes += [f"Not drawn: {chart.absent}" for chart in written.left_out]
    return notes


def _print_json(forecast: Forecast) -> None:
    from commonweal.record.digest import plain

    print_json(plain(forecast))


def _print(forecast: Forecast, opened: CaseFolder, inputs: ForecastInputs, missions: dict[str, str]) -> None:
    from commonweal.exchange.forecast_report.text import print_forecast

    print_forecast(forecast, opened.case.procurement, inputs, missions=missions)


def _start(opened: CaseFolder, packs: Packs, *, as_json: bool) -> None:
    from commonweal.exchange.case_file.forecast_starting import start_forecast

    started = start_forecast(opened, packs=packs)
    if as_json:
        print_json({"wrote": str(started.file), "effects": started.effects, "beliefs": started.beliefs})
        return
    click.echo(
        f"Wrote {started.file}: {started.effects} effects and {started.beliefs} beliefs, wide and to be replaced."
    )
    for note in started.notes:
        click.echo(f"  {note}")
    click.echo(f"Then: commonweal forecast {opened.path}")
