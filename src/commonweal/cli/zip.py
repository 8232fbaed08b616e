"""commonweal zip."""

from __future__ import annotations

from pathlib import Path

import click

from commonweal.cli.options import CASE, JSON, print_json


@click.command("zip")
@CASE
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The zip to write.")
@JSON
def command(*, case: Path, out: Path, as_json: bool) -> None:
    """Put a case folder into one file to send or keep.

    Only what a case is made of goes in: case.yaml, packs.lock, the adopted schemes and what its forecast is made
    from. Every other command reads the zip as it reads the folder.

    \b
    Example:
      commonweal zip my-case --out my-case.zip
    """
    from commonweal.exchange.case_file.folder import open_case, zip_case

    open_case(case)
    zip_case(case, out)
    print_json({"wrote": str(out)}) if as_json else click.echo(f"Wrote {out}.")
