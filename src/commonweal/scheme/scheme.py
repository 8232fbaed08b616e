"""A whole scheme: what is assessed at each award decision, and what the contract then asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.record.digest import CAME_LATER, digest
from commonweal.scheme.criterion import AdoptedCriterion, Deferral, QualityPart
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.placement import Place

# How a method of assessment says that nobody has stated what disqualifies a bid: its last sentence then.
OPEN_DISQUALIFYING = "What disqualifies a bid is still to be stated."


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardScheme:
    """The assessment of one award decision: price, quality and social value, totalling 100.

    `states_disqualifying` says whether the method states what disqualifies a bid; None in schemes that were adopted
    before it was recorded, of which the last sentence of the method tells.
    """

    id: str
    title: str
    stages: tuple[str, ...]
    split: Split
    quality: tuple[QualityPart, ...]
    social_value: tuple[AdoptedCriterion, ...]
    methodology: str
    conflict: str = ""
    states_disqualifying: bool | None = field(default=None, metadata=CAME_LATER)

    @property
    def total(self) -> Decimal:
        parts = [part.weighting for part in self.quality]
        parts += [criterion.weighting for criterion in self.social_value if criterion.weighting is not None]
        return self.split.price + sum(parts, Decimal(0))

    @property
    def lacks_method(self) -> bool:
        """Whether nobody has stated a part of the method: how price earns its points, or what disqualifies a bid."""
        return self.split.method is PriceMethod.UNSTATED or self.lacks_disqualifying

    @property
    def lacks_disqualifying(self) -> bool:
        """Whether nobody has stated what disqualifies a bid."""
        if self.states_disqualifying is None:
            return self.methodology.endswith(OPEN_DISQUALIFYING)
        return not self.states_disqualifying

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
