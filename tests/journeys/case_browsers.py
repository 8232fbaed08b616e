"""Real browsers for journeys through cases: every request is answered by the service in this process."""

from __future__ import annotations

import contextvars
import mimetypes
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route
from pytest_socket import enable_socket

ADDRESS = "http://testserver"


def open_browser(
    chromium: Browser, client: Client, *, scripts: bool = True, address: str = ADDRESS
) -> tuple[BrowserContext, Page]:
    """A browser in which whoever is signed in to the client is signed in."""
    context = chromium.new_context(
        base_url=address, java_script_enabled=scripts, viewport={"width": 1200, "height": 900}
    )
    # The browser's loop has a context of its own, and with it another connection to the database than the test's.
    here = contextvars.copy_context()
    context.route("**/*", lambda route: answer(route, lambda: here.copy().run(ask, client, route)))
    page = context.new_page()
    page.set_default_timeout(20_000)
    return context, page


def open_over_network(chromium: Browser, client: Client, address: str) -> tuple[BrowserContext, Page]:
    """A browser that speaks with a server on this machine, signed in as the client is."""
    enable_socket()
    name = settings.SESSION_COOKIE_NAME
    context = chromium.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    return context, page


def answer(route: Route, asked: Callable[[], HttpResponse]) -> None:
    """What the service answers, redirects included; static files as they lie in the apps."""
    path = urlsplit(route.request.url).path
    static = "/" + settings.STATIC_URL.strip("/") + "/"
    if path.startswith(static):
        found = finders.find(path.removeprefix(static))
        kind = mimetypes.guess_type(path)[0] or "text/plain"
        route.fulfill(status=200, body=Path(str(found)).read_bytes(), content_type=kind)
        return
    response = asked()
    headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
    route.fulfill(status=response.status_code, headers=headers, body=response.content)


def ask(client: Client, route: Route) -> HttpResponse:
    """The browser's request, put to the service."""
    request = route.request
    parts = urlsplit(request.url)
    of_a_part = {name: value for name, value in request.headers.items() if name.startswith("hx-")}
    return client.generic(  # type: ignore[return-value]
        request.method,
        f"{parts.path}?{parts.query}" if parts.query else parts.path,
        data=request.post_data_buffer or b"",
        content_type=request.headers.get("content-type", "application/octet-stream"),
        headers=of_a_part,
    )
