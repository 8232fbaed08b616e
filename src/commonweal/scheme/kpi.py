"""KPIs: a measure with target, bands, frequency and owner, in a contract."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.scheme.question import ScaleLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The lowest value that earns each statutory rating; anything lower is inadequate. In `unit`."""

    unit: str
    good: Decimal
    approaching: Decimal
    improvement: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """A KPI at one stage. `due` is false where the stage is too short to set a target: rated Other, with words.

    `scale` has the levels of one that is rated by level, unless a question of the scheme states them already.
    """

    criterion: str
    title: str
    measure: str
    unit: str
    stage: str
    bands: Bands
    frequency_months: int
    owner: str
    evidence: str
    due: bool = True
    due_note: str = ""
    scale: tuple[ScaleLevel, ...] = ()
