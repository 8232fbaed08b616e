"""What packs define: outcomes, criteria, measures, scales, rule texts, templates, patterns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from commonweal.procurement.mission import MissionShare
from commonweal.procurement.procurement import AwardStructure, DeliveryModel, Nature
from commonweal.procurement.stage import StageKind
from commonweal.quantities.belief import Belief
from commonweal.record.errors import MisuseError
from commonweal.record.finding import Severity
from commonweal.record.source import Source


class MeasureKind(StrEnum):
    EFFORT = "effort"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"
    LEARNING = "learning"
    CAPABILITY = "capability"

    @property
    def is_pure_count(self) -> bool:
        """Effort and output only count what was put in or handed over."""
        return self in {MeasureKind.EFFORT, MeasureKind.OUTPUT}


class SignalForm(StrEnum):
    DESCRIBED = "described"
    COUNT = "count"


def _share(name: str, value: Decimal) -> None:
    if not 0 <= value <= 1:
        raise MisuseError(f"{name} is a share from 0 to 1, not {value}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """How far a good deliverer and a poor one differ on a measure, by the moment it is judged.

    described: they differ by `gap` levels of a described scale, each read with error `reader_sd` (levels).
    count: a good one is expected to reach `per_million` units for each £1m of stage funding. What is counted comes in
    `lump`s (one person, one £50,000 package): lumps are negative binomial with variance m + `dispersion` m².
    A share `deadweight` would happen anyway, and a poor deliverer reaches `poor_share` of the good one's additional
    part.
    """

    form: SignalForm
    gap: Decimal | None = None
    reader_sd: Decimal | None = None
    per_million: Decimal | None = None
    dispersion: Decimal | None = None
    lump: Decimal = Decimal(1)
    deadweight: Decimal = Decimal(0)
    poor_share: Decimal = Decimal("0.5")

    def __post_init__(self) -> None:
        needed = {
            SignalForm.DESCRIBED: ("gap", "reader_sd"),
            SignalForm.COUNT: ("per_million", "dispersion"),
        }[self.form]
        for name in needed:
            value = getattr(self, name)
            if value is None or value < 0:
                raise MisuseError(f"A {self.form} signal needs {name}, zero or more.")
        if self.form is SignalForm.DESCRIBED and not self.reader_sd:
            raise MisuseError("A described signal needs a reader_sd above zero.")
        if self.lump <= 0:
            raise MisuseError("A lump is above zero.")
        _share("deadweight", self.deadweight)
        _share("poor_share", self.poor_share)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidSignal:
    """How far good and poor bids differ as read: `gap` levels, each read with error `reader_sd`. Gap 0: all say yes."""

    gap: Decimal
    reader_sd: Decimal
    because: str = ""

    def __post_init__(self) -> None:
        if self.gap < 0 or self.reader_sd <= 0:
            raise MisuseError("A bid signal needs a gap of zero or more and a reader_sd above zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours that a measure adds to what the contract asks anyway.

    `bid`: every bidder. `report_monthly` and `report_once`: the winner. `assess`: every assessor, every bid.
    """

    bid: Decimal
    report_monthly: Decimal
    report_once: Decimal
    assess: Decimal

    def __post_init__(self) -> None:
        if min(self.bid, self.report_monthly, self.report_once, self.assess) < 0:
            raise MisuseError("Hours are zero or more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FitProfile:
    """Everything the fit needs of a measure (method, section 5). All of it is judgement, and replaceable.

    `lag`: months from the activity's start until it shows. `window_months`: how long it must then be watched.
    `influence`: how far the supplier controls it, by stage kind. `pull`: the pull of padding against the pull of the
    real thing, g; `verified_share` of claims checked cuts it to g(1 - a).
    """

    lag: Belief
    window_months: Decimal
    influence: Mapping[StageKind, Decimal]
    signal: Signal
    bids: BidSignal
    pull: Decimal
    pull_because: str
    hours: Hours
    source: Source
    verified_share: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        missing = [kind.value for kind in StageKind if kind not in self.influence]
        if missing:
            raise MisuseError(f"influence is missing for {', '.join(missing)}.")
        for kind, value in self.influence.items():
            _share(f"influence in {kind}", value)
        _share("verified_share", self.verified_share)
        if self.window_months < 0 or self.pull < 0:
            raise MisuseError("window_months and pull are zero or more.")
        if not self.pull_because.strip():
            raise MisuseError("pull needs its reasoning: why padding is easy or hard here.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What is counted or described. `prescribed`: the edition makes its reporting come with the outcome."""

    title: str
    kind: MeasureKind
    unit: str
    source: Source
    fit: FitProfile
    splits: tuple[str, ...] = ()
    prescribed: bool = False
    how: str = ""


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
    """One thing about the procurement that decides a link. All that are stated must hold."""

    because: str
    circumstance: str = ""
    is_so: bool = True
    natures: tuple[Nature, ...] = ()
    delivery: tuple[DeliveryModel, ...] = ()
    stages: tuple[StageKind, ...] = ()
    cpv: tuple[str, ...] = ()


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
    """

    title: str
    outcome: str
    summary: str
    measures: tuple[str, ...]
    link: Link
    source: Source
    question: str = ""
    word_limit: int = 500
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


class Moment(StrEnum):
    """When in the commercial cycle a check is asked."""

    BEFORE_ENGAGEMENT = "before-market-engagement"
    BEFORE_NOTICE = "before-notice"
    BETWEEN_ROUNDS = "between-rounds"
    BEFORE_CONTRACT = "before-contract"
    AT_A_GATE = "at-a-gate"
    AT_THE_END = "at-the-end"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ")


class AskType(StrEnum):
    YES_NO = "yes-no"
    DATE = "date"
    TEXT = "text"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question that only a person can answer. `after_design`: it can only be answered once a scheme exists."""

    question: str
    type: AskType


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The text of one check: what is asked of whom, when, and who says so. The predicate is code."""

    title: str
    severity: Severity
    moment: Moment
    design_controls: bool
    condition: str
    why: str
    remedy: str
    worked_example: str
    exclusions: str
    assumptions: str
    sources: tuple[Source, ...]
    asks: Mapping[str, Ask] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.sources:
            raise MisuseError(f"The check '{self.title}' names no source.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The text of what may be remarked of a published notice, and who says so. The condition itself is code.

    `harm`, 0 to 9, orders remarks of one severity: how much a bid may go wrong by it, in our judgement.
    """

    title: str
    severity: Severity
    harm: int
    condition: str
    why: str
    remedy: str
    worked_example: str
    exclusions: str
    assumptions: str
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise MisuseError(f"The remark '{self.title}' names no source.")
        if not 0 <= self.harm <= 9:
            raise MisuseError(f"The harm of the remark '{self.title}' runs from 0 to 9, not {self.harm}.")


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
