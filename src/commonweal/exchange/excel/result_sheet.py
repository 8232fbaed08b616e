"""The result of one award decision: points added up, price by the published method, the order, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commonweal.exchange.excel.book import Book, Page, cell_name
from commonweal.exchange.excel.look import PART_COLOURS
from commonweal.exchange.excel.moderation_sheet import Moderation
from commonweal.exchange.excel.outline import QUALITY, SOCIAL_VALUE, AwardOutline
from commonweal.exchange.excel.price_part import PriceCells, PricePart, price_formula, price_part
from commonweal.exchange.excel.setup_sheet import YES, SetUp

_BID, _NAME, _ASSESSED, _QUALITY, _SOCIAL, PRICE, _COUNTED, _FIGURE, _TOTAL, _BY, _RANK, _NOTE = range(1, 13)
ENTERED = 2  # the column in which the tie rule and the published prices are entered
TIE = "The scheme states no rule for ties. Enter the published one; bids level on the figure share a rank until then."
_HEADS = ("Bid", "Bidder", "Assessed?", "Quality points", "Social value points", "Price (£)", "Price counted (£)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Where the table of bids stands, and the two published prices where the method has them."""

    page: Page
    award: AwardOutline
    part: PricePart
    first: int
    full: str = ""
    none: str = ""

    @property
    def last(self) -> int:
        return self.first + self.award.bids - 1

    def column(self, index: int) -> str:
        return f"{cell_name(self.first, index, fixed=True)}:{cell_name(self.last, index, fixed=True)}"

    @property
    def ready(self) -> str:
        """True when every assessed bid has its figure, and there is one."""
        assessed = f'COUNTIF({self.column(_ASSESSED)},"{YES}")'
        return f"AND({assessed}>0,COUNT({self.column(_BY)})={assessed})"


def write_result(book: Book, award: AwardOutline, moderation: Moderation, set_up: SetUp, *, colour: str) -> Page:
    page = book.page(f"{award.prefix}Result", colour=colour)
    part = price_part(award.split)
    page.widths(0, 6, 30, 11, 11, 13, 16, 16, 14, 12, 15, 8, 52)
    page.put(0, 1, f"Result: {award.title}", "title")
    row = 2
    for sentence in (*part.words, "The order counts ten decimals of the figure; nothing else is rounded."):
        page.put(row, 1, sentence, "line")
        row += 1
    full, none, row = _published(page, row, part, award)
    page.put(row + 1, 1, "Tie rule, as published", "heading")
    page.put(row + 2, 1, TIE, "note")
    page.put(row + 3, 0, f"tie|{award.id}", "hidden")
    page.put(row + 3, ENTERED, None, "entry")
    page.bound_text(
        (row + 3, ENTERED, row + 3, ENTERED), 2_000, "Tie rule", "As the notice or the tender documents state it."
    )
    table = _Table(page=page, award=award, part=part, first=row + 8, full=full, none=none)
    words = f'IF({table.ready},"Every assessed bid is complete: this is the order.",{_waiting(table)})'
    page.compute(row + 5, 1, words, "0 of 0 assessed bids are complete: no order yet.", "sentence")
    ranked = part.head if part.decides else "Total"
    total = "Quality and social value" if part.decides else "Total"
    page.heads(table.first - 1, (*_HEADS, part.head, total, f"{ranked}, as ranked", "Rank", "Note"), column=1)
    page.repeat(table.first - 1)
    for bid in range(1, award.bids + 1):
        _row(table, bid, moderation, set_up)
    _bound(table)
    _picture(book, table)
    return page


def _waiting(table: _Table) -> str:
    counts = f'COUNT({table.column(_BY)})&" of "&COUNTIF({table.column(_ASSESSED)},"{YES}")'
    return f'{counts}&" assessed bids are complete: no order yet."'


def _published(page: Page, row: int, part: PricePart, award: AwardOutline) -> tuple[str, str, int]:
    """The two prices of a fixed-point method, to be entered as published."""
    if not part.published:
        return "", "", row
    cells = []
    for what, label in (("full", "Full points at or below (£)"), ("none", "No points at or above (£)")):
        page.put(row, 0, f"{what}|{award.id}", "hidden")
        page.put(row, ENTERED, None, "entry-money")
        page.put(row, ENTERED + 1, f"{label}, as published", "line")
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        page.allow((row, ENTERED, row, ENTERED), rule, label, "As published, in pounds.")
        cells.append(cell_name(row, ENTERED, fixed=True))
        row += 1
    return cells[0], cells[1], row


def _row(table: _Table, bid: int, moderation: Moderation, set_up: SetUp) -> None:
    page, award, row = table.page, table.award, table.first + bid - 1
    at = {index: cell_name(row, index) for index in range(1, 13)}
    name, assessed = set_up.bidder(award, bid), set_up.assessed(award, bid)
    page.put(row, 0, f"price|{award.id}|{bid}", "hidden")
    page.put(row, _BID, bid, "figure")
    page.compute(row, _NAME, f'IF({name}="","",{name})', "")
    page.compute(row, _ASSESSED, f'IF({assessed}="{YES}","{YES}","no")', "no")
    is_in = f'{at[_ASSESSED]}="{YES}"'
    moderated = f'COUNTIFS({moderation.bids},{at[_BID]},{moderation.points},">=0")'
    whole = f"AND({is_in},{moderated}={len(award.criteria)})"
    for column, what in ((_QUALITY, QUALITY), (_SOCIAL, SOCIAL_VALUE)):
        added = f'SUMIFS({moderation.points},{moderation.bids},{at[_BID]},{moderation.parts},"{what}")'
        page.compute(row, column, f'IF({whole},{added},"")', "", "computed-figure")
    _price(table, row, at, is_in)
    points = f"({at[_QUALITY]}+{at[_SOCIAL]})"
    total = points if table.part.decides else f"{at[_QUALITY]}+{at[_SOCIAL]}+{at[_FIGURE]}"
    needs = at[_QUALITY] if table.part.decides else f"{at[_QUALITY]},{at[_FIGURE]}"
    count = 1 if table.part.decides else 2
    page.compute(row, _TOTAL, f'IF(COUNT({needs})={count},{total},"")', "", "computed-total")
    by = at[_FIGURE] if table.part.decides else at[_TOTAL]
    page.compute(row, _BY, f'IF(ISNUMBER({by}),ROUND({by},10),"")', "", "computed-figure")
    order = f"RANK({at[_BY]},{table.column(_BY)},{int(table.part.least)})"
    page.compute(row, _RANK, f'IF(AND({table.ready},ISNUMBER({at[_BY]})),{order},"")', "", "computed-total")
    _note(table, row, at, moderated)


def _price(table: _Table, row: int, at: dict[int, str], is_in: str) -> None:
    page, part, split = table.page, table.part, table.award.split
    if not part.has_price:
        page.put(row, PRICE, None, "cell")
        page.put(row, _COUNTED, None, "cell")
        page.compute(row, _FIGURE, f'IF({is_in},0,"")', "", "computed-figure")
        return
    page.put(row, PRICE, None, "entry-money")
    price = at[PRICE]
    counted = f'IF(AND({is_in},ISNUMBER({price}),N({price})>0),{price},"")'
    page.compute(row, _COUNTED, counted, "", "computed-figure")
    if part.entered:
        page.put(row, _FIGURE, None, "entry-figure")
        return
    points = f"({at[_QUALITY]}+{at[_SOCIAL]})"
    cells = PriceCells(
        price=at[_COUNTED], points=points, prices=table.column(_COUNTED), full=table.full, none=table.none
    )
    there = f"ISNUMBER({at[_COUNTED]})"
    if part.decides:
        there = f"AND({there},N({at[_QUALITY]})+N({at[_SOCIAL]})>0)"
    if part.published:
        there = f"AND({there},COUNT({table.full},{table.none})=2,N({table.none})>N({table.full}))"
    page.compute(row, _FIGURE, f'IF({there},{price_formula(split, cells)},"")', "", "computed-figure")


def _note(table: _Table, row: int, at: dict[int, str], moderated: str) -> None:
    """The first thing that keeps a bid from its rank, in words."""
    part, left = table.part, f"{len(table.award.criteria)}-{moderated}"
    steps = [
        (f'{at[_ASSESSED]}<>"{YES}"', '"Not assessed (Set-up)"'),
        (f'{at[_QUALITY]}=""', f'{left}&" moderated scores are missing"'),
    ]
    if part.has_price and not part.entered:
        steps += [
            (f'{at[PRICE]}=""', '"The price is missing"'),
            (f'{at[_COUNTED]}=""', '"The price is not a number above zero"'),
        ]
    if part.decides:
        steps.append((f'{at[_FIGURE]}=""', '"No points, so no figure to rank"'))
    if part.published:
        steps.append((f'{at[_FIGURE]}=""', '"The two published prices are missing, or the wrong way round"'))
    if part.entered:
        steps.append((f'{at[_FIGURE]}=""', '"The price points are missing"'))
    steps += [
        (f'{at[_RANK]}=""', '"Complete; other bids are not"'),
        (f"COUNTIF({table.column(_RANK)},{at[_RANK]})>1", '"Level with another bid: the published tie rule decides"'),
    ]
    formula = '"Ranked"'
    for condition, words in reversed(steps):
        formula = f"IF({condition},{words},{formula})"
    table.page.compute(row, _NOTE, formula, "Not assessed (Set-up)")


def _bound(table: _Table) -> None:
    page, split = table.page, table.award.split
    if table.part.has_price:
        where = (table.first, PRICE, table.last, PRICE)
        rule: dict[str, Any] = {"validate": "decimal", "criteria": ">", "value": 0}
        page.allow(where, rule, "Price", "A price in pounds above zero, as the pricing schedule totals it.")
    if table.part.entered:
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": split.price}
        where = (table.first, _FIGURE, table.last, _FIGURE)
        page.allow(where, rule, "Price points", f"0 to {split.price:f}, by the published method.")
    assessed = f"${cell_name(table.first, _ASSESSED)}"
    page.mark((table.first, 1, table.last, _NOTE), f'{assessed}<>"{YES}"', "when-idle")
    note = f"${cell_name(table.first, _NOTE)}"
    page.mark((table.first, _NOTE, table.last, _NOTE), f'{note}="Ranked"', "when-done")
    is_open = f'AND({note}<>"Ranked",{assessed}="{YES}")'
    page.mark((table.first, _NOTE, table.last, _NOTE), is_open, "when-open")


def _picture(book: Book, table: _Table) -> None:
    """Points by part, a bar a bid; the table above says the same."""
    chart = book.chart({"type": "bar", "subtype": "stacked"})
    columns = {QUALITY: _QUALITY, SOCIAL_VALUE: _SOCIAL} | ({} if table.part.decides else {"Price": _FIGURE})
    for name, column in columns.items():
        chart.add_series(
            {
                "name": name,
                "categories": [table.page.name, table.first, _BID, table.last, _BID],
                "values": [table.page.name, table.first, column, table.last, column],
                "fill": {"color": PART_COLOURS[name]},
                "gap": 60,
            }
        )
    chart.set_title({"name": "Points by part, for each bid", "name_font": {"name": "Arial", "size": 11}})
    chart.set_x_axis({"min": 0, "max": 100, "num_font": {"name": "Arial"}})
    chart.set_y_axis({"reverse": True, "name": "Bid", "num_font": {"name": "Arial"}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 820, "height": 120 + 24 * table.award.bids})
    words = f"Bars of the points that each bid earns in {table.award.title}: the figures of the table above, by part."
    table.page.sheet.insert_chart(table.last + 2, 1, chart, {"description": words, "object_position": 2})
