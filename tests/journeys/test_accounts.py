"""Accounts in a real browser: from an invitation to the first page, with scripts and without, and single sign-on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import override_settings
from page_checks import check_page, follow
from playwright.sync_api import Browser, Page
from pytest_socket import enable_socket, socket_allow_hosts
from web_accounts.codes import code_now
from web_accounts.provider import Provider

from commonweal_web.accounts.actions import people
from commonweal_web.accounts.models import User
from commonweal_web.config.single_sign_on import SingleSignOn
from fixtures import PASSWORD, Team, make_team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "purple otters plan lunch"


@pytest.fixture(autouse=True)
def _loopback() -> None:
    """The browser, the service and the provider are all on this machine."""
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    cache.clear()


@pytest.fixture
def people_here(transactional_db: None) -> Team:
    return make_team()


class Journey:
    """Browsers that share nothing, and fail on what the content policy refuses."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.chromium, self.address = chromium, address
        self.complaints: list[str] = []

    def browser(self, *, scripts: bool = True) -> Page:
        context = self.chromium.new_context(base_url=self.address, java_script_enabled=scripts)
        context.set_default_timeout(15_000)
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if "Content Security" in said.text else None)
        return page

    def sign_in(self, page: Page, email: str, password: str = PASSWORD) -> None:
        page.goto("/account/login/")
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def journey(chromium: Browser, live_server: Any, people_here: Team) -> Iterator[Journey]:
    travelled = Journey(chromium, live_server.url)
    yield travelled
    assert travelled.complaints == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_from_an_invitation_to_the_first_page(journey: Journey, people_here: Team, scripts: bool) -> None:
    """Invited by an administrator, joined by the link, led to set up codes, and in; with a code the next time."""
    person = people_here["administrator"]
    office = journey.browser(scripts=scripts)
    journey.sign_in(office, person.email)
    office.goto("/organisation/people/invite/")
    office.get_by_label("Full name").fill("Nia Newcomer")
    office.get_by_label("E-mail address").fill("nia@example.org")
    office.get_by_label("Ours").check()
    office.get_by_label("Procurement staff").check()
    office.get_by_role("button", name="Make the invitation").click()
    link = office.get_by_label("The link").input_value()
    if scripts:
        check_page(office)
    people.require_code(people_here.organisation, required=True, by=person)

    newcomer = journey.browser(scripts=scripts)
    newcomer.goto(link)
    newcomer.get_by_label("Password", exact=True).fill(NEW)
    newcomer.get_by_role("button", name="Open the account").click()
    newcomer.get_by_role("heading", name="Set up one-time codes").wait_for()
    if scripts:
        check_page(newcomer)
    secret = newcomer.locator("p > code").inner_text()
    newcomer.get_by_label("Code", exact=True).fill(code_now(secret))
    newcomer.get_by_role("button", name="Turn codes on").click()
    newcomer.get_by_role("heading", name="Your recovery codes").wait_for()
    newcomer.get_by_role("link", name="Go on to your procurements").click()
    newcomer.wait_for_url("**/procurements/")
    assert User.objects.get(email="nia@example.org").is_active

    again = journey.browser(scripts=scripts)
    journey.sign_in(again, "nia@example.org", NEW)
    again.get_by_label("Code", exact=True).fill(code_now(secret, later=1))
    again.get_by_role("button", name="Sign in", exact=True).click()
    again.wait_for_url("**/procurements/")


def test_a_sign_in_by_keyboard_alone(journey: Journey, people_here: Team) -> None:
    """Tab and Enter are enough, past the link that skips to the page."""
    page = journey.browser()
    page.goto("/account/login/")
    for _press in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "id_login":
            break
    page.keyboard.type("approver@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/procurements/")


def test_single_sign_on_in_a_browser(journey: Journey, people_here: Team) -> None:
    """There and back again by a link, under our content policy; a stranger is told whom to ask."""
    with Provider() as provider:
        policy = SingleSignOn(issuer=provider.issuer, name="Northmoor", app_id=provider.app_id, secret=provider.secret)
        with override_settings(SINGLE_SIGN_ON=policy, SOCIALACCOUNT_PROVIDERS=policy.providers()):
            page = journey.browser()
            page.goto("/account/login/?next=/organisation/roles/")
            check_page(page)
            page.get_by_role("button", name="Sign in with Northmoor").click()
            page.get_by_role("heading", name="What each role may do").wait_for()
            provider.person |= {"email": "stranger@example.org", "sub": "stranger"}
            other = journey.browser()
            other.goto("/account/login/")
            other.get_by_role("button", name="Sign in with Northmoor").click()
            other.get_by_text("Nobody has invited you yet").wait_for()
            check_page(other)


def test_the_pages_of_an_administrator_hold_up(journey: Journey, people_here: Team) -> None:
    """WCAG rules, narrow screens, and every error leads to its field."""
    page = journey.browser()
    journey.sign_in(page, "administrator@example.org")
    page.wait_for_url("**/procurements/")
    person = people_here["approver"].pk
    for address in (
        "/account/",
        "/account/sessions/",
        "/organisation/people/",
        f"/organisation/people/{person}/",
        f"/organisation/people/{person}/erase/",
        "/organisation/roles/",
        "/organisation/record/",
    ):
        page.goto(address)
        check_page(page)
    page.goto("/organisation/people/invite/")
    follow(page.get_by_role("button", name="Make the invitation"))
    check_page(page)
