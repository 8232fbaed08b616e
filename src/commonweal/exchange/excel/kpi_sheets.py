"""What the contract then asks, on two sheets: KPIs by stage and gate, and what evidence is due when."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.excel.book import Book, Page, Value
from commonweal.exchange.excel.outline import SchemeOutline
from commonweal.procurement.case import Case
from commonweal.quantities.period import describe_months
from commonweal.record.digest import plain_decimal
from commonweal.scheme.kpi import Kpi

_KPI_HEADS = (
    "Stage", "Ends in month", "Gate after it", "KPI", "Measure", "Unit", "Good from", "Approaching target from",
    "Requires improvement from", "Reported every", "Owner", "Evidence", "Standing",
)  # fmt: skip
_EVIDENCE_HEADS = ("Stage", "Month", "What it is of", "What is to be shown", "What it decides")


def stage_ends(case: Case) -> dict[str, Decimal]:
    """The month, from the contract's start, in which each stage ends."""
    month, ends = Decimal(0), {}
    for stage in case.procurement.stages:
        month += stage.months
        ends[stage.id] = month
    return ends


def write_kpis(book: Book, outline: SchemeOutline, case: Case) -> Page:
    page = book.page("KPIs")
    page.widths(0, 20, 9, 16, 28, 28, 13, 12, 13, 14, 11, 11, 36, 30)
    page.put(0, 1, "KPIs by stage and gate", "title")
    page.put(1, 1, "The five ratings: Good, Approaching target, Requires improvement, Inadequate, Other.", "note")
    page.put(
        2, 1, "Anything lower than the last band is Inadequate. Where no target is due, rate Other, in words.", "note"
    )
    page.heads(4, _KPI_HEADS, column=1)
    page.repeat(4, columns=2)
    ends, order = stage_ends(case), [stage.id for stage in case.procurement.stages]
    reporting = set(map(id, outline.scheme.reporting))
    kpis = sorted(outline.scheme.kpis, key=lambda kpi: order.index(kpi.stage))
    for row, kpi in enumerate(kpis, start=5):
        _kpi(page, row, kpi, case, ends, prescribed=id(kpi) in reporting)
    if not kpis:
        page.put(5, 1, "The scheme sets no KPI.", "line")
    return page


def _kpi(page: Page, row: int, kpi: Kpi, case: Case, ends: dict[str, Decimal], *, prescribed: bool) -> None:
    stage = case.procurement.stage(kpi.stage)
    gate = (stage.gate.title or "Gate, not named") if stage.gate else "none"
    bands = (kpi.bands.good, kpi.bands.approaching, kpi.bands.improvement)
    standing = "Reporting that the edition prescribes, without marks" if prescribed else "A KPI of the scheme"
    values: tuple[Value, ...] = (
        stage.title,
        ends[kpi.stage],
        gate,
        kpi.title,
        kpi.measure,
        kpi.unit,
        *(_band(each, kpi.bands.unit) if kpi.due else "no target due" for each in bands),
        describe_months(kpi.frequency_months),
        kpi.owner,
        kpi.evidence,
        f"{standing}. {kpi.due_note}".strip(),
    )
    for column, value in enumerate(values, start=1):
        page.put(row, column, value, "figure" if isinstance(value, Decimal) else "cell")


def write_kpi_levels(book: Book, outline: SchemeOutline) -> Page | None:
    """The levels of KPIs that are rated by level and that no question states; None where there are none."""
    scales = dict.fromkeys((kpi.title, kpi.scale) for kpi in outline.scheme.kpis if kpi.scale)
    if not scales:
        return None
    page = book.page("KPI levels", portrait=True)
    page.widths(0, 36, 8, 14, 70)
    page.put(0, 1, "Levels by which KPIs are rated", "title")
    page.put(1, 1, "Those of what is scored stand with their questions.", "note")
    page.heads(3, ("KPI", "Level", "Name", "What it takes"), column=1)
    page.repeat(3)
    lines = [(title, level) for title, scale in scales for level in scale]
    for row, (title, level) in enumerate(lines, start=4):
        values: tuple[Value, ...] = (title, level.points, level.label, level.descriptor)
        for column, value in enumerate(values, start=1):
            page.put(row, column, value, "figure" if isinstance(value, Decimal) else "cell")
    return page


def _band(value: Decimal, unit: str) -> str:
    return f"level {plain_decimal(value)}" if "level" in unit else f"{plain_decimal(value * 100)}% of target"


def write_evidence(book: Book, outline: SchemeOutline, case: Case) -> Page:
    page = book.page("Evidence")
    page.widths(0, 28, 9, 44, 50, 56)
    page.put(0, 1, "Evidence by month", "title")
    page.put(1, 1, "Months count from the start of the first stage.", "note")
    page.heads(3, _EVIDENCE_HEADS, column=1)
    page.repeat(3)
    items = sorted(outline.scheme.evidence, key=lambda each: each.month)
    for row, item in enumerate(items, start=4):
        stage = case.procurement.stage(item.stage).title
        values: tuple[Value, ...] = (stage, item.month, item.title, item.what, item.decides)
        for column, value in enumerate(values, start=1):
            page.put(row, column, value, "figure" if isinstance(value, Decimal) else "cell")
    if not items:
        page.put(4, 1, "The scheme asks for no evidence.", "line")
    return page
