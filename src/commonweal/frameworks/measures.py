"""What packs define of measures: their kinds, and everything that the fit needs of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.procurement.stage import StageKind
from commonweal.quantities.belief import Belief
from commonweal.record.errors import MisuseError
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
