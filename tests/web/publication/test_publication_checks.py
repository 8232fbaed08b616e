"""Answering checks, and giving them to named people."""

from __future__ import annotations

from datetime import date

import pytest
from cases_to_publish import adopt, adopted_case, answered_text
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from page_checks import check_html

from commonweal.record.errors import MisuseError
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.models import Event
from commonweal_web.procurements.access import case_access
from commonweal_web.procurements.actions import Overtaken, save_parts
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.tasks import Status, all_tasks
from commonweal_web.procurements.translate import changed
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.answering import adopt_reasons, answer_check, give_task, withdraw_task
from commonweal_web.publication.models import CheckTask, Message
from commonweal_web.publication.queries.assigned import tasks_of
from commonweal_web.publication.queries.checks import check_page
from commonweal_web.publication.queries.reasons import shown_reasons
from commonweal_web.publication.queries.standing import standing_of
from fixtures import Team

pytestmark = pytest.mark.django_db
CHECK = "conflicts-assessment"


def test_checks_are_grouped_by_what_they_stop(team: Team, case: Case) -> None:
    """What stops publication first; what waits, by its moment; what does not apply, by why."""
    page = check_page(standing_of(case))
    assert [section.key for section in page.due] == ["publication", "open"]
    assert {section.key for section in page.later} == {"before-contract", "at-a-gate", "at-the-end"}
    shown = [line.name for section in (*page.due, *page.later) for line in section.lines]
    shown += [line.name for line in page.met] + [line.name for _why, lines in page.idle for line in lines]
    assert len(shown) == len(set(shown)) == len(standing_of(case).answers)


def test_an_answer_stands_in_the_case_with_its_type(team: Team, case: Case) -> None:
    """A day as a day, yes as true; the check is met; the event tells which check, and not what was said."""
    response = team.client("commercial-lead").post(
        reverse("check", args=[case.reference, CHECK]),
        {
            "step": "answer",
            "version": "1",
            "prepared_on_day": "2",
            "prepared_on_month": "11",
            "prepared_on_year": "2026",
            "confirmed": "yes",
        },
    )
    assert response.status_code == 302
    assert newest_document(Case.objects.get(pk=case.pk)).data["answers"][CHECK] == {
        "prepared_on": date(2026, 11, 2),
        "confirmed": True,
    }
    event = Event.objects.filter(kind="check-answered").get()
    assert (event.facts["check"], "2026-11-02" in str(event.facts)) == (CHECK, False)


def test_a_wrong_date_comes_back_as_it_was_typed(team: Team, case: Case) -> None:
    """With a sentence that names the question, and nothing is saved."""
    url = reverse("check", args=[case.reference, CHECK])
    typed = {"prepared_on_day": "31", "prepared_on_month": "11", "prepared_on_year": "2026", "version": "1"}
    response = team.client("commercial-lead").post(url, typed)
    page = response.content.decode()
    check_html(page)
    assert "must be a real date" in page and 'value="31"' in page
    assert Case.objects.get(pk=case.pk).version == 1


def test_an_answer_is_taken_back_by_leaving_it_empty(team: Team, case: Case) -> None:
    """Nobody has said, then."""
    by = team["commercial-lead"]
    answer_check(case, CHECK, {"prepared_on": date(2026, 11, 2), "confirmed": True}, based_on=1, by=by)
    line = answer_check(case, CHECK, {"prepared_on": None, "confirmed": None}, based_on=2, by=by)
    assert line.state == "Not answered"


def test_two_people_answering_at_once_are_both_heard(team: Team, case: Case) -> None:
    """The second sees what the first said beside what they typed, and may replace it."""
    answer_check(case, CHECK, {"confirmed": True}, based_on=1, by=team["commercial-lead"])
    with pytest.raises(Overtaken):
        answer_check(case, CHECK, {"confirmed": False}, based_on=1, by=team["contract-manager"])
    client = team.client("contract-manager")
    response = client.post(reverse("check", args=[case.reference, CHECK]), {"version": "1", "confirmed": "no"})
    page = response.content.decode()
    assert response.status_code == 409 and "What somebody else answered" in page
    check_html(page)
    again = client.post(reverse("check", args=[case.reference, CHECK]), {"version": "2", "confirmed": "no"})
    assert again.status_code == 302
    assert newest_document(Case.objects.get(pk=case.pk)).data["answers"][CHECK] == {"confirmed": False}


def test_reasons_are_adopted_as_they_were_read(team: Team) -> None:
    """Others, or other words, are refused; what is adopted is in the name of the person's label, never their name."""
    case = adopted_case(team)
    lead = team["commercial-lead"]
    check = "subject-matter"
    with pytest.raises(Refused, match="read them again"):
        adopt_reasons(case, check, digits="000000000000", based_on=case.version, by=lead)
    digits = shown_reasons(standing_of(case), check)
    line = adopt_reasons(case, check, digits=digits, based_on=case.version, by=lead)
    assert line.state == "Met"
    said = newest_document(Case.objects.get(pk=case.pk)).data["answers"][check]
    assert said == {"adopted_by": f"person {lead.key[:8]}", "adopted_reasons": digits}


def test_who_may_only_answer_changes_nothing_else(team: Team, case: Case) -> None:
    """Whatever permission a save is made with."""
    with pytest.raises(MisuseError, match="nothing but answers"):
        save_parts(
            case,
            {("title",): "Mine"},
            based_on=1,
            part="title",
            by=team["contract-manager"],
            permission=Permission.ANSWER_CHECK,
        )
    with pytest.raises(PermissionDenied):
        answer_check(case, CHECK, {"confirmed": True}, based_on=1, by=team["observer"])


def test_a_check_is_a_persons_task_until_it_is_answered(team: Team, case: Case) -> None:
    """Given, given to another, answered: each time one person's list has it, and then nobody's."""
    lead, manager = team["commercial-lead"], team["contract-manager"]
    today = date(2026, 11, 26)
    give_task(case, CHECK, manager, due_on=date(2026, 11, 20), note="Ask the panel.", by=lead)
    (found,) = tasks_of(manager, today=today)
    assert (found.title, found.is_late) == ("A conflicts assessment comes first", True)
    assert Message.objects.get().person == manager
    give_task(case, CHECK, lead, due_on=None, note="", by=manager)
    assert (len(tasks_of(manager, today=today)), len(tasks_of(lead, today=today))) == (0, 1)
    answer_check(case, CHECK, {"prepared_on": date(2026, 11, 2), "confirmed": True}, based_on=1, by=manager)
    assert not tasks_of(lead, today=today)
    assert CheckTask.objects.filter(answered=True).count() == 1


def test_a_check_is_given_only_to_somebody_who_may_answer_it(team: Team, case: Case) -> None:
    """And only while it waits for an answer; it can be taken from them again."""
    lead = team["commercial-lead"]
    with pytest.raises(Refused, match="whose role includes"):
        give_task(case, CHECK, team["evaluator"], due_on=None, note="", by=lead)
    with pytest.raises(Refused, match="no longer waits"):
        give_task(case, "weightings-total", lead, due_on=None, note="", by=lead)
    give_task(case, CHECK, lead, due_on=None, note="", by=lead)
    withdraw_task(case, CHECK, by=lead)
    assert not CheckTask.objects.filter(ended_at=None).exists()


def test_every_check_has_a_sound_page(team: Team, case: Case) -> None:
    """With its questions typed as they are, for who may answer and who may not."""
    for role in ("commercial-lead", "observer"):
        client = team.client(role)
        for answer in standing_of(case).answers[::6]:
            response = client.get(reverse("check", args=[case.reference, answer.check]))
            check_html(response.content.decode())
    check_html(client.get(reverse("check-person", args=[case.reference, CHECK])).content.decode())
    assert client.get(reverse("check", args=[case.reference, "no-such-check"])).status_code == 404


def test_an_empty_answer_is_no_answer(team: Team, case: Case) -> None:
    """Whoever saves an empty form is told that nothing was answered; what stays open is not called a success."""
    client = team.client("commercial-lead")
    url = reverse("check", args=[case.reference, "lots-considered"])
    page = client.post(url, {"step": "answer", "version": case.version, "considered": "", "reason": ""})
    assert "Answer at least one question" in page.text and "Saved." not in page.text
    page = client.post(url, {"step": "answer", "version": case.version, "considered": "no", "reason": ""}, follow=True)
    assert "Saved." in page.text and "govuk-notification-banner--success" not in page.text


def test_whoever_is_given_a_check_is_named_and_told_to_answer_it(team: Team, case: Case) -> None:
    """With a day that has not passed."""
    client = team.client("commercial-lead")
    url = reverse("check-person", args=[case.reference, "lots-considered"])
    given = {"step": "assign", "person": team["contract-manager"].key, "note": ""}
    past = {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2020"}
    assert "The date must be today or later" in client.post(url, {**given, **past}).text
    page = client.post(url, given, follow=True)
    assert f"is given to {team['contract-manager'].name}" in page.text
    assert "Answer: " in team.client("contract-manager").get(reverse("home")).text


def test_a_check_that_is_met_before_the_scheme_says_so_leads_to_adopting(team: Team) -> None:
    """What disqualifies was said after the adoption: the scheme says it once it is adopted again."""
    lead = team["commercial-lead"]
    case = team.case(changed(answered_text(), {("answers", "methodology-stated"): None}))
    adopt(case, lead)
    answer_check(case, "methodology-stated", {"disqualifying": "none"}, based_on=case.version, by=lead)
    page = team.client("commercial-lead").get(reverse("check", args=[case.reference, "methodology-stated"])).text
    assert "Adopt again so that the scheme says this" in page and reverse("proposal", args=[case.reference]) in page
    document = newest_document(Case.objects.get(pk=case.pk))
    access = case_access(Case.objects.get(pk=case.pk), lead)
    task = next(each for each in all_tasks() if each.key == "adopt")
    assert task.status(access, document) is Status.IN_PROGRESS
