"""What was read from a filled workbook, and what is wrong with it: every fault with its sheet, its cell, its mend."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.exchange.excel.response_outline import count_words
from commonweal.record.finding import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One fault of a filled workbook. A blocking one keeps that part from being taken; nothing else is lost by it."""

    severity: Severity
    sheet: str
    cell: str
    message: str
    remedy: str

    @property
    def where(self) -> str:
        return f"{self.sheet}, {self.cell}" if self.cell else self.sheet

    def __str__(self) -> str:
        return f"{self.where}: {self.message} {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadAnswer:
    """An answer by its question's key. `limit` is the scheme's, whatever the file says."""

    question: str
    title: str
    sheet: str
    paragraphs: tuple[str, ...]
    evidence: tuple[str, ...]
    limit: int | None

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def words(self) -> int:
        return sum(count_words(each) for each in self.paragraphs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCommitment:
    """A range as given; a part that could not be taken is None. `caused_share` is from 0 to 1."""

    key: str
    title: str
    stage: str
    unit: str
    low: Decimal | None = None
    likely: Decimal | None = None
    high: Decimal | None = None
    caused_share: Decimal | None = None
    assumption: str = ""

    @property
    def given(self) -> bool:
        return any(each is not None for each in (self.low, self.likely, self.high))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStop:
    """What a bidder says of a stop after one stage."""

    key: str
    stage: str
    kept: str
    undue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsePreview:
    """A response as it would be taken. Nothing is taken yet."""

    file: str
    digest: str
    bidder: str
    lot: str
    answers: tuple[ReadAnswer, ...]
    commitments: tuple[ReadCommitment, ...]
    stops: tuple[ReadStop, ...]
    troubles: tuple[Trouble, ...]

    @property
    def blocking(self) -> tuple[Trouble, ...]:
        return tuple(each for each in self.troubles if each.severity is Severity.BLOCKING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBid:
    """A bid as set up: its number, its bidder where named, whether it is assessed, its price."""

    number: int
    bidder: str
    assessed: bool
    why_not: str
    price: Decimal | None = None
    price_points: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadScore:
    """One evaluator's score of one bid on one criterion, by the criterion's key; None where none was given."""

    criterion: str
    bid: int
    evaluator: int
    score: Decimal | None
    strengths: str
    weaknesses: str
    where_in_bid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadModerated:
    """The score agreed of one bid on one criterion, with the reason."""

    criterion: str
    bid: int
    score: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEvaluator:
    """An evaluator by number, with whether conflicts are declared."""

    number: int
    name: str
    declared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardScores:
    """Everything entered for one award decision."""

    award: str
    title: str
    bids: tuple[ReadBid, ...]
    evaluators: tuple[ReadEvaluator, ...]
    scores: tuple[ReadScore, ...]
    moderated: tuple[ReadModerated, ...]
    tie_rule: str
    full_price: Decimal | None
    no_points_price: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresPreview:
    """A filled evaluation model as it would be taken."""

    file: str
    digest: str
    awards: tuple[AwardScores, ...]
    troubles: tuple[Trouble, ...]

    @property
    def blocking(self) -> tuple[Trouble, ...]:
        return tuple(each for each in self.troubles if each.severity is Severity.BLOCKING)
