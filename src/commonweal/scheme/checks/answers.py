"""A person's answers must fit the questions that the checks ask."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from commonweal.frameworks.pack import Packs
from commonweal.frameworks.rules import Ask, AskType
from commonweal.procurement.case import Answer, Case
from commonweal.record.errors import UnreadableInput

FITTING: Mapping[AskType, tuple[type, ...]] = {
    AskType.YES_NO: (bool,),
    AskType.DATE: (date,),
    AskType.TEXT: (str,),
    AskType.NUMBER: (int, Decimal),
}
WORDS = {
    AskType.YES_NO: "true or false",
    AskType.DATE: "a date such as 2026-11-22",
    AskType.TEXT: "text",
    AskType.NUMBER: "a number",
}


def check_answers(case: Case, packs: Packs, *, where: str) -> None:
    """Refuse an answer to a check or question that no pack at hand asks, or of the wrong kind."""
    rules = {name: rule for pack in packs.editions for name, rule in pack.checks.items()}
    for check, answers in case.answers.items():
        if check not in rules:
            raise UnreadableInput(f"No pack at hand has a check '{check}'.", where=where, remedy=_near(check, rules))
        for ask, answer in answers.items():
            asked = rules[check].asks.get(ask)
            if asked is None:
                raise UnreadableInput(
                    f"The check '{check}' does not ask '{ask}'.",
                    where=where,
                    remedy=_near(ask, rules[check].asks) or f"It asks {', '.join(rules[check].asks) or 'nothing'}.",
                )
            if isinstance(answer, str) and not answer.strip():
                raise UnreadableInput(
                    f"The answer {check}/{ask} is blank.", where=where, remedy="Write it, or leave the question out."
                )
            if not _fits(answer, asked):
                raise UnreadableInput(
                    f"The answer {check}/{ask} should be {WORDS[asked.type]}, not '{answer}'.", where=where
                )


def _fits(answer: Answer, asked: Ask) -> bool:
    if isinstance(answer, bool):
        return asked.type is AskType.YES_NO
    return isinstance(answer, FITTING[asked.type])


def _near(word: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else ""
