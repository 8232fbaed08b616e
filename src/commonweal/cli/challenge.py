"""commonweal challenge."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import CASE, JSON, OPTION_NAMES, PACKS, load_case, print_json
from commonweal.cli.progress import waiting
from commonweal.record.errors import MisuseError, RefusedError

if TYPE_CHECKING:
    from commonweal.exchange.challenge_report.applying import Applied
    from commonweal.exchange.challenge_report.case_challenge import CaseChallenge


@click.command("challenge")
@CASE
@click.option(
    "--option", type=click.Choice(OPTION_NAMES), help="A proposal; left out, the newest adopted scheme, else balanced."
)
@click.option("--version", type=click.IntRange(min=1), help="An adopted version by its number.")
@click.option("--no-forecast", is_flag=True, help="Leave the case's forecast out of what efforts are worth.")
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="The same seed, the same bytes.")
@click.option("--brief", is_flag=True, help="Print the first page alone.")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Also write the report: .html, .docx, .pdf or .txt."
)
@click.option("--charts", type=click.Path(path_type=Path, file_okay=False), help="Also draw charts into this folder.")
@click.option("--apply", "mend", metavar="MEND", help="Adopt a mend, such as L1.1, as a new version of the case.")
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
    option: str | None,
    version: int | None,
    no_forecast: bool,
    seed: int,
    brief: bool,
    out: Path | None,
    charts: Path | None,
    mend: str | None,
    by: str | None,
    reason: str | None,
    on: datetime | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Ask before publication whether a scheme would reward the wrong bid.

    It says how a bidder would play the scheme, which criterion leaks, what mends it and what that would bring about,
    what ambition earns and which way of bidding tends to win, next to a scheme of the usual counts of the same weight.
    Everything is judgement, shown with how it fares when it moves by half.

    --apply adopts one mend: its changes become decisions of the case, the case is designed again, and the same option
    is adopted as a new version. Nothing is written where any of that is refused.

    Exit status 1: the scheme would reward the wrong bid. A leak alone is a prompt, and 0.

    \b
    Examples:
      commonweal challenge my-case
      commonweal challenge my-case --option fuller --brief
      commonweal challenge my-case --out challenge.html --charts pictures
      commonweal challenge my-case --apply L1.1 --by "A. Person" --reason "Hours tell no bids apart"
    """
    _refuse_contradictions(
        option=option, version=version, mend=mend, said=(by, reason, on), writes=(out, charts), brief=brief
    )
    if out is not None:
        _check_ending(out)
    if mend is not None:
        applied = _apply(
            case,
            folders,
            mend,
            option=option or "",
            with_forecast=not no_forecast,
            seed=seed,
            person=(by or "", reason or ""),
            on=on,
        )
        _print_applied(applied, case, as_json=as_json)
        context.exit(_status(applied.after))
    found = _challenge(case, folders, option=option, version=version, with_forecast=not no_forecast, seed=seed)
    notes = _write(found, case, out=out, charts=charts)
    if as_json:
        from commonweal.exchange.challenge_report.data import challenge_data

        print_json(challenge_data(found))
    else:
        from commonweal.exchange.challenge_report.text import print_challenge

        print_challenge(found, case=str(case), full=not brief)
        for note in notes:
            click.echo(note)
    context.exit(_status(found))


def _refuse_contradictions(
    *,
    option: str | None,
    version: int | None,
    mend: str | None,
    said: tuple[object, ...],
    writes: tuple[object, ...],
    brief: bool,
) -> None:
    """Options that ask for two things at once, or hang on one that is not there, are never passed over."""
    if option and version:
        raise MisuseError("--option and --version name two schemes.", remedy="Leave one of them out.")
    if mend is None and any(each is not None for each in said):
        raise MisuseError(
            "--by, --reason and --on say something of an adoption.", remedy="Add --apply, or leave them out."
        )
    if mend is None:
        return
    if version is not None:
        raise MisuseError("--apply mends the newest scheme.", remedy="Leave --version out.")
    if brief or any(each is not None for each in writes):
        raise MisuseError("--apply adopts, and prints what came of it.", remedy="Ask for the report afterwards.")
    if not all(isinstance(each, str) and each.strip() for each in said[:2]):
        raise MisuseError("Adoption needs a person and a reason.", remedy='Add --by "Your name" --reason "Why".')


def _check_ending(out: Path) -> None:
    """Before anything is computed: what the file would be."""
    from commonweal.exchange.challenge_report.writing import check_ending

    check_ending(out)


def _challenge(
    case: Path,
    folders: tuple[Path, ...],
    *,
    option: str | None,
    version: int | None,
    with_forecast: bool,
    seed: int,
) -> CaseChallenge:
    from commonweal.exchange.challenge_report.case_challenge import challenge_case

    opened, packs = load_case(case, folders)
    with waiting("Trying the scheme"):
        return challenge_case(
            opened, packs=packs, option=option or "", version=version, with_forecast=with_forecast, seed=seed
        )


def _status(found: CaseChallenge) -> int:
    return 1 if found.report.verdict.value == "misleads" else 0


def _write(found: CaseChallenge, case: Path, *, out: Path | None, charts: Path | None) -> list[str]:
    """Write what was asked for beside the report; a line for each file or folder, and for what was left out."""
    notes = []
    if out is not None:
        from commonweal.exchange.challenge_report.writing import write_challenge

        write_challenge(found, out, case=case.name or str(case))
        notes.append(f"Wrote {out}.")
    if charts is not None:
        from commonweal.exchange.charts.writing import write_drawn

        written = write_drawn(found.charts(), charts)
        notes.append(f"Wrote {len(written.files)} files into {charts}.")
        notes += [f"Not drawn: {chart.absent}" for chart in written.left_out]
    return notes


def _apply(
    case: Path,
    folders: tuple[Path, ...],
    mend: str,
    *,
    option: str,
    with_forecast: bool,
    seed: int,
    person: tuple[str, str],
    on: datetime | None,
) -> Applied:
    """Work everything out, then write it."""
    from commonweal.exchange.case_file.adopting import save_adoption
    from commonweal.exchange.case_file.folder import texts_of_case
    from commonweal.exchange.challenge_report.applying import apply_mend

    opened, packs = load_case(case, folders)
    if not opened.path.is_dir():
        raise RefusedError("A zip is not changed.", where=str(case), remedy="Unpack it, and adopt in the folder.")
    today = datetime.now(tz=UTC).astimezone().date()
    with waiting("Designing and trying the mended scheme"):
        applied = apply_mend(
            texts_of_case(opened.path),
            path=opened.path,
            packs=packs,
            name=mend,
            by=person[0],
            reason=person[1],
            on=on.date() if on else today,
            today=today,
            option=option,
            with_forecast=with_forecast,
            seed=seed,
        )
    save_adoption(opened.path, applied.version, applied.texts)
    return applied


def _print_applied(applied: Applied, case: Path, *, as_json: bool) -> None:
    if as_json:
        from commonweal.exchange.challenge_report.data import applied_data

        print_json(applied_data(applied))
        return
    from commonweal.exchange.challenge_report.applied_text import print_applied

    print_applied(applied)
    click.echo(f"See it whole: commonweal challenge {case}")
