"""commonweal forecast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import CASE, JSON, PACKS, load_case, print_json
from commonweal.cli.progress import waiting

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.exchange.forecast_report.case_forecast import CaseForecast
    from commonweal.forecast.bulk.running import BulkForecast, Mapped
    from commonweal.frameworks import Packs

# The draws of a forecast unless asked otherwise: here, so that help need not load numpy. A test holds the two together.
DRAWS = 8192


@click.command("forecast")
@CASE
@click.option("--start", is_flag=True, help="Write a first set of wide beliefs into the case, to be replaced by yours.")
@click.option("--scenario", "scenarios", metavar="ID", multiple=True, help="Only this scenario. May be given again.")
@click.option("--draws", type=click.IntRange(min=1), default=DRAWS, show_default=True, help="A power of two.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed, the same bytes.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write every number: .csv or .parquet."
)
@click.option("--charts", type=click.Path(path_type=Path, file_okay=False), help="Also draw charts into this folder.")
@click.option(
    "--annex", type=click.Path(path_type=Path, file_okay=False), help="Also write the annex to a business case."
)
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
    annex: Path | None,
    trials: int | None,
    scheduler: str | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Forecast what a case may do in the world, and what learning is worth.

    It is made from forecast/inputs.yaml in the case: what each stage may bring about, what you believe of it, the odds
    of its gates. The report says what it is worth and why, how unsure that is, what the right to stop and the learning
    are worth, and what to find out first. Nothing here decides an award.

    --annex DIR writes the annex to a business case in Word and as accessible PDF: the finding, the numbers, the
    charts, every assumption with its source, and how each number was come by. It is not for bidders.

    \b
    Examples:
      commonweal forecast my-case --start
      commonweal forecast my-case
      commonweal forecast my-case --scenario bought-anyway --seed 7
      commonweal forecast my-case --out forecast.csv --charts pictures
      commonweal forecast my-case --annex business-case
      commonweal forecast my-case --bulk 1000000
    """
    if scheduler and trials is None:
        raise click.UsageError("--scheduler goes with --bulk: it says where trials are drawn.")
    if trials is not None and (start or out or charts or annex or len(scenarios) > 1):
        raise click.UsageError(
            "--bulk gives totals alone: leave out --start, --out, --charts and --annex; one --scenario goes."
        )
    opened, packs = load_case(case, folders)
    if start:
        _start(opened, packs, as_json=as_json)
        return
    if trials is not None:
        _print_bulk(_bulk(opened, packs, scenarios, trials=trials, seed=seed, scheduler=scheduler), as_json=as_json)
        return
    if out is not None:
        _check_ending(out)
    from commonweal.exchange.forecast_report.case_forecast import forecast_case

    with waiting("Drawing what may happen"):
        found = forecast_case(opened, packs=packs, seed=seed, draws=draws, scenarios=scenarios)
    notes = _write(found, out=out, charts=charts, annex=annex)
    if as_json:
        _print_json(found)
        return
    _print(found)
    for note in notes:
        click.echo(note)


def _check_ending(out: Path) -> None:
    """Before anything is drawn: what the file would be, and that it can be written here."""
    from commonweal.exchange.forecast_report.writing import check_ending

    check_ending(out)


def _bulk(
    opened: CaseFolder, packs: Packs, scenarios: tuple[str, ...], *, trials: int, seed: int, scheduler: str | None
) -> BulkForecast:
    from contextlib import nullcontext

    from commonweal.exchange.case_file.placing import placing_inputs
    from commonweal.exchange.forecast_report.case_forecast import stated_inputs
    from commonweal.forecast.bulk.running import forecast_bulk, map_on_threads

    inputs = stated_inputs(opened, scenarios)
    where: AbstractContextManager[Mapped] = nullcontext(map_on_threads)
    if scheduler:
        from commonweal.exchange.cluster import map_on_cluster

        where = map_on_cluster(scheduler)
    with waiting("Drawing trials"), placing_inputs(opened), where as mapped:
        return forecast_bulk(
            opened.case.procurement,
            inputs,
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


def _write(found: CaseForecast, *, out: Path | None, charts: Path | None, annex: Path | None) -> list[str]:
    """Write what was asked for beside the report; a line for each file or folder, and for what was left out."""
    notes = []
    if out is not None:
        from commonweal.exchange.forecast_report.writing import write_table

        write_table(found.forecast, out)
        notes.append(f"Wrote {out}.")
    if charts is not None:
        from commonweal.exchange.charts.writing import write_charts

        written = write_charts(found.forecast, charts, missions=found.missions)
        notes.append(f"Wrote {len(written.files)} files into {charts}.")
        notes += [f"Not drawn: {chart.absent}" for chart in written.left_out]
    if annex is not None:
        notes += _write_annex(found, annex)
    return notes


def _write_annex(found: CaseForecast, folder: Path) -> list[str]:
    from commonweal.exchange.business_case.documents import write_annex
    from commonweal.exchange.tender_pack.documents import save_documents

    with waiting("Writing the annex"):
        made = write_annex(found)
        files = save_documents(made.documents, folder)
    left_out = [f"No PDF was made. {made.no_pdf}"] if made.no_pdf else []
    return [*(f"Wrote {file}." for file in files), *left_out]


def _print_json(found: CaseForecast) -> None:
    from commonweal.record.digest import plain

    print_json(plain(found.forecast))


def _print(found: CaseForecast) -> None:
    from commonweal.exchange.forecast_report.text import print_forecast

    print_forecast(found.forecast, found.procurement, found.inputs, missions=found.missions)


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
