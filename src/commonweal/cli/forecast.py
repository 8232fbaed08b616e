"""commonweal forecast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import CASE, JSON, PACKS, load_case, print_json
from commonweal.cli.progress import waiting
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.forecast.inputs import ForecastInputs
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
      commonweal forecast my-case --out forecast.csv
    """
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
    _forecast(opened, _chosen(opened.forecast, scenarios), packs, draws=draws, seed=seed, out=out, as_json=as_json)


def _chosen(inputs: ForecastInputs, ids: tuple[str, ...]) -> ForecastInputs:
    """The inputs with the scenarios that were asked for; all of them where none was."""
    from dataclasses import replace

    known = [each.id for each in inputs.scenarios]
    for each in ids:
        if each not in known:
            remedy = f"There are {', '.join(known)}." if known else "The case has none."
            raise MisuseError(f"There is no scenario '{each}'.", remedy=remedy)
    return replace(inputs, scenarios=tuple(each for each in inputs.scenarios if each.id in ids)) if ids else inputs


def _forecast(
    opened: CaseFolder,
    inputs: ForecastInputs,
    packs: Packs,
    *,
    draws: int,
    seed: int,
    out: Path | None,
    as_json: bool,
) -> None:
    from commonweal.exchange.case_file.placing import placing_inputs
    from commonweal.exchange.case_file.writing import write_whole
    from commonweal.exchange.forecast_report.tables import csv_of
    from commonweal.exchange.forecast_report.text import print_forecast
    from commonweal.forecast.impact import forecast_impact
    from commonweal.frameworks import PackKind
    from commonweal.record.digest import plain

    procurement = opened.case.procurement
    with waiting("Drawing what may happen"), placing_inputs(opened):
        forecast = forecast_impact(procurement, inputs, packs=packs, seed=seed, draws=draws)
    if out is not None:
        write_whole(out, csv_of(forecast))
    if as_json:
        print_json(plain(forecast))
        return
    missions = {
        code: mission.title for pack in packs.of_kind(PackKind.MISSIONS) for code, mission in pack.missions.items()
    }
    print_forecast(forecast, procurement, inputs, missions=missions)
    if out is not None:
        click.echo(f"Wrote {out}.")


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
