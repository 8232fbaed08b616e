"""Every component in a real browser: WCAG rules, narrow screens, keyboard, without scripts, on paper."""

from __future__ import annotations

import re

import pytest
from page_checks import check_html, check_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PAGES = ["/look/", "/look/?message=success", "/look/form/", "/look/question/", "/look/done/", "/signed-in/"]
STATEMENTS = ["/about/", "/accessibility/"]
SAVE = "main button.govuk-button:not(.govuk-password-input__toggle)"


@pytest.mark.parametrize("address", PAGES + STATEMENTS)
def test_every_page_holds(page: Page, address: str) -> None:
    """Markup, WCAG 2.2 A and AA by axe, and no sideways scroll at 320 px."""
    page.goto(address)
    check_page(page)


def test_a_refused_form_holds(page: Page) -> None:
    """The summary takes the focus, and each of its links brings the keyboard to a control."""
    page.goto("/look/form/")
    page.check("#id_gate_1")
    page.fill("#id_starts_0", "27")
    page.click(SAVE)
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    assert page.locator(".govuk-error-summary__list a").count() >= 9
    check_page(page)


def test_the_keyboard_alone_answers_a_question(page: Page) -> None:
    """Skip link first and seen, then the menu, then the question; arrows choose, Enter sends."""
    page.goto("/look/question/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.value") == "prototype"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Scheme published")


def test_every_control_shows_that_it_has_the_focus(page: Page) -> None:
    """Whatever the Tab key reaches is seen: an outline, a shadow or the focus colour."""
    page.goto("/look/form/")
    seen = """() => { const at = document.activeElement, of = getComputedStyle(at);
        const mark = getComputedStyle(at, '::before');
        const next = at.nextElementSibling ? getComputedStyle(at.nextElementSibling, '::before') : mark;
        return [of.outlineStyle, of.outlineWidth, of.boxShadow, of.backgroundColor, next.outlineStyle].join(' ') }"""
    for _step in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.id || document.activeElement.innerText")
        if page.evaluate("document.activeElement.tagName") == "BODY":
            break
        style = page.evaluate(seen)
        assert "rgb(255, 221, 0)" in style or "solid" in style, (name, style)
    else:
        pytest.fail("The keyboard never left the page")


def test_an_option_reveals_its_question(page: Page) -> None:
    """With scripts, only what belongs to the chosen answer is seen."""
    page.goto("/look/form/")
    expect(page.locator("#id_reason")).to_be_hidden()
    page.check("#id_gate_1")
    expect(page.locator("#id_reason")).to_be_visible()
    page.check("#id_gate_0")
    expect(page.locator("#id_reason")).to_be_hidden()
    expect(page.locator("#id_shown")).to_be_visible()


def test_the_count_counts_down(page: Page) -> None:
    """The room that is left is told while typing, in words."""
    page.goto("/look/form/")
    page.fill("#id_purpose", "x" * 995)
    expect(page.locator(".govuk-character-count__status:has-text('5 characters')").first).to_have_text(
        "You have 5 characters remaining"
    )
    page.fill("#id_purpose", "x" * 1001)
    expect(page.locator(".govuk-error-message:has-text('too many')").first).to_have_text(
        "You have 1 character too many"
    )


def test_a_password_can_be_shown(page: Page) -> None:
    """And hidden again; it is never shown without being asked for."""
    page.goto("/look/form/")
    page.fill("#id_password", "secret")
    page.get_by_role("button", name="Show password").click()
    assert page.get_attribute("#id_password", "type") == "text"
    page.get_by_role("button", name="Hide password").click()
    assert page.get_attribute("#id_password", "type") == "password"


def test_tabs_show_one_panel(page: Page) -> None:
    """A tab at a time, moved by arrows, and the address keeps which."""
    page.goto("/look/")
    expect(page.locator("#balanced")).to_be_hidden()
    page.locator("a[href='#lighter']").click()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#balanced")).to_be_visible()
    expect(page.locator("#lighter")).to_be_hidden()


def test_without_scripts_everything_is_there(page_without_scripts: Page) -> None:
    """Revealed questions and all panels are seen, the menu is open, a form is sent and refused."""
    page = page_without_scripts
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto("/look/")
    for name in ("#lighter", "#balanced", "#fuller", "#navigation"):
        expect(page.locator(name)).to_be_visible()
    page.goto("/look/form/")
    expect(page.locator("#id_reason")).to_be_visible()
    expect(page.get_by_role("button", name="Show password")).to_be_hidden()
    page.fill("#id_title", "Kept")
    page.locator("main").get_by_role("button", name="Save and continue").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    expect(page.locator("#id_title")).to_have_value("Kept")
    check_html(page.content())


@pytest.mark.parametrize("width", [320, 640, 1200])
def test_a_table_scrolls_by_itself(page: Page, width: int) -> None:
    """The page never does; the table takes the keyboard, and its caption is read whole."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/look/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.querySelectorAll('.cw-scroll')].every(each => each.tabIndex === 0)")
    assert page.evaluate("document.querySelector('caption').getBoundingClientRect().right") <= width


def test_the_three_markers_differ_without_colour(page: Page) -> None:
    """Solid, outlined, dotted: told apart by form and word, on screen and on paper."""
    page.goto("/look/")
    for media in ("screen", "print"):
        page.emulate_media(media=media)  # type: ignore[arg-type]
        looks = page.evaluate(
            """() => ['law', 'guidance', 'judgement'].map(kind => {
                const of = getComputedStyle(document.querySelector('.cw-mark--' + kind));
                return of.borderTopStyle + ' ' + of.backgroundColor; })"""
        )
        assert looks == ["solid rgb(11, 12, 12)", "solid rgb(255, 255, 255)", "dotted rgb(255, 255, 255)"]


def test_paper_has_no_menus(page: Page) -> None:
    """What is for clicking is left out, and nothing runs off the sheet."""
    page.goto("/look/")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 688, "height": 900})  # A4 less its margins
    for name in (".govuk-service-navigation", ".govuk-breadcrumbs", SAVE, ".govuk-pagination", ".cw-footer__list"):
        expect(page.locator(name).first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 688
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_the_colours_can_be_read(page: Page) -> None:
    """Amber is a fill under ink, white stands on teal, and grey text is dark enough (4.5 to 1)."""
    page.goto("/look/?message=success")
    for name in (
        ".cw-decide__title",
        ".cw-header__name",
        ".govuk-button",
        ".cw-quiet",
        ".govuk-tag--decide, .cw-tag--decide",
    ):
        assert page.evaluate(CONTRAST, name) >= 4.5, name


CONTRAST = """name => {
    const rgb = text => text.match(/[0-9.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [.2126, .7152, .0722][at], 0);
    const element = document.querySelector(name);
    let behind = element;
    while (behind && (rgb(getComputedStyle(behind).backgroundColor)[3] ?? 1) === 0) behind = behind.parentElement;
    const colours = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
    const [front, back] = colours.map(rgb).map(light);
    return (Math.max(front, back) + .05) / (Math.min(front, back) + .05);
}"""
