"""People, links and a sign-in service for the tests of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from pytest_socket import enable_socket, socket_allow_hosts
from web_accounts.provider import Provider

from commonweal_web.config.single_sign_on import SingleSignOn
from fixtures import Team, make_team


@pytest.fixture(autouse=True)
def _no_attempts() -> None:
    """Attempts of other tests are not counted."""
    cache.clear()


@pytest.fixture
def others(team: Team) -> Team:
    """Another organisation on the same service."""
    return make_team("Harrowmere City Council (fictional)", prefix="other-")


@pytest.fixture
def administrator(team: Team) -> Client:
    return team.client("administrator")


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A sign-in service on this machine, for as long as a test runs."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1"], allow_unix_socket=True)
    with Provider() as running:
        yield running


@pytest.fixture
def single_sign_on(provider: Provider) -> Iterator[Any]:
    """Settings by which the service uses that provider; called again, with other values of SingleSignOn."""
    changed: list[Any] = []

    def use(**values: Any) -> SingleSignOn:
        policy = SingleSignOn(
            issuer=provider.issuer, name="Northmoor", app_id=provider.app_id, secret=provider.secret, **values
        )
        override = override_settings(SINGLE_SIGN_ON=policy, SOCIALACCOUNT_PROVIDERS=policy.providers())
        override.enable()
        changed.append(override)
        return policy

    use()
    yield use
    for override in reversed(changed):
        override.disable()
