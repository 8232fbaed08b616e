"""commonweal clauses."""

from __future__ import annotations

from pathlib import Path

import click

from commonweal.cli.options import CASE, JSON, OPTION_NAMES, PACKS, json_text, load_case
from commonweal.cli.output import speaks_unicode
from commonweal.record.errors import MisuseError


@click.command("clauses")
@CASE
@click.option("--format", "format_", type=click.Choice(["text", "md"]), help="What to write; else text.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; left out, the screen.")
@click.option(
    "--option", type=click.Choice(OPTION_NAMES), help="The option to draft for: the adopted one, else balanced."
)
@PACKS
@JSON
def command(
    *,
    case: Path,
    format_: str | None,
    out: Path | None,
    option: str | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List what to have drafted for the contract and the notice.

    Each prompt says what the contract has to settle, what bidders must be told too, what to decide and why, with what
    this case fills in. They are prompts for a lawyer, never wording to paste. The newest adopted scheme is drafted
    for; with none, the balanced proposal.

    \b
    Examples:
      commonweal clauses my-case
      commonweal clauses my-case --format md --out for-the-lawyer.md
    """
    from commonweal.design import check_case, propose_schemes
    from commonweal.exchange.case_file.adopted import outdated_findings
    from commonweal.exchange.case_file.placing import placing_errors
    from commonweal.exchange.case_file.writing import write_whole
    from commonweal.exchange.report.prompts import annex_data, make_annex
    from commonweal.exchange.report.prompts_text import annex_text, print_annex
    from commonweal.exchange.report.rendering import render_prompts
    from commonweal.scheme.prompts import call_prompts

    if as_json and format_:
        raise MisuseError("--json and --format ask for two things.", remedy="Leave one of them out.")
    opened, packs = load_case(case, folders)
    newest = opened.newest_scheme if option is None else None
    with placing_errors(opened, packs):
        if newest:
            scheme, of = newest.scheme, f"for adopted scheme {newest.version}"
            of += "".join(f". {finding.message}" for finding in outdated_findings(opened.case, newest)).removesuffix(
                "."
            )
        else:
            option = option or "balanced"
            scheme, of = propose_schemes(opened.case, packs=packs).option(option).scheme, f"for the {option} proposal"
        answers = check_case(opened.case, packs=packs, scheme=scheme)
    annex = make_annex(opened.case, scheme, call_prompts(opened.case, scheme, packs=packs), answers)
    title = opened.case.procurement.title
    if out is None and not as_json and format_ != "md":
        print_annex(annex, title=title, of=of)
        return
    if as_json:
        text = json_text(annex_data(annex, title=title, of=of), plain=out is None and not speaks_unicode())
    else:
        text = (render_prompts if format_ == "md" else annex_text)(annex, title=title, of=of)
    if out is None:
        click.echo(text, nl=False)
        return
    write_whole(out, text)
    click.echo(f"Wrote {out}.")
