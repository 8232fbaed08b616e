"""Every number of a forecast into one file, whose ending says of what kind it is: CSV or Parquet."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from commonweal.exchange.case_file.writing import write_whole
from commonweal.exchange.forecast_report.tables import COLUMNS, NUMBERS, csv_of, typed_rows
from commonweal.forecast.result import Forecast
from commonweal.record.errors import MisuseError, RefusedError


def write_table(forecast: Forecast, file: Path) -> None:
    """Write the table of all numbers, whole or not at all; what is there is replaced.

    Raises MisuseError for another ending than .csv or .parquet, and RefusedError where Parquet cannot be written here.
    """
    write_whole(file, check_ending(file)(forecast))


def check_ending(file: Path) -> Callable[[Forecast], bytes]:
    """What makes a file of that ending. The same errors, before anything is computed."""
    maker = MAKERS.get(file.suffix.lower())
    if maker is None:
        raise MisuseError(
            f"Numbers cannot be written as '{file.name}'.", remedy=f"Let the name end with {' or '.join(MAKERS)}."
        )
    if maker is parquet_of:
        _duckdb()
    return maker


def parquet_of(forecast: Forecast) -> bytes:
    """The table of the CSV as Parquet: texts as texts, numbers as doubles, null where a number is refused.

    The same forecast gives the same bytes with the same version of DuckDB, which writes it. Raises RefusedError where
    that is not installed.
    """
    rows = typed_rows(forecast)
    columns = [[row[name] for row in rows] for name in COLUMNS]
    kinds = ["DOUBLE" if name in NUMBERS else "VARCHAR" for name in COLUMNS]
    listed = ", ".join(f'unnest(?::{kind}[]) AS "{name}"' for kind, name in zip(kinds, COLUMNS, strict=True))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "forecast.parquet"
        with _duckdb().connect(":memory:", config=ALONE) as database:
            database.execute(f"CREATE TABLE numbers AS SELECT {listed}", columns)
            target = str(file).replace("'", "''")
            database.execute(f"COPY numbers TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
        return file.read_bytes()


# One thread keeps the order of rows, and nothing is fetched from anywhere.
ALONE: Mapping[str, Any] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def _csv(forecast: Forecast) -> bytes:
    return csv_of(forecast).encode()


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as error:
        raise RefusedError(
            "Parquet needs DuckDB, which is not installed here.",
            remedy="Install commonweal[parquet], or let the name end with .csv.",
        ) from error
    return duckdb


MAKERS: Mapping[str, Callable[[Forecast], bytes]] = {".csv": _csv, ".parquet": parquet_of}
