"""What of a case stands in a prompt: short phrases inside its sentences, and lists beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from commonweal.frameworks.prompts import Listing
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import Stage
from commonweal.quantities.period import describe_months
from commonweal.record.text import say_list
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.placement import Place
from commonweal.scheme.prompts.situations import learning_parts
from commonweal.scheme.scheme import EvidenceItem, Scheme

Lines = tuple[str, ...]
Staged = TypeVar("Staged", AdoptedCriterion, Kpi, EvidenceItem)


def fill_in_values(procurement: Procurement, scheme: Scheme) -> dict[str, str]:
    """The phrase for each fill-in; empty where the case has none."""
    bought = procurement.contract_stages
    scored = [each.title for each in scheme.scored]
    asked = {each.code for each in (*scheme.scored, *scheme.contract)}
    kpis = {(kpi.criterion, kpi.measure) for kpi in scheme.kpis}
    gates = [f"{_gate(stage)} (month {month:f})" for stage, month in _gate_months(procurement)]
    rounds = quoted(each.title for each in procurement.rounds)
    return {
        "stages": quoted(stage.title for stage in bought),
        "gates": say_list(gates),
        "later_stages": quoted(stage.title for stage in _after_first_gate(procurement)),
        "contracts": f"the contracts for {quoted(stage.title for stage in bought)}",
        "rounds": f"the rounds {rounds}" if rounds else "the rounds",
        "scored": quoted(scored),
        "asked": "the one thing scored or asked for"
        if len(asked) == 1
        else f"the {len(asked)} things scored or asked for",
        "kpis": "the KPI of the scheme" if len(kpis) == 1 else f"the {len(kpis)} KPIs of the scheme",
        "learning": quoted(part.title for part in learning_parts(scheme)),
        "branches": quoted(stage.title for stage in procurement.stages if not stage.under_contract),
    }


def list_lines(procurement: Procurement, scheme: Scheme) -> dict[Listing, Lines]:
    """The lines of each list."""
    return {listing: lines(procurement, scheme) for listing, lines in LINES.items()}


def quoted(titles: Iterable[str]) -> str:
    """Each title once, in quotation marks: ‘a’, ‘b’ and ‘c’."""
    return say_list([f"‘{title}’" for title in dict.fromkeys(titles)])


def _gate(stage: Stage) -> str:
    title = stage.gate.title if stage.gate else ""
    return f"‘{title}’" if title else f"the one after ‘{stage.title}’"


def _gate_months(procurement: Procurement) -> list[tuple[Stage, Decimal]]:
    """Each stage that ends in a gate inside the contract, with the month in which it ends."""
    found, month = [], Decimal(0)
    for stage in procurement.contract_stages:
        month += stage.months
        if stage in procurement.gated_stages:
            found.append((stage, month))
    return found


def _after_first_gate(procurement: Procurement) -> tuple[Stage, ...]:
    bought, gated = procurement.contract_stages, procurement.gated_stages
    return bought[bought.index(gated[0]) + 1 :] if gated else ()


def _gates(procurement: Procurement, scheme: Scheme) -> Lines:  # noqa: ARG001 - one signature for all
    return tuple(
        f"Month {month:f}, after {stage.title}: {stage.gate.title or 'a gate without a title yet'}"
        for stage, month in _gate_months(procurement)
        if stage.gate
    )


def _stages(procurement: Procurement, scheme: Scheme) -> Lines:  # noqa: ARG001 - likewise
    return tuple(f"{stage.title}: {_length_and_sum(stage)}" for stage in procurement.contract_stages)


def _contracts(procurement: Procurement, scheme: Scheme) -> Lines:  # noqa: ARG001 - likewise
    return tuple(
        f"{stage.title}: {stage.contracts} contract{'s' * (stage.contracts > 1)}, {_length_and_sum(stage)}"
        for stage in procurement.contract_stages
    )


def _length_and_sum(stage: Stage) -> str:
    each = " each" if stage.contracts > 1 else ""
    return describe_months(stage.months) + (f", {stage.funding}{each}" if stage.funding else ", sum not yet stated")


def _commitments(procurement: Procurement, scheme: Scheme) -> Lines:
    """By title: where it stands, at which stages."""
    places: dict[str, dict[str, list[str]]] = {}
    for each in _in_order((*scheme.scored, *scheme.contract), procurement):
        stage = _title(each.stage, procurement)
        places.setdefault(each.title, {}).setdefault(_place(each), []).append(stage)
    return tuple(f"{title}: {', '.join(_at(*each) for each in where.items())}" for title, where in places.items())


def _at(place: str, stages: list[str]) -> str:
    return f"{place} ({'; '.join(stages)})"


def _in_order(parts: Iterable[Staged], procurement: Procurement) -> list[Staged]:
    """In the order of the stages; a stage that an older scheme knew and the case no longer has comes last."""
    order = [stage.id for stage in procurement.stages]
    return sorted(parts, key=lambda each: order.index(each.stage) if each.stage in order else len(order))


def _title(stage_id: str, procurement: Procurement) -> str:
    return next((stage.title for stage in procurement.stages if stage.id == stage_id), stage_id)


def _place(criterion: AdoptedCriterion) -> str:
    if criterion.place is not Place.SCORED or criterion.weighting is None:
        return criterion.place.words
    return f"scored, {criterion.weighting.normalize():f}%"


def _kpis(procurement: Procurement, scheme: Scheme) -> Lines:
    """By title: how often, at which stages, and where nothing is due yet."""
    stages: dict[tuple[str, int], list[str]] = {}
    for kpi in _in_order(scheme.kpis, procurement):
        at = _title(kpi.stage, procurement) + ("" if kpi.due else ", not due yet")
        found = stages.setdefault((kpi.title, kpi.frequency_months), [])
        if at not in found:
            found.append(at)
    return tuple(f"{title}: every {describe_months(every)} ({'; '.join(at)})" for (title, every), at in stages.items())


def _evidence(procurement: Procurement, scheme: Scheme) -> Lines:
    due: dict[tuple[str, Decimal], list[str]] = {}
    for item in _in_order(scheme.evidence, procurement):
        found = due.setdefault((item.stage, item.month), [])
        if item.title not in found:
            found.append(item.title)
    return tuple(
        f"{_title(stage, procurement)}, month {month:f}: {'; '.join(what)}" for (stage, month), what in due.items()
    )


def _learning(procurement: Procurement, scheme: Scheme) -> Lines:  # noqa: ARG001 - likewise
    lines = []
    for part in learning_parts(scheme):
        bought = not isinstance(part, AdoptedCriterion)
        lines.append(f"{part.title}: {'bought, scored as quality' if bought else 'goes beyond what is bought'}")
    return tuple(dict.fromkeys(lines))


LINES: Mapping[Listing, Callable[[Procurement, Scheme], Lines]] = {
    Listing.GATES: _gates,
    Listing.STAGES: _stages,
    Listing.CONTRACTS: _contracts,
    Listing.COMMITMENTS: _commitments,
    Listing.KPIS: _kpis,
    Listing.EVIDENCE: _evidence,
    Listing.LEARNING: _learning,
}
