"""The forecast in the service: begun, looked at, its beliefs changed, its inputs replaced; never unseen."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from forecast_cases import FEW, example_inputs, give_forecast, ready_run
from page_checks import check_html

from commonweal_web.audit.models import Event
from commonweal_web.forecast.actions.stating import Refused, begin_forecast
from commonweal_web.forecast.queries import forecasting, inputs_of, live_forecast
from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import forecast_of
from commonweal_web.procurements.tasks import Status, all_tasks
from fixtures import Team

MOST_QUERIES = 20
CAUGHT = "caught"  # a normal belief of the example, stated by P10 and P90
NORMAL = "normal-quantiles-"
SHAPE = {"family": "normal", "way": "quantiles", "shown-family": "normal", "shown-way": "quantiles"}
SAID = {**SHAPE, f"{NORMAL}p10": "-60", f"{NORMAL}p90": "300", "because": "The wards counted.", "who": "judgement"}


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def page(case: Case, name: str = "forecast", *arguments: object) -> str:
    return reverse(name, args=(case.reference, *arguments))


def text_of(response: Any) -> str:
    text = response.content.decode()
    check_html(text, fragment="<html" not in text)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def send(client: Client, case: Case, **fields: str) -> Any:
    said = {**SAID, "version": str(fresh(case).version), **fields}
    return client.post(page(case, "forecast-belief", CAUGHT), said)


def belief_in(case: Case, name: str = CAUGHT) -> Any:
    return inputs_of(forecast_of(fresh(case))).beliefs[name]


# --- beginning ------------------------------------------------------------------------------------


def test_a_first_forecast_is_begun_in_one_step(team: Team, case: Case, lead: Client) -> None:
    """From the page that explains it; what was left out is said, and the task is done. It is never begun twice."""
    assert "wide judgements" in text_of(lead.get(page(case)))
    answer = lead.post(page(case), {"step": "start"}, follow=True)
    shown = text_of(answer)
    assert "The whole forecast is being made." in shown and "expected to cost" in shown
    assert "Nothing has a price" in shown or "Priced by a published open value" in shown
    assert forecasting(fresh(case)).inputs is not None
    event = Event.objects.get(kind="forecast-started")
    assert event.facts["beliefs"] == len(forecasting(fresh(case)).stated.beliefs)
    before = forecast_of(fresh(case))
    with pytest.raises(Refused, match="not overwritten"):
        begin_forecast(fresh(case), by=team["commercial-lead"])
    assert forecast_of(fresh(case)) == before


def test_the_task_list_offers_it_and_never_waits_for_it(team: Team, case: Case) -> None:
    """Optional until there is one, completed then."""
    task = next(each for each in all_tasks() if each.key == "forecast")

    def status() -> Status:
        held = fresh(case)
        return task.status(case_access(held, team["commercial-lead"]), forecasting(held).document)

    assert status() == Status.OPTIONAL
    give_forecast(case)
    assert status() == Status.DONE


def test_a_case_that_lacks_something_is_told_what(team: Team, lead: Client) -> None:
    """No engine's error: what is missing, in a sentence."""
    case = team.case("commonweal: 1\ntitle: A beginning\n")
    assert "It cannot begin yet" in text_of(lead.get(page(case)))
    assert "Who buys has not been said." in text_of(lead.post(page(case), {"step": "start"}, follow=True))


# --- looking --------------------------------------------------------------------------------------


def test_the_page_has_the_finding_first_and_the_method_last(forecast_case: Case, team: Team, lead: Client) -> None:
    """Whole: every section, the charts with their tables, what to find out first, scenarios, seed and margins."""
    ready_run(forecast_case, by=team["commercial-lead"])
    shown = text_of(lead.get(page(forecast_case)))
    order = [
        "The pilot is worth about",
        "How much, in pounds of 2026",
        "What the right to stop and the learning are worth",
        "What to find out first",
        "How big a study should be",
        "When, whom it serves, and by what",
        "What it brings, in its own units",
        "What it leaves behind",
        "Before you rely on it",
        "How each number was come by",
    ]
    places = [shown.index(words) for words in order]
    assert places == sorted(places)
    assert "seed 1" in shown and "not priced" in shown and "Build an NHS fit for the future" in shown
    assert shown.count("The numbers behind this chart") == 8
    assert not re.search(r"\b(?:nan|NaN|None)\b(?! named)", shown)


def test_quick_figures_stand_until_the_whole_is_made(forecast_case: Case, lead: Client) -> None:
    """The finding is there at once; what takes longer is offered, and its pages say that it is not there yet."""
    shown = text_of(lead.get(page(forecast_case)))
    assert "The pilot is worth about" in shown and "These are quick figures" in shown
    assert "What to find out first" not in shown
    assert "Their figures come with the whole forecast." in text_of(lead.get(page(forecast_case, "forecast-scenarios")))
    assert lead.get(page(forecast_case, "forecast-figures")).status_code == 404


def test_scenarios_stand_side_by_side_with_what_they_change(forecast_case: Case, team: Team, lead: Client) -> None:
    """The same numbers as the engine's, and the difference on the same draws."""
    ready_run(forecast_case, by=team["commercial-lead"])
    shown = text_of(lead.get(page(forecast_case, "forecast-scenarios")))
    assert "As believed" in shown and "Others adopt it first" in shown and "Difference, P5 to P95" in shown
    assert "What would have come anyway: P10 0.5; P50 0.69; P90 0.85 instead of P10 0.2" in shown


def test_figures_and_inputs_can_be_taken_away(forecast_case: Case, team: Team, lead: Client) -> None:
    """Every number as CSV, with its method; the inputs byte for byte."""
    ready_run(forecast_case, by=team["commercial-lead"])
    figures = lead.get(page(forecast_case, "forecast-figures"))
    assert figures["Content-Type"].startswith("text/csv")
    assert figures.content.decode().startswith("table,item,what,unit,value,standard error")
    assert lead.get(page(forecast_case, "forecast-inputs-file")).content.decode() == example_inputs()


def test_no_page_takes_more_than_twenty_queries(forecast_case: Case, team: Team, lead: Client) -> None:
    """Each page, once what is kept between requests is kept."""
    ready_run(forecast_case, by=team["commercial-lead"])
    lead.get("/")
    for name, *rest in (
        ("forecast",),
        ("forecast-scenarios",),
        ("forecast-beliefs",),
        ("forecast-belief", CAUGHT),
        ("forecast-inputs",),
    ):
        with CaptureQueriesContext(connection) as asked:
            assert lead.get(page(forecast_case, name, *rest)).status_code == 200
        assert len(asked) <= MOST_QUERIES, name


def test_readers_see_it_and_change_nothing(forecast_case: Case, team: Team) -> None:
    """An observer reads the beliefs with their reasons; whoever acts for a supplier is told that there is no page."""
    observer = team.client("observer")
    shown = text_of(observer.get(page(forecast_case, "forecast-beliefs")))
    assert "About one reading in a thousand" in shown and "Green Book" in shown
    assert observer.get(page(forecast_case, "forecast-belief", CAUGHT)).status_code == 403
    assert team.client("supplier-contact").get(page(forecast_case)).status_code == 404


# --- beliefs --------------------------------------------------------------------------------------


def test_a_belief_is_shown_while_it_is_edited_and_nothing_is_written(forecast_case: Case, lead: Client) -> None:
    """The curve with asked against achieved, and the main figures beside those that stand."""
    address = page(forecast_case, "forecast-belief", CAUGHT)
    assert "The forecast as it stands" in text_of(lead.get(address))
    version = fresh(forecast_case).version
    part = lead.post(address, {**SAID, "version": str(version)}, headers={"HX-Request": "true", "HX-Target": "effect"})
    shown = text_of(part)
    assert "<html" not in part.content.decode() and "<path" in part.content.decode()
    assert "The forecast with it" in shown and "P90 300 300" in shown and "was " in shown
    assert (fresh(forecast_case).version, belief_in(forecast_case).belief.p90) == (version, 280)


def test_a_kept_belief_is_one_version_with_its_reason_and_source(forecast_case: Case, lead: Client) -> None:
    """One event, nothing else of the file changed, and the whole forecast asked for at once."""
    before = forecast_of(forecast_case)
    sourced = {"who": "source", "source_title": "A count on both wards", "confidence": "primary"}
    answer = send(lead, forecast_case, do="keep", **sourced, source_url="https://example.org/count")
    assert answer.status_code == 302 and answer["Location"] == page(forecast_case)
    stated = belief_in(forecast_case)
    assert (stated.belief.p10, stated.belief.p90, stated.because) == (-60, 300, "The wards counted.")
    assert (stated.source.title, stated.source.confidence) == ("A count on both wards", "primary")
    assert stated.unit == "findings a year"
    event = Event.objects.get(kind="belief-changed")
    assert event.facts["belief"] == CAUGHT
    after = forecast_of(fresh(forecast_case))
    untouched = before.index("gates:")
    assert after[after.index("gates:") :] == before[untouched:]
    assert "The whole forecast is being made." in text_of(lead.get(page(forecast_case)))
    assert "changed the belief" in text_of(lead.get(page(forecast_case, "case_history")))


def test_without_a_reason_nothing_is_kept(forecast_case: Case, lead: Client) -> None:
    """The reason is asked for when it is kept, not while one looks."""
    shown = text_of(send(lead, forecast_case, do="keep", because=""))
    assert "Say why you believe this" in shown
    assert belief_in(forecast_case).belief.p90 == 280
    assert "Say why" not in text_of(send(lead, forecast_case, do="show", because=""))
    assert "Enter the title of the source" in text_of(send(lead, forecast_case, do="keep", who="source"))


@pytest.mark.parametrize(
    ("fields", "sentence", "field"),
    [
        ({f"{NORMAL}p10": "400"}, "The p10 of a normal belief (400) is above its p90 (300).", f"{NORMAL}p10"),
        ({f"{NORMAL}p10": "300"}, "The p10 and the p90 of a normal belief are both 300", f"{NORMAL}p10"),
        ({f"{NORMAL}p10": ""}, "A normal belief needs two quantiles", f"{NORMAL}p10"),
        ({f"{NORMAL}p10": "many"}, "must be a number, like 12 or 12.5", f"{NORMAL}p10"),
        ({f"{NORMAL}p10": "9" * 30}, "must be", f"{NORMAL}p10"),
        ({"family": "cauchy", "shown-family": "cauchy"}, "Choose a shape of the list", "family"),
    ],
)
def test_a_bad_belief_gets_one_sentence_at_its_field(
    forecast_case: Case, lead: Client, fields: dict[str, str], sentence: str, field: str
) -> None:
    """What is wrong, where, what to do; what was typed is still there, and nothing was kept."""
    said = {**SAID, "version": str(forecast_case.version), **fields, "do": "keep"}
    text = lead.post(page(forecast_case, "forecast-belief", CAUGHT), said).content.decode()
    check_html(text)
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))
    assert sentence in plain
    assert f'href="#id_{field}"' in text
    assert "The wards counted." in plain
    assert belief_in(forecast_case).belief.p90 == 280


def test_a_chance_above_one_is_refused_where_a_chance_is_needed(forecast_case: Case, lead: Client) -> None:
    """By the place that names it, as the engine says it."""
    name = next(each for each in forecasting(forecast_case).stated.beliefs if each.endswith("pilot.gate"))
    numbers = {"normal-numbers-mean": "0.9", "normal-numbers-sd": "0.2"}
    shape = {"family": "normal", "way": "numbers", "shown-family": "normal", "shown-way": "numbers"}
    said = {**SAID, **shape, **numbers, "version": str(forecast_case.version), "do": "keep"}
    shown = text_of(lead.post(page(forecast_case, "forecast-belief", name), said))
    assert "is a share from 0 to 1" in shown
    assert belief_in(forecast_case, name).belief.family == "beta"


def test_another_shape_begins_where_the_old_one_stood(forecast_case: Case, lead: Client) -> None:
    """Its boxes hold the same belief in its own numbers, and it is not kept before it is seen."""
    changed = {"family": "triangular", "do": "keep"}
    answer = send(lead, forecast_case, **changed)
    assert answer.status_code == 200
    text = answer.content.decode()
    boxes = dict(re.findall(r'name="triangular-quantiles-(p\d+)" value="([^"]*)"', text))
    assert boxes["p10"] == "-60" and boxes["p90"] == "300" and boxes["p50"] == "120"
    assert belief_in(forecast_case).belief.family == "normal"
    numbers = send(lead, forecast_case, way="numbers").content.decode()
    assert 'name="normal-numbers-mean" value="120"' in numbers


def test_two_people_who_change_a_belief_see_both(forecast_case: Case, lead: Client) -> None:
    """The second chooses; what either typed is not lost, and another belief's change is no conflict."""
    seen = str(forecast_case.version)
    assert send(lead, forecast_case, do="keep").status_code == 302
    late = {f"{NORMAL}p90": "350", "because": "I counted too.", "version": seen, "do": "keep"}
    both = send(lead, forecast_case, **late)
    assert both.status_code == 409
    shown = text_of(both)
    assert "P90: 300" in shown and "P90: 350" in shown and "I counted too." in shown
    newest = str(fresh(forecast_case).version)
    chosen = {**late, "version": newest, f"keep-beliefs.{CAUGHT}": "theirs"}
    assert send(lead, forecast_case, **chosen).status_code == 302
    assert belief_in(forecast_case).belief.p90 == 300
    assert send(lead, forecast_case, **{**chosen, f"keep-beliefs.{CAUGHT}": "mine"}).status_code == 302
    assert belief_in(forecast_case).belief.p90 == 350


def test_a_fault_elsewhere_keeps_nobody_from_mending_a_belief(forecast_case: Case, lead: Client) -> None:
    """Inputs that came with a file and cannot be computed say so, and a belief can be changed all the same."""
    broken = example_inputs().replace("stage: adoption", "stage: nowhere", 1)
    assert broken != example_inputs()
    give_forecast(forecast_case, broken)
    shown = text_of(lead.get(page(forecast_case)))
    assert "The forecast cannot be made of what stands now." in shown and "nowhere" in shown
    assert send(lead, forecast_case, do="keep").status_code == 302
    assert belief_in(forecast_case).belief.p90 == 300


# --- a whole file ---------------------------------------------------------------------------------


def bring(client: Client, case: Case, text: str, *, version: int | None = None) -> Any:
    file = SimpleUploadedFile("inputs.yaml", text.encode(), content_type="application/yaml")
    return client.post(page(case, "forecast-inputs"), {"file": file, "version": str(version or fresh(case).version)})


def test_a_file_takes_the_place_of_what_is_there(forecast_case: Case, lead: Client) -> None:
    """Uploaded or pasted; one event, one version."""
    changed = example_inputs().replace("p90: 280", "p90: 310", 1)
    assert bring(lead, forecast_case, changed).status_code == 302
    assert belief_in(forecast_case).belief.p90 == 310
    pasted = {"text": example_inputs(), "version": str(fresh(forecast_case).version)}
    assert lead.post(page(forecast_case, "forecast-inputs"), pasted).status_code == 302
    assert belief_in(forecast_case).belief.p90 == 280
    assert Event.objects.filter(kind="forecast-replaced").count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("p90: 280", "p90: -280"), r"forecast/inputs\.yaml, line \d+: The p10 of a normal belief"),
        (("stage: adoption", "stage: nowhere"), r"forecast/inputs\.yaml, line \d+: .*nowhere"),
        (("price_base: 2026", "price_base: soon"), r"forecast/inputs\.yaml, line \d+:"),
        (("beliefs:", "beliefs: ["), r"forecast/inputs\.yaml, line \d+:"),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    forecast_case: Case, lead: Client, change: tuple[str, str], sentence: str
) -> None:
    """One sentence, and nothing is half taken."""
    text = example_inputs().replace(*change, 1)
    assert text != example_inputs()
    answer = bring(lead, forecast_case, text)
    assert answer.status_code == 200
    assert re.search(sentence, text_of(answer))
    assert forecast_of(fresh(forecast_case)) == example_inputs()


def test_a_file_over_somebody_elses_change_is_asked_about_once(forecast_case: Case, lead: Client) -> None:
    """It says so; sent again, knowingly, it takes their place."""
    seen = forecast_case.version
    assert send(lead, forecast_case, do="keep").status_code == 302
    mine = example_inputs().replace("p90: 280", "p90: 310", 1)
    answer = bring(lead, forecast_case, mine, version=seen)
    assert "Somebody changed the forecast since you opened this page" in text_of(answer)
    assert belief_in(forecast_case).belief.p90 == 300
    now = re.search(r'name="version" value="([\d,]+)"', answer.content.decode())
    assert now is not None
    assert bring(lead, forecast_case, mine, version=int(now[1].replace(",", ""))).status_code == 302
    assert belief_in(forecast_case).belief.p90 == 310


def test_quick_figures_are_those_of_the_engine(forecast_case: Case) -> None:
    """The same inputs, seed and draws give the same numbers as the command line's engine does."""
    from commonweal.forecast.impact import forecast_impact

    found = forecasting(forecast_case)
    alone = forecast_impact(found.procurement, found.stated, packs=found.packs, seed=1, draws=FEW, live=True)
    assert live_forecast(found) == alone
