"""A whole scheme: what is assessed at each award decision, and what the contract then asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.procurement.procurement import Split
from commonweal.record.digest import digest
from commonweal.scheme.criterion import AdoptedCriterion, Deferral, QualityPart
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.placement import Place

# How a method of assessment says that a part of it is missing.
UNSTATED = "still to be stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardScheme:
    """The assessment of one award decision: price, quality and social value, totalling 100."""

    id: str
    title: str
    stages: tuple[str, ...]
    split: Split
    quality: tuple[QualityPart, ...]
    social_value: tuple[AdoptedCriterion, ...]
    methodology: str
    conflict: str = ""

    @property
    def total(self) -> Decimal:
        parts = [part.weighting for part in self.quality]
        parts += [criterion.weighting for criterion in self.social_value if criterion.weighting is not None]
        return self.split.price + sum(parts, Decimal(0))

    @property
    def lacks_method(self) -> bool:
        """Whether the method says of a part of itself that nobody has stated it."""
        return UNSTATED in self.methodology

    @property
    def lacks_disqualifying(self) -> bool:
        """Whether the part that nobody has stated is what disqualifies a bid."""
        return UNSTATED in self.methodology.rpartition("What disqualifies")[2]

    @property
    def unasked(self) -> tuple[QualityPart, ...]:
        """The quality criteria that count, whose question and scale nobody has stated."""
        return tuple(part for part in self.quality if part.question is None and part.weighting)

    @property
    def social_value_total(self) -> Decimal:
        return sum((each.weighting for each in self.social_value if each.weighting is not None), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """What evidence is due when, for whom, and what it decides."""

    criterion: str
    title: str
    stage: str
    month: Decimal
    what: str
    decides: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One version of a scheme. `edition` is the social value model it follows, empty where none applies.

    A published scheme never changes: an amendment is a new version that names its parent.
    """

    option: str
    edition: str
    awards: tuple[AwardScheme, ...]
    contract: tuple[AdoptedCriterion, ...]
    reporting: tuple[Kpi, ...]
    branches: tuple[AdoptedCriterion, ...]
    deferrals: tuple[Deferral, ...]
    evidence: tuple[EvidenceItem, ...]
    packs: Mapping[str, str]

    @property
    def scored(self) -> tuple[AdoptedCriterion, ...]:
        return tuple(criterion for award in self.awards for criterion in award.social_value)

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """Every KPI: of scored commitments, of criteria placed as KPIs, and of prescribed reporting."""
        placed = tuple(each.kpi for each in (*self.scored, *self.contract) if each.kpi is not None)
        return (*placed, *self.reporting)

    @property
    def everything(self) -> tuple[AdoptedCriterion, ...]:
        """Every criterion of the scheme: scored, in the contract, and outside it."""
        return (*self.scored, *self.contract, *self.branches)

    def placed_at(self, stage: str, place: Place) -> tuple[AdoptedCriterion, ...]:
        return tuple(each for each in self.everything if each.stage == stage and each.place is place)

    def digest(self) -> str:
        return digest(self)
