"""The shapes of what is designed, checked and published. The command line's --json has the same names."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from commonweal_web.api.v1.parameters import NO_NUL, Slug, Text

# --- schemes --------------------------------------------------------------------------------------


class FindingOut(Schema):
    code: str
    severity: str
    where: str
    message: str
    remedy: str
    sources: list[str]


class CheckAnswerOut(Schema):
    """How a check stands on a proposal."""

    check: str
    pack: str
    title: str
    severity: str
    moment: str
    state: str
    message: str
    where: str
    questions: dict[str, str]
    remedy: str
    sources: list[str]


class WhyNotOut(Schema):
    criterion: str
    stage: str
    ruling: str
    because: str
    mend: str
    factors: dict[str, float]


class StageHours(Schema):
    stage: str
    hours: float
    limit: float


class FieldHours(Schema):
    award_decision: str
    hours: float
    limit: float
    share_of_sum_awarded: float


class OptionOut(Schema):
    """One proposal, as the command line gives it."""

    option: str
    same_as: str | None
    summary: str
    worth_share: float
    scheme: dict[str, Any]
    prescribed_reporting: dict[str, Any] | None
    winner_hours: list[StageHours]
    field_hours: list[FieldHours]
    findings: list[FindingOut]
    checks: list[CheckAnswerOut]
    prompts: list[str]
    why_not: list[WhyNotOut]


class EditionOut(Schema):
    standing: str
    pack: str | None
    because: str
    least_share: str | None
    base: str
    candidates: list[str]


class ValueOut(Schema):
    lowest: str | None
    highest: str | None
    expected: str | None
    aggregated: bool


class Proposals(Schema):
    """The three proposals, as `commonweal design --json` gives them."""

    title: str
    edition: EditionOut
    value: ValueOut
    findings: list[FindingOut]
    options: list[OptionOut]
    sensitivity: dict[str, Any] | None
    assumptions: list[dict[str, Any]]
    packs: dict[str, str]


class PlacedOut(Schema):
    stage: str
    place: str
    weighting: str


class RulingOut(Schema):
    stage: str
    ruling: str
    because: str
    mend: str


class ForcedOut(Schema):
    stage: str
    place: str
    worth_lost_share: float
    hours_added: float
    gave: list[str]
    refused: str


class Explained(Schema):
    """Where a criterion stands in a proposal, stage by stage, and why."""

    criterion: str
    title: str
    option: str
    placed: list[PlacedOut]
    why_not: list[RulingOut]
    factors: dict[str, dict[str, float]]
    forcing: list[ForcedOut]


class MendOut(Schema):
    """A mend by its short name. One that is not adoptable is done by hand; its effect is not computed then."""

    name: str
    title: str
    adoptable: bool
    effect: dict[str, Any] | None


class LeakOut(Schema):
    """A leak by its short name, with its mends; `harm` is in points of the whole mark."""

    name: str
    attack: str
    award: str
    criterion: str
    stage: str
    finding: str
    harm: str
    best: str | None
    mends: list[MendOut]


class ChallengeOut(Schema):
    """A scheme, challenged, as `commonweal challenge --json` gives it. Not for bidders."""

    title: str
    option: str
    version: int | None
    forecast: bool
    verdict: str
    finding: list[str]
    leaks: list[LeakOut]
    awards: list[dict[str, Any]]
    scheme: str
    pack: str
    seed: int


class SchemeLine(Schema):
    """An adopted scheme. People are named by their id."""

    number: int
    option: str
    digest: str
    case_version: int
    reason: str
    adopted_at: datetime
    adopted_by: str
    approved_at: datetime | None
    published_at: datetime | None


class Schemes(Schema):
    items: list[SchemeLine]


class SchemeOut(SchemeLine):
    scheme: dict[str, Any]


class PublicationLine(Schema):
    """A published version; the document `scheme` of it is the very bytes of the digest."""

    number: int
    scheme: int = Field(description="The number of the adopted scheme.")
    parent: int | None
    digest: str
    published_at: datetime


class Publications(Schema):
    items: list[PublicationLine]


class PublicationOut(PublicationLine):
    content: dict[str, Any] = Field(description="What bidders may see.")


# --- checks ---------------------------------------------------------------------------------------


class QuestionOut(Schema):
    key: str
    question: str
    type: Literal["yes-no", "date", "text", "number"]
    answer: bool | str | None = Field(description="Yes or no; else text: a date as 2027-03-27, a number as 12.50.")
    open: bool


class CheckOut(Schema):
    """A check of a case, with its questions and the answers given."""

    check: str
    pack: str
    title: str
    severity: str
    moment: str
    state: Literal["met", "not met", "not answered", "unknown", "does not apply"]
    message: str
    where: str
    questions: list[QuestionOut]
    remedy: str
    sources: list[str]
    stops_design: bool
    stops_publication: bool
    adopts_reasons: bool = Field(description="It is met by a person who adopts the draft reasons as the authority's.")
    assigned_to: str | None = Field(description="The id of the person who is to answer it.")
    due_on: date | None


class Checks(Schema):
    """Findings of the design and every check, of the version named."""

    version: int
    findings: list[FindingOut]
    checks: list[CheckOut]


class DraftReasonOut(Schema):
    criterion: str
    stage: str
    text: str


class CheckWhole(CheckOut):
    version: int
    condition: str
    why: str
    reasons: list[DraftReasonOut] = Field(description="Drafts of ours: the authority's own only once adopted.")
    reasons_digits: str = Field(description="Says which drafts these are; adopting names it.")


class Answers(Schema, extra="forbid"):
    """Answers by their question; what is left out stays as it is, null takes an answer back."""

    answers: dict[
        Slug | Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9_]+$")], bool | Text | None
    ] = Field(min_length=1, max_length=50, examples=[{"considered": True, "prepared_on": "2027-03-27"}])


class AdoptedReasons(Schema, extra="forbid"):
    digits: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=NO_NUL)] = Field(
        description="`reasons_digits` of the check as you read it."
    )
