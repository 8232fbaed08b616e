"""What a scheme recognises beyond counts: learning, capability, outcomes and impact; and what it does for missions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Packs
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import Stage
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.placement import Place
from commonweal.scheme.scheme import Scheme

NO_MISSION = ""


class Recognised(StrEnum):
    """What a criterion recognises. Effort and output are pure counts."""

    LEARNING = "learning"
    CAPABILITY = "capability"
    LONG_TERM = "outcomes and long-term impact"
    COUNT = "pure counts"


GROUPS = {
    MeasureKind.LEARNING: Recognised.LEARNING,
    MeasureKind.CAPABILITY: Recognised.CAPABILITY,
    MeasureKind.OUTCOME: Recognised.LONG_TERM,
    MeasureKind.IMPACT: Recognised.LONG_TERM,
    MeasureKind.EFFORT: Recognised.COUNT,
    MeasureKind.OUTPUT: Recognised.COUNT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedRow:
    """One criterion at one stage: what it recognises, its place and weighting, and the evidence that is asked for."""

    code: str
    title: str
    kind: MeasureKind
    group: Recognised
    place: str
    weighting: Decimal | None
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecognisedStage:
    """What a stage recognises. `weights` are scored weightings by kind of measure."""

    title: str
    rows: tuple[RecognisedRow, ...]
    weights: tuple[tuple[MeasureKind, Decimal], ...]

    def of(self, group: Recognised) -> tuple[RecognisedRow, ...]:
        return tuple(row for row in self.rows if row.group is group)

    @property
    def groups(self) -> tuple[tuple[Recognised, tuple[RecognisedRow, ...]], ...]:
        """Rows by what they recognise, pure counts last."""
        return tuple((group, self.of(group)) for group in Recognised)

    @property
    def beyond(self) -> tuple[RecognisedRow, ...]:
        """What would be lost if only outputs were counted."""
        return tuple(row for row in self.rows if row.group is not Recognised.COUNT)

    @property
    def lost(self) -> Decimal:
        """The scored weighting that would be lost with them."""
        return sum((row.weighting or Decimal(0) for row in self.beyond), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionServed:
    """A mission that the procurement names, and the criteria that serve it, each with its share."""

    code: str
    title: str
    rows: tuple[tuple[str, AdoptedCriterion, Decimal], ...]

    @property
    def weighting(self) -> Decimal:
        """Scored weighting times the share in which each criterion serves it."""
        return sum((share * (each.weighting or Decimal(0)) for _, each, share in self.rows), Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognition:
    """The whole view. Totals are of scored weightings, over every award decision."""

    stages: tuple[RecognisedStage, ...]
    missions: tuple[MissionServed, ...]

    @property
    def scored(self) -> Decimal:
        return sum((weighting for stage in self.stages for _, weighting in stage.weights), Decimal(0))

    @property
    def lost(self) -> Decimal:
        return sum((stage.lost for stage in self.stages), Decimal(0))

    @property
    def lost_share(self) -> Decimal:
        """The part of all scored weighting that would be lost."""
        return self.lost / self.scored if self.scored else Decimal(0)

    @property
    def criteria_lost(self) -> int:
        return len({row.code for stage in self.stages for row in stage.beyond})


def find_recognised(scheme: Scheme, procurement: Procurement, packs: Packs) -> Recognition:
    """What a scheme of this procurement recognises, stage by stage, and what it does for the missions named."""
    return Recognition(
        stages=tuple(_stage(stage, scheme) for stage in procurement.contract_stages),
        missions=tuple(_mission(code, scheme, procurement, packs) for code in procurement.missions),
    )


def _stage(stage: Stage, scheme: Scheme) -> RecognisedStage:
    placed = [each for each in (*scheme.scored, *scheme.contract) if each.stage == stage.id]
    return RecognisedStage(
        title=stage.title, rows=tuple(_row(each) for each in placed), weights=tuple(_weights(placed))
    )


def _row(each: AdoptedCriterion) -> RecognisedRow:
    asked = each.question.evidence if each.question else ""
    return RecognisedRow(
        code=each.code,
        title=each.title,
        kind=each.measure_kind,
        group=GROUPS[each.measure_kind],
        place=each.place.words,
        weighting=each.weighting if each.place is Place.SCORED else None,
        evidence=asked or each.measure_title,
    )


def _weights(placed: Iterable[AdoptedCriterion]) -> Iterable[tuple[MeasureKind, Decimal]]:
    totals: dict[MeasureKind, Decimal] = {}
    for each in placed:
        if each.weighting:
            totals[each.measure_kind] = totals.get(each.measure_kind, Decimal(0)) + each.weighting
    return ((kind, totals[kind]) for kind in MeasureKind if kind in totals)


def _mission(code: str, scheme: Scheme, procurement: Procurement, packs: Packs) -> MissionServed:
    titles = procurement.stage_titles
    rows = [
        (titles[each.stage], each, share)
        for each in (*scheme.scored, *scheme.contract)
        if (share := missions_of(each.code, each.fills, packs).get(code))
    ]
    return MissionServed(code=code, title=mission_title(code, packs), rows=tuple(rows))


def missions_of(code: str, fills: str, packs: Packs) -> dict[str, Decimal]:
    """How far a criterion serves each mission, adding up to 1; the rest serves none.

    Where it takes the marks of an official criterion (`fills`), that one's mission; else what its own pack says of it.
    Of an edition that is no longer at hand nothing is known.
    """
    for name in (fills, code):
        mission = _mission_of_outcome(name, packs)
        if mission:
            return {mission: Decimal(1)}
    shares = _own_shares(code, packs)
    whole = max(Decimal(1), sum(shares.values(), Decimal(0)))
    found = {mission: share / whole for mission, share in shares.items()}
    rest = 1 - sum(found.values(), Decimal(0))
    return found | ({NO_MISSION: rest} if rest > 0 else {})


def _mission_of_outcome(name: str, packs: Packs) -> str:
    pack_id, _slash, code = name.partition("/")
    for pack in packs.editions:
        criterion = pack.criteria.get(code) if pack.id == pack_id else None
        if criterion is not None and criterion.outcome in pack.outcomes:
            return pack.outcomes[criterion.outcome].mission
    return ""


def _own_shares(name: str, packs: Packs) -> dict[str, Decimal]:
    pack_id, _slash, code = name.partition("/")
    for pack in packs.editions:
        if pack.id == pack_id and code in pack.criteria:
            return {each.mission: each.share for each in pack.criteria[code].missions}
    return {}


def mission_title(code: str, packs: Packs) -> str:
    return next((pack.missions[code].title for pack in packs.newest() if code in pack.missions), code)
