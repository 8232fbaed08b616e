"""A filled response template read back: a preview of what would be taken, with every fault, losing nothing else."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.excel import commitment_sheets as sheets
from commonweal.exchange.excel.filled import Filled, FoundRow, check_digest, open_filled, say_absent
from commonweal.exchange.excel.identity import RESPONSE
from commonweal.exchange.excel.outline import outline_scheme
from commonweal.exchange.excel.preview import ReadAnswer, ReadCommitment, ReadStop, ResponsePreview
from commonweal.exchange.excel.question_sheet import LONGEST_PARAGRAPH, TEXT
from commonweal.exchange.excel.response_outline import (
    EVIDENCE_ROWS,
    PARAGRAPHS,
    AskedCommitment,
    AskedQuestion,
    AskedStop,
    outline_response,
)
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case
from commonweal.scheme.scheme import Scheme

_SEND_ON = "Use the workbook as sent: no sheet or row is removed."


def read_response(
    file: Path | bytes, version: SchemeVersion | Scheme, case: Case, packs: Packs, *, name: str = ""
) -> ResponsePreview:
    """What a filled template says, held against the scheme that it answers.

    Word limits, units and levels are the scheme's: nothing that the file says of them is believed. Raises
    UnreadableInput only where the file is no response template, or is made to do harm.
    """
    filled = open_filled(file, kind=RESPONSE, name=name)
    scheme = outline_scheme(version, case, packs, award=_only_award(filled, version))
    outline = outline_response(scheme, case)
    check_digest(filled, scheme.digest)
    bidder, lot = (_named(filled, row_id) for row_id in ("bidder", "lot"))
    if not bidder:
        row = filled.rows.get("bidder")
        where = ("Instructions", f"C{row.number}") if row else ("Instructions", "")
        filled.say(*where, "The bidder is not named.", "Enter the organisation's name.")
    idle = _idle_awards(filled, outline.questions)
    answers = tuple(_answer(filled, each, idle=each.award.id in idle) for each in outline.questions)
    commitments = tuple(_commitment(filled, each, idle=bool(idle)) for each in outline.commitments)
    stops = tuple(_stop(filled, each, idle=bool(idle)) for each in outline.stops)
    say_absent(filled)
    return ResponsePreview(
        file=filled.file,
        digest=filled.digest,
        bidder=bidder,
        lot=lot,
        answers=answers,
        commitments=commitments,
        stops=stops,
        troubles=tuple(filled.troubles),
    )


def _only_award(filled: Filled, version: SchemeVersion | Scheme) -> str:
    """The award decision that the template was written for, where it is of one alone; else none."""
    scheme = version.scheme if isinstance(version, SchemeVersion) else version
    there = {each.id for each in scheme.awards if any(row.startswith(f"{each.id}/") for row in filled.ids)}
    return there.pop() if len(there) == 1 else ""


def _named(filled: Filled, row_id: str) -> str:
    row = filled.rows.get(row_id)
    return filled.text(row, TEXT, longest=200) if row else ""


def _idle_awards(filled: Filled, questions: tuple[AskedQuestion, ...]) -> set[str]:
    """Of several award decisions, those of which nothing is answered: bids come for one at a time."""
    answered = {
        each.award.id
        for each in questions
        for row in _rows(filled, f"answer|{each.key}", PARAGRAPHS)
        if row and filled.raw(row, TEXT).strip()
    }
    awards = {each.award.id: each.award for each in questions}
    if len(awards) == 1 or not answered:
        return set()
    for award in awards.values():
        if award.id not in answered:
            words = f"Nothing is answered for ‘{award.title}’."
            filled.say(
                "the workbook", "", words, "That is as it should be, if the bid is for another award.", warn=True
            )
    return set(awards) - answered


def _rows(filled: Filled, row_id: str, count: int) -> list[FoundRow | None]:
    return [filled.rows.get(f"{row_id}|{number}") for number in range(1, count + 1)]


def _answer(filled: Filled, asked: AskedQuestion, *, idle: bool) -> ReadAnswer:
    rows = _rows(filled, f"answer|{asked.key}", PARAGRAPHS)
    there = [row for row in rows if row is not None]
    evidence = [row for row in _rows(filled, f"evidence|{asked.key}", EVIDENCE_ROWS) if row is not None]
    sheet = there[0].sheet if there else f"Q{asked.label} {asked.criterion.title}"
    told = len(filled.troubles)
    texts = [filled.text(row, TEXT, longest=LONGEST_PARAGRAPH) for row in there]
    answer = ReadAnswer(
        question=asked.key,
        title=asked.criterion.title,
        sheet=sheet,
        paragraphs=tuple(text for text in texts if text),
        evidence=tuple(filter(None, (filled.text(row, TEXT, longest=LONGEST_PARAGRAPH) for row in evidence))),
        limit=asked.criterion.word_limit,
    )
    if not there:
        filled.gone(sheet, "The sheet of this question is gone.")
    elif len(there) < PARAGRAPHS:
        filled.say(sheet, "", f"{PARAGRAPHS - len(there)} rows of the answer are gone.", _SEND_ON, warn=True)
    if there and not answer.paragraphs and not idle and len(filled.troubles) == told:
        message, remedy = "There is no answer.", "Answer it on this row and those below."
        filled.fault(there[0], TEXT, message, remedy, warn=not asked.needed)
    if there and answer.limit is not None and answer.words > answer.limit:
        over = answer.words - answer.limit
        filled.fault(there[0], TEXT, f"The answer has {answer.words} words; the limit is {answer.limit}.",
                     f"Take out {over} word{'s' * (over > 1)}.")  # fmt: skip
    return answer


def _commitment(filled: Filled, asked: AskedCommitment, *, idle: bool) -> ReadCommitment:
    row = filled.rows.get(f"{asked.key}|{'needed' if asked.needed else 'optional'}")
    if row is None:
        filled.gone("Commitments", f"The row ‘{asked.title}’ ({asked.stage}) is gone.")
        return ReadCommitment(key=asked.key, title=asked.title, stage=asked.stage, unit=asked.unit_shown)
    unit = filled.raw(row, sheets.UNIT).strip()
    if unit != asked.unit_shown:
        said = f"The unit says ‘{unit[:40]}’; it is asked in ‘{asked.unit_shown}’."
        filled.fault(row, sheets.UNIT, said, "Give the figures in the unit that is asked for.")
    told = len(filled.troubles)
    columns = (sheets.LOW, sheets.LIKELY, sheets.HIGH)
    low, likely, high = (_figure(filled, row, column, asked) for column in columns)
    read = ReadCommitment(
        key=asked.key,
        title=asked.title,
        stage=asked.stage,
        unit=asked.unit_shown,
        low=low,
        likely=likely,
        high=high,
        caused_share=_share(filled, row),
        assumption=filled.text(row, sheets.ASSUMPTION, longest=sheets.LONGEST),
    )
    if len(filled.troubles) == told:
        _check_range(filled, row, read, needed=asked.needed and not idle)
    return read


def _figure(filled: Filled, row: FoundRow, column: int, asked: AskedCommitment) -> Decimal | None:
    value = filled.number(row, column, unit=asked.unit_shown)
    if value is None:
        return None
    if asked.levels is not None and (not 0 <= value <= asked.levels or value != value.to_integral_value()):
        filled.fault(row, column, f"{value:f} is no level.", f"Give a whole level from 0 to {asked.levels:f}.")
        return None
    if not 0 <= value <= sheets.LARGEST:
        filled.fault(row, column, f"{value:f} is out of bounds.", f"Give a number of {asked.unit}, zero or more.")
        return None
    return value


def _share(filled: Filled, row: FoundRow) -> Decimal | None:
    value = filled.number(row, sheets.SHARE, unit="per cent")
    if value is not None and not 0 <= value <= 1:
        filled.fault(row, sheets.SHARE, "The share is not from 0% to 100%.", "Give the share as a percentage.")
        return None
    return value


def _check_range(filled: Filled, row: FoundRow, read: ReadCommitment, *, needed: bool) -> None:
    low, likely, high = read.low, read.likely, read.high
    if not read.given:
        if needed:
            filled.fault(row, sheets.LOW, "There is no range.", "Give low, most likely and high.")
        elif read.caused_share is not None or read.assumption:
            filled.fault(row, sheets.LOW, "The row has no range.", "Give all three, or empty the row.", warn=True)
        return
    if low is None or likely is None or high is None:
        filled.fault(row, sheets.LOW, "The range is not whole.", "Give low, most likely and high.")
        return
    if low > high:
        filled.fault(row, sheets.LOW, f"Low, {low:f}, is above high, {high:f}.", "Exchange them, or correct one.")
    elif not low <= likely <= high:
        message = f"Most likely, {likely:f}, is outside {low:f} to {high:f}."
        filled.fault(row, sheets.LIKELY, message, "Correct one of the three.")
    if read.caused_share is None:
        filled.fault(row, sheets.SHARE, "The share that this contract causes is missing.", "Give a percentage.")
    if not read.assumption:
        filled.fault(row, sheets.ASSUMPTION, "Nothing says what the range rests on.", "Say it in a sentence.")


def _stop(filled: Filled, asked: AskedStop, *, idle: bool) -> ReadStop:
    row = filled.rows.get(asked.key)
    if row is None:
        filled.gone("If it stops", f"The row of ‘{asked.stage}’ is gone.")
        return ReadStop(key=asked.key, stage=asked.stage, kept="", undue="")
    told = len(filled.troubles)
    read = ReadStop(
        key=asked.key,
        stage=asked.stage,
        kept=filled.text(row, sheets.KEPT, longest=sheets.LONGEST),
        undue=filled.text(row, sheets.UNDUE, longest=sheets.LONGEST),
    )
    if len(filled.troubles) == told and not idle:
        for column, text in ((sheets.KEPT, read.kept), (sheets.UNDUE, read.undue)):
            if not text:
                message = f"Nothing is said of a stop after ‘{asked.stage}’."
                filled.fault(row, column, message, "Say it in a sentence or two.", warn=True)
    return read
