"""What a bidder commits to, as ranges by stage; and what the authority keeps if the work stops."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.excel.book import Book, Page, Value, cell_name
from commonweal.exchange.excel.response_outline import AskedCommitment, ResponseOutline
from commonweal.record.text import first_upper

FIRST_ROW = 5
LARGEST = 1_000_000_000_000
LONGEST = 4_000
UNIT, LOW, LIKELY, HIGH, SHARE, ASSUMPTION, CHECK = 5, 6, 7, 8, 9, 10, 11
KEPT, UNDUE = 4, 5
_HEADS = (
    "Stage",
    "Due by month",
    "KPI",
    "Measure",
    "Unit",
    "Low",
    "Most likely",
    "High",
    "Caused by this contract (%)",
    "What it rests on",
    "Check",
    "Standing",
)
COMPLETE, OPTIONAL = "complete", "optional"


def write_commitments(book: Book, outline: ResponseOutline) -> Page:
    page = book.page("Commitments")
    page.widths(0, 22, 8, 30, 30, 16, 11, 11, 11, 14, 48, 20, 26)
    page.put(0, 1, "Commitments by stage", "title")
    page.put(2, 1, "Low: you would be surprised by less. High: you would be surprised by more.", "note")
    page.put(3, 1, "Caused by this contract: the share that would not happen without it.", "note")
    page.heads(FIRST_ROW - 1, _HEADS, column=1)
    page.repeat(FIRST_ROW - 1, columns=4)
    for row, asked in enumerate(outline.commitments, start=FIRST_ROW):
        _row(page, row, asked)
    last = FIRST_ROW + max(len(outline.commitments), 1) - 1
    needed = sum(each.needed for each in outline.commitments)
    where = (FIRST_ROW, ASSUMPTION, last, ASSUMPTION)
    page.bound_text(where, LONGEST, "What it rests on", f"At most {LONGEST:,} characters.")
    needs = f"{cell_name(FIRST_ROW, 0, fixed=True)}:{cell_name(last, 0, fixed=True)}"
    checks = f"{cell_name(FIRST_ROW, CHECK, fixed=True)}:{cell_name(last, CHECK, fixed=True)}"
    done = f'COUNTIFS({needs},"*|needed",{checks},"{COMPLETE}")'
    told = f"0 of {needed} commitments that are needed are complete."
    page.compute(1, 1, f'{done}&" of {needed} commitments that are needed are complete."', told, "sentence")
    state = cell_name(FIRST_ROW, CHECK)
    page.mark((FIRST_ROW, CHECK, last, CHECK), f'{state}="{COMPLETE}"', "when-done")
    page.mark((FIRST_ROW, CHECK, last, CHECK), f'AND({state}<>"{COMPLETE}",{state}<>"{OPTIONAL}")', "when-open")
    return page


def _row(page: Page, row: int, asked: AskedCommitment) -> None:
    page.put(row, 0, f"{asked.key}|{'needed' if asked.needed else 'optional'}", "hidden")
    values: tuple[Value, ...] = (asked.stage, asked.month, asked.title, asked.measure, asked.unit_shown)
    for column, value in enumerate(values, start=1):
        page.put(row, column, value, "figure" if column == 2 else "cell")
    for column in (LOW, LIKELY, HIGH):
        page.put(row, column, None, "entry-figure")
    page.put(row, SHARE, None, "entry-percent")
    page.put(row, ASSUMPTION, None, "entry")
    page.put(row, 12, f"{first_upper(asked.standing)}. {asked.note}".strip(), "cell")
    page.allow((row, LOW, row, HIGH), _numbers(asked), asked.unit_shown, _say_unit(asked))
    share = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    page.allow((row, SHARE, row, SHARE), share, "Caused by this contract", "A percentage from 0% to 100%.")
    _check(page, row, asked)


def _numbers(asked: AskedCommitment) -> dict[str, Any]:
    if asked.levels is not None:
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": asked.levels}
    return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST}


def _say_unit(asked: AskedCommitment) -> str:
    if asked.levels is not None:
        return f"A whole level, 0 to {asked.levels:f}: the one you expect to reach by month {asked.month:f}."
    return f"A number only, in {asked.unit}, zero or more."


def _check(page: Page, row: int, asked: AskedCommitment) -> None:
    low, likely, high, share, rests = (cell_name(row, column) for column in range(LOW, ASSUMPTION + 1))
    nothing = "to fill in" if asked.needed else OPTIONAL
    formula = (
        f'IF(COUNTA({low}:{rests})=0,"{nothing}",IF(COUNT({low}:{high})<3,"give all three",'
        f'IF(OR({low}>{likely},{likely}>{high}),"low to high, please",'
        f'IF(NOT(ISNUMBER({share})),"share to give",IF({rests}="","say what it rests on","{COMPLETE}")))))'
    )
    page.compute(row, CHECK, formula, nothing)


def write_stops(book: Book, outline: ResponseOutline) -> Page:
    page = book.page("If it stops")
    page.widths(0, 28, 30, 8, 64, 64)
    page.put(0, 1, "If the work stops", "title")
    page.put(1, 1, "A gate may end the work through nobody's fault. Say what stays, and what then happens.", "note")
    heads = ("After the stage", "Where it may stop", "Month", "What the authority keeps, and how it is handed over")
    page.heads(3, (*heads, "What happens to commitments that are not yet due"), column=1)
    page.repeat(3)
    for row, asked in enumerate(outline.stops, start=4):
        page.put(row, 0, asked.key, "hidden")
        values: tuple[Value, ...] = (asked.stage, asked.gate, asked.month)
        for column, value in enumerate(values, start=1):
            page.put(row, column, value, "figure" if column == 3 else "cell")
        for column in (KEPT, UNDUE):
            page.put(row, column, None, "entry")
        page.least_height(row, 60)
    last = 4 + max(len(outline.stops), 1) - 1
    page.bound_text((4, KEPT, last, UNDUE), LONGEST, "If it stops", f"At most {LONGEST:,} characters.")
    return page
