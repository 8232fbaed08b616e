"""What an organisation's published schemes recognise, by mission and by kind of value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commonweal.exchange.report.recognised import missions_of
from commonweal.frameworks import Packs
from commonweal_web.accounts.models import Organisation
from commonweal_web.design.queries import packs_of
from commonweal_web.layout.components import KINDS, Weight
from commonweal_web.publication.models import Publication

# More than counts: the kinds of value that take a person to recognise.
BEYOND_COUNTS = ("learning", "capability", "outcome", "impact")
PATTERNS = ("dots", "diagonal", "grid", "across", "back", "bricks", "rings", "waves")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A part of one scored criterion's weighting, in percentage points of its award decision."""

    reference: str
    mission: str
    kind: str
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionRow:
    """A mission with what the schemes give it. `pattern` tells it on the chart, beside its name."""

    key: str
    title: str
    what: str
    pattern: str
    schemes: int
    points: Mapping[str, Decimal]
    share: Decimal
    start: Decimal

    @property
    def total(self) -> Decimal:
        return sum(self.points.values(), Decimal(0))

    @property
    def cells(self) -> list[Decimal]:
        return [self.points.get(kind, Decimal(0)) for kind in KINDS]

    @property
    def weights(self) -> list[Weight]:
        return [Weight(kind=kind, weighting=self.points[kind]) for kind in KINDS if self.points.get(kind)]

    @property
    def about(self) -> int:
        return round(self.share)

    @property
    def x(self) -> str:
        return f"{self.start:.2f}"

    @property
    def width(self) -> str:
        return f"{self.share:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeRow:
    """A published scheme of the view."""

    publication: Publication
    title: str
    social_value: Decimal
    beyond_counts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionView:
    """Every published scheme of an organisation, added up."""

    schemes: tuple[SchemeRow, ...]
    missions: tuple[MissionRow, ...]
    kinds: Mapping[str, Decimal]

    @property
    def served(self) -> tuple[MissionRow, ...]:
        return tuple(row for row in self.missions if row.total)

    @property
    def gaps(self) -> tuple[MissionRow, ...]:
        return tuple(row for row in self.missions if row.key and not row.total)

    @property
    def missing_kinds(self) -> list[Any]:
        return [KINDS[kind] for kind in BEYOND_COUNTS if not self.kinds.get(kind)]

    @property
    def total(self) -> Decimal:
        return sum(self.kinds.values(), Decimal(0))

    @property
    def beyond_counts(self) -> int:
        """The share of all weighting of social value that goes to more than counts."""
        beyond = sum((self.kinds.get(kind, Decimal(0)) for kind in BEYOND_COUNTS), Decimal(0))
        return round(100 * beyond / self.total) if self.total else 0

    @property
    def weights(self) -> list[Weight]:
        return [Weight(kind=kind, weighting=self.kinds[kind]) for kind in KINDS if self.kinds.get(kind)]


def mission_view(organisation: Organisation) -> MissionView:
    """The newest published version of every case of an organisation, by mission and by kind. One query."""
    packs = packs_of(organisation)
    newest = newest_publications(organisation)
    data = {each.pk: json.loads(each.text) for each in newest}
    shares = [share for each in newest for share in shares_of(each.case.reference, data[each.pk], packs)]
    kinds = {kind: _sum(share for share in shares if share.kind == kind) for kind in KINDS}
    return MissionView(
        schemes=tuple(_scheme(each, data[each.pk]) for each in newest),
        missions=tuple(_rows(shares, packs)),
        kinds=kinds,
    )


def newest_publications(organisation: Organisation) -> tuple[Publication, ...]:
    found = (
        Publication.objects.filter(case__organisation=organisation).select_related("case").order_by("case", "number")
    )
    newest = {each.case_id: each for each in found}
    return tuple(sorted(newest.values(), key=lambda each: each.at, reverse=True))


def shares_of(reference: str, data: Mapping[str, Any], packs: Packs) -> Iterator[Share]:
    """Each scored criterion's weighting, by the missions that it serves."""
    for award in data["award_decisions"]:
        for each in award["social_value"]:
            weighting, kind = Decimal(each["weighting"] or 0), str(each["measure"]["kind"])
            for mission, share in missions_of(each["code"], each["official_criterion"], packs).items():
                yield Share(reference=reference, mission=mission, kind=kind, points=weighting * share)


def _rows(shares: list[Share], packs: Packs) -> Iterator[MissionRow]:
    known = {key: mission for pack in packs.editions for key, mission in pack.missions.items()}
    keys = [*known, *dict.fromkeys(share.mission for share in shares if share.mission not in known)]
    total = _sum(shares)
    start = Decimal(0)
    for place, key in enumerate(keys):
        own = [share for share in shares if share.mission == key]
        part = 100 * _sum(own) / total if total else Decimal(0)
        yield MissionRow(
            key=key,
            title=known[key].title if key in known else key or _("No mission"),
            what=known[key].what if key in known else "",
            pattern=PATTERNS[place % len(PATTERNS)] if key else "plain",
            schemes=len({share.reference for share in own}),
            points={kind: _sum(share for share in own if share.kind == kind) for kind in KINDS},
            share=part,
            start=start,
        )
        start += part


def _scheme(publication: Publication, data: Mapping[str, Any]) -> SchemeRow:
    scored = [each for award in data["award_decisions"] for each in award["social_value"]]
    total = sum((Decimal(each["weighting"] or 0) for each in scored), Decimal(0))
    beyond = sum(
        (Decimal(each["weighting"] or 0) for each in scored if each["measure"]["kind"] in BEYOND_COUNTS), Decimal(0)
    )
    return SchemeRow(
        publication=publication,
        title=data["procurement"]["title"],
        social_value=total / max(1, len(data["award_decisions"])),
        beyond_counts=round(100 * beyond / total) if total else 0,
    )


def _sum(shares: Iterable[Share]) -> Decimal:
    return sum((share.points for share in shares), Decimal(0))
