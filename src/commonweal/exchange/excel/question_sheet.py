"""A question on a sheet of its own: what is asked, room for an answer with its words counted, and the levels."""

from __future__ import annotations

from commonweal.exchange.excel.book import Book, Page, cell_name
from commonweal.exchange.excel.response_outline import EVIDENCE_ROWS, PARAGRAPHS, AskedQuestion

COUNTER = (1, 1)
NO_ANSWER = "No answer yet."
LONGEST_PARAGRAPH = 8_000
TEXT, WORDS = 2, 3


def write_question(book: Book, asked: AskedQuestion) -> Page:
    criterion = asked.criterion
    page = book.page(f"Q{asked.label} {criterion.title}", portrait=True)
    page.widths(0, 20, 96, 9)
    page.put(0, 1, f"Question {asked.label}: {criterion.title}", "title")
    page.sheet.freeze_panes(2, 0)
    row = _asked(page, 3, asked)
    page.put(row + 1, 1, "Your answer", "heading")
    note = "A paragraph a row. Paste a longer text on the first row, and each paragraph falls into a row of its own."
    page.put(row + 2, 1, note, "note")
    page.put(row + 2, WORDS, "Words", "head")
    first = row + 3
    _rows(page, first, f"answer|{asked.key}", "Paragraph", PARAGRAPHS, counted=True)
    _counter(page, first, criterion.word_limit)
    row = first + PARAGRAPHS + 1
    page.put(row, 1, "Evidence you point to", "heading")
    page.put(row + 1, 1, "What shows it, and where in your bid it is. It does not count as words.", "note")
    _rows(page, row + 2, f"evidence|{asked.key}", "Evidence", EVIDENCE_ROWS, counted=False)
    _levels(page, row + 3 + EVIDENCE_ROWS, asked)
    return page


def _asked(page: Page, row: int, asked: AskedQuestion) -> int:
    criterion = asked.criterion
    own = "The authority's own question, in the tender documents. Answer here unless they say otherwise."
    limit = f"{criterion.word_limit:,}" if criterion.word_limit else "No limit in the scheme"
    facts = (
        ("Award decision", asked.award.title),
        ("Question", criterion.question or own),
        ("Cover each of", "\n".join(f"• {each}" for each in criterion.sub_criteria)),
        ("What convinces", criterion.evidence),
        ("Weighting", f"{criterion.weighting:f}% of the whole, scored 0 to {criterion.maximum:f} (levels below)"),
        ("Words at most", limit),
    )
    for label, text in facts:
        if text:
            page.put(row, 1, label, "strong")
            page.put(row, TEXT, text, "text")
            row += 1
    return row


def _rows(page: Page, first: int, row_id: str, label: str, count: int, *, counted: bool) -> None:
    for number in range(1, count + 1):
        row = first + number - 1
        page.put(row, 0, f"{row_id}|{number}", "hidden")
        page.put(row, 1, f"{label} {number}", "text")
        page.put(row, TEXT, None, "entry")
        if counted:
            page.compute(row, WORDS, words_of(cell_name(row, TEXT)), 0, "computed-count")
    where = (first, TEXT, first + count - 1, TEXT)
    page.bound_text(where, LONGEST_PARAGRAPH, label, f"At most {LONGEST_PARAGRAPH:,} characters in a row.")


def words_of(cell: str) -> str:
    """The formula that counts words: what stands between spaces, tabs and ends of lines."""
    plain = cell
    for code in ("CHAR(9)", "CHAR(10)", "CHAR(13)", "_xlfn.UNICHAR(160)"):
        plain = f'SUBSTITUTE({plain},{code}," ")'
    trimmed = f"TRIM({plain})"
    return f'IF({trimmed}="",0,LEN({trimmed})-LEN(SUBSTITUTE({trimmed}," ",""))+1)'


def _counter(page: Page, first: int, limit: int | None) -> None:
    """The sentence at the top, always in sight: how many words, and how many too many."""
    words = f"SUM({cell_name(first, WORDS)}:{cell_name(first + PARAGRAPHS - 1, WORDS)})"
    if limit is None:
        page.compute(*COUNTER, f'IF({words}=0,"{NO_ANSWER}",{words}&" words.")', NO_ANSWER, "sentence")
        return
    within = f'{words}&" of {limit} words: within the limit."'
    over = f'{words}&" of {limit} words: "&({words}-{limit})&" too many. Shorten it."'
    formula = f'IF({words}=0,"{NO_ANSWER}",IF({words}>{limit},{over},{within}))'
    page.compute(*COUNTER, formula, NO_ANSWER, "sentence")
    here = cell_name(*COUNTER, fixed=True)
    page.mark((*COUNTER, *COUNTER), f'ISNUMBER(SEARCH("too many",{here}))', "when-wrong")


def _levels(page: Page, row: int, asked: AskedQuestion) -> None:
    page.put(row, 1, "How it is scored", "heading")
    page.heads(row + 1, ("Level", "What a bid must show", "Points"), column=1)
    for offset, level in enumerate(asked.criterion.scale, start=2):
        page.put(row + offset, 1, level.label, "cell-strong")
        page.put(row + offset, 2, level.descriptor, "cell")
        page.put(row + offset, 3, level.points, "figure")
    if asked.criterion.borrowed:
        note = "The scheme states no scale for this question. The one of its other questions is shown."
        page.put(row + 2 + len(asked.criterion.scale), 1, note, "note")
