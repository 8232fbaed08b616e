"""commonweal report."""

from __future__ import annotations

from pathlib import Path

import click

from commonweal.cli.options import CASE, JSON, OPTION_NAMES, PACKS, json_text, load_case
from commonweal.cli.output import speaks_unicode
from commonweal.cli.progress import find_with_progress
from commonweal.record.errors import MisuseError


@click.command("report")
@CASE
@click.option("--format", "format_", type=click.Choice(["html", "md", "text"]), help="What to write; else html.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; left out, the screen.")
@click.option(
    "--option", type=click.Choice(OPTION_NAMES), help="The option to show in full: the adopted one, else balanced."
)
@click.option("--sensitivity", is_flag=True, help="Also find which of our judgements it rests on most.")
@PACKS
@JSON
@click.pass_context
def command(
    context: click.Context,
    *,
    case: Path,
    format_: str | None,
    out: Path | None,
    option: str | None,
    sensitivity: bool,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Write the report of a design as HTML, Markdown or text.

    The HTML report is one page with nothing outside it: open it in a browser, send it, or print it on A4.

    \b
    Examples:
      commonweal report my-case --format html --out report.html
      commonweal report my-case --format md
      commonweal report my-case --sensitivity --out report.html
    """
    from commonweal.design import propose_schemes
    from commonweal.exchange.case_file.adopted import adopted_words, outdated_findings
    from commonweal.exchange.case_file.placing import placing_errors
    from commonweal.exchange.case_file.writing import write_whole
    from commonweal.exchange.report import make_view, proposals_data, render_html, render_markdown
    from commonweal.exchange.report.text import design_text

    if as_json and format_:
        raise MisuseError("--json and --format ask for two things.", remedy="Leave one of them out.")
    opened, packs = load_case(case, folders)
    with placing_errors(opened, packs):
        proposals = propose_schemes(opened.case, packs=packs)
    newest = opened.newest_scheme
    option = option or (newest.scheme.option if newest else "balanced")
    found = find_with_progress(opened.case, packs, option) if sensitivity else None
    outdated = outdated_findings(opened.case, newest)
    adopted = adopted_words(newest)
    view = make_view(proposals, option=option, sensitivity=found, packs=packs, of_case=outdated, adopted=adopted)
    if as_json:
        text = json_text(
            proposals_data(proposals, sensitivity=found, of_case=outdated), plain=out is None and not speaks_unicode()
        )
    else:
        text = {"html": render_html, "md": render_markdown, "text": design_text}[format_ or "html"](view)
    if out is not None:
        write_whole(out, text)
        click.echo(f"Wrote {out}.")
    elif as_json or format_ in {"md", "text"} or speaks_unicode():
        click.echo(text, nl=False)
    else:
        click.echo(text.encode("ascii", "xmlcharrefreplace").decode(), nl=False)
    context.exit(1 if proposals.option(option).blocking else 0)
