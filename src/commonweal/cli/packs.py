"""commonweal packs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli import packs_import, packs_new
from commonweal.cli.options import JSON, PACKS, load_case, print_json
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from commonweal.frameworks import Pack, Packs
    from commonweal.frameworks.crosswalk import Crosswalk
    from commonweal.scheme.crossing import CrossedAward


@click.group("packs")
def command() -> None:
    """List, show, compare, write and check packs.

    A pack is an edition of a policy, a law or a set of criteria as data, with who says so. Published editions never
    change; a local difference is an overlay.
    """


@command.command("list")
@PACKS
@JSON
def list_(*, folders: tuple[Path, ...], as_json: bool) -> None:
    """List the packs at hand."""
    from commonweal.exchange.report.packs_text import pack_data, packs_table

    packs = _load(folders)
    if as_json:
        print_json([pack_data(pack) for pack in packs.editions])
    else:
        packs_table(packs)


@command.command("show")
@click.argument("name", metavar="PACK")
@PACKS
@JSON
def show(*, name: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Show what a pack holds, and who says so. PACK is a name, or NAME/EDITION."""
    from commonweal.exchange.report.packs_text import pack_data, print_pack

    pack = _find(_load(folders), name)
    print_json(pack_data(pack, whole=True)) if as_json else print_pack(pack)


@command.command("diff")
@click.argument("one", metavar="PACK")
@click.argument("other", metavar="OTHER")
@PACKS
@JSON
def diff(*, one: str, other: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Compare two packs or editions: what was added, removed, changed."""
    from commonweal.exchange.report.packs_text import diff_data, print_diff

    packs = _load(folders)
    changes = diff_data(_find(packs, one), _find(packs, other))
    print_json(changes) if as_json else print_diff(changes)


@command.command("crosswalk")
@click.argument("earlier", metavar="EARLIER")
@click.argument("later", metavar="LATER")
@click.option(
    "--case",
    type=click.Path(path_type=Path),
    help="A case whose adopted scheme follows the earlier edition: how much of its weighting is lost.",
)
@PACKS
@JSON
def crosswalk(*, earlier: str, later: str, case: Path | None, folders: tuple[Path, ...], as_json: bool) -> None:
    """Show what becomes of each criterion of one edition in a later one.

    What is carried, what is split, what is lost; by way of the editions between where there is no direct crosswalk.
    All of it is our judgement, for comparing schemes and portfolios of different years.

    \b
    Examples:
      commonweal packs crosswalk ppn-002 ppn-026
      commonweal packs crosswalk ppn-06-20 ppn-026 --case my-case
    """
    from commonweal.exchange.report.crosswalk_text import crosswalk_data, print_crosswalk
    from commonweal.frameworks.crosswalk import find_crosswalk

    packs = _load(folders)
    found = find_crosswalk(packs, _find(packs, earlier).id, _find(packs, later).id)
    awards = _crossed(case, found, folders) if case else None
    print_json(crosswalk_data(found, packs, awards)) if as_json else print_crosswalk(found, packs, awards)


def _crossed(case: Path, crosswalk: Crosswalk, folders: tuple[Path, ...]) -> tuple[CrossedAward, ...]:
    """The case's adopted scheme, seen through the crosswalk."""
    from commonweal.scheme.crossing import cross_scheme

    opened, _ = load_case(case, folders)
    if opened.newest_scheme is None:
        raise MisuseError(
            "This case has no adopted scheme to look at.",
            where=str(case),
            remedy=f'Adopt one first: commonweal design {case} --adopt balanced --by "Your name".',
        )
    return cross_scheme(opened.newest_scheme.scheme, crosswalk)


@command.command("check")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="DIR")
@JSON
def check(*, folder: Path, as_json: bool) -> None:
    """Check a pack or overlay of your own: its form, its references, its examples."""
    from commonweal.exchange.pack_checking import check_folder

    done = check_folder(folder)
    if as_json:
        print_json(done)
        return
    for name, words in done.items():
        click.echo(f"{name}: {words}")


command.add_command(packs_new.command)
command.add_command(packs_import.command)


def _load(folders: tuple[Path, ...]) -> Packs:
    from commonweal.frameworks import load_packs

    return load_packs(folders)


def _find(packs: Packs, name: str) -> Pack:
    pack_id, _, edition = name.partition("/")
    return packs.get(pack_id, edition)
