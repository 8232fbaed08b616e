"""What is challenged: one award decision as bidders see it, whether from a scheme or read from a notice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.frameworks.measures import FitProfile, MeasureKind
from commonweal.procurement.procurement import Split
from commonweal.procurement.stage import Stage
from commonweal.scheme.criterion import QualityPart
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.question import ScaleLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetStage:
    """One stage that an award decision leads to: when it starts, in months, and the odds of reaching it (a share)."""

    stage: Stage
    starts: Decimal
    reach: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetCriterion:
    """One scored criterion of social value. `weighting` is percentage points of the whole mark.

    `pull` is g: the pull of padding against that of the real thing, checking already taken off. `profile` holds what
    the fit knows of the measure; None where no measure is known. Texts are empty where none is written; `word_limit`
    and `contract_known` tell of what is not known: a notice says nothing of word limits or of the contract's terms.
    """

    code: str
    title: str
    weighting: Decimal
    stage: str
    outcome: str
    kind: MeasureKind
    measure: str
    measure_title: str
    unit: str
    pull: float
    pull_because: str
    profile: FitProfile | None = None
    question: str = ""
    evidence: str = ""
    levels: tuple[ScaleLevel, ...] = ()
    word_limit: int | None = None
    condition: str = ""
    kpi: Kpi | None = None
    contract_known: bool = True

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that bidders read of it."""
        return tuple(
            text
            for text in (self.question, self.evidence, *(each.descriptor for each in self.levels), self.condition)
            if text
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One award decision. `pounds` is what is expected to be awarded, net of VAT; None where nobody has said.

    `least_weighting` is the fewest percentage points that a scored criterion may carry.
    """

    id: str
    title: str
    split: Split
    criteria: tuple[TargetCriterion, ...]
    quality: tuple[QualityPart, ...]
    stages: tuple[TargetStage, ...]
    bidders: int
    assessors: int
    least_weighting: Decimal
    pounds: Decimal | None = None

    @property
    def total(self) -> Decimal:
        """The weight of social value, in percentage points of the whole mark."""
        return sum((each.weighting for each in self.criteria), Decimal(0))

    @property
    def months(self) -> Decimal:
        """From the start of the contract to its end."""
        return max(each.starts + each.stage.months for each in self.stages)

    def criterion(self, code: str) -> TargetCriterion:
        return next(each for each in self.criteria if each.code == code)

    def stage(self, stage_id: str) -> TargetStage:
        return next(each for each in self.stages if each.stage.id == stage_id)
