"""The shapes of the API. What the command line gives with --json has the same names here."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from ninja import Header, Path, Schema
from pydantic import Field, StringConstraints

NO_NUL = r"^[^\x00]*$"
LONGEST_DOCUMENT = 2_000_000
MOST_NUMBER = 1_000_000
Line = Annotated[str, StringConstraints(max_length=300, pattern=NO_NUL)]
Text = Annotated[str, StringConstraints(max_length=4_000, pattern=NO_NUL)]
DocumentText = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_DOCUMENT, pattern=NO_NUL)]
Slug = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Number = Annotated[int, Field(ge=1, le=MOST_NUMBER)]
Money = Annotated[Decimal, Field(ge=0, le=Decimal(10) ** 15, decimal_places=2)]

# --- parameters -----------------------------------------------------------------------------------

Reference = Annotated[
    str,
    Path(
        description="The reference of the procurement, such as 7K3F9-QX2MD.",
        pattern=r"^[2-9A-HJ-NP-Z]{5}-[2-9A-HJ-NP-Z]{5}$",
        max_length=11,
    ),
]
IfMatch = Annotated[
    str,
    Header(
        alias="If-Match",
        description="The version that your change was made from, as ETag gave it; 409 if another came.",
        pattern=r'^(W/)?"?[0-9]{1,9}"?$',
        max_length=14,
    ),
]
OptionName = Literal["lighter", "balanced", "fuller"]
StateName = Literal["draft", "in-approval", "approved", "published", "amended", "closed"]


def version_of(if_match: str) -> int:
    """The number that If-Match names."""
    return int(if_match.removeprefix("W/").strip('"'))


# --- the person -----------------------------------------------------------------------------------


class OrganisationOut(Schema):
    id: str
    name: str
    is_supplier: bool


class TokenOut(Schema):
    """The token of this request."""

    name: str
    scopes: list[str]
    expires_at: datetime


class Me(Schema):
    """Who the token acts as, and what it may be used for."""

    id: str
    name: str
    email: str
    organisation: OrganisationOut
    roles: list[str] = Field(description="Roles in the organisation. Roles on a procurement stand with it.")
    permissions: list[str] = Field(description="What these roles allow, in the organisation.")
    token: TokenOut


# --- packs ----------------------------------------------------------------------------------------


class PackOut(Schema):
    """An edition of a policy, a law or a set of criteria."""

    pack: str
    edition: str
    title: str
    kind: str
    issuer: str
    status: str
    digest: str
    pending: list[str] = Field(description="Parts that are awaited, or that we have not seen.")
    lineage: list[dict[str, Any]] = Field(description="The overlays laid on it, with their reasons.")
    licensed: dict[str, Any] | None = Field(None, description="Whose values these are, if they may not be shown.")
    holds: dict[str, int] = Field(description="How many of each kind of part it holds.")


class PackWhole(PackOut):
    contents: dict[str, Any] = Field(description="Each part by its kind; of a licensed edition, none.")


class Criteria(Schema):
    items: list[dict[str, Any]] = Field(description="Each with its code, title, and all that the edition says of it.")


class PacksOut(Schema):
    items: list[PackOut]


# --- cases ----------------------------------------------------------------------------------------


class CaseLine(Schema):
    """A procurement as a list shows it."""

    reference: str
    title: str
    organisation: str
    state: StateName
    version: int
    commencement: date | None
    value: Decimal | None = Field(description="Pounds including VAT, as far as it is known.")
    started_at: datetime
    changed_at: datetime
    roles: list[str] = Field(description="Your roles on it.")


class Cases(Schema):
    items: list[CaseLine]
    count: int = Field(description="How many there are in all.")
    limit: int
    offset: int


class CaseOut(CaseLine):
    """A procurement, what you may do with it now, and how far it is described."""

    permissions: list[str] = Field(description="What your roles and its state together allow now.")
    digest: str = Field(description="SHA-256 of the canonical JSON of the document's text.")
    missing: list[str] = Field(description="Sections that still lack something without which it is no whole case.")
    problem: str = Field(description="What keeps a document with nothing missing from being read; mostly empty.")


class NewCase(Schema, extra="forbid"):
    """Either a title alone, to describe the procurement in the service, or the text of a case.yaml."""

    title: Line | None = Field(None, examples=["Imaging triage pilot"])
    document: DocumentText | None = Field(None, description="The text of case.yaml.")


class NewDocument(Schema, extra="forbid"):
    text: DocumentText = Field(description="The text of case.yaml, whole.")


class DocumentOut(Schema):
    """What a procurement says: as text, word for word, and as data."""

    version: int
    digest: str
    text: str
    data: dict[str, Any]


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


# --- documents ------------------------------------------------------------------------------------


class DocumentLineOut(Schema):
    """A document that can be taken, or asked for first."""

    kind: str
    of: str
    title: str
    says: str
    media: str
    for_bidders: bool
    state: Literal["at-once", "not-made", "waiting", "ready", "failed"]
    digest: str = Field(description="SHA-256 of the file, once it is made.")
    problem: str


class Documents(Schema):
    items: list[DocumentLineOut]
