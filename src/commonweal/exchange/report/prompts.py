"""Prompts for the contract and the notice, gathered once for every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from commonweal.frameworks.prompts import PROMPT_LINE
from commonweal.procurement.case import Case
from commonweal.scheme.checks import CheckAnswer
from commonweal.scheme.prompts import CalledPrompt, listed, regime_remark, where_told
from commonweal.scheme.scheme import Scheme

TITLE = "Prompts for the contract and the notice"
INTRODUCTION = (
    "What this case calls for, each with what the contract has to settle and what bidders must be told too. A lawyer "
    "drafts; these are questions to draft from."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpedCheck:
    """A check that a prompt helps to meet, with its answer so far; empty where it was not asked."""

    check: str
    title: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptView:
    called: CalledPrompt
    see: tuple[str, ...]
    checks: tuple[HelpedCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """Every prompt called for, by subject; `lists` are what they refer to, each once.

    `told` says where bidders are told.
    """

    groups: tuple[tuple[str, tuple[PromptView, ...]], ...]
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    told: str
    remark: str
    line: str = PROMPT_LINE

    @property
    def count(self) -> int:
        return sum(len(prompts) for _, prompts in self.groups)

    def for_check(self, check: str) -> tuple[CalledPrompt, ...]:
        """The prompts here that help to meet a check."""
        everything = (each.called for _, prompts in self.groups for each in prompts)
        return tuple(called for called in everything if check in called.prompt.checks)


def make_annex(case: Case, scheme: Scheme, called: tuple[CalledPrompt, ...], answers: Sequence[CheckAnswer]) -> Annex:
    """Gather the prompts that a case calls for, with the answers of the checks that they help to meet."""
    asked = {answer.check: answer for answer in answers}
    return Annex(
        groups=tuple(
            (subject.words, tuple(_view(each, asked) for each in group))
            for subject, group in groupby(called, key=lambda each: each.prompt.subject)
        ),
        lists=tuple((listing.words, lines) for listing, lines in listed(case, scheme, called).items()),
        told=where_told(case),
        remark=regime_remark(case),
    )


def _view(called: CalledPrompt, asked: dict[str, CheckAnswer]) -> PromptView:
    return PromptView(
        called=called,
        see=tuple(listing.words for listing in called.prompt.lists),
        checks=tuple(
            HelpedCheck(
                check=name,
                title=asked[name].rule.title if name in asked else name,
                answer=asked[name].verdict.state.value if name in asked else "",
            )
            for name in called.prompt.checks
        ),
    )


def annex_data(annex: Annex, *, title: str, of: str) -> dict[str, Any]:
    """The prompts as plain data."""
    return {
        "title": title,
        "of": of,
        "line": annex.line,
        "bidders_are_told": annex.told,
        "remark": annex.remark,
        "lists": {heading: list(lines) for heading, lines in annex.lists},
        "prompts": [_prompt_data(each, subject) for subject, prompts in annex.groups for each in prompts],
    }


def _prompt_data(view: PromptView, subject: str) -> dict[str, Any]:
    prompt = view.called.prompt
    return {
        "id": view.called.id,
        "pack": view.called.pack,
        "subject": subject,
        "title": prompt.title,
        "called_for_when": [each.value for each in prompt.when],
        "contract": view.called.contract,
        "notice": view.called.notice,
        "decide": list(prompt.decide),
        "why": prompt.why,
        "see": list(view.see),
        "checks": [{"check": each.check, "answer": each.answer} for each in view.checks],
        "sources": [
            {"kind": source.kind.value, "confidence": source.confidence.value, "text": str(source)}
            for source in prompt.sources
        ],
    }
