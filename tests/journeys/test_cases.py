"""Journeys through cases in a real browser: a notice, two people at once, without scripts, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_browsers import open_browser, open_over_network
from django.urls import reverse
from page_checks import check_page, follow
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from commonweal_web.procurements.actions import add_member
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import newest_document
from fixtures import Team, make_team

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
NOTICE = Path(__file__).parents[1] / "fixtures" / "notices" / "fictional_pilot.json"


@pytest.fixture
def team(db: None) -> Team:
    return make_team()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.django_db(transaction=True)
def test_a_newcomer_uploads_a_notice_corrects_it_and_starts(
    live_server: LiveServer,
    chromium: Browser,
) -> None:
    """From the empty list to the task list; every page on the way is accessible and fits a narrow screen.

    Over a real connection, because a browser that is answered in this process hands over no files.
    """
    context, page = open_over_network(chromium, make_team().client("commercial-lead"), live_server.url)
    page.goto(reverse("home"))
    follow(page.get_by_role("button", name="Start a procurement", exact=True))
    check_page(page)
    page.get_by_role("link", name="Upload a notice").click()
    press(page, "Read the notice")
    expect(page.get_by_role("link", name="Choose the file with the notice")).to_be_visible()
    check_page(page)
    page.locator("input[type=file]").set_input_files(NOTICE)
    press(page, "Read the notice")
    expect(page.get_by_role("heading", level=1)).to_have_text("What was read and what was assumed")
    check_page(page)
    page.get_by_role("link", name="Correct it (Kind of authority)").click()
    page.get_by_label("What kind of body is it?").select_option("sub-central")
    press(page, "Save and continue")
    expect(page.get_by_role("link", name="Correct it (Kind of authority)")).to_have_count(0)
    page.get_by_role("button", name="It is right (Digital)").click()
    expect(page.get_by_text("That is settled")).to_be_visible()
    press(page, "Start the procurement with this")
    expect(page.get_by_role("heading", level=1)).to_contain_text("AI-assisted sorting")
    check_page(page)
    context.close()
    document = newest_document(Case.objects.get())
    assert document.opened is not None and document.data["authority"]["kind"] == "sub-central"


def test_two_people_edit_the_same_thing_at_once(team: Team, chromium: Browser) -> None:
    """The second sees both versions, keeps their own words for one part, and nothing is lost."""
    case = team.case()
    add_member(case, team["outsider"], "commercial-lead", by=team["commercial-lead"])
    address = reverse("case-section", args=(case.reference, "what"))
    (one, first), (other, second) = (
        open_browser(chromium, team.client(who)) for who in ("commercial-lead", "outsider")
    )
    first.goto(address)
    second.goto(address)
    first.get_by_label("Title").fill("The first one's title")
    press(first, "Save and continue")
    second.get_by_label("Title").fill("The second one's title")
    second.get_by_label("What is bought, and what is it for?").fill("Described by the second one")
    press(second, "Save and continue")
    expect(second.get_by_role("heading", level=1)).to_have_text("Two people changed the same thing")
    check_page(second)
    second.get_by_label("What you typed").check()
    press(second, "Save my choice")
    expect(second.get_by_role("heading", level=1)).to_have_text("The second one's title")
    one.close()
    other.close()
    case.refresh_from_db()
    data = newest_document(case).data
    assert data["procurement"]["description"] == "Described by the second one"
    assert case.versions.filter(text__contains="The first one's title").exists()


QUESTIONS = [
    {"description": "On-demand buses in the evening"},
    {"name": "Saltmere Combined Authority (fictional)", "kind": "sub-central", "region": "West"},
    {"regime": "covered", "nature": "services"},
    {"amount": "540,000", "vat": "included"},
    None,
    {"on_day": "1", "on_month": "2", "on_year": "2027", "planned": "yes"},
    {"delivery_model": "pilot"},
    {"award_structure": "one-contract"},
]
STAGE = [
    {"title": "Pilot", "kind": "pilot", "months": "9", "under_contract": "yes"},
    {"amount": "450000", "vat": "included", "bidders": "5"},
    {"gate": "yes", "gate_title": "Worth going on"},
    {},
]


def fill(page: Page, answers: dict[str, str]) -> None:
    """Answer the questions of a page by the names of its boxes, as a browser without scripts shows them."""
    for name, value in answers.items():
        box = page.locator(f"[name='{name}']")
        if box.first.get_attribute("type") == "radio":
            page.locator(f"[name='{name}'][value='{value}']").check()
        elif box.evaluate("each => each.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


def test_a_procurement_is_described_without_scripts(team: Team, chromium: Browser) -> None:
    """All questions, a stage with its four pages, and the answers checked: a whole case at the end."""
    context, page = open_browser(chromium, team.client("commercial-lead"), scripts=False)
    page.goto(reverse("start-questions"))
    page.get_by_label("What is the procurement called?").fill("Evening buses")
    press(page, "Save and continue")
    for answers in QUESTIONS:
        if answers is None:
            press(page, "Continue")
            continue
        fill(page, answers)
        press(page, "Save and continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stages and gates")
    page.get_by_role("button", name="Add a stage").click()
    for answers in STAGE:
        fill(page, answers)
        press(page, "Save and continue")
    expect(page.get_by_role("heading", level=2, name="1. Pilot")).to_be_visible()
    page.goto(reverse("case-answers", args=(Case.objects.get().reference,)))
    check = page.get_by_role("heading", level=1)
    expect(check).to_have_text("Check your answers")
    context.close()
    document = newest_document(Case.objects.get())
    assert document.opened is not None, document.problem or document.missing
    stage = document.opened.case.procurement.stages[0]
    assert (str(stage.funding), stage.bidders, stage.gate and stage.gate.title) == (
        "£450,000 including VAT",
        5,
        "Worth going on",
    )


def test_a_form_is_filled_in_by_keyboard_alone(team: Team, chromium: Browser) -> None:
    """From the skip link to the saved stage: tab, arrows, space and Enter; an error is reached by its link."""
    case = team.case()
    context, page = open_browser(chromium, team.client("commercial-lead"))
    page.goto(reverse("case-item-add", args=(case.reference, "stages")))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "title")
    page.keyboard.type("Wider use")
    tab_to(page, "months")
    page.keyboard.type("6")
    page.keyboard.press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.name") == "kind"
    page.keyboard.press("Space")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    tab_to(page, "under_contract")
    page.keyboard.press("Space")
    tab_to(page, "deliverables")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Funding and competition")
    context.close()
    stages = newest_document(Case.objects.get()).data["stages"]
    assert [(each["title"], each["kind"]) for each in stages[3:4]] == [("Wider use", "scale")]


def tab_to(page: Page, name: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"The keyboard does not reach {name}")


def test_every_kind_of_page_of_a_case_passes_in_a_browser(team: Team, chromium: Browser) -> None:
    """Markup, WCAG 2.2, narrow screens, for one page of each kind."""
    case = team.case()
    context, page = open_browser(chromium, team.client("commercial-lead"))
    of_case = [
        ("case-section", "stages"),
        ("case-section", "circumstances"),
        ("case-item", "stages", "pilot", "gate"),
        *((f"case-{name}",) for name in ("team", "comments", "history", "compare")),
    ]
    addresses = [reverse(name, args=(case.reference, *rest)) for name, *rest in of_case]
    for address in [*addresses, reverse("start-template")]:
        page.goto(address)
        try:
            check_page(page)
        except AssertionError as fault:
            raise AssertionError(f"{address}: {fault}") from fault
    context.close()
