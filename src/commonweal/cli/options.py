"""Options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from commonweal.cli.output import speaks_unicode
from commonweal.record.text import CONTROLS

if TYPE_CHECKING:
    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.frameworks import Packs

# The options of a design, by name: here, so that help need not load the design. A test holds the two together.
OPTION_NAMES = ("lighter", "balanced", "fuller")
# The moments at which checks are asked, likewise.
MOMENT_NAMES = (
    "before-market-engagement",
    "before-notice",
    "between-rounds",
    "before-contract",
    "at-a-gate",
    "at-the-end",
)

Command = TypeVar("Command", bound=Callable[..., Any])

CASE = click.argument("case", type=click.Path(path_type=Path), metavar="CASE")
JSON = click.option("--json", "as_json", is_flag=True, help="Print plain data for programs instead of a report.")
PACKS = click.option(
    "--packs",
    "folders",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    multiple=True,
    help="A folder with packs or overlays of your own. May be given more than once.",
)


def load_case(path: Path, folders: tuple[Path, ...]) -> tuple[CaseFolder, Packs]:
    """The case, and the packs it is to be read with; its answers fit the checks' questions."""
    from commonweal.exchange.case_file.folder import check_lock, open_case
    from commonweal.exchange.case_file.placing import check_case_answers
    from commonweal.frameworks import load_packs

    opened = open_case(path)
    packs = load_packs((*opened.pack_folders, *folders))
    check_lock(opened, packs)
    check_case_answers(opened, packs)
    return opened, packs


def print_json(data: Any) -> None:
    click.echo(json_text(data, plain=not speaks_unicode()), nl=False)


def json_text(data: Any, *, plain: bool = False) -> str:
    """Plain data as JSON; what a screen could take for an order is written as an escape, and so is all if `plain`."""
    text = json.dumps(data, indent=2, ensure_ascii=plain)
    return CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"
