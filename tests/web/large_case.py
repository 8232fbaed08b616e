"""A procurement as large as they come, and every page that shows it: for counting queries and for the bench."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cases_to_publish import adopt
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.actions.commenting import write_comment
from commonweal_web.procurements.models import Case
from fixtures import Team

FIVE_STAGES = Path(__file__).resolve().parents[2] / "bench" / "five_stages" / "case.yaml"
MANY = 12  # of whatever a page may list: enough to show a query for each
MOST_QUERIES = 20


def large_case(team: Team) -> Case:
    """Five stages and all packs, adopted; with versions, comments and a team; one of many on the list of cases."""
    lead = team["commercial-lead"]
    for _ in range(MANY):
        team.case()
    case = team.case(FIVE_STAGES.read_text(encoding="utf-8"))
    for number in range(MANY):
        where = ("procurement", "description")
        save_parts(case, {where: f"As version {number}."}, based_on=case.version, part="what", by=lead)
        write_comment(case, f"Remark {number}.", subject="", by=team["approver" if number % 2 else "commercial-lead"])
    adopt(case, lead)
    case.refresh_from_db()
    return case


def pages(case: Case) -> Iterator[tuple[str, str]]:
    """Every address of the service that a person can open, by its name: those of this case, and those of no case.

    Of each route the parameters are filled in by what the case holds; a route that needs others is left out.
    """
    filled: dict[str, list[Any]] = {
        "reference": [case.reference],
        "option": ["balanced"],
        "number": [1],
        "of": [1],
        "pack": ["ppn-002"],
        "name": ["lots-considered"],
        "page_key": ["what"],
        "kind": ["add"],
        "key": ["what", "stages", "circumstances", "split"],
    }
    for name, parameters in _routes(get_resolver().url_patterns):
        if not parameters <= filled.keys():
            continue
        for key in filled["key"] if "key" in parameters else [""]:
            try:
                address = reverse(name, kwargs={each: key or filled[each][0] for each in parameters if each == "key"}
                                  | {each: filled[each][0] for each in parameters if each != "key"})  # fmt: skip
            except NoReverseMatch:
                continue
            yield f"{name} {key}".strip(), address


def _routes(patterns: list[Any], namespace: str = "") -> Iterator[tuple[str, set[str]]]:
    for each in patterns:
        if isinstance(each, URLResolver) and not str(each.pattern).startswith("api/"):
            below = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _routes(each.url_patterns, below)
        elif isinstance(each, URLPattern) and each.name:
            yield namespace + each.name, set(each.pattern.converters)
