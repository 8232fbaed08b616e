"""Shared by every test: the network is off, no property fails by the clock, and there is one way to a browser."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_socket import disable_socket, enable_socket

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

os.environ.pop("COLUMNS", None)  # a test that wants a width says so; some who run tests set one for all

# CI draws the same examples each time, so that a red run is a change's own doing; everywhere else they are new.
settings.register_profile("commonweal", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("commonweal")
expect.set_options(timeout=30_000)  # how long a page may take before we call it wrong, on a busy machine


@pytest.fixture(autouse=True)
def _no_network() -> None:
    disable_socket(allow_unix_socket=True)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A real browser for the tests of a file, closed after it: its loop must not run on in the next file's thread.

    While it is there, its loop runs beside plain database calls, which Django would otherwise refuse.
    """
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing on CI, where it is to be installed.")
        pytest.skip("Chromium is not installed here (Debian: apt-get install chromium).")
    enable_socket()
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield launched
        launched.close()
