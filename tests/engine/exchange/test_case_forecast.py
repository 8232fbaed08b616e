"""A forecast as a notebook and a table hold it: rows, charts, CSV and Parquet."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from pathlib import Path

import chart_cases
import pytest

from commonweal.exchange import forecast_case, open_case
from commonweal.exchange.forecast_report.tables import COLUMNS, NUMBERS, csv_of
from commonweal.exchange.forecast_report.writing import check_ending, parquet_of, write_table
from commonweal.frameworks import load_packs
from commonweal.record.errors import MisuseError, RefusedError

ROOT = Path(__file__).resolve().parents[3]


def test_a_case_that_was_opened_is_forecast() -> None:
    """With what it was made from; the same seed gives the same; a case without a forecast says how to begin one."""
    opened, packs = open_case(ROOT / "examples" / "sandbox-pilot"), load_packs()
    one = forecast_case(opened, packs=packs, draws=512, scenarios=["bought-anyway"])
    assert one.finding[0].startswith("The pilot is worth") or "worth" in one.finding[0]
    assert one.missions["nhs"] == "Build an NHS fit for the future"
    assert [each.id for each in one.forecast.scenarios] == ["bought-anyway"]
    assert one.forecast == forecast_case(opened, packs=packs, draws=512).forecast
    with pytest.raises(MisuseError, match="There is no scenario 'nil'"):
        forecast_case(opened, packs=packs, scenarios=["nil"])
    with pytest.raises(MisuseError, match="--start writes a first set"):
        forecast_case(replace(opened, forecast=None), packs=packs)


def test_rows_are_those_of_the_csv() -> None:
    """Column by column; numbers are numbers, and what is refused is None with its reason."""
    rows = chart_cases.held(chart_cases.refusing()).table()
    written = list(csv.DictReader(io.StringIO(csv_of(chart_cases.refusing()))))
    assert len(rows) == len(written) > 200 and tuple(rows[0]) == COLUMNS
    for row, line in zip(rows, written, strict=True):
        for name in COLUMNS:
            assert row[name] == ((float(line[name]) if line[name] else None) if name in NUMBERS else line[name])
    assert any(row["value"] is None and row["refused"] for row in rows)


def test_it_shows_itself() -> None:
    """In a terminal the finding; in a notebook tables too, with what people wrote escaped; each chart its picture."""
    shown = chart_cases.held(chart_cases.whole())
    assert repr(shown).splitlines()[0].endswith("(512 draws, seed 5)") and shown.finding[0] in repr(shown)
    html = shown._repr_html_()
    assert html.count("<table>") == 3 and "<losses>" not in html and "Pay for every stage" in html
    chart = shown.chart("fan")
    assert chart.spec is not None and chart.spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert repr(chart).startswith(chart.title) and (chart._repr_svg_() or "").startswith("<svg")
    assert chart_cases.held(chart_cases.bare()).chart("capability")._repr_svg_() is None
    with pytest.raises(MisuseError, match=r"There is no chart 'pie'\. There are fan, staircase"):
        shown.chart("pie")


def test_parquet_is_the_same_table_with_types(tmp_path: Path) -> None:
    """Read back by another door it has the CSV's rows in order, doubles for numbers, null where there is none."""
    import duckdb

    file = tmp_path / "it's.parquet"
    write_table(chart_cases.whole(), file)
    assert file.read_bytes() == parquet_of(chart_cases.whole())
    with duckdb.connect(":memory:") as database:
        read = database.execute("SELECT * FROM read_parquet(?)", [str(file)])
        kinds = {column[0]: str(column[1]) for column in read.description or ()}
        rows = [dict(zip(kinds, row, strict=True)) for row in read.fetchall()]
    assert tuple(kinds) == COLUMNS
    assert {name for name, kind in kinds.items() if kind == "DOUBLE"} == NUMBERS
    assert rows == chart_cases.held(chart_cases.whole()).table()


def test_what_cannot_be_written_says_so_before_anything_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another ending, and Parquet where DuckDB is not installed."""
    with pytest.raises(MisuseError, match=r"'f\.xlsx'\. Let the name end with \.csv or \.parquet"):
        check_ending(Path("f.xlsx"))
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(RefusedError, match=r"Install commonweal\[parquet\], or let the name end with \.csv"):
        check_ending(Path("f.parquet"))
    assert check_ending(Path("F.CSV"))
