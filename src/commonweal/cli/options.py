"""Options that several commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from commonweal.exchange.case_file.folder import CaseFolder, check_lock, open_case
from commonweal.frameworks import Packs, load_packs
from commonweal.scheme.checks.answers import check_answers

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
    opened = open_case(path)
    packs = load_packs((*opened.pack_folders, *folders))
    check_lock(opened, packs)
    check_answers(opened.case, packs, where=str(opened.path))
    return opened, packs


def print_json(data: Any) -> None:
    click.echo(json.dumps(data, indent=2, ensure_ascii=False))
