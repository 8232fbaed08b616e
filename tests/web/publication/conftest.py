"""Shared by tests of publication."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import SettingsWrapper


@pytest.fixture(autouse=True)
def _work_waits(settings: SettingsWrapper) -> None:
    """Background work is queued and stays there, as while no worker is free; a test that wants it done calls it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
