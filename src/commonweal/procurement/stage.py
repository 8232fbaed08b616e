"""Stages of development and the gates after them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.quantities.money import Money
from commonweal.record.errors import MisuseError


class StageKind(StrEnum):
    EXPLORE = "explore"
    PROTOTYPE = "prototype"
    PILOT = "pilot"
    DEMONSTRATE = "demonstrate"
    SCALE = "scale"
    OPERATE = "operate"

    @property
    def is_early(self) -> bool:
        return self in {StageKind.EXPLORE, StageKind.PROTOTYPE}

    @property
    def words(self) -> str:
        """The neutral name, with what other guides call it."""
        return {
            StageKind.EXPLORE: "explore (discovery, feasibility)",
            StageKind.PROTOTYPE: "prototype (alpha)",
            StageKind.PILOT: "pilot (sandbox, private beta)",
            StageKind.DEMONSTRATE: "demonstrate (public beta)",
            StageKind.SCALE: "scale",
            StageKind.OPERATE: "operate (live service)",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """The decision point after a stage. `pass_share` is our present belief that the stage succeeds.

    That is of the stage as a whole: with several contracts side by side, that enough of them do for the next to begin.
    The next three say what notice and contract provide for; None means that nobody has said yet.
    """

    title: str = ""
    pass_share: Decimal | None = None
    stop_right: bool | None = None
    in_notice: bool | None = None
    in_contract: bool | None = None

    def __post_init__(self) -> None:
        if self.pass_share is not None and not 0 < self.pass_share <= 1:
            raise MisuseError(f"The chance of passing a gate lies above 0 and at most 1, not at {self.pass_share}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """The last moment when evidence on a stage still matters, when that is not the stage's end."""

    what: str
    months_after_stage: Decimal

    def __post_init__(self) -> None:
        if self.months_after_stage < 0 or not self.what.strip():
            raise MisuseError("A later moment of consequence needs its name and months after the stage, not before.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of development under contract.

    `months` runs from the stage's start; `funding` is what one contract is paid for the stage; `contracts` run side
    by side; `bidders` and `assessors` are what is expected where this stage is competed. A stage that this
    procurement does not buy (adoption, say) has `under_contract` false and is only a conditional branch.
    """

    id: str
    title: str
    kind: StageKind
    months: Decimal
    funding: Money | None = None
    contracts: int = 1
    bidders: int | None = None
    assessors: int | None = None
    gate: Gate | None = None
    under_contract: bool = True
    purpose: str = ""
    deliverables: str = ""
    evidence_until: Consequence | None = None

    def __post_init__(self) -> None:
        if not self.id or not all(part.isalnum() for part in self.id.split("-")):
            raise MisuseError(f"A stage's id is small words joined by hyphens, not '{self.id}'.")
        if not self.months.is_finite() or not 0 < self.months <= 600:
            raise MisuseError(f"Stage '{self.title}' needs a length above 0 and up to 600 months, not {self.months}.")
        if self.contracts < 1 or (self.bidders is not None and self.bidders < 1):
            raise MisuseError(f"Stage '{self.title}' needs at least one contract and, if stated, one bidder.")
        if self.assessors is not None and self.assessors < 1:
            raise MisuseError(f"Stage '{self.title}' needs at least one assessor, if stated.")

    @property
    def last_moment(self) -> Decimal:
        """Months from the stage's start to the last moment when its evidence has a consequence."""
        later = self.evidence_until.months_after_stage if self.evidence_until else Decimal(0)
        return self.months + later

    @property
    def last_moment_words(self) -> str:
        return self.evidence_until.what if self.evidence_until else "the gate" if self.gate else "the stage's end"
