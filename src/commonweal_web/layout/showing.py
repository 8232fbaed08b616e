"""What the living page shows of each component: invented, and of the length that real values have."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal_web.layout.components import (
    CANNOT_START,
    DONE,
    IN_PROGRESS,
    KINDS,
    NEEDS_DECISION,
    NOT_STARTED,
    Action,
    Answer,
    Column,
    Factor,
    Said,
    Table,
    Task,
    Weight,
)

TASKS = [
    Task(name=_("Describe the procurement"), status=DONE, url="#", hint=_("Title, authority, value, dates")),
    Task(name=_("Choose the stages and gates"), status=IN_PROGRESS, url="#"),
    Task(
        name=_("Choose a scheme"),
        status=NEEDS_DECISION,
        url="#",
        hint=_("Three are proposed; two findings stop publication"),
    ),
    Task(name=_("Answer the checks"), status=NOT_STARTED, url="#"),
    Task(name=_("Publish"), status=CANNOT_START, hint=_("Somebody else has to approve the scheme first")),
]
ANSWERS = [
    Answer(
        key=_("Title"),
        value=_("Independent living with sensors, Harrowmere"),
        actions=[Action(url="#", about=_("title"))],
    ),
    Answer(key=_("Estimated value"), value="£1,200,000", actions=[Action(url="#", about=_("estimated value"))]),
    Answer(
        key=_("Stages"),
        value=[_("Prototype, 6 months"), _("Pilot, 12 months")],
        actions=[
            Action(url="#", about=_("stages")),
            Action(url="#", text=_("Remove"), about=_("stages")),
        ],
    ),
    Answer(key=_("Edition"), value=_("PPN 002, from 24 February 2025")),
]
TABLE = Table(
    caption=_("Weightings by award criterion"),
    columns=[
        Column(title=_("Award criterion")),
        Column(title=_("Kind of measure")),
        Column(title=_("Weighting"), unit="%", number=True),
        Column(title=_("Hours to win"), unit=_("hours"), number=True),
    ],
    rows=[
        [_("What the pilot teaches, and who learns it"), KINDS["learning"], "12.5", "8"],
        [_("Skills that stay with the authority"), KINDS["capability"], "5", "14"],
        [_("People who live at home for longer"), KINDS["outcome"], "7.5", "6"],
    ],
    foot=[_("Total"), "", "25", "28"],
)
WEIGHTS = [
    Weight(kind=kind, weighting=Decimal(weighting))
    for kind, weighting in zip(KINDS, ("5", "10", "12.5", "30", "22.5", "20"), strict=True)
]
FACTORS = [
    Factor(name="relevance", share=0.9, least=0.5, because=_("It is part of what is bought")),
    Factor(name="observability", share=0.62, least=0.5, because=_("A year of a pilot shows most of it")),
    Factor(name="influence", share=0.48, least=0.5, borderline=True),
    Factor(name="signal", share=0.07, least=0.3),
]


SOURCES = [
    Said(kind="law", title="Procurement Act 2023", where="section 23", confidence="primary", url="#main"),
    Said(kind="law", title="Procurement Regulations 2024", where="regulation 7", confidence="secondary"),
    Said(kind="guidance", title="PPN 002", where="annex A", confidence="primary", dated=date(2025, 2, 24)),
    Said(kind="guidance", title="Guidance on thresholds", confidence="recalled"),
    Said(kind="judgement", title=_("Hours that a case study takes to write"), confidence="judgement"),
]


def every_component() -> dict[str, Any]:
    return {
        "tasks": TASKS,
        "answers": ANSWERS,
        "table": TABLE,
        "weights": WEIGHTS,
        "factors": FACTORS,
        "kinds": list(KINDS),
        "sources": SOURCES,
        "colours": ["grey", "green", "teal", "blue", "purple", "magenta", "red", "orange", "yellow"],
        "sum": Decimal("1234567.89"),
        "day": date(2026, 11, 27),
        "moment": datetime(2026, 11, 27, 14, 5, tzinfo=UTC),
    }
