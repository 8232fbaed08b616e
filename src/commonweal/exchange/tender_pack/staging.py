"""Stages, gates and what is reported and shown at each, for a tender pack."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.report.words import say_band, say_due
from commonweal.exchange.tender_pack.assessing import make_levels
from commonweal.exchange.tender_pack.pack_view import (
    PackEvidence,
    PackKpi,
    PackKpiScale,
    PackLater,
    PackRound,
    PackStage,
)
from commonweal.frameworks.pack import Pack
from commonweal.procurement.procurement import AwardStructure, Procurement
from commonweal.procurement.round import Round, RoundKind
from commonweal.procurement.stage import Stage
from commonweal.quantities.period import describe_months
from commonweal.record.digest import plain_decimal
from commonweal.record.text import first_upper, say_list
from commonweal.scheme.kpi import Kpi
from commonweal.scheme.scheme import EvidenceItem, Scheme

BANDS_NOTE = (
    "The law gives five ratings (Good, Approaching target, Requires improvement, Inadequate, Other) and no numbers: "
    "the bands are the scheme's. Below the last band the rating is Inadequate; Other is for when none of these "
    "describes what happened, and then words say it."
)


def make_stages(procurement: Procurement, scheme: Scheme, edition: Pack | None) -> tuple[PackStage, ...]:
    """The stages that are bought. Months count from the start of the contract that a stage belongs to."""
    stages, passed = [], Decimal(0)
    apart = procurement.award_structure is AwardStructure.CONTRACT_PER_STAGE
    for number, stage in enumerate(procurement.contract_stages, start=1):
        before = passed if apart else Decimal(0)
        stages.append(_stage(stage, number, passed - before, scheme, edition, before=before, apart=apart))
        passed += stage.months
    return tuple(stages)


def _stage(
    stage: Stage,
    number: int,
    start: Decimal,
    scheme: Scheme,
    edition: Pack | None,
    *,
    before: Decimal,
    apart: bool,
) -> PackStage:
    evidence = [item for item in scheme.evidence if item.stage == stage.id]
    own = [each.kpi for each in (*scheme.scored, *scheme.contract) if each.kpi and each.kpi.stage == stage.id]
    prescribed = [kpi for kpi in scheme.reporting if kpi.stage == stage.id]
    by = edition.head.label if edition else "the edition"
    return PackStage(
        number=str(number),
        title=stage.title,
        kind=first_upper(stage.kind.value),
        length=describe_months(stage.months),
        months=f"{plain_decimal(start)} to {plain_decimal(start + stage.months)}",
        contracts=f"{stage.contracts} contract{'s' if stage.contracts > 1 else ''}",
        funding=str(stage.funding) if stage.funding else "",
        purpose=stage.purpose,
        deliverables=stage.deliverables,
        gate=_gate_title(stage),
        gate_decides=_gate_decides(stage, evidence, apart=apart) if stage.gate else "",
        kpis=(*(_kpi(kpi, "") for kpi in own), *(_kpi(kpi, by) for kpi in prescribed)),
        evidence=_evidence(evidence, before=before),
    )


def _gate_title(stage: Stage) -> str:
    if stage.gate is None:
        return ""
    return stage.gate.title or f"Gate after ‘{stage.title}’"


def _gate_decides(stage: Stage, evidence: list[EvidenceItem], *, apart: bool) -> str:
    """What is decided at a gate and on what, as far as the case says it."""
    choice = "whether and how the work goes on: proceed, adapt, pause or stop."
    if apart:
        choice = "which results are worth the next stage. That is a contract of its own, awarded on its own criteria."
    weighed = list(dict.fromkeys(f"‘{item.title}’" for item in evidence))
    sentences = [f"The authority decides {choice}"]
    if weighed:
        sentences.append(f"Among what it weighs is the evidence on {say_list(weighed)}.")
    if stage.gate and stage.gate.stop_right and not apart:
        sentences.append("It may stop here without anybody being at fault.")
    return " ".join(sentences)


def _kpi(kpi: Kpi, by: str) -> PackKpi:
    return PackKpi(
        title=kpi.title,
        measure=f"{kpi.measure} ({kpi.unit})" if kpi.measure != kpi.title else f"({kpi.unit})",
        bands=_bands(kpi),
        every=describe_months(kpi.frequency_months),
        owner=first_upper(kpi.owner),
        evidence=kpi.evidence,
        by=by,
    )


def _bands(kpi: Kpi) -> str:
    if not kpi.due:
        return f"Not due yet. {kpi.due_note}".strip()
    good, approaching, improvement = (
        say_band(each, kpi.bands.unit) for each in (kpi.bands.good, kpi.bands.approaching, kpi.bands.improvement)
    )
    return f"Good from {good}; Approaching target from {approaching}; Requires improvement from {improvement}"


def make_kpi_scales(scheme: Scheme) -> tuple[PackKpiScale, ...]:
    """The levels by which KPIs are rated that no question states: each KPI once."""
    scales = dict.fromkeys((kpi.title, kpi.scale) for kpi in scheme.kpis if kpi.scale)
    return tuple(PackKpiScale(title=title, levels=make_levels(scale)) for title, scale in scales)


def _evidence(items: list[EvidenceItem], *, before: Decimal) -> tuple[PackEvidence, ...]:
    """What is due in the same month and decides the same, together; months count from the contract's own start."""
    due: dict[tuple[Decimal, str], list[str]] = {}
    for item in items:
        due.setdefault((item.month - before, item.decides), []).append(say_due(item.title, item.what))
    return tuple(
        PackEvidence(month=plain_decimal(month), decides=decides, items=tuple(dict.fromkeys(what)))
        for (month, decides), what in due.items()
    )


def make_later_stages(procurement: Procurement) -> tuple[PackLater, ...]:
    return tuple(
        PackLater(title=stage.title, purpose=stage.purpose) for stage in procurement.stages if not stage.under_contract
    )


def make_rounds(procurement: Procurement) -> tuple[PackRound, ...]:
    return tuple(PackRound(title=each.title, says=_round(each)) for each in procurement.rounds)


def _round(each: Round) -> str:
    kind = {
        RoundKind.PARTICIPATION: "Requests to take part.",
        RoundKind.INTERMEDIATE: "A round of bids on the way.",
        RoundKind.FINAL: "The last round: what is bid here is assessed for the award.",
    }[each.kind]
    least, most = each.keeps_at_least, each.keeps_at_most
    if least is not None and most is not None:
        return f"{kind} Between {least} and {most} bidders go on."
    if most is not None:
        return f"{kind} At most {most} bidders go on."
    return f"{kind} At least {least} bidders go on." if least is not None else kind
