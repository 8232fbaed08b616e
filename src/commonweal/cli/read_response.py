"""commonweal read-response."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import JSON, OPTION_NAMES, PACKS, load_case, print_json

if TYPE_CHECKING:
    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.exchange.case_file.scheme_file import SchemeVersion
    from commonweal.frameworks import Packs
    from commonweal.scheme.scheme import Scheme


@click.command("read-response")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--case", "case", type=click.Path(path_type=Path), required=True, help="The case that was answered.")
@click.option(
    "--option", type=click.Choice(OPTION_NAMES), help="A proposal that was answered, where no scheme is adopted."
)
@PACKS
@JSON
@click.pass_context
def command(
    context: click.Context,
    *,
    file: Path,
    case: Path,
    option: str | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Preview a bidder's filled response template.

    Shows what would be taken, row by row, and every fault with its sheet, its cell and what to do. Nothing is
    written. The newest adopted scheme is what the answers are held against; with none, the balanced proposal.

    \b
    Examples:
      commonweal read-response bid-3.xlsx --case my-case
      commonweal read-response bid-3.xlsx --case my-case --json
    """
    from commonweal.exchange.excel import read_response
    from commonweal.exchange.excel.preview_text import print_response, response_data

    opened, packs = load_case(case, folders)
    preview = read_response(file, _scheme(opened, packs, option), opened.case, packs)
    if as_json:
        print_json(response_data(preview))
    else:
        print_response(preview)
    context.exit(1 if preview.blocking else 0)


def _scheme(opened: CaseFolder, packs: Packs, option: str | None) -> SchemeVersion | Scheme:
    from commonweal.design import propose_schemes
    from commonweal.exchange.case_file.placing import placing_errors

    if opened.newest_scheme is not None and option is None:
        return opened.newest_scheme
    with placing_errors(opened, packs):
        return propose_schemes(opened.case, packs=packs).option(option or "balanced").scheme
