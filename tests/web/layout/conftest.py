"""The look alone in a small site of its own, or under the service's settings where they are there; a real browser."""

from __future__ import annotations

import importlib.util
import mimetypes
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import django
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

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
ADDRESS = "http://commonweal.test"
POLICY = {"default-src": ["'self'"]}


def _of_service() -> bool:
    try:
        return importlib.util.find_spec("commonweal_web.config.settings") is not None
    except ModuleNotFoundError:
        return False


if not settings.configured:
    if _of_service():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal_web.config.settings")
    else:
        settings.configure(
            DEBUG=False,
            SECRET_KEY="of the tests only",
            ALLOWED_HOSTS=["*"],
            ROOT_URLCONF="small_site",
            INSTALLED_APPS=[
                "django.contrib.messages",
                "django.contrib.staticfiles",
                "django_htmx",
                "commonweal_web.layout",
            ],
            MIDDLEWARE=[
                "csp.middleware.CSPMiddleware",
                "django.middleware.csrf.CsrfViewMiddleware",
                "django.contrib.messages.middleware.MessageMiddleware",
            ],
            MESSAGE_STORAGE="django.contrib.messages.storage.cookie.CookieStorage",
            CONTENT_SECURITY_POLICY={"DIRECTIVES": POLICY},
            FORM_RENDERER="commonweal_web.layout.forms.Renderer",
            TEMPLATES=[
                {
                    "BACKEND": "django.template.backends.django.DjangoTemplates",
                    "APP_DIRS": True,
                    "OPTIONS": {
                        "context_processors": [
                            "django.template.context_processors.request",
                            "django.contrib.messages.context_processors.messages",
                            "commonweal_web.layout.context.look",
                        ]
                    },
                }
            ],
            STATIC_URL="/static/",
            LANGUAGE_CODE="en-gb",
            TIME_ZONE="Europe/London",
            USE_TZ=True,
        )
        django.setup()


@pytest.fixture(autouse=True)
def _small_site(settings: pytest.FixtureRequest) -> None:
    """Every test of the look sees the living page, under addresses of the small site."""
    settings.DEBUG = True  # type: ignore[attr-defined]
    settings.ROOT_URLCONF = "small_site"  # type: ignore[attr-defined]
    settings.LAYOUT_NAVIGATION = [("layout:look", "Procurements"), ("missions", "Missions"), ("help", "Help")]  # type: ignore[attr-defined]
    settings.LAYOUT_FOOTER = [("layout:about", "What this is and is not"), ("help", "Privacy")]  # type: ignore[attr-defined]
    settings.LAYOUT_ACCOUNT = [("help", "Account")]  # type: ignore[attr-defined]
    settings.LAYOUT_SIGN_OUT = "sign_out"  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing on CI, where it is to be installed.")
        pytest.skip("Chromium is not installed here (Debian: apt-get install chromium).")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield launched
        launched.close()


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
