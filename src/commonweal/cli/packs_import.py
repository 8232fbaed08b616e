"""commonweal packs import-values."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commonweal.cli.options import JSON, print_json
from commonweal.record.errors import MisuseError, RefusedError, UnreadableInput
from commonweal.record.text import CONTROLS

if TYPE_CHECKING:
    from commonweal.exchange.values.local_pack import Confirmation
    from commonweal.exchange.values.mapping import ColumnMapping
    from commonweal.exchange.values.rows import ReadValues

NOTE = (
    "Licensed values may be used only as their licence allows. The licence of at least one publisher bars use inside "
    "any tool; read yours before you go on. They stay in the folder that is written: reports, zips and plain data "
    "show their number and digests, never an amount."
)
QUESTION = "Does your licence allow these values to be used inside a tool such as this one?"


@click.command("import-values")
@click.argument("table", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--name", required=True, help="The name of the pack to write, such as acme.")
@click.option("--publisher", required=True, help="Who publishes the values: their source, by name.")
@click.option("--map", "pairs", multiple=True, metavar="FIELD=COLUMN", help="Which column, by heading or letter.")
@click.option("--mapping", type=click.Path(path_type=Path), help="The same in a YAML file, to be used again.")
@click.option("--sheet", default="", help="The sheet of a workbook, where it has several.")
@click.option("--heading-row", type=int, help="The row that holds the headings; the first unless said otherwise.")
@click.option("--price-year", type=int, help="The year of the prices, where no column gives it.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), default=".", help="The folder of your packs.")
@click.option("--edition", default="", help="The edition to write; this month unless said otherwise.")
@click.option("--licence-confirmed-by", default="", help="Who confirms that the licence allows it, for scripts.")
@click.option("--dry-run", is_flag=True, help="Show the first rows as they would be read, and write nothing.")
@JSON
def command(
    *,
    table: Path,
    name: str,
    publisher: str,
    pairs: tuple[str, ...],
    mapping: Path | None,
    sheet: str,
    heading_row: int | None,
    price_year: int | None,
    into: Path,
    edition: str,
    licence_confirmed_by: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import your own licensed table of values, from CSV or Excel.

    Fields are unit and value, and title or id; low, high, price-year, source, note; and for each of deadweight,
    displacement, substitution, leakage, attribution and drop-off whether it is already taken off (yes or no).

    \b
    Examples:
      commonweal packs import-values values.xlsx --name acme --publisher "Acme" \\
        --map title=Measure --map unit=Unit --map value="Value (GBP)" --price-year 2024 --dry-run
    """
    from commonweal.exchange.values.local_pack import value_source
    from commonweal.exchange.values.reading import read_table
    from commonweal.exchange.values.rows import read_values

    _refuse_bad_words(publisher, licence_confirmed_by)
    columns = _mapping(mapping, pairs, sheet, heading_row, price_year)
    cells = read_table(table, sheet=columns.sheet, heading_row=columns.heading_row)
    read = read_values(cells, columns, source=value_source(publisher))
    if dry_run:
        _preview(read, cells.name, as_json=as_json)
    _refuse_faults(read, table)
    if not dry_run:
        _write(
            read,
            table=table,
            name=name,
            publisher=publisher,
            into=into,
            edition=edition,
            by=licence_confirmed_by,
            as_json=as_json,
        )


def _refuse_bad_words(publisher: str, by: str) -> None:
    """The publisher is every value's source: named, and in characters that are seen."""
    if not publisher.strip():
        raise MisuseError("The publisher has no name.", remedy='Write --publisher "Name".')
    for option, words in (("--publisher", publisher), ("--licence-confirmed-by", by)):
        if CONTROLS.search(words):
            raise MisuseError(f"What follows {option} holds a character that is not seen.", remedy="Take it out.")


def _mapping(
    file: Path | None, pairs: tuple[str, ...], sheet: str, heading_row: int | None, price_year: int | None
) -> ColumnMapping:
    """The mapping file, with what the command line says over it."""
    from commonweal.exchange.values.mapping import ColumnMapping, parse_pairs, read_mapping

    base = read_mapping(file) if file else ColumnMapping()
    return ColumnMapping(
        columns={**base.columns, **parse_pairs(pairs)},
        sheet=sheet or base.sheet,
        heading_row=base.heading_row if heading_row is None else heading_row,
        price_year=base.price_year if price_year is None else price_year,
    )


def _preview(read: ReadValues, name: str, *, as_json: bool) -> None:
    """In the terminal the first rows; as plain data numbers alone, for those may go anywhere."""
    from commonweal.exchange.report.values_text import print_preview

    if as_json:
        print_json(
            {"values": len(read.values), "units": len(read.units), "faults": [str(each) for each in read.faults]}
        )
        return
    print_preview(read, name)


def _refuse_faults(read: ReadValues, table: Path) -> None:
    from commonweal.exchange.report.values_text import fault_lines

    if not read.faults:
        return
    for line in fault_lines(read):
        click.echo(line, err=True)
    many = len(read.faults)
    raise UnreadableInput(
        f"{many} cell{'' if many == 1 else 's'} cannot be taken, so nothing is written.",
        where=str(table),
        remedy="Correct the table, or the mapping.",
    )


def _write(
    read: ReadValues,
    *,
    table: Path,
    name: str,
    publisher: str,
    into: Path,
    edition: str,
    by: str,
    as_json: bool,
) -> None:
    from commonweal.exchange.report.values_text import count_values
    from commonweal.exchange.values.local_pack import write_local_pack

    confirmed = _confirm(by, as_json=as_json)
    folder, pack = write_local_pack(
        into,
        name,
        edition or f"{confirmed.on:%Y-%m}",
        read.values,
        publisher=publisher,
        table=table,
        confirmed=confirmed,
    )
    if as_json:
        data = {"pack": pack.name, "values": len(read.values), "units": len(read.units), "digest": pack.digest}
        print_json(data | {"folder": str(folder)})
        return
    click.echo(f"Wrote {folder}: {count_values(read)}, computed with and never shown. Digest {pack.digest}.")


def _confirm(by: str, *, as_json: bool) -> Confirmation:
    """The licence question: to a person at the terminal, or answered by name on the command line."""
    from commonweal.exchange.values.local_pack import Confirmation

    if not as_json:
        click.echo(click.wrap_text(NOTE, width=80))
    if not by.strip():
        if as_json or not _asks_a_person():
            raise RefusedError(
                "Nobody has confirmed that the licence allows these values to be used here.",
                remedy='Add --licence-confirmed-by "Your name", if it does.',
            )
        if not click.confirm(QUESTION, default=False):
            raise RefusedError("Without a licence that allows it, nothing is imported.")
        by = str(click.prompt("Who confirms this (your name)"))
    if len(by) > 100:
        raise MisuseError("A name is at most 100 characters.")
    return Confirmation(by=by.strip(), on=_today())


def _asks_a_person() -> bool:
    return sys.stdin.isatty()


def _today() -> date:
    """The day on which a person confirms: asked of the clock here alone."""
    return datetime.now(tz=UTC).astimezone().date()
