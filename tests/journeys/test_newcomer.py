"""A newcomer's first procurement, from the invitation to the downloaded pack; the pictures of the tutorial on the way.

Each picture is drawn, and has to be small, whenever the test runs. `python docs/generate.py --screens` keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from docx import Document
from page_checks import check_page, follow
from pictures import draw_page
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer
from pytest_socket import enable_socket, socket_allow_hosts

from commonweal_web.procurements.models import Case, State
from fixtures import PASSWORD, Team, make_team

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "purple otters plan lunch"
DESCRIBED = {
    "what": {"description": "Buses that come when they are called, in the evening."},
    "authority": {"name": "Saltmere Combined Authority (fictional)", "kind": "sub-central"},
    "rules": {"regime": "covered", "nature": "services"},
    "commencement": {"on_day": "1", "on_month": "3", "on_year": "2027"},
    "circumstances": {"people_take_part": "yes", "digital": "yes", "follow_on_intended": "no"},
    "split": {"method": "lowest-ratio"},
}
# What a lead answers of this case, by check.
ANSWERS = {
    "methodology-stated": {"disqualifying": "None"},
    "conditions-of-participation": {"conditions": "no"},
    "conflicts-assessment": {
        "prepared_on_day": "2",
        "prepared_on_month": "11",
        "prepared_on_year": "2026",
        "confirmed": "yes",
    },
    "equal-treatment": {"differs": "no", "barriers_considered": "yes"},
    "lots-considered": {"considered": "yes", "reason": "One control room has to see every bus."},
    "market-engagement-notice": {"held": "no"},
    "sub-criteria-explained": {"explained_whole": "yes"},
}
READ_AND_ADOPTED = ("clear-and-measurable", "functional-specification", "proportionate", "subject-matter")
Draw = Callable[[Page, str], None]


@pytest.fixture(autouse=True)
def _loopback() -> None:
    enable_socket()
    socket_allow_hosts(["127.0.0.1", "localhost", "::1"], allow_unix_socket=True)
    cache.clear()


@pytest.fixture
def browser_of(chromium: Browser, live_server: LiveServer) -> Iterator[Callable[[], Page]]:
    """Browsers that share nothing."""
    opened = []

    def open_page() -> Page:
        context = chromium.new_context(base_url=live_server.url, viewport={"width": 1200, "height": 900})
        context.set_default_timeout(20_000)
        opened.append(context)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def draw(tmp_path: Path) -> Draw:
    """Draw a page for the documentation: into it when that is asked for, else beside the test."""
    return lambda page, name: draw_page(page, name, beside=tmp_path)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill(page: Page, answers: dict[str, str]) -> None:
    """Answer the questions of a page by the names of its boxes."""
    for name, value in answers.items():
        box = page.locator(f"main [name='{name}']")
        if box.first.get_attribute("type") == "radio":
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif box.evaluate("each => each.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)


QUALITY = {
    "title": "Running the service",
    "weighting": "50",
    "question": "How will you run the service so that nobody waits longer than the timetable says?",
    "evidence": "A plan for vehicles, drivers and bad days.",
}


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")
    page.wait_for_url("**/procurements/")


def test_a_newcomer_from_the_invitation_to_the_pack(browser_of: Callable[[], Page], draw: Draw) -> None:
    """Every step is taken on the pages, by the ways that they offer; the pack opens as a Word document."""
    team = make_team()
    link = invite(browser_of(), team)
    lead, approver = browser_of(), browser_of()
    join(lead, link)
    case = start_and_describe(lead)
    draw(lead, "task-list")
    decide_what_is_asked(lead, case, draw)
    answer_checks(lead, case, draw)
    adopt(lead, case)
    read_the_reasons(lead, case)
    add_approver(lead, case, team)
    submit(lead, case)
    sign_in(approver, team["approver"].email)
    approve(approver, case, draw)
    publish(lead, draw)
    download(lead, case, draw)
    assert Case.objects.get().state == State.PUBLISHED


def invite(office: Page, team: Team) -> str:
    sign_in(office, team["administrator"].email)
    office.goto("/organisation/people/invite/")
    office.get_by_label("Full name").fill("Nia Newcomer")
    office.get_by_label("E-mail address").fill("nia@example.org")
    office.get_by_label("Ours").check()
    office.get_by_label("Procurement staff").check()
    press(office, "Make the invitation")
    return office.get_by_label("The link").input_value()


def join(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Password", exact=True).fill(NEW)
    press(page, "Open the account")
    page.wait_for_url("**/procurements/")


def start_and_describe(page: Page) -> str:
    """From a template to a described case; its address."""
    follow(page.get_by_role("button", name="Start a procurement", exact=True))
    page.get_by_role("link", name="Choose a template").click()
    page.get_by_label("Conventional service").check()
    page.get_by_label("Title").fill("On-demand evening buses")
    follow(page.get_by_role("button", name="Start with this template", exact=True))
    case = page.url
    for section, answers in DESCRIBED.items():
        page.goto(f"{case}describe/{section}/")
        fill(page, answers)
        follow(page.get_by_role("button", name="Save and continue", exact=True))
    page.goto(f"{case}describe/stages/service/money/")
    fill(page, {"amount": "540000", "vat": "included", "bidders": "4"})
    follow(page.get_by_role("button", name="Save and continue", exact=True))
    page.goto(f"{case}describe/quality/add/")
    fill(page, QUALITY)
    follow(page.get_by_role("button", name="Save and continue", exact=True))
    page.goto(case)
    page.get_by_text("nothing essential is missing").wait_for()
    check_page(page)
    return case


def decide_what_is_asked(page: Page, case: str, draw: Draw) -> None:
    """The way that the task list names next leads to the schemes; each open decision is taken where its link leads."""
    follow(page.locator("p", has_text="Next:").get_by_role("link", name="Compare three schemes"))
    check_page(page)
    draw(page, "three-schemes")
    for _decision in range(12):
        links = page.get_by_role("link", name="Decide this")
        if not links.count():
            break
        follow(links.first)
        beyond = page.get_by_label("It goes beyond what the contract buys")
        (beyond if beyond.count() else page.get_by_label("It relates")).first.check()
        page.get_by_label("Why does the authority decide this?").fill("Passengers and other authorities gain by it.")
        press(page, "Keep this decision")
        page.get_by_text("Your decision is kept.").wait_for()
        page.goto(f"{case}proposal/")
    assert not page.get_by_role("link", name="Decide this").count()
    follow(page.get_by_role("link", name="Balanced in full"))
    page.locator(".cw-whynot a").first.click()
    page.locator("#why-not").get_by_text("What would mend it").first.wait_for()
    draw(page, "why-not")


def answer_checks(page: Page, case: str, draw: Draw) -> None:
    page.goto(f"{case}checks/")
    draw(page, "checks")
    for check, answers in ANSWERS.items():
        page.goto(f"{case}checks/{check}/")
        fill(page, answers)
        press(page, "Save the answers")
        page.get_by_text("Saved. The check").wait_for()


def adopt(page: Page, case: str) -> None:
    page.goto(f"{case}proposal/balanced/")
    follow(page.get_by_role("button", name="Adopt this scheme").or_(page.get_by_role("link", name="Adopt this scheme")))
    page.get_by_label("Why does the authority take this option?").fill("It fits a service of this size.")
    press(page, "Adopt this scheme")
    page.get_by_role("button", name="Go on to the task list").click()
    page.wait_for_url(case)


def read_the_reasons(page: Page, case: str) -> None:
    for check in READ_AND_ADOPTED:
        page.goto(f"{case}checks/{check}/")
        press(page, "Adopt these reasons as the authority’s own")
        page.get_by_text("Saved. The check").wait_for()


def add_approver(page: Page, case: str, team: Team) -> None:
    page.goto(f"{case}team/add/")
    page.get_by_label("Who is to join?").select_option(label=team["approver"].name)
    page.get_by_label("Approver").check()
    press(page, "Add to the team")
    page.wait_for_url(f"{case}team/")


def submit(page: Page, case: str) -> None:
    """By the one way from the checks to approval."""
    page.goto(f"{case}checks/")
    follow(page.get_by_role("button", name="Go on to approval"))
    press(page, "Submit for approval")
    page.get_by_text("waits for approval").first.wait_for()


def approve(page: Page, case: str, draw: Draw) -> None:
    page.goto(f"{case}approval/")
    check_page(page)
    draw(page, "approval")
    page.get_by_label("Approve this scheme").check()
    press(page, "Record your decision")
    page.get_by_text("You approved the scheme.").wait_for()


def publish(page: Page, draw: Draw) -> None:
    page.reload()
    follow(page.get_by_role("link", name="Go to publication"))
    page.get_by_label("I have looked at what bidders will see, and I publish it").check()
    press(page, "Publish the scheme")
    page.get_by_role("heading", name="Scheme published").wait_for()
    check_page(page)
    draw(page, "published")


def download(page: Page, case: str, draw: Draw) -> None:
    """A real file of a real download."""
    page.goto(f"{case}published/1/")
    draw(page, "for-bidders")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download Tender pack, Word").click()
    content = Path(begun.value.path()).read_bytes()
    assert content.startswith(b"PK")
    said = " ".join(each.text for each in Document(BytesIO(content)).paragraphs)
    assert "On-demand evening buses" in said
