"""Shared by tests of publication."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _work_waits(settings: Any) -> None:
    """Background work is queued and stays there, as while no worker is free; a test that wants it done calls it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
