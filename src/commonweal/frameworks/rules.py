"""What packs define of checks and remarks: the texts of what is asked and said, with who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commonweal.record.errors import MisuseError
from commonweal.record.finding import Severity
from commonweal.record.source import Source


class Moment(StrEnum):
    """When in the commercial cycle a check is asked."""

    BEFORE_ENGAGEMENT = "before-market-engagement"
    BEFORE_NOTICE = "before-notice"
    BETWEEN_ROUNDS = "between-rounds"
    BEFORE_CONTRACT = "before-contract"
    AT_A_GATE = "at-a-gate"
    AT_THE_END = "at-the-end"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ")


class AskType(StrEnum):
    YES_NO = "yes-no"
    DATE = "date"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that only a person can answer. `after_design`: it can only be answered once a scheme exists."""

    question: str
    type: AskType


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The text of one check: what is asked of whom, when, and who says so. The predicate is code."""

    title: str
    severity: Severity
    moment: Moment
    design_controls: bool
    condition: str
    why: str
    remedy: str
    worked_example: str
    exclusions: str
    assumptions: str
    sources: tuple[Source, ...]
    asks: Mapping[str, Ask] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.sources:
            raise MisuseError(f"The check '{self.title}' names no source.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The text of what may be remarked of a published notice, and who says so. The condition itself is code.

    `harm`, 0 to 9, orders remarks of one severity: how much a bid may go wrong by it, in our judgement.
    """

    title: str
    severity: Severity
    harm: int
    condition: str
    why: str
    remedy: str
    worked_example: str
    exclusions: str
    assumptions: str
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise MisuseError(f"The remark '{self.title}' names no source.")
        if not 0 <= self.harm <= 9:
            raise MisuseError(f"The harm of the remark '{self.title}' runs from 0 to 9, not {self.harm}.")
