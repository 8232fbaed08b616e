"""The bidder's response template: questions with live word counts, ranges by stage, and what follows a stop."""

from __future__ import annotations

from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.excel.book import Book, Page
from commonweal.exchange.excel.commitment_sheets import write_commitments, write_stops
from commonweal.exchange.excel.front_sheet import rules_said, write_contents, write_front
from commonweal.exchange.excel.identity import RESPONSE, write_identity
from commonweal.exchange.excel.kpi_sheets import write_kpi_levels
from commonweal.exchange.excel.outline import outline_scheme
from commonweal.exchange.excel.question_sheet import COUNTER, NO_ANSWER, write_question
from commonweal.exchange.excel.response_outline import ResponseOutline, outline_response
from commonweal.exchange.published_scheme import DIGEST_SHOWN, Published
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.scheme.scheme import Scheme

_WHAT = "The response template: answers, evidence and commitments, to be sent with your bid. Price goes elsewhere."
_HOW = (
    "Enter your name above. Give no names, telephone numbers or e-mail addresses of people in your answers.",
    "Answer each question on its own sheet, a paragraph a row. Words are counted as you type.",
    "Give ranges, not points: low, most likely, high, with what they rest on. Where little is known, a range is wide.",
    "Say what share of it this contract causes. What would happen anyway is not counted.",
    "Say what the authority keeps if the work stops at a gate. A pilot that teaches and stops has done its work.",
    "Amber says what is still open. Keep the sheets and their order; save as .xlsx and send the file back.",
)
_RULES = (
    ("subject-matter", "Only what relates to the contract counts"),
    ("additionality", "Social value is what goes beyond what the contract buys"),
    ("corporate-policy", "General corporate policy earns nothing: say what you do in this contract"),
    ("assessment-by-scores", "Your summary will explain every score, and each sub-criterion"),
    ("commitments-in-contract", "What is scored enters the contract"),
    ("null-result-not-breach", "A sound finding that an idea does not work is no breach"),
)


def write_response_template(
    version: SchemeVersion | Scheme, case: Case, packs: Packs, *, award: str = "", published: Published | None = None
) -> bytes:
    """The workbook that bidders fill in, of a scheme or of one award decision. Equal input gives equal bytes."""
    scheme = outline_scheme(version, case, packs, award=award, published=published)
    outline = outline_response(scheme, case)
    foot = f"{scheme.standing}. Digest {scheme.shown_digest[:DIGEST_SHOWN]}"
    book = Book(title=f"Response: {case.procurement.title}", foot=foot)
    front = book.page("Instructions", portrait=True)
    questions = [write_question(book, each) for each in outline.questions]
    commitments = write_commitments(book, outline)
    stops = write_stops(book, outline)
    levels = write_kpi_levels(book, scheme)
    row = write_front(front, scheme, case, what=_WHAT, how=_HOW, said=rules_said(packs, _RULES), row=6)
    _bidder(front, 2)
    row = _progress(front, row + 1, outline, questions, commitments)
    described = [
        *(
            (page, f"Question {each.label}: {each.criterion.title} ({each.award.title}).")
            for page, each in zip(questions, outline.questions, strict=True)
        ),
        (commitments, "What you commit to, stage by stage, as ranges."),
        (stops, "What the authority keeps if the work stops."),
        *([(levels, "What each level takes of the KPIs that are rated by level.")] if levels else []),
    ]
    write_contents(front, row + 1, book, described)
    ids = [each.key for each in outline.questions]
    ids += [each.key for each in outline.commitments] + [each.key for each in outline.stops]
    write_identity(book, kind=RESPONSE, digest=scheme.digest, ids=ids)
    return book.finish()


def _bidder(page: Page, row: int) -> None:
    page.put(row, 1, "About you", "heading")
    for offset, (row_id, label) in enumerate((("bidder", "Bidder"), ("lot", "Lot, if any")), start=1):
        page.put(row + offset, 0, row_id, "hidden")
        page.put(row + offset, 1, label, "strong")
        page.put(row + offset, 2, None, "entry")
        where = (row + offset, 2, row + offset, 2)
        page.bound_text(where, 200, label, "At most 200 characters. The organisation, not a person.")


def _progress(page: Page, row: int, outline: ResponseOutline, questions: list[Page], commitments: Page) -> int:
    """One line a question, and one for the commitments: the sentence that their own sheet shows."""
    page.put(row, 1, "How far you are", "heading")
    row += 1
    for sheet, each in zip(questions, outline.questions, strict=True):
        page.put(row, 1, f"Question {each.label}", "strong")
        page.compute(row, 2, sheet.at(*COUNTER), NO_ANSWER, "computed")
        row += 1
    page.put(row, 1, "Commitments", "strong")
    needed = sum(each.needed for each in outline.commitments)
    page.compute(row, 2, commitments.at(1, 1), f"0 of {needed} commitments that are needed are complete.", "computed")
    return row + 1
