"""The room for social value at an award decision: how many points, how many criteria, which floor."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.design.problem import Counts
from commonweal.design.settings import Settings
from commonweal.frameworks.applicability import Applicability
from commonweal.procurement.award_decision import AwardDecision
from commonweal.procurement.case import Case
from commonweal.procurement.procurement import Split
from commonweal.procurement.valuation import Valuation
from commonweal.record.finding import Finding, Severity
from commonweal.scheme.checks.floor import exception_allows, floor_points


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`floor` is in points of the total mark, 0 where no edition applies; `split` is the one designed with."""

    decision: str
    split: Split
    floor: Decimal
    counts: Counts
    findings: tuple[Finding, ...]

    @property
    def above(self) -> Decimal:
        """Points beyond the floor, open to criteria without a home in the edition."""
        return self.split.social_value - self.floor


def make_room(
    decision: AwardDecision, *, case: Case, applicability: Applicability, valuation: Valuation, settings: Settings
) -> Room:
    """Take the authority's split, or the usual one as an assumption, and raise social value to a floor that binds."""
    findings: list[Finding] = []
    split = case.procurement.split
    if split is None:
        split = Split(
            price=settings.default_price, quality=settings.default_quality, social_value=settings.default_social_value
        )
        findings.append(_assumed_split(decision, split))
    floor = floor_points(applicability, split)
    if floor and split.social_value < floor:
        if exception_allows(case, applicability):
            floor = split.social_value if split.social_value >= settings.least_weighting else Decimal(0)
        else:
            raised = _raise_to_floor(split, floor)
            findings.append(_raised(decision, split, raised, applicability))
            split = raised
    return Room(
        decision=decision.id,
        split=split,
        floor=floor,
        counts=_counts(split, floor, applicability, valuation, settings),
        findings=tuple(findings),
    )


def in_points(weighting: Decimal) -> int:
    """A percentage in hundredths, the unit in which the program shares out room."""
    return int(weighting * 100)


def _counts(
    split: Split,
    floor: Decimal,
    applicability: Applicability,
    valuation: Valuation,
    settings: Settings,
) -> Counts:
    """At least one criterion per started ten points; each at least three points."""
    points = split.social_value
    rules = applicability.rules
    kpis = 0
    if rules and rules.kpis_from_pounds is not None and valuation.at_least(rules.kpis_from_pounds) is not False:
        kpis = rules.least_kpis
    return Counts(
        least=math.ceil(points / settings.points_per_criterion),
        room=in_points(points),
        floor_least=1 if floor else 0,
        room_above=in_points(points - floor),
        kpis_least=kpis,
    )


def _raise_to_floor(split: Split, floor: Decimal) -> Split:
    """The difference comes from quality; from price too when quality is smaller than it."""
    needed = floor - split.social_value
    from_quality = min(needed, split.quality)
    return replace(
        split,
        social_value=floor,
        quality=split.quality - from_quality,
        price=split.price - (needed - from_quality),
    )


def _assumed_split(decision: AwardDecision, split: Split) -> Finding:
    return Finding(
        code="split-assumed",
        severity=Severity.WARNING,
        where=f"award-decisions/{decision.id}",
        message=f"The split between price, quality and social value has not been said; {split.price}, {split.quality} "
        f"and {split.social_value} is assumed.",
        remedy="State the split in the case.",
    )


def _raised(decision: AwardDecision, given: Split, raised: Split, applicability: Applicability) -> Finding:
    title = applicability.pack.head.title if applicability.pack else ""
    return Finding(
        code="raised-to-floor",
        severity=Severity.WARNING,
        where=f"award-decisions/{decision.id}",
        message=f"Social value was given {given.social_value}%; {title} asks for at least {raised.social_value}% of "
        "the total here, so the schemes use that.",
        remedy="Change the split; or, where market engagement showed that the market is not ready, record the reason "
        "for going below.",
        sources=(applicability.floor_source,) if applicability.floor_source else (),
    )
