"""Gathering the annex: the finding first, numbers second, assumptions and method third."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from commonweal.exchange.business_case.assumption_parts import tell_assumptions
from commonweal.exchange.business_case.learning_parts import tell_learning, tell_studies, tell_what_to_find_out
from commonweal.exchange.business_case.method_parts import tell_findings, tell_method
from commonweal.exchange.business_case.pictures import END, has_long_figures, tell_figures
from commonweal.exchange.business_case.value_parts import (
    tell_capabilities,
    tell_origin,
    tell_scenarios,
    tell_units,
    tell_worth,
)
from commonweal.exchange.business_case.view import Block, BusinessCase, Part
from commonweal.exchange.forecast_report.case_forecast import CaseForecast
from commonweal.exchange.tender_pack.clean_text import clean_view

DIGEST_SHOWN = 12
SUBTITLE = "Annex to the business case: what it may be worth, and what its learning is worth"
STATUS = (
    "A forecast, not a promise, and no part of any evaluation of bids. It holds the authority's own beliefs and costs: "
    "it is not for bidders. Numbers are shown with their uncertainty, and what could not be told surely is refused."
)
PARTS: tuple[tuple[str, str, Callable[[CaseForecast], Iterator[Block]]], ...] = (
    ("worth", "What it may be worth", tell_worth),
    ("learning", "What staging, the right to stop and the learning are worth", tell_learning),
    ("find-out", "What to find out first", tell_what_to_find_out),
    ("studies", "How big the studies should be", tell_studies),
    ("origin", "Where the value comes from", tell_origin),
    ("units", "What it brings, in its own units", tell_units),
    ("capability", "What it leaves behind", tell_capabilities),
    ("scenarios", "Scenarios", tell_scenarios),
    ("assumptions", "What is assumed", tell_assumptions),
    ("before", "Before you rely on it", tell_findings),
    ("method", "Method, refusals and digests", tell_method),
)


def make_business_case(found: CaseForecast, *, standing: str = "", mark: str = "") -> BusinessCase:
    """Everything that the annex says. Equal forecasts give equal annexes.

    `standing` says in a sentence how far its scheme is, `mark` stands on top of every page: that it is a draft.
    """
    forecast, workings = found.forecast, found.forecast.workings
    parts = [*PARTS, *([("figures", END, tell_figures)] if has_long_figures(found) else [])]
    made = BusinessCase(
        title=forecast.title,
        subtitle=SUBTITLE,
        authority=found.procurement.authority.name,
        finding=found.finding,
        standing=standing,
        mark=mark,
        status=STATUS,
        foot=f"Forecast of inputs {workings.inputs_digest[:DIGEST_SHOWN]}, {workings.draws:,} draws, "
        f"seed {workings.seed}",
        parts=tuple(
            Part(mark=mark, title=f"{number}. {title}", blocks=tuple(tell(found)))
            for number, (mark, title, tell) in enumerate(parts, start=1)
        ),
    )
    return clean_view(made)
