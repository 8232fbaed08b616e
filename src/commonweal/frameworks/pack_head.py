"""What pack.yaml says: who issued an edition, whom it binds and when, and what it asks of a scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.frameworks.definitions import SubCriterion
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.procurement import check_circumstance
from commonweal.procurement.regime import RegimeKind
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


class PackKind(StrEnum):
    SOCIAL_VALUE_MODEL = "social-value-model"
    LAW = "law"
    CRITERIA = "criteria"
    MISSIONS = "missions"
    READING = "reading"
    APPRAISAL = "appraisal"
    NOTICES = "notices"
    CROSSWALK = "crosswalk"
    VALUES = "values"
    PROMPTS = "prompts"
    REVIEW = "review"
    CHALLENGE = "challenge"


class Status(StrEnum):
    IN_FORCE = "in-force"
    DRAFT = "draft"
    SUPERSEDED = "superseded"


class FloorBase(StrEnum):
    TOTAL = "total"
    NON_PRICE = "non-price"


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorBand:
    """A least weighting by value including VAT: from (inclusive), below (exclusive). A share of the base."""

    share: Decimal
    source: Source
    from_pounds: Decimal = Decimal(0)
    below_pounds: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discretion:
    """A regime in which an edition is optional: for the bodies named, or for all where none is.

    `unsure_authorities`: of their contracts some are optional and some not, and the case does not say which.
    """

    regime: RegimeKind
    authorities: tuple[AuthorityKind, ...] = ()
    unsure_authorities: tuple[AuthorityKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Contracts that an edition leaves out: the circumstance that tells, and the words for them."""

    circumstance: str
    words: str

    def __post_init__(self) -> None:
        check_circumstance(self.circumstance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applies:
    """When an edition binds, and whom. Decided by the day the procurement commences, never by today's.

    From `optional_from` to the day before `mandatory_from` an authority could choose it or the edition before it.
    `unsure_regimes`: how the edition treats them was not seen.
    """

    authorities: tuple[AuthorityKind, ...]
    unsure_authorities: tuple[AuthorityKind, ...]
    regimes: tuple[RegimeKind, ...]
    mandatory_from: date
    source: Source
    optional_from: date | None = None
    mandatory_until: date | None = None
    least_pounds: Decimal | None = None
    not_for: tuple[AuthorityKind, ...] = ()
    discretionary: tuple[Discretion, ...] = ()
    unsure_regimes: tuple[RegimeKind, ...] = ()
    leaves_out: tuple[LeftOut, ...] = ()
    early_adoption: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRules:
    """What an edition asks of a scheme."""

    floors: tuple[FloorBand, ...]
    base: FloorBase
    absolute_base: FloorBase
    base_source: Source
    recommended_outcomes: int | None = None
    outcomes_source: Source | None = None
    commitments_in_contract: bool = False
    commitments_source: Source | None = None
    kpis_from_pounds: Decimal | None = None
    least_kpis: int = 0
    kpis_source: Source | None = None
    exception: str = ""
    exception_source: Source | None = None
    prescribed_reporting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Licensed:
    """Whose values these are, and who confirmed, when, that a licence allows their use here.

    The figures of such a pack are computed with and never shown: only their number and the digests leave.
    `file_digest` is of the file that they were read from.
    """

    publisher: str
    confirmed_by: str
    confirmed_on: date
    file_digest: str

    def __post_init__(self) -> None:
        if not self.confirmed_by.strip():
            raise MisuseError("A licence is confirmed by a named person.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackHead:
    """What pack.yaml says. `follows` is the pack it took over from, `follows_label` what people call that.

    `by_name_only`: its outcomes and criteria are named so that they can be referred to, and no more of it is held.
    """

    title: str
    kind: PackKind
    issuer: str
    status: Status
    published: date
    summary: str
    licence: str
    sources: Mapping[str, Source]
    attribution: str = ""
    follows: str = ""
    follows_label: str = ""
    pending: tuple[str, ...] = ()
    applies: Applies | None = None
    rules: EditionRules | None = None
    question: str = ""
    standing: tuple[SubCriterion, ...] = ()
    scale: str = ""
    code_label: str = ""
    by_name_only: bool = False
    licensed: Licensed | None = None

    @property
    def label(self) -> str:
        """What the pack is called where room is short; its title where it has no label."""
        return self.code_label or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """An overlay that made this edition from another."""

    overlay: str
    on_digest: str
    reasons: tuple[str, ...]
