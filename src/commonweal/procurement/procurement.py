"""The procurement: what is bought, from whom it may be bought, in which stages."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum

from commonweal.procurement.authority import Authority
from commonweal.procurement.lot import Lot
from commonweal.procurement.regime import Regime
from commonweal.procurement.round import Round, RoundKind
from commonweal.procurement.stage import Stage
from commonweal.quantities.money import Money
from commonweal.record.errors import MisuseError


class Nature(StrEnum):
    GOODS = "goods"
    SERVICES = "services"
    WORKS = "works"
    UNKNOWN = "unknown"


class DeliveryModel(StrEnum):
    PILOT = "pilot"
    SANDBOX = "sandbox"
    STAGED_FUNDING = "staged-funding"
    CHALLENGE = "challenge"
    RESEARCH = "research"
    CALL_OFF = "call-off"
    CONVENTIONAL = "conventional"

    @property
    def is_experimental(self) -> bool:
        return self not in {DeliveryModel.CALL_OFF, DeliveryModel.CONVENTIONAL}


class AwardStructure(StrEnum):
    """Where a stage's criteria can live (method, section 5)."""

    ONE_CONTRACT = "one-contract"
    ROUNDS = "rounds"
    CONTRACT_PER_STAGE = "contract-per-stage"
    FRAMEWORK = "framework"
    CALL_OFF = "call-off"

    @property
    def words(self) -> str:
        return {
            AwardStructure.ONE_CONTRACT: "one contract",
            AwardStructure.ROUNDS: "one flexible procedure in rounds",
            AwardStructure.CONTRACT_PER_STAGE: "a contract for each stage",
            AwardStructure.FRAMEWORK: "a framework",
            AwardStructure.CALL_OFF: "a call-off",
        }[self]


class PriceMethod(StrEnum):
    """How price and quality meet. The first two are absolute: there is no price weighting of their own."""

    PRICE_PER_QUALITY_POINT = "price-per-quality-point"
    VALUE_INDEX = "value-for-money-index"
    LOWEST_RATIO = "lowest-ratio"
    LINEAR = "linear"
    FIXED_POINT = "fixed-point"
    UNSTATED = "unstated"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ")

    @property
    def is_absolute(self) -> bool:
        return self in {PriceMethod.PRICE_PER_QUALITY_POINT, PriceMethod.VALUE_INDEX}


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """How the 100% of an award decision divides. Under an absolute price method, price is 0."""

    price: Decimal
    quality: Decimal
    social_value: Decimal
    method: PriceMethod = PriceMethod.UNSTATED

    def __post_init__(self) -> None:
        parts = (self.price, self.quality, self.social_value)
        if any(part < 0 or part != part.quantize(Decimal("0.01")) for part in parts):
            raise MisuseError("Each part of the split is zero or more, with two decimals at most.")
        if sum(parts) != 100:
            raise MisuseError(
                f"The split adds up to {sum(parts)}%, not 100%.",
                remedy="Change price, quality or social value.",
            )
        if self.method.is_absolute and self.price:
            raise MisuseError(f"Under {self.method} price has no weighting of its own: state price: 0.")

    @property
    def non_price(self) -> Decimal:
        return self.quality + self.social_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Facts that decide whether a criterion relates to the subject matter. None: nobody has said yet."""

    research: bool | None = None
    digital: bool | None = None
    clinical: bool | None = None
    people_take_part: bool | None = None
    personal_data: bool | None = None
    physical_product: bool | None = None
    local_community: bool | None = None
    labour_intensive: bool | None = None
    energy_or_materials: bool | None = None
    supply_chain: bool | None = None
    suppliers_mostly_small: bool | None = None
    follow_on_intended: bool | None = None
    pilot_participants_may_bid: bool | None = None
    delivered_overseas: bool | None = None


def check_circumstance(name: str) -> None:
    """Refuse a circumstance that nobody could state."""
    known = [each.name for each in fields(Circumstances)]
    if name not in known:
        raise MisuseError(f"There is no circumstance '{name}'.", remedy=f"Known are {', '.join(known)}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """An amount beyond the stages: an option, an extension, a fee, payments to those who take part.

    With no amount nobody knows it, and so nobody knows the legal value.
    """

    what: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commencement:
    """The day on which the procurement commences (its first notice, as SI 2025/1200 reg 3 counts), or is to."""

    on: date
    planned: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Procurement:
    """One procurement, checked once.

    `declared_value` is a whole-life maximum somebody has stated; the legal value is never below it.
    `separate_reason` is the recorded good reason for valuing separately let stages apart (Sch 3 para 4).
    `framework_criteria` bound a call-off (s.46(8)-(9)).
    """

    title: str
    authority: Authority
    stages: tuple[Stage, ...]
    award_structure: AwardStructure
    delivery_model: DeliveryModel
    regime: Regime = field(default_factory=Regime)
    nature: Nature = Nature.UNKNOWN
    description: str = ""
    cpv: tuple[str, ...] = ()
    commencement: Commencement | None = None
    declared_value: Money | None = None
    extras: tuple[Extra, ...] = ()
    separate_reason: str = ""
    lots: tuple[Lot, ...] = ()
    rounds: tuple[Round, ...] = ()
    split: Split | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)
    missions: tuple[str, ...] = ()
    framework_criteria: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise MisuseError("The procurement needs a title.")
        if not any(stage.under_contract for stage in self.stages):
            raise MisuseError("The procurement needs at least one stage under contract.")
        for what, ids in (
            ("stage", [stage.id for stage in self.stages]),
            ("lot", [lot.id for lot in self.lots]),
            ("round", [each.id for each in self.rounds]),
        ):
            twice = sorted({one for one in ids if ids.count(one) > 1})
            if twice:
                raise MisuseError(f"Two {what}s share the id '{twice[0]}'.")
        first_outside = next((i for i, stage in enumerate(self.stages) if not stage.under_contract), len(self.stages))
        if any(stage.under_contract for stage in self.stages[first_outside:]):
            raise MisuseError("Stages outside the contract come last: they are branches, not steps on the way.")
        if any(code and (not code[:8].isdigit() or len(code) < 8) for code in self.cpv):
            raise MisuseError("A CPV code has eight digits, such as 73100000.")
        finals = [each for each in self.rounds if each.kind is RoundKind.FINAL]
        if self.rounds and (len(finals) != 1 or self.rounds[-1].kind is not RoundKind.FINAL):
            raise MisuseError("Rounds end with one final round.")

    @property
    def stage_titles(self) -> dict[str, str]:
        """The titles of all stages by id, in their order."""
        return {stage.id: stage.title for stage in self.stages}

    @property
    def contract_stages(self) -> tuple[Stage, ...]:
        """The stages that this procurement buys."""
        return tuple(stage for stage in self.stages if stage.under_contract)

    @property
    def gated_stages(self) -> tuple[Stage, ...]:
        """Stages that end in a gate and are followed by another stage of the same contract."""
        if self.award_structure is AwardStructure.CONTRACT_PER_STAGE:
            return ()
        return tuple(stage for stage in self.contract_stages[:-1] if stage.gate)

    def stage(self, stage_id: str) -> Stage:
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        known = ", ".join(stage.id for stage in self.stages)
        raise MisuseError(f"There is no stage '{stage_id}'.", remedy=f"The stages are {known}.")
