"""commonweal check."""

from __future__ import annotations

from pathlib import Path

import click

from commonweal.cli.options import CASE, JSON, MOMENT_NAMES, PACKS, load_case, print_json


@click.command("check")
@CASE
@click.option("--moment", type=click.Choice(MOMENT_NAMES), help="Show one moment in full, and fail on that one only.")
@click.option("--publication", is_flag=True, help="Fail on questions still open too, as publication would.")
@click.option("--all", "show_all", is_flag=True, help="Show checks that are met or do not apply as well.")
@PACKS
@JSON
@click.pass_context
def command(
    context: click.Context,
    *,
    case: Path,
    moment: str | None,
    publication: bool,
    show_all: bool,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Ask every legal check of a case.

    The newest adopted scheme is checked; with none, the balanced proposal. Each answer is met, not met, not answered,
    unknown, or does not apply. Not answered becomes a named person's task: answer it in case.yaml under `answers`.
    What is due before the notice comes first and in full; what waits for a later moment is named.

    \b
    Examples:
      commonweal check my-case
      commonweal check my-case --publication
      commonweal check my-case --moment before-contract
    """
    from commonweal.design import check_case
    from commonweal.exchange.case_file.adopted import outdated_findings
    from commonweal.exchange.case_file.placing import placing_errors
    from commonweal.exchange.report.data import answer_data, finding_data
    from commonweal.exchange.report.text import print_answers
    from commonweal.frameworks.rules import Moment

    if moment and publication:
        raise click.UsageError("--publication looks at everything asked before the notice: leave out --moment.")
    at = Moment(moment) if moment else None
    opened, packs = load_case(case, folders)
    newest = opened.newest_scheme
    with placing_errors(opened, packs):
        answers = check_case(opened.case, packs=packs, scheme=newest.scheme if newest else None)
    asked = [answer for answer in answers if at in {None, answer.rule.moment}]
    findings = outdated_findings(opened.case, newest)
    of = f"adopted scheme {newest.version}" if newest else "the balanced proposal"
    if as_json:
        found = [finding_data(finding) for finding in findings]
        print_json({"of": of, "findings": found, "checks": [answer_data(answer) for answer in asked]})
    else:
        print_answers(answers, of=of, findings=findings, show_all=show_all, moment=at)
    blocked = any(each.blocks_publication if publication else each.fails for each in asked)
    if publication and (newest is None or findings):
        # Publication waits for a person who has adopted this very scheme.
        blocked = True
        why = "No scheme is adopted" if newest is None else "The adopted scheme is out of date"
        click.echo(f"{why}, so nothing can be published: commonweal design CASE --adopt OPTION --by NAME.", err=True)
    context.exit(1 if blocked else 0)
