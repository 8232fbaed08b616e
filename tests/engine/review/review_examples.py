"""Invented notices for reviews: a pilot before bids, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from notice_examples import criteria, lot, notice, pounds

from commonweal.frameworks import load_packs
from commonweal.procurement.notice import Notice, PublishedCriterion
from commonweal.review.remarks import Context, make_context, remark_on

PACKS = load_packs()


def pilot(**changes: Any) -> Notice:
    """A pilot of six months, whose criteria ask for nothing that should be remarked but what a test puts in."""
    from datetime import date

    plain: dict[str, Any] = {
        "title": "Pilot project: sensors on street bins",
        "description": "A pilot project of sensors on street bins.",
        "lots": (lot(starts=date(2027, 1, 1), ends=date(2027, 6, 30)),),
        "value": pounds(240_000),
        "criteria": weighed(("price", "Price", 40), ("quality", "Evaluation and delivery", 45), sv(15, "A plan")),
    }
    return notice(**plain | changes)


def sv(weighting: int | None, asks: str = "", name: str = "Social value") -> tuple[str, str, int | None, str]:
    """A criterion of social value, with what its description asks for."""
    return ("quality", name, weighting, asks)


def weighed(*rows: tuple[Any, ...]) -> tuple[PublishedCriterion, ...]:
    """Criteria of one lot: kind, name, weighting, and a description where there is one."""
    made = criteria(*(row[:3] for row in rows))
    described = [row[3] if len(row) > 3 else "" for row in rows]
    return tuple(replace(each, description=text) for each, text in zip(made, described, strict=True))


def context_of(found: Notice) -> Context:
    return make_context(found, packs=PACKS)


def codes(found: Notice) -> list[str]:
    """The remarks on a notice, in order of harm."""
    return [each.code for each in remark_on(context_of(found))]


def message(found: Notice, code: str) -> str:
    """The sentence of one remark on a notice."""
    return next(each.message for each in remark_on(context_of(found)) if each.code == code)
