"""Shared by tests of the challenge's pages: a case whose scheme leaks."""

from __future__ import annotations

import pytest
from challenge_cases_web import leaky_case

from commonweal_web.procurements.models import Case
from fixtures import Team


@pytest.fixture
def leaky(team: Team) -> Case:
    return leaky_case(team)
