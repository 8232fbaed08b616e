"""An effect: what one commitment or consequence does in the world."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from commonweal.frameworks.measures import MeasureKind
from commonweal.quantities.additionality import SocialTerm
from commonweal.record.errors import MisuseError


class Trigger(StrEnum):
    """What must have happened at the effect's stage."""

    REACHED = "reached"
    PASSED = "passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One effect of one stage (method, section 2). Whatever is uncertain names a belief of the forecast.

    `quantity` is in `unit`, a year where `yearly`, else once. `value` is pounds a unit at the forecast's price base;
    without it the effect is counted and never priced. `lag` is months from the trigger to the first of it (none: at
    once). `persistence_months` and the annual `drop_off_share` say how it lasts. `additionality` holds shares by term;
    a term left out takes nothing away. `evidence` is a grade of the appraisal pack. `missions` are shares up to 1 in
    all. `vintage` names another discount schedule where the effect needs one (health). `because` says where it comes
    from.
    """

    id: str
    title: str
    kind: MeasureKind
    stage: str
    trigger: Trigger
    quantity: str
    unit: str
    yearly: bool = False
    value: str = ""
    lag: str = ""
    persistence_months: Decimal = Decimal(12)
    drop_off_share: Decimal = Decimal(0)
    additionality: Mapping[SocialTerm, str] = field(default_factory=dict)
    evidence: str = ""
    missions: Mapping[str, Decimal] = field(default_factory=dict)
    vintage: str = ""
    criterion: str = ""
    because: str = ""

    def __post_init__(self) -> None:
        for name in ("id", "title", "stage", "quantity"):
            if not getattr(self, name).strip():
                raise MisuseError(f"The effect '{self.title or self.id}' needs its {name}.")
        if not self.unit.strip():
            raise MisuseError(f"The effect '{self.title}' has no unit.", remedy="Say what one of it is.")
        if self.kind is MeasureKind.EFFORT:
            raise MisuseError(f"The effect '{self.title}' is an effort: what it does in the world is the effect.")
        if self.yearly and self.persistence_months <= 0:
            raise MisuseError(f"The effect '{self.title}' lasts {self.persistence_months} months; say above 0.")
        if not 0 <= self.drop_off_share < 1:
            raise MisuseError(f"The drop-off of '{self.title}' is a share below 1, not {self.drop_off_share}.")
        if SocialTerm.DROP_OFF in self.additionality:
            raise MisuseError(f"The drop-off of '{self.title}' is stated as drop_off_share, not under additionality.")
        if any(share < 0 for share in self.missions.values()) or sum(self.missions.values()) > 1:
            raise MisuseError(f"The missions of '{self.title}' are shares that add up to at most 1.")
