"""The shapes of the API: people, packs, procurements and documents. Schemes and checks have theirs beside these."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from commonweal_web.api.v1.parameters import DocumentText, Line, StateName
from commonweal_web.api.v1.problems import DIGEST

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
    digest: str = Field(description=DIGEST)
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
