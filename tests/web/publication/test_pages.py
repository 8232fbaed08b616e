"""The pages of publication, as people open them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cases_to_publish import (
    adopted_case,
    approved_case,
    published_case,
    ready_case,
    submitted_case,
)
from django.urls import reverse
from page_checks import check_html
from pytest_django import DjangoAssertNumQueries

from commonweal_web.procurements.models import Case
from fixtures import Team

pytestmark = pytest.mark.django_db

MAKERS: dict[str, Callable[[Team], Any]] = {
    "empty": lambda team: team.case(),
    "draft": adopted_case,
    "ready": ready_case,
    "in-approval": submitted_case,
    "approved": approved_case,
    "published": published_case,
}


def made(state: str, team: Team) -> Case:
    found = MAKERS[state](team)
    return found[0] if isinstance(found, tuple) else found


@pytest.mark.parametrize("state", MAKERS)
def test_every_page_is_sound_in_every_state(
    team: Team, state: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """Markup, headings, labels, no inline script, for every role that may open it; and no more than 20 queries."""
    case = made(state, team)
    for name in ("checks", "approval", "publication"):
        for role in ("commercial-lead", "approver", "observer"):
            client = team.client(role)
            client.get(reverse(name, args=[case.reference]))
            with django_assert_max_num_queries(20):
                response = client.get(reverse(name, args=[case.reference]))
            assert response.status_code == 200
            check_html(response.content.decode())
