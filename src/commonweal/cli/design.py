"""commonweal design."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from commonweal.cli.options import CASE, JSON, PACKS, load_case, print_json
from commonweal.design import OPTIONS, Proposals, explain_code, measure_stability, propose_schemes
from commonweal.exchange.case_file.adopting import adopt_option
from commonweal.exchange.report import make_view, proposals_data
from commonweal.exchange.report.text import print_design, print_why_not
from commonweal.frameworks import Packs
from commonweal.record.errors import MisuseError


@click.command("design")
@CASE
@click.option("--option", type=click.Choice(OPTIONS), default="balanced", help="The option to show in full.")
@click.option("--stability", is_flag=True, help="Also count how often each choice survives moved judgements.")
@click.option("--why-not", metavar="CODE", help="Say why a criterion is not there, and what forcing it would cost.")
@click.option("--adopt", type=click.Choice(OPTIONS), help="Adopt an option: write it to the case as a new version.")
@click.option("--by", metavar="NAME", help="Who adopts it.")
@click.option("--reason", metavar="TEXT", help="Why: the authority's own reason.")
@click.option("--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day of adoption; today if left out.")
@PACKS
@JSON
@click.pass_context
def command(
    context: click.Context,
    *,
    case: Path,
    option: str,
    stability: bool,
    why_not: str | None,
    adopt: str | None,
    by: str | None,
    reason: str | None,
    on: datetime | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Propose three proportionate schemes, each choice with its reason.

    The lighter, balanced and fuller scheme are the fewest hours that reach 60%, 85% and 100% of the worth to be had.
    What is not chosen is listed with why not and what would mend it. Adopting writes schemes/v001.yaml, packs.lock
    and a decision to the case.

    \b
    Examples:
      commonweal design my-case
      commonweal design my-case --why-not new-suppliers
      commonweal design my-case --adopt balanced --by "A. Person" --reason "Fits a study of four months"
    """
    opened, packs = load_case(case, folders)
    proposals = propose_schemes(opened.case, packs=packs)
    if why_not:
        explained = explain_code(why_not, proposals, packs=packs, option=option)
        print_json(explained.data()) if as_json else print_why_not(explained)
        return
    if adopt:
        _adopt(proposals, adopt, by, reason, on, opened_path=case, packs=packs, as_json=as_json)
        return
    survived = measure_stability(opened.case, packs=packs, option=option) if stability else None
    if as_json:
        print_json(proposals_data(proposals, stability=survived))
    else:
        print_design(make_view(proposals, option=option, stability=survived))
    context.exit(1 if proposals.option(option).blocking else 0)


def _adopt(
    proposals: Proposals,
    option: str,
    by: str | None,
    reason: str | None,
    on: datetime | None,
    *,
    opened_path: Path,
    packs: Packs,
    as_json: bool,
) -> None:
    if not by:
        raise MisuseError("Adoption needs a person.", remedy='Add --by "Your name".')
    day = on.date() if on else _today()
    version = adopt_option(
        opened_path, proposals, option, packs=packs, by=by, reason=reason or "Adopted as proposed.", on=day
    )
    if as_json:
        print_json({"adopted": option, "version": version.version, "digest": version.digest})
    else:
        click.echo(f"Adopted the {option} scheme as version {version.version}: schemes/v{version.version:03}.yaml.")
        click.echo("Check it with: commonweal check " + str(opened_path))


def _today() -> date:
    """The one place that asks the clock: the day a person adopts something."""
    return datetime.now(tz=UTC).astimezone().date()
