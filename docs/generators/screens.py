"""The pictures of the service: drawn by the journeys that come past what they show, so that they show what it does."""

from __future__ import annotations

import os
import subprocess
import sys

from generators.pages import ROOT

JOURNEYS = ("tests/journeys/test_newcomer.py", "tests/journeys/test_forecast_journey.py")


def draw_screens() -> int:
    """Draw them anew, into docs/figures/service. Browsers differ in their pixels: this is never part of a check."""
    command = [sys.executable, "-m", "pytest", *JOURNEYS, "-q", "-p", "no:cacheprovider"]
    asked = {**os.environ, "COMMONWEAL_SCREENS": "1"}
    return subprocess.run(command, cwd=ROOT, env=asked, check=False).returncode  # noqa: S603 - our own test, by name
