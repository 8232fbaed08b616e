"""One procurement from first idea to last gate: what people have said, decided and assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.procurement.procurement import Procurement
from commonweal.record.errors import MisuseError

# What a person may answer to a check's question. Text holds reasons and statements.
Answer = bool | int | Decimal | date | str
# Levels of a scale of scores, 0 to 5; an answer's length in words, where nobody has said and at the most.
LEVELS, USUAL_WORDS, MOST_WORDS = 6, 500, 20_000
MOST_IMPORTANCE = 5


class DecisionKind(StrEnum):
    """What a person decided, against or beyond advice. Each needs a reason."""

    ADOPT = "adopt"
    INSIST = "insist"
    FORCE = "force"
    EXCLUDE = "exclude"
    LINK = "link"
    ADDITIONALITY = "additionality"
    FACTOR = "factor"
    WEIGHTING = "weighting"
    EDITION = "edition"
    OUTCOME = "outcome"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a named person.

    insist, exclude: `subject` is a criterion. force: also `stage` (and `value`: scored or condition).
    link: `value` is yes or no, `reason` states the link. additionality: `value` is deliverable or spillover.
    factor: `subject` is CRITERION.FACTOR and `value` a share. weighting: `value` is a percentage.
    edition: `subject` is a pack or none. outcome: `subject` is the outcome, `stage` the award decision.
    wording: `subject` is CRITERION.PART (title, question, evidence, condition, level-3) and `value` the text.
    adopt: `subject` is the option, `value` the scheme's digest.
    """

    kind: DecisionKind
    subject: str
    reason: str
    by: str
    on: date
    value: str = ""
    stage: str = ""

    def stands_for(self, other: Decision) -> bool:
        """Whether this decision takes the other's place: of one kind and subject at one stage, and never an adoption.

        A subject may be written in full or by its last part. An edition is one matter whatever its subject.
        """
        if self.kind is not other.kind or self.kind is DecisionKind.ADOPT or self.stage != other.stage:
            return False
        return self.kind is DecisionKind.EDITION or _last_part(self.subject) == _last_part(other.subject)

    def __post_init__(self) -> None:
        for name in ("subject", "reason", "by"):
            if not getattr(self, name).strip():
                raise MisuseError(f"The decision '{self.kind} {self.subject}' needs its {name}.")


def _last_part(subject: str) -> str:
    return subject.rpartition("/")[2].lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A decision that no longer holds, with the reason, person and day of its withdrawal. It is kept, and bears on
    nothing."""

    decision: Decision
    reason: str
    by: str
    on: date

    def __post_init__(self) -> None:
        for name in ("reason", "by"):
            if not getattr(self, name).strip():
                raise MisuseError(f"The withdrawal of '{self.decision.kind} {self.decision.subject}' needs its {name}.")
        if self.decision.kind is DecisionKind.ADOPT:
            raise MisuseError("An adoption is not withdrawn.", remedy="Adopt another option: a new version.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A value taken because nobody has said: why, and the words and place it was read from, if any."""

    subject: str
    value: str
    because: str
    words: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Importance:
    """How much an outcome or a mission matters to the authority, 0 to 5. Unsaid is as the design's settings have it."""

    outcomes: Mapping[str, int] = field(default_factory=dict)
    missions: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, value in {**self.outcomes, **self.missions}.items():
            if not 0 <= value <= MOST_IMPORTANCE:
                raise MisuseError(f"The importance of '{name}' runs from 0 to {MOST_IMPORTANCE}, not {value}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityCriterion:
    """A quality criterion that the authority brings itself.

    `evidence` says what convinces. `levels` says what earns each score from 0 to 5; left out, a usual scale is taken.
    """

    title: str
    weighting: Decimal
    question: str = ""
    word_limit: int = USUAL_WORDS
    evidence: str = ""
    levels: tuple[str, ...] = ()
    sub_criteria: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.levels) not in {0, LEVELS}:
            raise MisuseError(
                f"'{self.title}' describes {len(self.levels)} levels.",
                remedy=f"Describe all {LEVELS}, from 0 to {LEVELS - 1}, or none: a usual scale is then taken.",
            )
        if not 1 <= self.word_limit <= MOST_WORDS:
            raise MisuseError(f"'{self.title}' allows {self.word_limit} words.", remedy=f"Say 1 to {MOST_WORDS}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A procurement with everything said about it. `answers` are by check, then by the check's question."""

    procurement: Procurement
    importance: Importance = field(default_factory=Importance)
    quality: tuple[QualityCriterion, ...] = ()
    answers: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    notices: tuple[str, ...] = ()

    def decided(self, kind: DecisionKind) -> tuple[Decision, ...]:
        return tuple(decision for decision in self.decisions if decision.kind is kind)

    def answer(self, check: str, question: str) -> Answer | None:
        return self.answers.get(check, {}).get(question)

    def with_decisions(self, decisions: tuple[Decision, ...]) -> Case:
        """The case with decisions added, and those whose place they take away."""
        kept = tuple(each for each in self.decisions if not any(new.stands_for(each) for new in decisions))
        return replace(self, decisions=(*kept, *decisions))
