"""The look alone, in a small site of its own under the service's settings; a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from case_browsers import open_browser
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import Settings

ADDRESS = "https://commonweal.test"  # over plain HTTP the browser complains of headers that mean nothing there


@pytest.fixture(autouse=True)
def _small_site(settings: Settings) -> None:
    """Every test of the look sees the living page, under addresses of the small site, and needs no database."""
    settings.DEBUG = True
    settings.ROOT_URLCONF = "small_site"
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    settings.LAYOUT_NAVIGATION = [("layout:look", "Procurements"), ("missions", "Missions"), ("help", "Help")]
    settings.LAYOUT_ACCOUNT = [("help", "Account")]
    settings.LAYOUT_SIGN_OUT = "sign_out"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page whose every request is answered by the site in this process: no server, no network."""
    yield from open_page(chromium, scripts=True)


@pytest.fixture
def page_without_scripts(chromium: Browser) -> Iterator[Page]:
    yield from open_page(chromium, scripts=False)


def open_page(chromium: Browser, *, scripts: bool) -> Iterator[Page]:
    context, page = open_browser(chromium, Client(), scripts=scripts, address=ADDRESS)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints, complaints
