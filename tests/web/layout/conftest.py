"""The look alone, in a small site of its own under the service's settings; a real browser."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route
from pytest_django import Settings

ADDRESS = "https://commonweal.test"


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
    context = chromium.new_context(
        base_url=ADDRESS, java_script_enabled=scripts, viewport={"width": 1200, "height": 900}
    )
    client = Client()
    context.route("**/*", lambda route: answer(route, client))
    page = context.new_page()
    page.set_default_timeout(5000)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert not complaints, complaints


def answer(route: Route, client: Client) -> None:
    """What the site answers; static files as they lie in the apps."""
    request = route.request
    parts = urlsplit(request.url)
    if parts.path.startswith(settings.STATIC_URL):
        found = finders.find(parts.path.removeprefix(settings.STATIC_URL))
        kind = mimetypes.guess_type(parts.path)[0] or "text/plain"
        route.fulfill(status=200, body=Path(str(found)).read_bytes(), content_type=kind)
        return
    response = client.generic(
        request.method,
        f"{parts.path}?{parts.query}" if parts.query else parts.path,
        data=request.post_data_buffer or b"",
        content_type=request.headers.get("content-type", ""),
        follow=True,
    )
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
    route.fulfill(status=response.status_code, headers=headers, body=response.content)
