"""Shared by tests of the forecast's pages."""

from __future__ import annotations

from typing import Any

import pytest
from forecast_cases import FEW, example_inputs, give_forecast

from commonweal_web.forecast import queries
from commonweal_web.procurements.models import Case


@pytest.fixture(autouse=True)
def _quickly(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few draws while editing; background work is queued and stays there, and a test that wants it done calls it."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(queries, "LIVE_DRAWS", FEW)


@pytest.fixture
def forecast_case(case: Case) -> Case:
    """The sandbox pilot with its shipped forecast."""
    give_forecast(case, example_inputs())
    return case
