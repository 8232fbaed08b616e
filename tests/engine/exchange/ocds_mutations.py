"""Releases of every register with parts replaced by odd ones, for tests by generated examples."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import strategies as st
from ocds_examples import release
from other_registers import contracts_finder, scottish, welsh

ODD = st.sampled_from(
    (
        *(None, True, False, 0, -1, -0.0, 1e308, 10**30, [], {}, [None], [[]], {"id": None}),
        *("", " ", "x" * 300, "\ud800", "1e9999", "2026-02-30", "75%", "ann@example.org", "0" * 40, "£", "\u202e"),
        *("2026-11-16T10:00:00Z", "rnrn", "UK4", "GB-WLS", "percentageExact", "Pass/Fail", "a    b", "\0"),
    )
).map(copy.deepcopy)


def whole() -> dict[str, Any]:
    """The invented pilot with KPIs, awards and contracts, so that every part that is read can be replaced."""
    metric = {
        "title": "On time",
        "description": "Share.",
        "observations": [{"id": "frequency", "period": {"durationInMonths": 3}}],
    }
    contract = {
        "value": {"amountGross": 5, "amount": 4, "currency": "GBP"},
        "agreedMetrics": [metric],
        "noAgreedMetricsRationale": "Small",
        "aboveThreshold": True,
        "implementation": {"finalValue": {"amount": 3}},
        "items": [{"classification": {"scheme": "CPV", "id": "73110000"}}],
    }
    return release(contracts=[contract], awards=[{"value": {"amount": 4}, "standstillPeriod": {}}])


RELEASES = (whole, contracts_finder, scottish, welsh)


def places(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every part of a release."""
    found = [path] if path else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        found += places(value, (*path, key))
    return found


Mutation = tuple[int, tuple[str | int, ...], Any]
MUTATIONS: st.SearchStrategy[Mutation] = st.sampled_from(
    [(at, path) for at, make in enumerate(RELEASES) for path in places(make())]
).flatmap(lambda place: ODD.map(lambda odd: (*place, odd)))


def mutated(changes: list[Mutation]) -> Any:
    """The release that the first change is of, with every change of it that still finds its place."""
    which = changes[0][0]
    made: Any = RELEASES[which]()
    for at, path, value in changes:
        if at != which:
            continue
        part = made
        try:
            for step in path[:-1]:
                part = part[step]
            part[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took this place away
    return made
