"""A worked example fills an empty service."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commonweal.exchange.case_file.folder import FORECAST_FILE
from commonweal_web.config.seeding import seed_service
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import forecast_of
from fixtures import EXAMPLES


@pytest.mark.django_db
def test_the_worked_example_comes_with_its_forecast(tmp_path: Path, settings: Any) -> None:
    """Word for word, as its folder has it."""
    settings.DATA = tmp_path
    folder = EXAMPLES / "sandbox-pilot"
    assert list(seed_service(folder))
    assert forecast_of(Case.objects.get()) == (folder / FORECAST_FILE).read_text(encoding="utf-8")
