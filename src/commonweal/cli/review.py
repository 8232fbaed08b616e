"""commonweal review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import JSON, PACKS, json_text
from commonweal.cli.output import speaks_unicode
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from commonweal.frameworks import Packs
    from commonweal.procurement.notice import Notice

FORMATS = ("text", "markdown", "html", "csv", "json")


@click.command("review")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--ocid", default="", metavar="NUMBER", help="One procurement's ocid, or a notice's number.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="What to write; else text.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file; left out, the screen.")
@click.option("--table", is_flag=True, help="A row a notice, even where the file holds one.")
@click.option("--only", default="", metavar="TYPES", help="In a table, notices of these types: UK4,UK2.")
@click.option("--fit", is_flag=True, help="In a table, also what would fit each notice (about a second for each).")
@click.option(
    "--challenge", is_flag=True, help="In a table, also how each notice would be bid for; one in full has it."
)
@PACKS
@JSON
def command(
    *,
    file: Path,
    ocid: str,
    format_: str | None,
    out: Path | None,
    table: bool,
    only: str,
    fit: bool,
    challenge: bool,
    folders: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Review a published notice: what it asks, beside what would fit at its stage.

    FILE is open contracting data as Find a Tender and the other UK portals serve it. A file with one notice, or
    --ocid, gives that notice in full. A file with several gives a row a notice and what they come to together; one
    bad line or notice never loses the others.

    \b
    Examples:
      commonweal review notice.json
      commonweal review notice.json --format html --out review.html
      commonweal review day.jsonl --only UK4 --format csv --out day.csv
      commonweal review day.jsonl --challenge --format csv --out day.csv
      commonweal review day.jsonl --ocid 099002-2026
    """
    from commonweal.exchange.report.overview_rows import notice_to_review, only_notice
    from commonweal.frameworks import load_packs

    if as_json and format_ not in {None, "json"}:
        raise MisuseError("--json and --format ask for two things.", remedy="Leave one of them out.")
    chosen = "json" if as_json else format_ or "text"
    packs = load_packs(folders)
    if ocid and (table or only or fit or challenge):
        raise MisuseError("--ocid asks for one notice, and a table for many.", remedy="Leave one of them out.")
    notice = notice_to_review(file, ocid=ocid) if ocid else None
    if notice is None and not (table or only or fit or challenge or chosen == "csv"):
        notice = only_notice(file)
    if notice is not None:
        _one(notice, packs, chosen, out)
    else:
        _many(file, packs, chosen, out, kinds=_kinds(only), fit=fit, challenge=challenge)


def _kinds(only: str) -> frozenset[str]:
    """The types of --only; a slip of the pen would otherwise look like a file without such notices."""
    from commonweal.review.notice_kinds import is_kind

    kinds = tuple(filter(None, only.replace(" ", "").split(",")))
    unknown = next((each for each in kinds if not is_kind(each)), None)
    if unknown is not None:
        raise MisuseError(
            f"--only: There is no type of notice {unknown!r}.",
            remedy="Use UK1 to UK17, or a tag such as planning, tender, tenderUpdate, award or contract.",
        )
    return frozenset(each.casefold() for each in kinds)


def _one(notice: Notice, packs: Packs, format_: str, out: Path | None) -> None:
    from commonweal.exchange.report.review_data import review_data
    from commonweal.exchange.report.review_rendering import render_review_html, render_review_markdown
    from commonweal.exchange.report.review_text import print_review, review_text
    from commonweal.exchange.report.review_view import make_review_view
    from commonweal.review import review_notice

    if format_ == "csv":
        raise MisuseError("One notice in full is no table.", remedy="Leave --ocid out, or choose another format.")
    review = review_notice(notice, packs=packs, challenge=True)
    if format_ == "json":
        _write(json_text(review_data(review), plain=out is None and not speaks_unicode()), out)
        return
    view = make_review_view(review, packs=packs)
    if format_ == "text" and out is None:
        print_review(view)
        return
    render = {"html": render_review_html, "markdown": render_review_markdown, "text": review_text}[format_]
    _write(render(view), out)


def _many(
    file: Path,
    packs: Packs,
    format_: str,
    out: Path | None,
    *,
    kinds: frozenset[str],
    fit: bool,
    challenge: bool,
) -> None:
    from commonweal.exchange.ocds import UnreadLine
    from commonweal.exchange.report import overview_text as tables
    from commonweal.exchange.report.overview_rows import review_rows
    from commonweal.exchange.report.overview_words import say_counts
    from commonweal.review.asking import review_pack
    from commonweal.review.overview import NoticeRow, make_overview

    if format_ == "html":
        raise MisuseError("HTML is of one notice.", remedy="Name one with --ocid, or choose csv, json or markdown.")
    with _progress(file) as seen:
        pieces = list(review_rows(file, packs=packs, kinds=kinds, fit=fit, challenge=challenge, seen=seen))
    rows = [each for each in pieces if isinstance(each, NoticeRow)]
    unread = [each for each in pieces if isinstance(each, UnreadLine)]
    usual = review_pack(packs).parameter("usual-weighting")
    overview = make_overview(rows, unread=len(unread), usual=usual)
    if format_ == "text" and out is None:
        tables.print_overview(rows, unread, overview, usual)
    elif format_ == "json":
        data = tables.overview_data(rows, unread, overview)
        _write(json_text(data, plain=out is None and not speaks_unicode()), out, said=say_counts(overview))
    elif format_ == "csv":
        _write(tables.overview_csv(rows, unread), out, said=say_counts(overview))
    else:
        render = tables.overview_markdown if format_ == "markdown" else tables.overview_text
        _write(render(rows, unread, overview, usual), out, said=say_counts(overview))


def _write(text: str, out: Path | None, *, said: str = "") -> None:
    """To the file, whole or not at all, and `said` of it; else to the screen."""
    from commonweal.exchange.case_file.writing import write_whole

    if out is None:
        click.echo(text, nl=False)
        return
    write_whole(out, text)
    click.echo(f"Wrote {out}{said and ': '}{said}.")


@contextmanager
def _progress(file: Path) -> Iterator[Callable[[], None]]:
    """A bar with counts on standard error, where that is a terminal; else nothing."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    columns = (TextColumn("Reviewing"), BarColumn(), MofNCompleteColumn(), TextColumn("notices"), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=_count_lines(file))
        yield lambda: progress.advance(task)


def _count_lines(file: Path) -> int | None:
    """How many lines a plain file has, which is how many notices where each has one; None where that cannot be told."""
    try:
        with file.open("rb") as stream:
            if stream.read(2) == b"\x1f\x8b":
                return None
            stream.seek(0)
            lines = sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return None
    return lines if lines > 1 else None
