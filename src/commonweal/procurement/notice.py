"""What a published notice says, and where it says it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import Nature
from commonweal.procurement.regime import RegimeKind
from commonweal.quantities.money import Money

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(Generic[Value]):
    """A value as published: the path in the file, and the words when it was read from text."""

    value: Value
    where: str
    words: str = ""


class NoticeSource(StrEnum):
    """Where a notice was published, told by the prefix of its ocid."""

    FIND_A_TENDER = "find-a-tender"
    CONTRACTS_FINDER = "contracts-finder"
    PUBLIC_CONTRACTS_SCOTLAND = "public-contracts-scotland"
    SELL2WALES = "sell2wales"
    OTHER = "other"

    @property
    def words(self) -> str:
        return {
            NoticeSource.FIND_A_TENDER: "Find a Tender",
            NoticeSource.CONTRACTS_FINDER: "Contracts Finder",
            NoticeSource.PUBLIC_CONTRACTS_SCOTLAND: "Public Contracts Scotland",
            NoticeSource.SELL2WALES: "Sell2Wales",
            NoticeSource.OTHER: "another source",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedKpi:
    """A KPI that a contract is to be judged by, as published. `months`: how often it is reported, where stated."""

    title: str
    description: str
    where: str
    months: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedCriterion:
    """An award criterion as a notice states it. `weighting` is a percentage, None when it states none."""

    lot: str
    kind: str
    name: str
    description: str
    weighting: Decimal | None
    where: str
    weighting_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedLot:
    """A lot as published. Dates are the contract's; `last` includes every extension.

    `rival` is the sum stated beside `value` where the two cannot both be right.
    """

    id: str
    title: str
    description: str
    value: Money | None = None
    starts: date | None = None
    ends: date | None = None
    last: date | None = None
    options: str = ""
    renewal: str = ""
    rival: Money | None = None
    fewest_candidates: int | None = None
    most_candidates: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice, as it was published: read, not inferred. `warnings` say what could not be read.

    `announced` is the day on which the tender notice is to come; `updates` says that an earlier notice is replaced.
    `rival` is the sum stated beside `value` where the two cannot both be right. `legal_text` is what may tell the law
    that applies and says nothing of what is bought: additional information, where to bid, the authority's region.
    `law` is the law that its code names.
    `line` counts lines of the file, or releases of a package, from 1. `no_kpis_reason` is why a contract sets none.
    """

    ocid: str
    id: str
    kind: str
    published: date | None
    authority_name: str
    authority_kind: Said[AuthorityKind] | None
    regime: Said[RegimeKind] | None
    title: str
    description: str
    nature: Said[Nature] | None = None
    procedure: str = ""
    procedure_text: str = ""
    cpv: tuple[str, ...] = ()
    region: str = ""
    value: Said[Money] | None = None
    lots: tuple[PublishedLot, ...] = ()
    criteria: tuple[PublishedCriterion, ...] = ()
    criteria_text: tuple[Said[str], ...] = ()
    framework: bool = False
    risks: str = ""
    identifier: str = ""
    announced: Said[date] | None = None
    updates: bool = False
    other_text: tuple[Said[str], ...] = ()
    rival: Said[Money] | None = None
    legal_text: tuple[Said[str], ...] = ()
    law: str = ""
    source: NoticeSource = NoticeSource.OTHER
    line: int = 0
    kpis: tuple[PublishedKpi, ...] = ()
    no_kpis_reason: Said[str] | None = None
    dynamic_market: bool = False
    warnings: tuple[str, ...] = ()
