"""The challenge in the service: the verdict first, for the team alone, the same as the engine's, in nobody's way."""

from __future__ import annotations

import io
import zipfile

from cases_to_publish import published_case
from challenge_cases_web import FORCED, adopt_option, fresh, page, text_of
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from forecast_cases import example_inputs, give_forecast

from commonweal.exchange import open_case
from commonweal.exchange.challenge_report.case_challenge import challenge_case
from commonweal.exchange.challenge_report.finding import tell_finding
from commonweal_web.audit.models import Event
from commonweal_web.challenge.queries import case_challenge, challenged, forget_challenges, report_of
from commonweal_web.challenge.queries.pages import forget_told, shown_of
from commonweal_web.design.queries import packs_of, read_newest
from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.tasks import Status, all_tasks
from fixtures import EXAMPLES, Team

MOST_QUERIES = 20


def test_the_verdict_stands_first_and_the_method_last(leaky: Case, lead: Client) -> None:
    """Then the leak with what it takes, its mend with its effect, one scale, what if, and the detail."""
    shown = text_of(lead.get(page(leaky)))
    asked = challenged(fresh(leaky))
    assert asked is not None
    opening = [
        "The balanced option as it stands, not adopted.",
        tell_finding(report_of(asked))[0],
        "L1. ‘Encourage others to act for climate and nature’",
        "points at stake",
        "Mend L1.1.",
        "Before and after, on one scale",
        "The usual counts instead",
        "What if?",
    ]
    detail = [
        "Alignment by criterion",
        "Efforts, the most valuable first",
        "Types of bidder: ways of bidding, never real firms",
        "Across: the size of the contribution",
        "For one more mark of social value",
        "How each claim fares",
        "What is taken for granted",
        "Method and limits",
    ]
    places = [*map(shown.index, opening), *map(shown.rindex, detail)]
    assert places == sorted(places), list(zip(opening + detail, places, strict=True))
    assert "nan" not in shown.lower().split()


def test_the_detail_is_folded_under_its_titles(leaky: Case, lead: Client) -> None:
    """A busy reader meets the verdict, the leaks and their mends; each part of the detail opens, without scripts."""
    parts = shown_of(leaky, challenged(fresh(leaky))).told.parts  # type: ignore[arg-type]
    html = lead.get(page(leaky)).content.decode()
    detail = html[html.index(">The detail</h2>") :]
    assert len(parts) > 6
    for part in parts:
        assert f'<span class="govuk-details__summary-text">{part.title}</span>' in detail
    assert detail.count('<div class="cw-part"><details class="govuk-details"><summary') == len(parts)


def test_it_is_what_the_command_line_finds(case: Case) -> None:
    """The same scheme, packs, forecast and seed give the same report."""
    give_forecast(case, example_inputs())
    asked = challenged(fresh(case), "balanced")
    assert asked is not None and asked.forecast is not None
    alone = challenge_case(open_case(EXAMPLES / "sandbox-pilot"), packs=packs_of(case.organisation), option="balanced")
    assert report_of(asked) == alone.report
    assert alone.beside and case_challenge(asked).finding == alone.finding


def test_each_option_and_the_adopted_version_can_be_challenged(case: Case, team: Team, lead: Client) -> None:
    """The newest adopted one by default; before that the balanced option, and there is no adopted one to ask for."""
    shown = text_of(lead.get(page(case)))
    assert "The balanced option as it stands, not adopted." in shown and "Adopted" not in shown
    assert lead.get(page(case, "challenge-scheme", "adopted")).status_code == 404
    assert "The fuller option as it stands" in text_of(lead.get(page(case, "challenge-scheme", "fuller")))
    adopt_option(case, team, "lighter")
    assert "Version 1, the lighter option, adopted on" in text_of(lead.get(page(case)))


def test_a_case_that_lacks_something_is_told_what(team: Team, lead: Client) -> None:
    """No engine's error: what is missing, in a sentence."""
    case = team.case("commonweal: 1\ntitle: A beginning\n")
    for name, *more in (("challenge",), ("challenge-what-if", "balanced"), ("challenge-mend", "balanced", "0" * 16)):
        assert "This cannot be designed yet" in text_of(lead.get(page(case, name, *more)))


def test_a_forecast_that_cannot_be_made_is_said_and_stops_nothing(case: Case, lead: Client) -> None:
    """The judgements of the pack stand alone then."""
    give_forecast(case, example_inputs().replace("stage: adoption", "stage: nowhere", 1))
    shown = text_of(lead.get(page(case)))
    assert "The forecast of the case cannot be made, so the judgements of the pack stand alone:" in shown
    assert "nowhere" in shown and "Method and limits" in shown


def test_only_the_team_that_sees_the_draft_sees_it(leaky: Case, team: Team) -> None:
    """An observer reads it and is offered nothing to adopt; to evaluators and suppliers there is no such page."""
    shown = text_of(team.client("observer").get(page(leaky)))
    assert "L1. ‘Encourage others" in shown and "Adopt this mend" not in shown
    for role in ("evaluator", "moderation-chair", "supplier-contact", "analyst", "outsider"):
        assert team.client(role).get(page(leaky)).status_code == 404
        assert team.client(role).post(page(leaky, "challenge-what-if", "balanced")).status_code == 404


def test_nothing_of_it_leaves_with_a_case_file(leaky: Case, team: Team, lead: Client) -> None:
    """How a bidder would play the scheme is in no file of the case: it is computed for who may see it."""
    adopt_option(leaky, team)
    finding = report_of(challenged(fresh(leaky))).leaks[0].leak.finding  # type: ignore[arg-type]
    assert finding in text_of(lead.get(page(leaky)))
    answer = lead.get(page(leaky, "case-file-download"))
    with zipfile.ZipFile(
        io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content)
    ) as file:
        texts = [file.read(name).decode() for name in file.namelist()]
    assert texts and not any(finding in text or "volume-padder" in text for text in texts)


def test_after_publication_a_mend_is_an_amendment(team: Team) -> None:
    """The page leads whoever may amend to it, tells the others who may, and offers no mend to adopt."""
    case, _published = published_case(team)
    shown = text_of(team.client("commercial-lead").get(page(case)))
    assert "after publication a mend is an amendment" in shown and "Amend what is published" in shown
    assert "The commercial lead can begin one." in text_of(team.client("observer").get(page(case)))
    assert team.client("commercial-lead").get(page(case, "challenge-mend", "adopted", "0" * 16)).status_code == 403
    public = team.client("supplier-contact").get(reverse("published", args=(case.reference, 1))).content.decode()
    assert "challenge" not in public.lower()


def test_no_page_takes_more_than_twenty_queries(leaky: Case, team: Team, lead: Client) -> None:
    """The first look and later ones, at a proposal and at an adopted version."""
    lead.get("/")
    for of in ("balanced", "adopted"):
        forget_challenges()
        forget_told()
        for name in ("challenge-scheme", "challenge-scheme", "challenge-what-if"):
            with CaptureQueriesContext(connection) as asked:
                assert lead.get(page(leaky, name, of)).status_code == 200
            assert len(asked) <= MOST_QUERIES, (name, of)
        if of == "balanced":
            adopt_option(leaky, team)


def test_the_task_list_tells_what_was_last_seen_and_waits_for_nothing(leaky: Case, team: Team, lead: Client) -> None:
    """Optional until somebody looks, in progress while something leaks; a list computes nothing."""
    forget_challenges()
    task = next(each for each in all_tasks() if each.key == "challenge")

    def status() -> Status:
        held = fresh(leaky)
        return task.status(case_access(held, team["commercial-lead"]), read_newest(held))

    assert status() == Status.OPTIONAL
    lead.get(page(leaky))
    assert status() == Status.IN_PROGRESS
    assert "Challenge the scheme" in text_of(lead.get(page(leaky, "case")))
    assert page(leaky, "challenge-scheme", "balanced") in lead.get(page(leaky, "proposal")).content.decode()


def test_looking_writes_nothing(leaky: Case, lead: Client) -> None:
    """No version and no event, however often one looks."""
    before = (fresh(leaky).version, Event.objects.count())
    lead.get(page(leaky))
    lead.post(page(leaky, "challenge-what-if", "balanced"), {"v-effort": "3"})
    assert (fresh(leaky).version, Event.objects.count()) == before
    assert FORCED in read_newest(leaky).text
