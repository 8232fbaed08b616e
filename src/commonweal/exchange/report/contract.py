"""What the contract then asks, as rows: conditions, KPIs, and the reporting that an edition prescribes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.exchange.report.words import say_band
from commonweal.frameworks.pack import Pack
from commonweal.quantities.period import describe_months
from commonweal.record.source import Source
from commonweal.record.text import say_list
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRow:
    """One criterion asked for without marks: every stage and place, and the drafting prompt once."""

    title: str
    places: tuple[str, ...]
    condition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KpiRow:
    """A KPI at the stages that share its bands. `bands` are good, approaching target, requires improvement."""

    title: str
    measure: str
    unit: str
    stages: tuple[str, ...]
    bands: tuple[str, ...]
    note: str
    every: str
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prescribed:
    """Reporting that comes with the outcome an edition makes the authority choose; it carries no marks."""

    by: str
    outcomes: tuple[str, ...]
    rows: tuple[KpiRow, ...]
    sources: tuple[Source, ...]

    @property
    def title(self) -> str:
        return f"Reporting that {self.by} prescribes with this outcome"

    @property
    def sentence(self) -> str:
        outcomes = say_list([f"‘{each}’" for each in self.outcomes])
        return (
            f"It comes with {outcomes}, whichever of its criteria is scored. It is no choice of the design, and "
            "carries no marks."
        )

    @property
    def figures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.title for row in self.rows))


def contract_rows(contract: tuple[AdoptedCriterion, ...], titles: Mapping[str, str]) -> tuple[ContractRow, ...]:
    codes = dict.fromkeys((each.code, each.title, each.condition) for each in contract)
    order = list(titles)
    return tuple(
        ContractRow(
            title=title,
            condition=condition,
            places=tuple(
                f"{titles[each.stage]}: {each.place.words}"
                for each in sorted(contract, key=lambda each: order.index(each.stage))
                if each.code == code
            ),
        )
        for code, title, condition in codes
    )


def kpi_rows(scheme: Scheme, titles: Mapping[str, str]) -> tuple[KpiRow, ...]:
    """The scheme's own KPIs, in the order of the stages, then by title."""
    own = [each.kpi for each in (*scheme.scored, *scheme.contract) if each.kpi is not None]
    order = list(titles)
    return tuple(
        _row(kpi, (titles[kpi.stage],)) for kpi in sorted(own, key=lambda each: (order.index(each.stage), each.title))
    )


def prescribed_reporting(scheme: Scheme, edition: Pack | None, titles: Mapping[str, str]) -> Prescribed | None:
    """The edition's own figures, each once for the stages that share its bands; None where it prescribes none."""
    if edition is None or not scheme.reporting:
        return None
    criteria = {f"{edition.id}/{code}": criterion for code, criterion in edition.criteria.items()}
    measures = {measure.title: measure for measure in edition.measures.values()}
    outcomes = dict.fromkeys(edition.outcomes[criteria[each.criterion].outcome].title for each in scheme.reporting)
    rules = edition.head.rules
    said = [rules.outcomes_source] if rules and rules.outcomes_source else []
    shared: dict[tuple[str, bool], list[Kpi]] = {}
    for kpi in scheme.reporting:
        shared.setdefault((kpi.title, kpi.due), []).append(kpi)
    return Prescribed(
        by=edition.head.label,
        outcomes=tuple(outcomes),
        rows=tuple(_row(kpis[0], tuple(titles[each.stage] for each in kpis)) for kpis in shared.values()),
        sources=tuple(said or dict.fromkeys(measures[each.title].source for each in scheme.reporting)),
    )


def _row(kpi: Kpi, stages: tuple[str, ...]) -> KpiRow:
    bands = (kpi.bands.good, kpi.bands.approaching, kpi.bands.improvement) if kpi.due else ()
    return KpiRow(
        title=kpi.title,
        measure=kpi.measure,
        unit=kpi.unit,
        stages=stages,
        bands=tuple(say_band(each, kpi.bands.unit) for each in bands),
        note=kpi.due_note,
        every=describe_months(kpi.frequency_months),
        evidence=kpi.evidence,
    )
