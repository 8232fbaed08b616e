"""Who bids and who evaluates: filled in first, and read by every other sheet of the evaluation model."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.exchange.excel.book import Book, Page, cell_name
from commonweal.exchange.excel.outline import AwardOutline, SchemeOutline

YES, NO = "yes", "no"
BID, NAME, ASSESSED, WHY = 2, 3, 4, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """Where the set-up sheet says what of bids and evaluators; numbers count from 1."""

    page: Page
    bids: dict[str, int]
    evaluators: dict[str, int]

    def bidder(self, award: AwardOutline, bid: int) -> str:
        return self.page.at(self.bids[award.id] + bid - 1, NAME)

    def assessed(self, award: AwardOutline, bid: int) -> str:
        return self.page.at(self.bids[award.id] + bid - 1, ASSESSED)

    def all_assessed(self, award: AwardOutline) -> str:
        first = self.bids[award.id]
        return self.page.between(first, first + award.bids - 1, ASSESSED)

    def evaluator(self, award: AwardOutline, number: int) -> str:
        return self.page.at(self.evaluators[award.id] + number - 1, NAME)

    def declared(self, award: AwardOutline, number: int) -> str:
        return self.page.at(self.evaluators[award.id] + number - 1, ASSESSED)


def write_set_up(book: Book, outline: SchemeOutline) -> SetUp:
    page = book.page("Set-up")
    page.widths(0, 30, 12, 34, 18, 62)
    page.put(0, 1, "Set-up", "title")
    page.put(1, 1, "Say first which bids are assessed and who evaluates them. Names may stay out: numbers do.", "note")
    page.put(3, 1, "Bids", "heading")
    page.heads(4, ("Award decision", "Bid", "Bidder (or leave blank)", "Assessed? (yes or no)", "If no: why"), column=1)
    row, bids = 5, {}
    for award in outline.awards:
        bids[award.id] = row
        row = _rows(page, row, "bid", award, award.bids)
    _choices(page, 5, row - 1, "Assessed?", "yes if this bid is scored to the end; no if it is out, with the reason.")
    page.put(row + 1, 1, "Evaluators", "heading")
    heads = ("Award decision", "Evaluator", "Name or role", "Conflicts declared?", "Note")
    page.heads(row + 2, heads, column=1)
    first = row = row + 3
    evaluators = {}
    for award in outline.awards:
        evaluators[award.id] = row
        row = _rows(page, row, "evaluator", award, award.evaluators)
    _choices(page, first, row - 1, "Conflicts declared?", "yes once this person has declared conflicts, or none.")
    return SetUp(page=page, bids=bids, evaluators=evaluators)


def _rows(page: Page, row: int, what: str, award: AwardOutline, count: int) -> int:
    for number in range(1, count + 1):
        page.put(row, 0, f"{what}|{award.id}|{number}", "hidden")
        page.put(row, 1, award.title, "cell")
        page.put(row, BID, number, "figure")
        for column in (NAME, ASSESSED, WHY):
            page.put(row, column, None, "entry")
        row += 1
    return row


def _choices(page: Page, first: int, last: int, title: str, message: str) -> None:
    page.choose((first, ASSESSED, last, ASSESSED), (YES, NO), title, message)
    for column, longest in ((NAME, 200), (WHY, 2_000)):
        page.bound_text((first, column, last, column), longest, "Text", f"At most {longest:,} characters.")
    page.mark((first, ASSESSED, last, ASSESSED), f'{cell_name(first, ASSESSED)}="{NO}"', "when-open")
