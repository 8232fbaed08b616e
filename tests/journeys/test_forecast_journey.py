"""A commercial lead begins with a forecast, moves a belief by the keyboard, keeps it, and sees the charts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from case_browsers import open_browser
from django.urls import reverse
from forecast_cases import example_inputs, give_forecast
from page_checks import check_page, check_wcag, follow
from pictures import draw_page
from playwright.sync_api import Browser, ConsoleMessage, expect

from commonweal_web.forecast import queries
from commonweal_web.forecast.actions.running import make_forecast
from commonweal_web.forecast.models import ForecastRun
from commonweal_web.procurements.models import Case
from fixtures import Team, make_team

FEW = 512
FILL = "each => getComputedStyle(each).fill"


@pytest.fixture
def team(transactional_db: None) -> Team:
    return make_team()


@pytest.fixture
def case(team: Team, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The sandbox pilot with its forecast; work is queued, and done when the test is the worker."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(queries, "LIVE_DRAWS", FEW)
    monkeypatch.setattr(queries, "WHOLE_DRAWS", FEW)
    monkeypatch.setattr("commonweal.forecast.impact.answer_exactly", lambda _model: None)
    case = team.case()
    give_forecast(case, example_inputs())
    return case


def is_complaint(message: ConsoleMessage) -> bool:
    """An error of ours: that a test's address is plain HTTP is none."""
    return message.type == "error" and "untrustworthy" not in message.text


@pytest.mark.browser
def test_from_a_belief_moved_by_the_keyboard_to_the_charts(
    team: Team, case: Case, chromium: Browser, tmp_path: Path
) -> None:
    """The figures follow the handle, keeping it asks for the whole forecast, and the page comes back with charts."""
    context, page = open_browser(chromium, team.client("commercial-lead"))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(reverse("forecast", args=(case.reference,)))
    expect(page.get_by_text("The pilot is worth about")).to_be_visible()

    follow(page.get_by_role("link", name="See and change the beliefs"))
    follow(page.get_by_role("link", name="Serious findings caught sooner, less those newly missed"))
    before = page.locator(".cw-live-figures").inner_text()
    handle = page.get_by_role("slider", name="P90")
    handle.focus()
    page.keyboard.press("PageUp")
    expect(page.locator("#effect")).to_contain_text("The forecast with it")
    expect(page.get_by_role("slider", name="P90")).to_be_focused()
    fills = [page.get_by_role("slider", name=name).locator(".cw-shape__grip").evaluate(FILL) for name in ("P10", "P90")]
    assert fills[0] != fills[1], "the handle that has the keyboard looks like the other"
    page.keyboard.press("ArrowRight")
    box = page.get_by_role("textbox", name="P90")
    assert float(box.input_value()) > 300
    expect(page.locator("#effect tbody")).to_contain_text(box.input_value())
    assert page.locator(".cw-live-figures").inner_text() != before
    check_page(page)
    draw_page(page, "belief", beside=tmp_path)

    page.get_by_label("Shape").select_option("triangular")
    expect(page.locator("input[name='triangular-quantiles-high']")).to_have_count(1)
    expect(page.get_by_role("textbox", name="P50")).not_to_have_value("")
    page.get_by_label("Why do you believe this?").fill("The wards counted again.")
    page.get_by_role("button", name="Keep this belief").click()
    expect(page.get_by_text("The belief is kept, with its reason.")).to_be_visible()
    expect(page.get_by_text("The whole forecast is being made.")).to_be_visible()
    check_wcag(page)

    run = ForecastRun.objects.get()
    make_forecast.call(run.pk, run.key)
    expect(page.get_by_role("link", name="Every number, as CSV")).to_be_visible()
    fan = page.locator("img.cw-chart__img").first
    assert fan.evaluate("image => image.decode().then(() => image.naturalWidth)") > 200
    assert "after 11.5 years" in str(fan.get_attribute("alt"))
    check_page(page)
    page.reload()  # what was said once is gone
    draw_page(page, "forecast", beside=tmp_path)
    context.close()
    assert not complaints, complaints


@pytest.mark.browser
def test_without_scripts_one_types_and_asks(team: Team, case: Case, chromium: Browser) -> None:
    """Every step has a button: another shape, what it does, keeping it, cancelling the whole forecast."""
    context, page = open_browser(chromium, team.client("commercial-lead"), scripts=False)
    page.goto(reverse("forecast-belief", args=(case.reference, "caught")))
    page.get_by_label("Shape").select_option("lognormal")
    follow(page.get_by_role("button", name="Show what this does"))
    page.get_by_label("P10", exact=False).first.fill("20")
    page.get_by_label("P90", exact=False).first.fill("400")
    follow(page.get_by_role("button", name="Show what this does"))
    expect(page.locator("#effect")).to_contain_text("The forecast with it")
    page.get_by_label("Why do you believe this?").fill("Never fewer than none.")
    page.get_by_role("button", name="Keep this belief").click()
    expect(page.get_by_text("The belief is kept, with its reason.")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("The whole forecast was cancelled.")).to_be_visible()
    context.close()
