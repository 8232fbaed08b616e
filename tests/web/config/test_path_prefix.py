"""The service under a path of its host, as a proxy serves it beside other things."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from cases_to_publish import published_case
from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string
from django.test import Client
from django.urls import clear_script_prefix, reverse, set_script_prefix

from commonweal_web.config.environment import path_prefix
from fixtures import PASSWORD, Team

PREFIX = "/buying"
NAMES = ("home", "missions", "help", "account", "api", "tokens", "layout:about", "layout:accessibility", "privacy")
OF_CASE = (
    "case", "case-team", "case-history", "case-compare", "case-file", "proposal", "checks", "approval", "publication",
    "documents", "amend", "case_history",
)  # fmt: skip


@pytest.fixture
def _under_a_path() -> Iterator[None]:
    set_script_prefix(f"{PREFIX}/")  # as the handler of real requests does, and that of tests does not
    yield
    clear_script_prefix()


def open_page(client: Client, address: str) -> str:
    """The page at an address of the host; everything that it leads to on this host lies under the prefix too."""
    assert address.startswith(f"{PREFIX}/"), address
    answer = client.get(address.removeprefix(PREFIX))
    assert answer.status_code in {200, 404}, (address, answer.status_code)
    found = re.findall(r"""(?:href|action|src|hx-get|hx-post)="(/[^"]*)""", answer.text)
    outside = [each for each in found if not each.startswith((f"{PREFIX}/", "/static/"))]
    assert found and not outside, (address, outside)
    return answer.text


@pytest.mark.django_db
@pytest.mark.usefixtures("_under_a_path")
def test_pages_lead_to_pages_under_the_same_path(team: Team) -> None:
    """Of the service, of one procurement, and the page that tells that there is none."""
    case, published = published_case(team)
    client = team.client("commercial-lead", lambda: Client(SCRIPT_NAME=PREFIX))
    client.get("/")
    for name in NAMES:
        open_page(client, reverse(name))
    for name in OF_CASE:
        open_page(client, reverse(name, args=[case.reference]))
    open_page(client, reverse("published", args=[case.reference, published.number]))
    open_page(client, f"{PREFIX}/nothing-here/")


@pytest.mark.django_db
@pytest.mark.usefixtures("_under_a_path")
def test_signing_in_and_the_api_stay_under_it(team: Team) -> None:
    """Where one is sent, the description of the API, and what it says of an address that is not there."""
    client = Client(SCRIPT_NAME=PREFIX)
    home = reverse("home").removeprefix(PREFIX)
    assert client.get(home).headers["Location"].startswith(f"{PREFIX}/")
    signed = client.post(
        reverse("account_login").removeprefix(PREFIX),
        {"login": team["commercial-lead"].email, "password": PASSWORD},
    )
    assert signed.headers["Location"].startswith(f"{PREFIX}/")
    assert client.get("/api/v1/openapi.json").json()["servers"] == [{"url": PREFIX}]
    assert f"{PREFIX}/api/v1/openapi.json" in client.get("/api/v1/nothing").json()["remedy"]


@pytest.mark.usefixtures("_under_a_path")
def test_the_pages_of_last_resort_lead_home() -> None:
    """Though no request is at hand."""
    assert all(f'href="{PREFIX}/"' in render_to_string(f"{code}.html") for code in (404, 500, 503))


def test_the_path_is_set_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """With or without its last stroke; what is no path is refused in one sentence."""
    monkeypatch.setenv("COMMONWEAL_PATH_PREFIX", "/tools/buying/")
    assert path_prefix() == "/tools/buying"
    monkeypatch.setenv("COMMONWEAL_PATH_PREFIX", "https://example.org/buying")
    with pytest.raises(ImproperlyConfigured, match="use a path such as /commonweal"):
        path_prefix()
