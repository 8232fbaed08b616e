"""commonweal documents."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import JSON, OPTION_NAMES, PACKS, load_case, print_json
from commonweal.exchange.tender_pack.kinds import KINDS
from commonweal.record.errors import MisuseError, UnreadableInput

if TYPE_CHECKING:
    from commonweal.exchange.case_file.folder import CaseFolder
    from commonweal.exchange.tender_pack.pack_source import PackSource
    from commonweal.frameworks import Packs

KIND_LINES = "; ".join(f"{name}: {kind.says}" for name, kind in KINDS.items())


@click.command("documents")
@click.argument("case", type=click.Path(path_type=Path), metavar="CASE", required=False)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder to write the pack into.")
@click.option(
    "--only",
    type=click.Choice(list(KINDS)),
    multiple=True,
    help=f"Only documents of this kind. May be given more than once. {KIND_LINES}.",
)
@click.option("--option", type=click.Choice(OPTION_NAMES), help="A draft of this option, instead of what was adopted.")
@click.option(
    "--template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Your own Word template for the tender pack.",
)
@click.option(
    "--template-out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write out the Word template that Commonweal brings, to start your own from.",
)
@PACKS
@JSON
@click.pass_context
def command(
    context: click.Context,
    *,
    case: Path | None,
    out: Path | None,
    only: tuple[str, ...],
    option: str | None,
    template: Path | None,
    template_out: Path | None,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Make the tender pack of a scheme: Word, accessible PDF and more.

    The newest adopted scheme is written out; with --option a proposal, marked as a draft on every page. What stays
    with the authority (what is still open, drafting prompts) is a document of its own beside what bidders get. There
    is no pricing schedule: that is the authority's own.

    The folder is written whole or not at all. A file that is there already and differs is never overwritten, because
    somebody may have worked on it.

    \b
    Examples:
      commonweal documents my-case --out pack
      commonweal documents my-case --option balanced --out draft --only word
      commonweal documents my-case --out pack --template our-letterhead.docx
      commonweal documents --template-out our-letterhead.docx
    """
    if template_out is not None:
        _write_template(template_out, case, out, as_json=as_json)
        return
    if case is None or out is None:
        missing = "a case" if case is None else "a folder"
        raise MisuseError(
            f"The documents need {missing}.", remedy="commonweal documents CASE --out DIR; or --template-out FILE."
        )
    if template is not None and only and "word" not in only:
        raise MisuseError("--template is for Word, which --only leaves out.", remedy="Leave one of them out.")
    opened, packs = load_case(case, folders)
    source, blocked = _source(opened, packs, option)
    if template is not None:
        source = replace(source, template=_read(template), template_name=str(template))
    _write(source, out, only, as_json=as_json)
    context.exit(1 if blocked else 0)


def _write_template(file: Path, case: Path | None, out: Path | None, *, as_json: bool) -> None:
    from commonweal.exchange.case_file.writing import write_whole
    from commonweal.exchange.word import pack_template

    if case is not None or out is not None:
        raise MisuseError("--template-out writes a template, and nothing of a case.", remedy="Leave the rest out.")
    write_whole(file, pack_template(), replace=False)
    print_json({"wrote": str(file)}) if as_json else click.echo(f"Wrote {file}.")


def _source(opened: CaseFolder, packs: Packs, option: str | None) -> tuple[PackSource, bool]:
    """What the documents are made from, and whether something blocks a draft."""
    from commonweal.design import propose_schemes
    from commonweal.exchange.case_file.placing import placing_errors
    from commonweal.exchange.tender_pack.pack_source import adopted_source, draft_source

    newest = opened.newest_scheme
    if option is None and newest is None:
        raise MisuseError(
            "No scheme of this case has been adopted.",
            where=str(opened.path),
            remedy="Adopt one with commonweal design --adopt, or add --option balanced for a draft.",
        )
    with placing_errors(opened, packs):
        if option is None and newest is not None:
            return adopted_source(opened.case, newest, packs=packs), False
        proposal = propose_schemes(opened.case, packs=packs).option(option or "balanced")
        return draft_source(opened.case, proposal.scheme, packs=packs), bool(proposal.blocking)


def _read(template: Path) -> bytes:
    from commonweal.exchange.word.template_check import MAXIMUM_BYTES

    try:
        with template.open("rb") as stream:
            return stream.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise UnreadableInput(f"The template cannot be read ({error.strerror}).", where=str(template)) from error


def _write(source: PackSource, out: Path, only: tuple[str, ...], *, as_json: bool) -> None:
    from commonweal.exchange.tender_pack.documents import make_documents, save_documents
    from commonweal.exchange.tender_pack.gathering import make_tender_pack

    documents = make_documents(source, only=only)
    files = save_documents(documents, out)
    pack = make_tender_pack(source)
    if as_json:
        print_json(
            {
                "wrote": [
                    {"file": str(file), "what": document.says, "bytes": len(document.content)}
                    for file, document in zip(files, documents, strict=True)
                ],
                "status": pack.status,
                "mark": pack.mark,
                "digest": pack.digest,
                "open_points": list(pack.open_points),
            }
        )
        return
    click.echo(f"{pack.status}\n\nWrote {len(files)} document{'s' * (len(files) != 1)} into {out}:")
    for file, document in zip(files, documents, strict=True):
        click.echo(f"  {file.name:<32}{document.says}")
    many = len(pack.open_points)
    click.echo(f"\n{many} point{'s are' if many != 1 else ' is'} still open before this is sent; the annex lists them.")
