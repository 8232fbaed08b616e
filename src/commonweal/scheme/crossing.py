"""How much of an adopted scheme's weighting a crosswalk carries, splits and loses."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.frameworks.crosswalk import Crosswalk, Fate
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.scheme import AwardScheme, Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedAward:
    """One award decision: the percentage points of social value that each fate befalls.

    `elsewhere` are the points of criteria that neither are of the earlier edition nor refine one of it; `lost` are
    the criteria of which nothing is taken up.
    """

    title: str
    points: dict[Fate, Decimal]
    elsewhere: Decimal
    lost: tuple[AdoptedCriterion, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.points.values(), Decimal(0)) + self.elsewhere

    def share(self, fate: Fate) -> Decimal:
        """Of the social value marks of this award decision; 0 where there are none."""
        return self.points[fate] / self.total if self.total else Decimal(0)


def cross_scheme(scheme: Scheme, crosswalk: Crosswalk) -> tuple[CrossedAward, ...]:
    """Each award decision of a scheme, seen through a crosswalk."""
    return tuple(_cross(award, crosswalk) for award in scheme.awards)


def _cross(award: AwardScheme, crosswalk: Crosswalk) -> CrossedAward:
    points = dict.fromkeys(Fate, Decimal(0))
    elsewhere = Decimal(0)
    lost = []
    for criterion in award.social_value:
        weighting = criterion.weighting or Decimal(0)
        code = _earlier_code(criterion, crosswalk)
        if not code:
            elsewhere += weighting
            continue
        fate = crosswalk.crossings[code].fate
        points[fate] += weighting
        if fate is Fate.LOST:
            lost.append(criterion)
    return CrossedAward(title=award.title, points=points, elsewhere=elsewhere, lost=tuple(lost))


def _earlier_code(criterion: AdoptedCriterion, crosswalk: Crosswalk) -> str:
    """The criterion of the earlier edition whose marks this takes; empty where there is none."""
    for full in (criterion.fills, criterion.code):
        pack, _, code = full.partition("/")
        if pack == crosswalk.earlier and code in crosswalk.crossings:
            return code
    return ""
