"""The frame of every page: title, landmarks, menus, messages; and the pages that tell of an error."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults
from page_checks import check_html
from pytest_django import Settings

from commonweal_web.layout.apps import check_menus

ADDRESSES = ["/about/", "/accessibility/", "/look/", "/look/form/", "/look/question/", "/look/done/", "/signed-in/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_of_the_look_holds(client: Client, address: str) -> None:
    """Its markup is right, and nothing but our own files may run in it."""
    response = client.get(address)
    check_html(response.content.decode())
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_refused_form_says_so_in_the_title(client: Client) -> None:
    """'Error: ' comes first, so that it is heard first; then the summary, before the heading."""
    text = client.post("/look/question/", {}).content.decode()
    check_html(text)
    assert "<title>Error: Which stage comes first? – Commonweal</title>" in text
    assert text.index("There is a problem") < text.index("<h1")


def test_the_menus_lead_where_the_settings_say(client: Client) -> None:
    """The page that is open is marked; pages that are not there are left out."""
    text = client.get("/signed-in/").content.decode()
    assert '<a class="govuk-service-navigation__link" href="/signed-in/" aria-current="page">' in text
    assert '<a class="govuk-service-navigation__link" href="/help/">Help</a>' in text
    assert "Privacy" not in text


def test_a_menu_without_its_page_is_told_to_the_administrator(settings: Settings) -> None:
    """The check names the setting and the page."""
    settings.LAYOUT_FOOTER = [("layout:about", "About"), ("no-such-page", "Nothing")]
    (found,) = check_menus()
    assert "'no-such-page'" in found.msg
    assert "LAYOUT_FOOTER" in found.msg


def test_signing_out_is_a_form(client: Client) -> None:
    """A link could be followed by a browser that looks ahead; and a stranger has no account menu."""
    text = client.get("/signed-in/").content.decode()
    form = text[text.index('<form method="post" action="/sign-out/">') :]
    assert "csrfmiddlewaretoken" in form[:300]
    assert "Alex Marlowe-Hughes" in text
    assert "Sign out" not in client.get("/about/").content.decode()


@pytest.mark.parametrize(("kind", "role"), [("success", "alert"), ("error", "alert"), ("info", "region")])
def test_messages_are_banners(client: Client, kind: str, role: str) -> None:
    """What was done, what went wrong and what to know stand above the page, once."""
    text = client.get(f"/look/?message={kind}").content.decode()
    check_html(text)
    assert f'role="{role}" aria-labelledby="message-1-title"' in text
    assert ("govuk-notification-banner--success" in text.split("<h1")[0]) == (kind == "success")
    assert "message-1-title" not in client.get("/look/").content.decode()


@pytest.mark.filterwarnings("ignore:No directory at")
@pytest.mark.parametrize("address", ["/look/", "/look/form/", "/look/question/", "/look/done/"])
def test_the_living_page_is_for_those_who_build(client: Client, settings: Settings, address: str) -> None:
    """Where the service serves people there is no such page."""
    settings.DEBUG = False
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("code", [400, 403, 404, 413, 429, 500, 503])
def test_each_error_has_a_page(code: int) -> None:
    """It stands with nothing given, says what to do, and holds as any page does."""
    text = render_to_string(f"{code}.html")
    check_html(text)
    assert "Commonweal suggests, and people decide." in text


def test_the_pages_are_those_that_django_shows() -> None:
    """The framework's own handlers find them; the last resort needs no menus, messages or database."""
    request = RequestFactory().get("/x/")
    assert b"Sorry, there is a problem with the service" in defaults.server_error(request).content
    assert b"This request cannot be read" in defaults.bad_request(request, ValueError()).content
    last = render_to_string("500.html")
    assert "<nav" not in last
    assert "<script" not in last
