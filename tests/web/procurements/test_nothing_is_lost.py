"""Nothing typed is lost: when a session ends, when two people edit at once, when something is refused."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from page_checks import check_html
from web_accounts.codes import code_now

from commonweal_web.accounts.actions.people import require_code
from commonweal_web.audit.models import Event
from commonweal_web.procurements.keeping import FIELD, SALT, token_for
from commonweal_web.procurements.models import Case, KeptForm
from commonweal_web.procurements.queries import newest_document
from fixtures import PASSWORD, Team

WHAT = {"title": "Another title", "description": "What I typed", "cpv": "48180000"}


def page_of(case: Case, name: str = "section", *rest: str) -> str:
    return reverse(f"case-{name}", args=(case.reference, *(rest or ("what",))))


def data_of(case: Case) -> Any:
    return newest_document(Case.objects.get(pk=case.pk)).data


# --- a session ends -------------------------------------------------------------------------------


def kept_post(team: Team, case: Case, client: Client, **fields: str) -> Any:
    page = page_of(case)
    return client.post(page, {**WHAT, "version": "1", FIELD: token_for(team["commercial-lead"], page), **fields})


def test_what_is_sent_after_the_session_ended_is_shown_after_signing_in(team: Team, case: Case, lead: Client) -> None:
    """Nothing is saved meanwhile; it is used once, and then forgotten."""
    form = lead.get(page_of(case)).content.decode()
    assert f'name="{FIELD}"' in form
    response = kept_post(team, case, Client())
    assert response.status_code == 302 and "/account/login" in response.headers["Location"]
    assert data_of(case)["title"] != "Another title"
    shown = lead.get(page_of(case)).content.decode()
    check_html(shown)
    assert "What I typed" in shown and "What you typed earlier is here again" in shown
    assert lead.post(page_of(case), {**WHAT, "version": "1"}).status_code == 302
    assert (data_of(case)["title"], KeptForm.objects.count()) == ("Another title", 0)


def test_what_was_kept_can_be_discarded(team: Team, case: Case, lead: Client) -> None:
    """The page then shows what is saved."""
    kept_post(team, case, Client())
    shown = lead.post(page_of(case), {"discard-kept": "1"}).content.decode()
    assert "What I typed" not in shown and KeptForm.objects.count() == 0


def test_what_was_kept_is_seen_by_its_person_alone(team: Team, case: Case, lead: Client) -> None:
    """And on its page alone."""
    kept_post(team, case, Client())
    other = team["outsider"]
    from commonweal_web.procurements.actions import add_member

    add_member(case, other, "commercial-lead", by=team["commercial-lead"])
    assert "What I typed" not in team.client("outsider").get(page_of(case)).content.decode()
    assert "What I typed" not in lead.get(page_of(case, "section", "authority")).content.decode()


def test_what_was_kept_is_forgotten_after_a_week(team: Team, case: Case, lead: Client) -> None:
    """Whoever does not come back meant nothing by it."""
    kept_post(team, case, Client())
    KeptForm.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "What I typed" not in lead.get(page_of(case)).content.decode()


@pytest.mark.parametrize("token", ["", "nonsense", "other page", "nobody", "long"])
def test_a_form_without_its_own_token_is_not_kept(team: Team, case: Case, token: str) -> None:
    """A token of another page, a made-up one, a form that is far too long: signing in is asked for, and no more."""
    page = page_of(case)
    lead = team["commercial-lead"]
    tokens = {
        "other page": token_for(lead, page_of(case, "section", "authority")),
        "nobody": signing.dumps(["00000000-0000-0000-0000-000000000000", page], salt=SALT),
        "long": token_for(lead, page),
    }
    fields = {"description": "x" * 500_000} if token == "long" else {}
    response = Client().post(page, {**WHAT, FIELD: tokens.get(token, token), **fields})
    assert "/account/login" in response.headers["Location"]
    assert KeptForm.objects.count() == 0


def test_a_browser_without_cookies_loses_nothing(team: Team, case: Case, lead: Client) -> None:
    """The check against forged requests would refuse it; what was typed is kept all the same, and nothing done."""
    response = kept_post(team, case, Client(enforce_csrf_checks=True))
    assert response.status_code == 302
    assert "What I typed" in lead.get(page_of(case)).content.decode()
    assert Client(enforce_csrf_checks=True).post(page_of(case), WHAT).status_code == 403


# --- codes become required ------------------------------------------------------------------------


def test_what_is_sent_when_codes_become_required_comes_back_once_they_are_set_up(team: Team, case: Case) -> None:
    """Nothing is saved meanwhile; the pages of setting up say that it is kept, and lead back to it."""
    lead, page = Client(), page_of(case)
    lead.post(reverse("account_login"), {"login": team["commercial-lead"].email, "password": PASSWORD})
    token = {FIELD: token_for(team["commercial-lead"], page)}
    require_code(team.organisation, required=True, by=team["administrator"])
    turned = lead.post(page + "?back=answers", {**WHAT, "version": "1", **token})
    assert turned.headers["Location"] == reverse("mfa_activate_totp")
    assert data_of(case)["title"] != "Another title"
    shown = lead.get(turned.headers["Location"]).content.decode()
    check_html(shown)
    assert "What you typed is kept" in shown
    secret = shown.split("<code>")[1].split("<")[0]
    done = lead.post(turned.headers["Location"], {"code": code_now(secret)}, follow=True).content.decode()
    check_html(done)
    assert f'href="{page}?back=answers">Go back to what you typed' in done
    shown = lead.get(page).content.decode()
    assert "What I typed" in shown and "What you typed earlier is here again" in shown
    assert lead.post(page, {**WHAT, "version": "1"}).status_code == 302
    assert (data_of(case)["title"], KeptForm.objects.count()) == ("Another title", 0)
    assert "Go back to what you typed" not in lead.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_what_another_person_is_to_type_is_not_kept_for_whoever_is_signed_in(team: Team, case: Case) -> None:
    """A form of somebody who used this browser before stays theirs."""
    require_code(team.organisation, required=True, by=team["administrator"])
    kept_post(team, case, team.client("approver"))
    assert KeptForm.objects.count() == 0


# --- two people at once ---------------------------------------------------------------------------


@pytest.fixture
def colleague(team: Team, case: Case) -> Client:
    """A second commercial lead of the case."""
    from commonweal_web.procurements.actions import add_member

    add_member(case, team["outsider"], "commercial-lead", by=team["commercial-lead"])
    return team.client("outsider")


def send(client: Client, case: Case, section: str, version: int, **changes: str) -> Any:
    """Post a section as it stood at a version, with changes."""
    from test_round_trip import as_posted

    from commonweal_web.procurements.queries import document_at
    from commonweal_web.procurements.sections import SECTIONS

    document = document_at(case, version)
    form = SECTIONS[section].form
    assert document is not None and form is not None
    sent = as_posted(form(document=document.data, version=version))
    return client.post(page_of(case, "section", section), {**sent, **changes})


def test_two_people_on_different_parts_of_one_page_both_stand(case: Case, lead: Client, colleague: Client) -> None:
    """Each changed one field of the same form."""
    assert send(lead, case, "what", 1, title="Mine").status_code == 302
    assert send(colleague, case, "what", 1, description="Theirs").status_code == 302
    data = data_of(case)
    assert (data["title"], data["procurement"]["description"]) == ("Mine", "Theirs")


def test_choosing_between_two_versions_takes_nothing_else_back(case: Case, lead: Client, colleague: Client) -> None:
    """What others changed meanwhile, and this person left as it was, stays as they made it."""
    send(lead, case, "what", 1, title="First", description="Changed by the first")
    response = send(colleague, case, "what", 1, title="Second")
    assert response.status_code == 409
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()))
    assert colleague.post(page_of(case), {**fields, "keep-title": "mine"}).status_code == 302
    data = data_of(case)
    assert (data["title"], data["procurement"]["description"]) == ("Second", "Changed by the first")


def test_after_a_refusal_the_choice_is_between_what_was_first_seen_and_now(
    case: Case, lead: Client, colleague: Client
) -> None:
    """Whoever chose the other's words, and then has to mend something else, does not overwrite them unseen."""
    send(lead, case, "what", 1, title="First", description="Changed by the first")
    response = send(colleague, case, "what", 1, title="Second")
    carried = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()))
    assert (carried["version"], carried["first-seen"]) == ("2", "1")
    refused = colleague.post(page_of(case), {**carried, "cpv": "no code", "keep-title": "theirs"}).content.decode()
    assert "is not a CPV code" in refused
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', refused))
    assert again["version"] == "1"
    mended = {name: value for name, value in carried.items() if name not in {"version", "first-seen"}}
    response = colleague.post(page_of(case), {**mended, **again})
    assert response.status_code == 409
    assert data_of(case)["title"] == "First"
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', response.content.decode()))
    assert colleague.post(page_of(case), {**fields, "keep-title": "theirs"}).status_code == 302
    data = data_of(case)
    assert (data["title"], data["procurement"]["description"]) == ("First", "Changed by the first")


def test_two_people_on_one_part_see_both_versions(team: Team, case: Case, lead: Client, colleague: Client) -> None:
    """The second chooses, part by part; what nobody else touched is saved with it."""
    send(lead, case, "what", 1, title="First")
    response = send(colleague, case, "what", 1, title="Second", description="Typed at length")
    text = response.content.decode()
    assert response.status_code == 409
    check_html(text)
    assert "First" in text and "Second" in text and f"{team['commercial-lead'].name} saved on" in text
    assert data_of(case)["title"] == "First"
    carried = {"title": "Second", "description": "Typed at length", "cpv": "48180000\n73100000", "version": "2"}
    assert colleague.post(page_of(case), {**carried, "keep-title": "theirs"}).status_code == 302
    data = data_of(case)
    assert (data["title"], data["procurement"]["description"]) == ("First", "Typed at length")
    carried["version"] = "3"
    assert colleague.post(page_of(case), {**carried, "keep-title": "mine"}).status_code == 302
    assert data_of(case)["title"] == "Second"


def test_one_person_in_two_windows_is_told_that_it_was_they(case: Case, lead: Client) -> None:
    """Nobody else has saved anything: the page says so."""
    send(lead, case, "what", 1, title="First")
    response = send(lead, case, "what", 1, title="Second")
    text = response.content.decode()
    assert response.status_code == 409
    check_html(text)
    assert "You saved this in another window" in text and "Two people" not in text


def test_two_people_on_two_stages_both_stand(case: Case, lead: Client, colleague: Client) -> None:
    """Stages are told by their name, so that a new one above moves nothing."""
    stage = {"title": "Before all", "kind": "explore", "months": "2", "under_contract": "yes"}
    assert lead.post(page_of(case, "item-add", "stages"), stage).status_code == 302
    assert lead.post(page_of(case, "item-move", "stages", "before-all", "up")).status_code == 302
    gate = {"gate": "yes", "gate_title": "Go on?", "pass_share": "50", "version": "1"}
    assert colleague.post(page_of(case, "item", "stages", "pilot", "gate"), gate).status_code == 302
    stages = {each["id"]: each for each in data_of(case)["stages"]}
    assert stages["pilot"]["gate"]["title"] == "Go on?" and "before-all" in stages


def test_a_stage_that_somebody_removed_is_not_made_anew_by_half(case: Case, lead: Client, colleague: Client) -> None:
    """Both versions are shown; whoever insists is told, and what they typed is still there."""
    assert lead.post(page_of(case, "item-remove", "stages", "adoption"), {"version": "1"}).status_code == 302
    page = page_of(case, "item", "stages", "adoption", "what")
    typed = {"title": "Adoption", "kind": "scale", "months": "24", "under_contract": "no", "purpose": "Long words"}
    response = colleague.post(page, {**typed, "version": "1"})
    assert response.status_code == 409 and "it was taken out" in response.content.decode()
    insisted = colleague.post(page, {**typed, "version": "2", "keep-stages.adoption.months": "mine"})
    text = insisted.content.decode()
    assert "Somebody has removed this part" in text and "Long words" in text
    check_html(text)


def test_what_was_changed_meanwhile_is_not_removed_unseen(case: Case, lead: Client, colleague: Client) -> None:
    """Whoever removes a stage is shown what somebody else has just written in it."""
    sent = {"what": "The board decides", "after": "3", "version": "1"}
    lead.post(page_of(case, "item", "stages", "pilot", "evidence"), sent)
    response = colleague.post(page_of(case, "item-remove", "stages", "pilot"), {"version": "1"})
    assert response.status_code == 409
    assert "pilot" in {stage["id"] for stage in data_of(case)["stages"]}


def test_sending_a_page_unchanged_makes_no_version(case: Case, lead: Client) -> None:
    """Nor an event."""
    before = Event.objects.count()
    send(lead, case, "circumstances", 1)
    case.refresh_from_db()
    assert (case.version, Event.objects.count()) == (1, before)


# --- refusals -------------------------------------------------------------------------------------

REFUSED = [
    ("section", ("what",), {"title": "", "description": "Typed words"}, "Enter the title of the procurement"),
    ("section", ("what",), {"title": "a\x00b", "description": "Typed words"}, "character that cannot be kept"),
    ("section", ("what",), {"title": "a\u202eb", "description": "Typed words"}, "right-to-left override"),
    ("section", ("what",), {"title": "x" * 301, "description": "Typed words"}, "300 characters or fewer"),
    ("section", ("what",), {"title": "a", "cpv": "Typed words"}, "is not a CPV code"),
    ("section", ("split",), {"price": "40", "quality": "40", "social_value": "10"}, "add up to 90%, not 100%"),
    (
        "section",
        ("split",),
        {"price": "40", "quality": "50", "social_value": "10", "method": "value-for-money-index"},
        "price has no weighting of its own",
    ),
    ("section", ("split",), {"method": "linear"}, "Enter the part of price, 0 if it has none"),
    ("section", ("commencement",), {"on_day": "31", "on_month": "2", "on_year": "2027"}, "must be a real date"),
    ("item", ("stages", "pilot", "what"), {"title": "Typed words", "months": "601"}, "must be 600 months or less"),
    ("item", ("stages", "pilot", "gate"), {"gate": "yes", "pass_share": "0"}, "must be 1% or more"),
    ("item", ("stages", "pilot", "money"), {"amount": "-5"}, "must be £0 or more"),
    ("item", ("stages", "pilot", "evidence"), {"after": "3"}, "Enter what happens then"),
    ("item-add", ("rounds",), {"title": "Typed words", "kind": "final"}, "Rounds end with one final round"),
    ("item-add", ("quality",), {"title": "Typed words"}, "Enter the weighting of the criterion"),
]


@pytest.mark.parametrize("refused", REFUSED)
def test_a_refusal_says_why_at_its_field_and_keeps_what_was_typed(case: Case, lead: Client, refused: Any) -> None:
    """One sentence, and nothing is saved."""
    name, rest, typed, sentence = refused
    response = lead.post(page_of(case, name, *rest), {"version": "1", **typed})
    text = response.content.decode()
    assert response.status_code == 200
    check_html(text)
    summary = text[text.index("govuk-error-summary__list") :][:1500]
    assert sentence in summary and 'href="#' in summary, summary
    if "Typed words" in typed.values():
        assert "Typed words" in text
    case.refresh_from_db()
    assert case.version == 1


def test_a_stage_that_others_follow_cannot_become_a_branch(case: Case, lead: Client) -> None:
    """The engine's own sentence, at a field."""
    typed = {"title": "Pilot", "kind": "pilot", "months": "9", "under_contract": "no", "version": "1"}
    text = lead.post(page_of(case, "item", "stages", "pilot", "what"), typed).content.decode()
    assert "Stages outside the contract come last" in text
    check_html(text)
