"""Shared by every test: the network is off, and no property fails by the clock."""

from __future__ import annotations

import pytest
from hypothesis import settings
from pytest_socket import disable_socket

settings.register_profile("commonweal", deadline=None)
settings.load_profile("commonweal")


@pytest.fixture(autouse=True)
def _no_network() -> None:
    disable_socket(allow_unix_socket=True)
