"""What a bidder is asked, beyond price: questions, commitments by stage, and what follows if the work stops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.exchange.excel.kpi_sheets import stage_ends
from commonweal.exchange.excel.outline import AwardOutline, SchemeOutline, ScoredCriterion
from commonweal.procurement.case import Case
from commonweal.procurement.stage import Stage
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.kpi import Kpi

DESCRIBED = "described scale"
PARAGRAPHS, EVIDENCE_ROWS = 15, 4
# What parts words: the same in the workbook's formula as here.
_BETWEEN_WORDS = re.compile("[ \t\r\n\u00a0]+")


def count_words(text: str) -> int:
    """Words as the template counts them: what stands between spaces, tabs and ends of lines."""
    return sum(1 for word in _BETWEEN_WORDS.split(text) if word)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedQuestion:
    """A question by the key of its criterion. One without words in the scheme may be answered elsewhere."""

    key: str
    label: str
    award: AwardOutline
    criterion: ScoredCriterion

    @property
    def needed(self) -> bool:
        return bool(self.criterion.question)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedCommitment:
    """A range that a bidder commits to at one stage. `levels` is the highest level where it is told in levels."""

    key: str
    stage: str
    month: Decimal
    title: str
    measure: str
    unit: str
    levels: Decimal | None
    needed: bool
    standing: str
    note: str

    @property
    def unit_shown(self) -> str:
        return self.unit if self.levels is None else f"level, 0 to {self.levels:f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedStop:
    """A point at which the work may stop."""

    key: str
    stage: str
    gate: str
    month: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseOutline:
    """Everything that a response holds, in the order in which it is asked."""

    scheme: SchemeOutline
    questions: tuple[AskedQuestion, ...]
    commitments: tuple[AskedCommitment, ...]
    stops: tuple[AskedStop, ...]


def outline_response(scheme: SchemeOutline, case: Case) -> ResponseOutline:
    """The response that a scheme asks for. With one award decision only its own stages are asked about."""
    ends = stage_ends(case)
    stages = {stage for each in scheme.scheme.awards if _outlined(each.id, scheme) for stage in each.stages}
    return ResponseOutline(
        scheme=scheme,
        questions=tuple(
            AskedQuestion(key=each.key, label=_label(award, each), award=award, criterion=each)
            for award in scheme.awards
            for each in award.criteria
        ),
        commitments=tuple(_commitments(scheme, case, stages)),
        stops=tuple(
            AskedStop(
                key=f"stop|{stage.id}",
                stage=stage.title,
                gate=(stage.gate.title or "the gate after it") if stage.gate else "the end of the stage",
                month=ends[stage.id],
            )
            for stage in case.procurement.contract_stages
            if stage.id in stages
        ),
    )


def _label(award: AwardOutline, criterion: ScoredCriterion) -> str:
    """1, 2 …; with several award decisions 1.1, 1.2 …"""
    return f"{award.prefix.strip()}.{criterion.number}" if award.prefix else str(criterion.number)


def _outlined(award: str, scheme: SchemeOutline) -> bool:
    return award in {each.id for each in scheme.awards}


def _commitments(scheme: SchemeOutline, case: Case, stages: set[str]) -> Iterator[AskedCommitment]:
    """In the order of the stages: what is scored, then the contract's KPIs, then prescribed reporting."""
    whole = scheme.scheme
    order = [stage.id for stage in case.procurement.stages]
    ends, seen = stage_ends(case), Counter[str]()
    levels = max(level.points for award in scheme.awards for each in award.criteria for level in each.scale)
    rows: list[tuple[AdoptedCriterion | Kpi, str]] = [(each, "scored") for each in whole.scored]
    rows += [(each, "in the contract, no marks") for each in whole.contract if each.kpi is not None]
    rows += [(each, "prescribed reporting, no marks") for each in whole.reporting]
    for each, standing in sorted(rows, key=lambda row: order.index(row[0].stage)):
        if each.stage in stages:
            code = each.criterion if isinstance(each, Kpi) else each.code
            name = f"commitment|{code}|{each.stage}"
            seen[name] += 1
            stage = case.procurement.stage(each.stage)
            key = f"{name}|{seen[name]}"
            yield _commitment(each, stage, key=key, month=ends[stage.id], standing=standing, levels=levels)


def _commitment(
    each: AdoptedCriterion | Kpi, stage: Stage, *, key: str, month: Decimal, standing: str, levels: Decimal
) -> AskedCommitment:
    kpi = each if isinstance(each, Kpi) else each.kpi
    measure = each.measure if isinstance(each, Kpi) else each.measure_title
    due = kpi.due if kpi else not stage.kind.is_early
    return AskedCommitment(
        key=key,
        stage=stage.title,
        month=month,
        title=kpi.title if kpi else each.title,
        measure=measure,
        unit=each.unit,
        levels=levels if each.unit == DESCRIBED else None,
        needed=due and not isinstance(each, Kpi),
        standing=standing,
        note="" if due else "No target is due at this stage.",
    )
