"""commonweal packs new."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from commonweal.cli.options import JSON, print_json

# By name here, so that help need not read a folder. A test holds the two together.
KINDS = ("criteria", "missions", "overlay", "social-value-model", "values")


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What to lay out.")
@click.option("--edition", default="", help="The edition's name; this month unless said otherwise.")
@JSON
def command(*, folder: Path, kind: str, edition: str, as_json: bool) -> None:
    """Lay out a pack or overlay of your own, sound as it stands.

    The pack's name is the folder's, and its edition a folder inside it. Comments say what to fill in, and one example
    runs whenever the pack is checked.

    \b
    Examples:
      commonweal packs new my-packs/county --kind criteria
      commonweal packs new my-packs/gentler-hours --kind overlay
    """
    from commonweal.exchange.pack_starting import start_pack

    today = _today()
    place, done = start_pack(folder, kind, edition=edition or f"{today:%Y-%m}", on=today)
    if as_json:
        print_json({"folder": str(place), "packs": dict(done)})
        return
    click.echo(f"Wrote {place}.")
    for name, words in done.items():
        click.echo(f"{name}: {words}")
    click.echo(f"Fill in what is marked, then: commonweal packs check {folder}")


def _today() -> date:
    """The day on which a pack is begun: asked of the clock here alone."""
    return datetime.now(tz=UTC).astimezone().date()
