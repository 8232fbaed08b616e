"""A commercial lead sees three schemes, asks why not, disagrees with a reason, re-weights, and adopts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_checks import check_page, check_wcag
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_socket import enable_socket

from commonweal_web.design.queries import read_newest
from commonweal_web.procurements.models import Case
from fixtures import PASSWORD, Team, make_team

FIVE_STAGES = (Path(__file__).resolve().parents[2] / "bench/five_stages/case.yaml").read_text(encoding="utf-8")


@pytest.fixture
def team(transactional_db: None) -> Team:
    return make_team()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(
    chromium: Browser,
    live_server: LiveServer,
    request: pytest.FixtureRequest,
) -> Iterator[Page]:
    """A browser page, once with scripts and once without; what its console complains of fails the test."""
    enable_socket()
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=request.param, viewport={"width": 1200, "height": 900}
    )
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.has_scripts = request.param  # type: ignore[attr-defined]
    yield opened
    context.close()
    assert not complaints, complaints


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()


@pytest.mark.browser
def test_from_three_schemes_to_an_adopted_one(team: Team, page: Page) -> None:
    """The same with scripts and without; with them nothing is reloaded to ask why not and to re-weight."""
    scripts = page.has_scripts  # type: ignore[attr-defined]
    case = team.case(FIVE_STAGES)
    sign_in(page, team["commercial-lead"].email)

    page.goto(f"/procurements/{case.reference}/proposal/")
    expect(page.get_by_role("heading", name="Three schemes")).to_be_visible()
    _check(page, scripts=scripts)

    page.get_by_role("link", name="Fuller in full").click()
    address = page.url
    rejected = page.locator(".cw-whynot a").first
    title = rejected.inner_text()
    rejected.click()
    expect(page.locator("#why-not")).to_contain_text("What would mend it")
    assert (page.url == address) is scripts
    expect(page.get_by_role("heading", name=title).first).to_be_visible()
    if scripts:
        check_wcag(page)

    page.locator("#why-not").get_by_role("link", name="Force it in").first.click()
    page.get_by_label("In the contract, without marks").check()
    page.get_by_role("button", name="Show what this would do").click()
    expect(page.locator("#changes")).to_contain_text("What this would do")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Give the reason")
    _check(page, scripts=scripts)
    page.get_by_label("Why does the authority decide this?").fill("The board has promised it.")
    page.get_by_role("button", name="Keep this decision").click()
    expect(page.get_by_text("Your decision is kept.")).to_be_visible()

    page.goto(f"/procurements/{case.reference}/proposal/fuller/weightings/")
    box = next(each for each in page.locator("input[name^='w-']").all() if each.input_value() == "6")
    box.fill("6.5")
    if not scripts:
        page.get_by_role("button", name="Show what this does").click()
    expect(page.locator("#effect td", has_text="6.5").first).to_be_visible()
    _check(page, scripts=scripts)
    page.get_by_label("Why these?").fill("Agreed with the panel.")
    page.get_by_role("button", name="Keep these weightings").click()
    expect(page.get_by_text("Your changes are kept")).to_be_visible()

    page.get_by_role("button", name="Adopt this scheme").or_(page.get_by_role("link", name="Adopt this scheme")).click()
    _check(page, scripts=scripts)
    page.get_by_label("Why does the authority take this option?").fill("It fits a case of five stages.")
    page.get_by_role("button", name="Adopt this scheme").click()
    expect(page.get_by_text("You adopted the fuller scheme as version 1.")).to_be_visible()
    _check(page, scripts=scripts)

    document = read_newest(Case.objects.get(pk=case.pk))
    assert document.opened is not None
    assert [each.kind for each in document.opened.case.decisions][-3:] == ["force", "weighting", "adopt"]


def _check(page: Page, *, scripts: bool) -> None:
    """The rules need a script of their own to look at a page."""
    if scripts:
        check_page(page)
