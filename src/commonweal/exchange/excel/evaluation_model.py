"""The evaluation model: a workbook that takes scores and prices, and adds them up as the scheme says."""

from __future__ import annotations

from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.excel.book import Book, Page
from commonweal.exchange.excel.criteria_sheet import write_criteria
from commonweal.exchange.excel.front_sheet import rules_said, write_contents, write_front
from commonweal.exchange.excel.identity import EVALUATION, write_identity
from commonweal.exchange.excel.kpi_sheets import write_evidence, write_kpis
from commonweal.exchange.excel.moderation_sheet import write_moderation
from commonweal.exchange.excel.outline import AwardOutline, outline_scheme
from commonweal.exchange.excel.result_sheet import write_result
from commonweal.exchange.excel.score_sheet import score_rows, write_score_sheet
from commonweal.exchange.excel.setup_sheet import SetUp, write_set_up
from commonweal.exchange.published_scheme import DIGEST_SHOWN, Published
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.scheme.scheme import Scheme

_TABS = ("#0f4c4a", "#5fa39d", "#1d3557", "#4a86b8", "#505a5f")
_WHAT = "The evaluation model: scores, moderated scores, prices and the order of bids, worked out as the scheme says."
_HOW = (
    "On Set-up, say which bids are assessed, who evaluates them, and that conflicts are declared.",
    "Before anything is entered, give each evaluator a copy of this file. They fill in their own sheet alone: nobody "
    "sees another's scores, and nobody who scores sees a price.",
    "When all have finished, the chair pastes the values of each evaluator's green cells into one copy.",
    "On Moderation, the panel agrees each score, with the reason, sub-criterion by sub-criterion.",
    "Only then enter prices on Result. No order shows until every assessed bid is complete.",
    "Where there are lots, keep a copy for each lot. Keep every copy: it is the record.",
)
_RULES = (
    ("methodology-stated", "The winner follows from the published method and nothing else"),
    ("weightings-total", "Weightings are published, and here they total 100 for each award decision"),
    ("assessment-by-scores", "Each assessment summary explains every score, and each sub-criterion"),
    ("conflicts-assessment", "Conflicts of interest are identified and kept under review"),
)


def write_evaluation_model(
    version: SchemeVersion | Scheme,
    case: Case,
    packs: Packs,
    *,
    award: str = "",
    bids: int | None = None,
    published: Published | None = None,
) -> bytes:
    """The workbook of a scheme, whole or of one award decision. Equal input gives equal bytes.

    It has room for `bids`, else for those that the case expects and two more.
    """
    outline = outline_scheme(version, case, packs, award=award, bids=bids, published=published)
    foot = f"{outline.standing}. Digest {outline.shown_digest[:DIGEST_SHOWN]}"
    book = Book(title=f"Evaluation model: {case.procurement.title}", foot=foot)
    front = book.page("Read me", portrait=True)
    set_up = write_set_up(book, outline)
    described = [(set_up.page, "Bids, evaluators and their declarations: fill this in first.")]
    for index, each in enumerate(outline.awards):
        described += _award_pages(book, each, set_up, _TABS[index % len(_TABS)])
    described.append((write_kpis(book, outline, case), "KPIs by stage and gate, with the bands of their ratings."))
    described.append((write_evidence(book, outline, case), "What evidence is due in which month, and what it decides."))
    row = write_front(front, outline, case, what=_WHAT, how=_HOW, said=rules_said(packs, _RULES))
    write_contents(front, row + 1, book, described)
    ids = [each for award_outline in outline.awards for each in _ids(award_outline)]
    write_identity(book, kind=EVALUATION, digest=outline.digest, ids=ids)
    return book.finish()


def _award_pages(book: Book, award: AwardOutline, set_up: SetUp, colour: str) -> list[tuple[Page, str]]:
    criteria = write_criteria(book, award, colour=colour)
    sheets = [
        write_score_sheet(book, award, number, criteria, set_up, colour=colour)
        for number in range(1, award.evaluators + 1)
    ]
    moderation = write_moderation(book, award, sheets, criteria, set_up, colour=colour)
    result = write_result(book, award, moderation, set_up, colour=colour)
    return [
        (criteria.page, f"{award.title}: criteria, weightings and questions."),
        (criteria.levels, f"{award.title}: the levels of the scale, with what a bid must show for each."),
        *((each.page, f"{award.title}: scores and reasons of evaluator {each.number}.") for each in sheets),
        (moderation.page, f"{award.title}: the scores agreed, with reasons, and the points they earn."),
        (result, f"{award.title}: prices, totals, the order, and what is missing."),
    ]


def _ids(award: AwardOutline) -> list[str]:
    return [f"moderated|{criterion.key}|{bid}" for _, criterion, bid in score_rows(award)]
