"""commonweal design."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from commonweal.cli.options import CASE, JSON, OPTION_NAMES, PACKS, load_case, print_json
from commonweal.cli.progress import find_with_progress
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from commonweal.design import Proposals
    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.frameworks import Packs


@click.command("design")
@CASE
@click.option("--option", type=click.Choice(OPTION_NAMES), default="balanced", help="The option to show in full.")
@click.option("--sensitivity", is_flag=True, help="Also find which of our judgements it rests on most.")
@click.option(
    "--suppose",
    "supposed",
    metavar="NAME=VALUE",
    multiple=True,
    help="Show what a change would do, such as co-design.meaning=0.6. May be given more than once.",
)
@click.option("--keep", is_flag=True, help="Keep what is supposed, as a decision in the case.")
@click.option("--why-not", metavar="CODE", help="Say why a criterion is not there, and what forcing it would cost.")
@click.option("--adopt", type=click.Choice(OPTION_NAMES), help="Adopt an option: a new version in the case.")
@click.option("--by", metavar="NAME", help="Who adopts it, or keeps what is supposed.")
@click.option("--reason", metavar="TEXT", help="Why: the authority's own reason.")
@click.option(
    "--on", "on", type=click.DateTime(["%Y-%m-%d"]), help="The day of adoption or decision; today if left out."
)
@PACKS
@JSON
@click.pass_context
def command(
    context: click.Context,
    *,
    case: Path,
    option: str,
    sensitivity: bool,
    supposed: tuple[str, ...],
    keep: bool,
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

    What you suppose is a judgement of ours or a fact of the case: CRITERION.FACTOR, a setting such as least-meaning,
    importance.OUTCOME, split=40/50/10, STAGE.months, MEASURE.pull. It is a value, or a change such as +10%.

    \b
    Examples:
      commonweal design my-case
      commonweal design my-case --why-not new-suppliers
      commonweal design my-case --sensitivity
      commonweal design my-case --suppose co-design.meaning=0.6 --suppose pilot.months=6
      commonweal design my-case --adopt balanced --by "A. Person" --reason "Fits a study of four months"
    """
    from commonweal.design import propose_schemes
    from commonweal.exchange.case_file.placing import placing_errors

    _refuse_contradictions(context)
    opened, packs = load_case(case, folders)
    day = on.date() if on else _today()
    if supposed:
        kept = (by or "", reason or "") if keep else None
        _suppose(read_changes(supposed), opened, packs, option=option, kept=kept, on=day, as_json=as_json)
        return
    with placing_errors(opened, packs):
        proposals = propose_schemes(opened.case, packs=packs)
    if why_not is not None:
        _explain(why_not, proposals, packs, option, as_json=as_json)
    elif adopt:
        _adopt(proposals, packs, adopt, case=case, by=by or "", reason=reason, on=day, as_json=as_json)
    else:
        _show(proposals, packs, option, sensitivity=sensitivity, as_json=as_json)
        context.exit(1 if proposals.option(option).blocking else 0)


def _refuse_contradictions(context: click.Context) -> None:
    """Options that ask for two things at once, or hang on one that is not there, are never passed over."""
    given = {
        name
        for name in context.params
        if context.get_parameter_source(name) not in {ParameterSource.DEFAULT, ParameterSource.DEFAULT_MAP}
    }
    asked = context.params
    if "why_not" in given and "adopt" in given:
        raise MisuseError("--why-not explains and --adopt writes.", remedy="Ask for one at a time.")
    if "why_not" in given and not asked["why_not"].strip():
        raise MisuseError("--why-not needs a criterion.", remedy="Add its code, such as --why-not co-design.")
    writes = given & {"adopt", "keep"}
    if lost := [name for name in ("by", "reason", "on") if name in given and not writes]:
        raise MisuseError(f"--{lost[0]} says something of an adoption.", remedy="Add --adopt, or leave it out.")
    if "adopt" in given and not (asked["by"] or "").strip():
        raise MisuseError("Adoption needs a person.", remedy='Add --by "Your name".')
    if "adopt" in given and "option" in given:
        raise MisuseError("--adopt names the option itself.", remedy="Leave --option out.")
    if "sensitivity" in given and given & {"adopt", "why_not", "supposed"}:
        raise MisuseError("--sensitivity belongs to a design shown in full.", remedy="Leave it out here.")
    if "supposed" in given and given & {"adopt", "why_not"}:
        raise MisuseError("--suppose shows a difference, and nothing else.", remedy="Ask for one at a time.")
    if "keep" in given and "supposed" not in given:
        raise MisuseError("--keep keeps what is supposed.", remedy="Add --suppose NAME=VALUE.")
    if "keep" in given and not ((asked["by"] or "").strip() and (asked["reason"] or "").strip()):
        raise MisuseError("A decision needs a person and a reason.", remedy='Add --by "Your name" --reason "Why".')


def read_changes(texts: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE by name. What has no sign of equality, and a name given twice, is refused."""
    changes: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise MisuseError(f"'{text}' supposes nothing.", remedy="Write NAME=VALUE, such as co-design.meaning=0.6.")
        if name.strip() in changes:
            raise MisuseError(f"'{name.strip()}' is supposed twice.", remedy="Leave one of them out.")
        changes[name.strip()] = value.strip()
    return changes


def _suppose(
    changes: dict[str, str],
    opened: CaseFolder,
    packs: Packs,
    *,
    option: str,
    kept: tuple[str, str] | None,
    on: date,
    as_json: bool,
) -> None:
    """Show what a change would do; with `kept` (a person and a reason) record it as decisions."""
    from commonweal.design import decisions_to_keep, suppose
    from commonweal.design.groundwork import lay_ground
    from commonweal.exchange.case_file.placing import placing_errors
    from commonweal.exchange.case_file.recording import record_decisions
    from commonweal.exchange.report.difference import difference_data, print_difference

    with placing_errors(opened, packs):
        lay_ground(opened.case, packs=packs)
    difference = suppose(opened.case, changes, packs=packs)
    decisions = decisions_to_keep(difference, by=kept[0], reason=kept[1], on=on) if kept else ()
    if decisions:
        record_decisions(opened.path, decisions, today=_today())
    if as_json:
        print_json(difference_data(difference, kept=len(decisions)))
        return
    print_difference(difference, option, kept=bool(decisions))
    if decisions:
        click.echo(f"Recorded {len(decisions)} decision{'s' * (len(decisions) > 1)} in {opened.path / 'case.yaml'}.")


def _show(proposals: Proposals, packs: Packs, option: str, *, sensitivity: bool, as_json: bool) -> None:
    found = find_with_progress(proposals.case, packs, option) if sensitivity else None
    if as_json:
        from commonweal.exchange.report.data import proposals_data

        print_json(proposals_data(proposals, sensitivity=found))
        return
    from commonweal.exchange.report.text import print_design
    from commonweal.exchange.report.view import make_view

    print_design(make_view(proposals, option=option, sensitivity=found, packs=packs))


def _explain(code: str, proposals: Proposals, packs: Packs, option: str, *, as_json: bool) -> None:
    from commonweal.design import explain_code

    explained = explain_code(code, proposals, packs=packs, option=option)
    if as_json:
        print_json(explained.data())
        return
    from commonweal.exchange.report.text import print_why_not

    print_why_not(explained)


def _adopt(
    proposals: Proposals,
    packs: Packs,
    option: str,
    *,
    case: Path,
    by: str,
    reason: str | None,
    on: date,
    as_json: bool,
) -> None:
    from commonweal.exchange.case_file.adopting import adopt_option

    why = "Adopted as proposed." if reason is None else reason
    version = adopt_option(case, proposals, option, packs=packs, by=by, reason=why, on=on, today=_today())
    if as_json:
        print_json({"adopted": option, "version": version.version, "digest": version.digest})
        return
    click.echo(f"Adopted the {option} scheme as version {version.version}: schemes/v{version.version:03}.yaml.")
    click.echo(f"Ask what is still open before publication: commonweal check {case} --publication")


def _today() -> date:
    """The one place that asks the clock: the day a person adopts something."""
    return datetime.now(tz=UTC).astimezone().date()
