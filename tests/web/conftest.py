"""Shared by tests of the service: people, a case, and loopback."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_socket import enable_socket, socket_allow_hosts

from commonweal_web.procurements.models import Case
from fixtures import Team, make_team


@pytest.fixture(autouse=True)
def _loopback_only() -> None:
    """PostgreSQL and the live server are on this machine; nothing else is reached."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost"], allow_unix_socket=True)


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


@pytest.fixture
def case(team: Team) -> Case:
    return team.case()


@pytest.fixture
def lead(team: Team) -> Client:
    """A browser in which the commercial lead is signed in."""
    return team.client("commercial-lead")
