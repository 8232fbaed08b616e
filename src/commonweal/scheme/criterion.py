"""A criterion as adopted into a scheme: with its place, its stage, and if scored its weighting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from commonweal.frameworks.definitions import Limb
from commonweal.frameworks.measures import MeasureKind
from commonweal.record.reason import Reason
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.placement import Place
from commonweal.scheme.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptedCriterion:
    """One criterion in one place. `stage` is where it bites.

    `fills` is the official criterion whose marks it takes: its own, or the home it refines; empty where it takes none.
    `tests` holds the draft reason for each of the four tests of s.23(2). `forced` marks one placed against advice.
    """

    code: str
    title: str
    outcome: str
    place: Place
    stage: str
    award_decision: str
    measure: str
    measure_title: str
    measure_kind: MeasureKind
    unit: str
    reasons: tuple[Reason, ...]
    limb: Limb
    link: str
    link_known: bool
    tests: Mapping[str, Reason] = field(default_factory=dict)
    weighting: Decimal | None = None
    question: Question | None = None
    fills: str = ""
    kpi: Kpi | None = None
    condition: str = ""
    forced: bool = False
    additionality: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPart:
    """A quality criterion: the authority's own, or proposed for contracted learning.

    Without a question and its scale it is still to be stated. `asks` is a question that stands without a scale.
    """

    title: str
    weighting: Decimal
    question: Question | None = None
    asks: str = ""
    proposed: str = ""
    sub_criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """A criterion with a poor fit now and a good one later: where it goes, and what can be seen meanwhile."""

    code: str
    title: str
    from_stage: str
    to_stage: str
    place: Place
    because: str
    early_sign: str
