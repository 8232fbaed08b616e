"""How case.yaml is laid out, and the case it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile
from commonweal.procurement.authority import Authority
from commonweal.procurement.case import Assumption, Case, Decision, Importance, QualityCriterion, Withdrawal
from commonweal.procurement.lot import Lot
from commonweal.procurement.procurement import (
    AwardStructure,
    Circumstances,
    Commencement,
    DeliveryModel,
    Extra,
    Nature,
    Procurement,
    Split,
)
from commonweal.procurement.regime import Regime
from commonweal.procurement.round import Round
from commonweal.procurement.stage import Stage
from commonweal.quantities.money import Money
from commonweal.record.errors import CommonwealError, UnreadableInput

LAYOUT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcurementLayout:
    """What stands under `procurement:` in case.yaml."""

    award_structure: AwardStructure
    delivery_model: DeliveryModel
    regime: Regime = field(default_factory=Regime)
    nature: Nature = Nature.UNKNOWN
    description: str = ""
    cpv: tuple[str, ...] = ()
    commencement: Commencement | None = None
    declared_value: Money | None = None
    extras: tuple[Extra, ...] = ()
    separate_reason: str = ""
    split: Split | None = None
    circumstances: Circumstances = field(default_factory=Circumstances)
    missions: tuple[str, ...] = ()
    framework_criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLayout:
    """case.yaml. `commonweal` is the layout's version; `packs` are folders of the user's own packs, beside the case."""

    commonweal: int
    title: str
    authority: Authority
    procurement: ProcurementLayout
    stages: tuple[Stage, ...]
    lots: tuple[Lot, ...] = ()
    rounds: tuple[Round, ...] = ()
    quality: tuple[QualityCriterion, ...] = ()
    importance: Importance = field(default_factory=Importance)
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    withdrawn: tuple[Withdrawal, ...] = ()
    assumptions: tuple[Assumption, ...] = ()
    notices: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()


def read_layout(file: YamlFile) -> CaseLayout:
    """The layout that a file holds. Raises UnreadableInput with file and line."""
    if not isinstance(file.data, dict):
        raise UnreadableInput(
            "A case file holds keys and values.", where=f"{file.name}:1", remedy="commonweal new lays one out."
        )
    version = file.data.get("commonweal")
    if version is None:
        raise UnreadableInput(
            "This is not a case file: the key 'commonweal' is missing.",
            where=f"{file.name}:1",
            remedy="commonweal new lays one out.",
        )
    if version != LAYOUT_VERSION:
        raise UnreadableInput(
            f"The case is of layout {version}; this Commonweal reads layout {LAYOUT_VERSION}.",
            where=f"{file.name}:{file.line(('commonweal',))}",
            remedy="Use a newer Commonweal.",
        )
    return convert(file.data, CaseLayout, file=file)


def case_from_layout(layout: CaseLayout, *, file: YamlFile) -> Case:
    """The case that a layout stands for. What only the whole can show is refused with the file's name."""
    part = layout.procurement
    try:
        procurement = Procurement(
            title=layout.title,
            authority=layout.authority,
            stages=layout.stages,
            lots=layout.lots,
            rounds=layout.rounds,
            award_structure=part.award_structure,
            delivery_model=part.delivery_model,
            regime=part.regime,
            nature=part.nature,
            description=part.description,
            cpv=part.cpv,
            commencement=part.commencement,
            declared_value=part.declared_value,
            extras=part.extras,
            separate_reason=part.separate_reason,
            split=part.split,
            circumstances=part.circumstances,
            missions=part.missions,
            framework_criteria=part.framework_criteria,
        )
    except CommonwealError as error:
        raise UnreadableInput(error.message, where=file.name, remedy=error.remedy) from error
    return Case(
        procurement=procurement,
        importance=layout.importance,
        quality=layout.quality,
        answers=layout.answers,
        decisions=layout.decisions,
        withdrawn=layout.withdrawn,
        assumptions=layout.assumptions,
        notices=layout.notices,
    )


def layout_of_case(case: Case, *, packs: tuple[str, ...] = ()) -> CaseLayout:
    """The layout that a case is written in."""
    procurement = case.procurement
    return CaseLayout(
        commonweal=LAYOUT_VERSION,
        title=procurement.title,
        authority=procurement.authority,
        procurement=ProcurementLayout(
            award_structure=procurement.award_structure,
            delivery_model=procurement.delivery_model,
            regime=procurement.regime,
            nature=procurement.nature,
            description=procurement.description,
            cpv=procurement.cpv,
            commencement=procurement.commencement,
            declared_value=procurement.declared_value,
            extras=procurement.extras,
            separate_reason=procurement.separate_reason,
            split=procurement.split,
            circumstances=procurement.circumstances,
            missions=procurement.missions,
            framework_criteria=procurement.framework_criteria,
        ),
        stages=procurement.stages,
        lots=procurement.lots,
        rounds=procurement.rounds,
        quality=case.quality,
        importance=case.importance,
        answers=case.answers,
        decisions=case.decisions,
        withdrawn=case.withdrawn,
        assumptions=case.assumptions,
        notices=case.notices,
        packs=packs,
    )
