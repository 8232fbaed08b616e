"""A scheme as pages show it: what bidders may see, what differs from another, what was decided against advice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.published_scheme import published_data
from commonweal.exchange.report.words import say_band, say_due
from commonweal.procurement.award_decision import place_titles
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.scheme.placement import Place
from commonweal.scheme.scheme import Scheme
from commonweal.scheme.versions import SchemeChange, compare_versions
from commonweal_web.layout.components import Weight
from commonweal_web.procurements.translate.naming import decision_words, subject_title
from commonweal_web.publication.models import Publication
from commonweal_web.publication.translate import scheme_of

PLACES = {
    Place.SCORED.value: gettext_lazy("scored"),
    Place.KPI.value: gettext_lazy("KPI"),
    Place.CONDITION.value: gettext_lazy("contract condition"),
    Place.QUALITY.value: gettext_lazy("quality criterion"),
    Place.BRANCH.value: gettext_lazy("outside the contract"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something that the contract asks without marks, and where."""

    title: str
    asks: str
    places: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """How a KPI is rated and reported at some stages alike: its bands in words, its evidence, and every how many
    months.
    """

    stages: Sequence[str]
    bands: str
    evidence: str
    every: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiView:
    """A KPI with the ways in which its stages have it reported; `scale` has the levels of one rated by level."""

    title: str
    ways: Sequence[Reporting]
    scale: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeView:
    """A scheme as bidders may see it, ready for a page."""

    data: Mapping[str, Any]

    @property
    def stages(self) -> Mapping[str, str]:
        return {stage["id"]: stage["title"] for stage in self.data["procurement"]["stages"]}

    @property
    def awards(self) -> list[AwardView]:
        return [AwardView(data=each, stages=self.stages) for each in self.data["award_decisions"]]

    @property
    def conditions(self) -> list[Condition]:
        """What the contract asks without marks: each once, with the stages at which it does."""
        stages: dict[tuple[str, str], list[str]] = {}
        for each in self.data["contract"]:
            places = stages.setdefault((each["title"], each["contract_asks"]), [])
            places.append(f"{self._stage(each['stage'])}: {PLACES[each['place']]}")
        return [Condition(title=title, asks=asks, places=found) for (title, asks), found in stages.items()]

    @property
    def kpis(self) -> list[KpiView]:
        """Every KPI, of what is scored, placed in the contract or prescribed: each once."""
        scored = [each for award in self.data["award_decisions"] for each in award["social_value"]]
        own = [each["kpi"] for each in (*scored, *self.data["contract"]) if each["kpi"]]
        found: dict[str, list[Mapping[str, Any]]] = {}
        for kpi in (*own, *self.data["reporting"]):
            found.setdefault(kpi["title"], []).append(kpi)
        return [self._kpi(title, alike) for title, alike in found.items()]

    def _kpi(self, title: str, alike: Sequence[Mapping[str, Any]]) -> KpiView:
        """One KPI, at every stage where it is reported."""
        ways: dict[tuple[str, str, int], list[str]] = {}
        for kpi in alike:
            way = (_bands(kpi).removesuffix("."), kpi["evidence"], kpi["months_between_reports"])
            ways.setdefault(way, []).append(self._stage(kpi["stage"]))
        return KpiView(
            title=title,
            ways=[
                Reporting(stages=list(dict.fromkeys(stages)), bands=bands, evidence=evidence, every=every)
                for (bands, evidence, every), stages in ways.items()
            ],
            scale=next((kpi["scale"] for kpi in alike if kpi.get("scale")), ()),
        )

    def _stage(self, stage: str) -> str:
        return str(self.stages.get(stage, stage))

    @property
    def evidence(self) -> list[Mapping[str, Any]]:
        items = [
            item | {"stage_title": self._stage(item["stage"]), "says": say_due(item["title"], item["what"])}
            for item in self.data["evidence"]
        ]
        return sorted(items, key=lambda item: Decimal(item["month"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardView:
    """One award decision with its weightings by kind."""

    data: Mapping[str, Any]
    stages: Mapping[str, str]

    @property
    def criteria(self) -> list[Mapping[str, Any]]:
        return [
            each | {"stage_title": self.stages.get(each["stage"], each["stage"])} for each in self.data["social_value"]
        ]

    @property
    def weights(self) -> list[Weight]:
        totals: dict[str, Decimal] = {}
        for each in self.data["social_value"]:
            kind = each["measure"]["kind"]
            totals[kind] = totals.get(kind, Decimal(0)) + Decimal(each["weighting"] or 0)
        return [Weight(kind=kind, weighting=total) for kind, total in totals.items()]


def view_scheme(case: Case, scheme: Scheme) -> SchemeView:
    return SchemeView(data=published_data(case, scheme))


def view_text(text: str) -> SchemeView:
    return SchemeView(data=json.loads(text))


def changes_since(before: Publication | None, scheme: Scheme, opened: CaseFolder) -> tuple[SchemeChange, ...]:
    """What bidders would notice against a published version of a case; nothing where none was published."""
    return () if before is None else compare_versions(scheme_of(opened, before.scheme.number).scheme, scheme)


def with_stages(
    changes: Iterable[SchemeChange], before: Publication | None, after: SchemeView
) -> list[tuple[SchemeChange, str]]:
    """Each change with the title of its stage, as the newer version calls it; empty for what holds at all of them."""
    titles = {**(view_text(before.text).stages if before else {}), **after.stages}
    return [(each, titles.get(each.stage, each.stage)) for each in changes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A person's decision with its reason; one of several criteria where it was the same for each."""

    what: str
    subjects: tuple[str, ...]
    value: str
    reason: str
    by: str
    at: str
    decision: Decision


def decided(case: Case, titles: Mapping[str, str], names: Mapping[str, str]) -> tuple[Decided, ...]:
    """Every decision of people but adoptions, the newest first. `names` are of those who made them."""
    places = place_titles(case.procurement)
    alike: dict[Decision, list[Decision]] = {}
    for each in reversed(case.decisions):
        if each.kind is not DecisionKind.ADOPT:
            alike.setdefault(replace(each, subject="any"), []).append(each)
    return tuple(
        Decided(
            what=decision_words(first.kind, first.value)[0],
            subjects=tuple(subject_title(each.subject, titles) for each in (first, *others)),
            value=decision_words(first.kind, first.value)[1],
            reason=first.reason,
            by=names.get(first.by, first.by),
            at=places.get(first.stage, first.stage),
            decision=first,
        )
        for first, *others in alike.values()
    )


def _bands(kpi: Mapping[str, Any]) -> str:
    """The least for each rating, or why it is rated in words."""
    least = kpi["least_for"]
    if least is None:
        return str(kpi["rated_in_words_because"])
    said = _("Good from %(good)s, approaching target from %(approaching)s, requires improvement from %(improvement)s")
    return said % {
        "good": _band(least["good"], least["of"]),
        "approaching": _band(least["approaching_target"], least["of"]),
        "improvement": _band(least["requires_improvement"], least["of"]),
    }


def _band(value: str, of: str) -> str:
    return say_band(Decimal(value), of)
