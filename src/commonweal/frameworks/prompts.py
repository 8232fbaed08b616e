"""What a pack of drafting prompts defines: what a lawyer is asked to draft, when, and why. Never contract wording."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source

# The line under every prompt, wherever it is shown.
PROMPT_LINE = "Prompt for a lawyer; not contract wording."
_FILL_IN = re.compile(r"\{([^{}]*)\}")


class Situation(StrEnum):
    """What a case is like where a prompt is called for."""

    GATE_INSIDE = "gate-inside"
    GATE_BETWEEN = "gate-between"
    ROUNDS = "rounds"
    TRIED_OUT = "tried-out"
    SCORED = "scored"
    ASKED = "asked"
    KPIS = "kpis"
    LEARNING = "learning"
    FOLLOWS = "follows"

    @property
    def words(self) -> str:
        return {
            Situation.GATE_INSIDE: "a gate lies inside the contract",
            Situation.GATE_BETWEEN: "stages are contracts of their own",
            Situation.ROUNDS: "bids are made in several rounds",
            Situation.TRIED_OUT: "something is tried out",
            Situation.SCORED: "social value is scored",
            Situation.ASKED: "social value is scored or asked for",
            Situation.KPIS: "the scheme sets KPIs",
            Situation.LEARNING: "learning is scored, asked for or bought",
            Situation.FOLLOWS: "something may follow outside the contract",
        }[self]


class PromptSubject(StrEnum):
    """What a prompt is about, in the order in which prompts are shown."""

    GATES = "gates"
    CHANGE = "change"
    COMMITMENTS = "commitments"
    MEASURING = "measuring"
    LEARNING = "learning"
    AROUND = "around"

    @property
    def words(self) -> str:
        return {
            PromptSubject.GATES: "Gates and stopping",
            PromptSubject.CHANGE: "What may change",
            PromptSubject.COMMITMENTS: "What the winner promised",
            PromptSubject.MEASURING: "Evidence, KPIs and ratings",
            PromptSubject.LEARNING: "What is learnt and made",
            PromptSubject.AROUND: "Before and after the contract",
        }[self]


class Listing(StrEnum):
    """What of the case is listed beside a prompt."""

    GATES = "gates"
    STAGES = "stages"
    CONTRACTS = "contracts"
    COMMITMENTS = "commitments"
    KPIS = "kpis"
    EVIDENCE = "evidence"
    LEARNING = "learning"

    @property
    def words(self) -> str:
        return {
            Listing.GATES: "Gates inside the contract",
            Listing.STAGES: "Stages",
            Listing.CONTRACTS: "Contracts",
            Listing.COMMITMENTS: "What is scored or asked for",
            Listing.KPIS: "KPIs",
            Listing.EVIDENCE: "Evidence",
            Listing.LEARNING: "Learning",
        }[self]


# What may be filled in from a case, the words for it where there is no case, and the situations that ensure it.
FILL_INS: Mapping[str, tuple[str, tuple[Situation, ...]]] = {
    "stages": ("the stages", ()),
    "gates": ("the gates, with their months", (Situation.GATE_INSIDE,)),
    "later_stages": ("the stages after the first gate", (Situation.GATE_INSIDE,)),
    "contracts": ("the contracts, one for each stage", (Situation.GATE_BETWEEN,)),
    "rounds": ("the rounds", (Situation.ROUNDS,)),
    "scored": ("the scored criteria", (Situation.SCORED,)),
    "asked": ("the things scored or asked for", (Situation.ASKED, Situation.SCORED)),
    "kpis": ("the KPIs", (Situation.KPIS,)),
    "learning": ("the criteria for learning", (Situation.LEARNING,)),
    "branches": ("what may follow", (Situation.FOLLOWS,)),
}
LISTED_WHERE: Mapping[Listing, tuple[Situation, ...]] = {
    Listing.STAGES: (),
    Listing.GATES: (Situation.GATE_INSIDE,),
    Listing.CONTRACTS: (Situation.GATE_BETWEEN,),
    Listing.COMMITMENTS: (Situation.ASKED, Situation.SCORED),
    Listing.KPIS: (Situation.KPIS,),
    Listing.EVIDENCE: (Situation.ASKED, Situation.SCORED),
    Listing.LEARNING: (Situation.LEARNING,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What to have drafted, and what must then stand in the notice too.

    It is called for where every situation in `when` holds. In `contract` and `notice`, {gates} and the like are filled
    in from the case. `checks` are the checks that it helps to meet.
    """

    title: str
    subject: PromptSubject
    when: tuple[Situation, ...]
    contract: str
    notice: str
    decide: tuple[str, ...]
    why: str
    sources: tuple[Source, ...]
    lists: tuple[Listing, ...] = ()
    checks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.when or not self.sources or not self.decide:
            raise MisuseError(f"The prompt '{self.title}' needs when, decide and sources.")
        for name in self.fill_ins:
            if name not in FILL_INS:
                raise MisuseError(f"Nothing is filled in for {{{name}}}.", remedy=f"Known are {', '.join(FILL_INS)}.")
            self._ensure(f"{{{name}}}", FILL_INS[name][1])
        for listing in self.lists:
            self._ensure(f"the list of {listing}", LISTED_WHERE[listing])

    @property
    def fill_ins(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_FILL_IN.findall(f"{self.contract} {self.notice}")))

    def _ensure(self, what: str, situations: tuple[Situation, ...]) -> None:
        """Whatever is filled in is there wherever the prompt is called for."""
        if situations and not set(situations) & set(self.when):
            raise MisuseError(
                f"The prompt '{self.title}' uses {what}, which not every case has.",
                remedy=f"Add {' or '.join(situations)} to its when.",
            )


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """The text with each fill-in replaced by its value."""
    return _FILL_IN.sub(lambda found: values[found[1]], text)
