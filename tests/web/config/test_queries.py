"""No page asks the database more than twenty questions, however large the procurement is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from large_case import MOST_QUERIES, large_case, pages

from commonweal_web.design.queries import designed
from fixtures import Team


@pytest.mark.django_db
def test_no_page_takes_more_than_twenty_queries(team: Team) -> None:
    """Every address that a commercial lead or an administrator can open, of five stages by forty criteria."""
    case = large_case(team)
    found = designed(case)
    assert len(found.case.procurement.stages) == 5
    assert len(found.ready.proposals.candidates) >= 40
    counted: dict[str, int] = {}
    for role in ("commercial-lead", "administrator"):
        client = team.client(role)
        client.get("/")
        for name, address in pages(case):
            if name == "account_logout":
                continue
            with CaptureQueriesContext(connection) as asked:
                answer = client.get(address)
            assert answer.status_code < 500, address
            if answer.status_code == 200:
                counted[f"{role}: {name}"] = len(asked)
    assert len(counted) > 50
    assert not {name: count for name, count in counted.items() if count > MOST_QUERIES}
