"""What an edition of a pack may hold: its files and folders, and the type of what stands in each."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from commonweal.frameworks.challenging import Attack, BidderType, EffortKind, UsualCount
from commonweal.frameworks.crosswalk import Crosswalk, KindHomes
from commonweal.frameworks.definitions import Criterion, Outcome, Pattern, Scale, Template
from commonweal.frameworks.measures import Measure, MeasureKind
from commonweal.frameworks.naming import Formula, NamedCriterion
from commonweal.frameworks.notice_type import NoticeType
from commonweal.frameworks.prompts import Prompt
from commonweal.frameworks.rules import Remark, Rule
from commonweal.frameworks.statement import Statement
from commonweal.procurement.mission import Mission
from commonweal.quantities.additionality import TermGuide
from commonweal.quantities.discounting import DiscountSchedule
from commonweal.quantities.experience import BaseRate, EvidenceGrade
from commonweal.quantities.optimism import OptimismBias
from commonweal.quantities.proxy_value import ProxyValue
from commonweal.quantities.schedule import Schedule
from commonweal.quantities.series import YearSeries
from commonweal.quantities.working_day import Calendar

# Files that hold several definitions, by key; and folders that hold one a file, the file's name being its id.
TABLES: Mapping[str, Any] = {
    "outcomes": dict[str, Outcome],
    "scales": dict[str, Scale],
    "missions": dict[str, Mission],
    "parameters": dict[str, Schedule[Decimal]],
    "names": dict[str, NamedCriterion],
    "homes": dict[str, KindHomes],
    "discounting": dict[str, DiscountSchedule],
    "series": dict[str, YearSeries],
    "values": dict[str, ProxyValue],
    "optimism": dict[str, OptimismBias],
    "additionality": dict[str, TermGuide],
    "grades": dict[str, EvidenceGrade],
    "base_rates": dict[str, BaseRate],
    "formulas": dict[str, Formula],
    "calendars": dict[str, Calendar],
    "statements": dict[str, Statement],
    "efforts": dict[MeasureKind, EffortKind],
    "usual_counts": dict[str, UsualCount],
    "bidders": dict[str, BidderType],
}
FOLDERS: Mapping[str, Any] = {
    "criteria": Criterion,
    "measures": Measure,
    "checks": Rule,
    "templates": Template,
    "patterns": dict[str, Pattern],
    "crosswalks": Crosswalk,
    "notices": NoticeType,
    "prompts": Prompt,
    "remarks": Remark,
    "attacks": Attack,
}
OTHER = {"examples"}
