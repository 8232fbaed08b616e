"""The pages of publication, as people open them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cases_to_publish import (
    adopted_case,
    answered_text,
    approved_case,
    published_case,
    ready_case,
    submitted_case,
)
from commonweal_web.procurements.models import Case
from fixtures import Team
from page_checks import check_html

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
@pytest.mark.parametrize("name", ["checks", "approval", "publication"])
@pytest.mark.parametrize("role", ["commercial-lead", "approver", "observer"])
def test_every_page_is_sound_in_every_state(team: Team, state: str, name: str, role: str) -> None:
    """Markup, headings, labels; no inline script; and few queries."""
    case = made(state, team)
    response = team.client(role).get(reverse(name, args=[case.reference]))
    assert response.status_code == 200
    check_html(response.content.decode())
