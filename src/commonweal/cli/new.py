"""commonweal new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import JSON, PACKS, print_json
from commonweal.record.errors import MisuseError

SHIPPED_PACKS = Path(__file__).parents[1] / "frameworks" / "packs"

if TYPE_CHECKING:
    from commonweal.frameworks import Pack, Packs, Template


def complete_template(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:  # noqa: ARG001
    """Names of templates for the shell, from the names of their files: a key press must not wait for packs to load."""
    folders = [SHIPPED_PACKS, *(context.params.get("folders") or ())]
    names = {file.stem for folder in folders for file in folder.rglob("templates/*.yaml")}
    return sorted(name for name in names if name.startswith(incomplete))


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--notice", type=click.Path(path_type=Path), help="A file of notices, of any UK register.")
@click.option("--ocid", default="", help="Which procurement of the file, by its ocid or notice number.")
@click.option(
    "--template",
    "template",
    metavar="NAME",
    shell_complete=complete_template,
    help="Start from the usual stages of a kind of procurement.",
)
@PACKS
@JSON
def command(
    *,
    folder: Path,
    notice: Path | None,
    ocid: str,
    template: str | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Lay out a case, from a notice or a template.

    From a notice, everything that had to be inferred or assumed is written down as an assumption with the words it
    was read from. From a template, case.yaml tells you what to fill in.

    \b
    Examples:
      commonweal new my-case --notice notices.jsonl --ocid ocds-h6vhtk-06e0a9
      commonweal new my-case --template sbri-competition
    """
    from commonweal.exchange.case_file.folder import save_case
    from commonweal.frameworks import load_packs

    packs = load_packs(folders)
    if (notice is None) == (template is None):
        raise MisuseError(
            "A case starts from a notice or from a template.",
            remedy=f"Add --notice FILE or --template NAME; templates are {', '.join(_templates(packs))}.",
        )
    if notice is not None:
        text, assumed = _from_notice(notice, ocid, packs)
    else:
        text, assumed = _from_template(template or "", packs), 0
    save_case(folder, text)
    if as_json:
        print_json({"case": str(folder / "case.yaml"), "assumptions": assumed})
        return
    click.echo(f"Wrote {folder / 'case.yaml'}.")
    if assumed:
        click.echo(
            f"{assumed} things were inferred or assumed: read them under 'assumptions' and correct what is wrong."
        )
        click.echo(f"Then: commonweal design {folder}")
    else:
        click.echo(f"Fill in what is marked, then: commonweal design {folder}")


def _from_notice(notice: Path, ocid: str, packs: Packs) -> tuple[str, int]:
    """The case's text, and how many things were inferred or assumed."""
    from commonweal.exchange.case_file.starting import case_text
    from commonweal.exchange.ocds import find_notice
    from commonweal.review import draft_case

    case = draft_case(find_notice(notice, ocid=ocid), packs=packs)
    return case_text(case), len(case.assumptions)


def _from_template(name: str, packs: Packs) -> str:
    from commonweal.exchange.case_file.starting import template_text

    return template_text(_template(name, packs))


def _templates(packs: Packs) -> dict[str, Pack]:
    from commonweal.frameworks import PackKind

    return {name: pack for pack in packs.of_kind(PackKind.CRITERIA) for name in pack.templates}


def _template(name: str, packs: Packs) -> Template:
    known = _templates(packs)
    if name not in known:
        raise MisuseError(f"There is no template '{name}'.", remedy=f"Templates are {', '.join(known)}.")
    return known[name].templates[name]
