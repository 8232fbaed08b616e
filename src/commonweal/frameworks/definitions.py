"""What packs define: outcomes, criteria, measures, scales, rule texts, templates, patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from commonweal.procurement.case import USUAL_WORDS
from commonweal.procurement.mission import MissionShare
from commonweal.procurement.procurement import AwardStructure, DeliveryModel, Nature, check_circumstance
from commonweal.procurement.stage import StageKind
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


class Limb(StrEnum):
    """Where the link to the subject matter hangs (Procurement Act 2023 s.23(5)-(6))."""

    LIFE_CYCLE = "life-cycle"
    HOW_SUPPLIED = "how-supplied"
    STAFF = "staff"
    VALUE = "value-for-money"
    LIGHT_TOUCH = "light-touch"

    @property
    def words(self) -> str:
        return {
            Limb.LIFE_CYCLE: "a stage of production, trading or the life cycle (s.23(5)(a))",
            Limb.HOW_SUPPLIED: "how or when it is supplied (s.23(5)(b))",
            Limb.STAFF: "the qualifications, experience, ability, management or organisation of staff, where that "
            "is material (s.23(5)(c))",
            Limb.VALUE: "price, other costs or value for money (s.23(5)(d))",
            Limb.LIGHT_TOUCH: "the views and needs of those who receive a light touch service (s.23(6))",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCondition:
    """One thing about the procurement that decides a link. All that are stated must hold.

    `unless` names circumstances: where one of them is said to be so, the condition does not hold.
    """

    because: str
    circumstance: str = ""
    is_so: bool = True
    unless: tuple[str, ...] = ()
    natures: tuple[Nature, ...] = ()
    delivery: tuple[DeliveryModel, ...] = ()
    stages: tuple[StageKind, ...] = ()
    cpv: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in filter(None, (self.circumstance, *self.unless)):
            check_circumstance(each)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The draft of why a criterion relates to the subject matter, and when it does not.

    `source` says whose draft that is; left out, it is the judgement that the pack declares as its own.
    """

    limb: Limb
    statement: str
    related_when: tuple[LinkCondition, ...]
    unrelated_when: tuple[LinkCondition, ...] = ()
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A criterion of an official edition that this one may refine."""

    pack: str
    criterion: str
    because: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Additionality:
    """The split between what is contracted and what spills over. A person must say which."""

    question: str
    deliverable: str
    spillover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubCriterion:
    """A part that is explained on its own in each assessment summary (Regs reg 31)."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiTemplate:
    """A KPI for the contract: bands are numbers of the measure's unit or levels of the scale, high to low.

    `good`, `approaching`, `improvement` are the lowest values that earn each statutory rating; below the last is
    inadequate. On a described scale they are levels; for counts they are shares of the target.
    `source` says whose bands they are; left out, it is the judgement that the pack declares as its own.
    """

    title: str
    frequency_months: int
    good: Decimal
    approaching: Decimal
    improvement: Decimal
    owner: str = "contract manager"
    source: Source | None = None

    def __post_init__(self) -> None:
        if not self.good > self.approaching > self.improvement > 0:
            raise MisuseError(f"The bands of KPI '{self.title}' must fall from good to improvement.")
        if self.frequency_months < 1:
            raise MisuseError(f"KPI '{self.title}' needs a frequency of at least one month.")

    @property
    def in_levels(self) -> bool:
        """Whether the bands are levels of a scale: nothing above its target is asked of a share."""
        return self.good > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion as a pack defines it. Adopted into a scheme it gets a place, a stage and a weighting.

    `levels` describe each point of the scale. `good_evidence` says what convinces, by stage kind.
    `outside_contract`: it happens after the contract, so it is only ever a conditional branch.
    `protects_when`: where one of these holds people are exposed, and it is asked for however likely the stage is.
    """

    title: str
    outcome: str
    summary: str
    measures: tuple[str, ...]
    link: Link
    source: Source
    question: str = ""
    word_limit: int = USUAL_WORDS
    good_evidence: Mapping[StageKind, str] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    sub_criteria: tuple[SubCriterion, ...] = ()
    homes: tuple[Home, ...] = ()
    additionality: Additionality | None = None
    missions: tuple[MissionShare, ...] = ()
    early_sign: str = ""
    condition: str = ""
    kpi: KpiTemplate | None = None
    outside_contract: bool = False
    protects_when: tuple[LinkCondition, ...] = ()

    def __post_init__(self) -> None:
        if not self.measures:
            raise MisuseError(f"Criterion '{self.title}' names no measure.")
        if len(self.summary) > 300:
            raise MisuseError(f"The summary of '{self.title}' is longer than 300 characters.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What an edition groups criteria under. `number` is the edition's own.

    `theme` is what an edition without missions groups its outcomes under.
    """

    title: str
    source: Source
    number: str = ""
    mission: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    points: Decimal
    label: str
    descriptor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """A scale of scores, lowest first."""

    title: str
    levels: tuple[Level, ...]
    source: Source

    def __post_init__(self) -> None:
        points = [level.points for level in self.levels]
        if len(points) < 2 or points != sorted(set(points)):
            raise MisuseError(f"Scale '{self.title}' needs at least two levels, points rising.")

    @property
    def maximum(self) -> Decimal:
        return self.levels[-1].points


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateStage:
    id: str
    title: str
    kind: StageKind
    months: Decimal
    gate: bool = True
    under_contract: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A start that is not a blank page: the usual stages of a kind of procurement."""

    title: str
    summary: str
    delivery_model: DeliveryModel
    award_structure: AwardStructure
    price: Decimal
    quality: Decimal
    social_value: Decimal
    stages: tuple[TemplateStage, ...]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Words that tell something about a procurement. Regular expressions, case ignored.

    `weight` orders rivals for one subject: the greater total wins. `not_when` cancels a match whose words it matches.
    """

    subject: str
    value: str
    words: tuple[str, ...]
    source: Source
    weight: Decimal = Decimal(1)
    not_when: tuple[str, ...] = ()
