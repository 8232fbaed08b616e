"""What administrators do to accounts: roles, leaving and coming back, erasure; and who may do none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from page_checks import check_html

from commonweal_web.accounts.actions import links, people
from commonweal_web.accounts.actions.managing import Refused
from commonweal_web.accounts.models import OneTimeLink, OrganisationRole, PersonState, User, display_name
from commonweal_web.accounts.queries import active_administrators
from commonweal_web.audit.models import Event
from commonweal_web.audit.queries import find_alterations
from commonweal_web.procurements.models import Case
from fixtures import PASSWORD, Team

pytestmark = pytest.mark.django_db
WRITES: list[Callable[..., Any]] = [
    lambda person, by: people.give_role(person, "analyst", by=by),
    lambda person, by: people.take_role(person, "analyst", by=by),
    lambda person, by: people.set_roles(person, {"analyst"}, by=by),
    lambda person, by: people.deactivate(person, by=by),
    lambda person, by: people.reactivate(person, by=by),
    lambda person, by: people.erase(person, by=by),
    lambda person, by: people.change_details(person, name="X", email="x@example.org", by=by),
    lambda person, by: people.remove_second_factor(person, by=by),
    lambda person, by: people.unlock(person, by=by),
    lambda person, by: people.unlink_single_sign_on(person, by=by),
    lambda person, by: people.require_code(person.organisation, required=True, by=by),
    lambda person, by: links.invite_again(person, by=by),
    lambda person, by: links.withdraw_invitation(person, by=by),
    lambda person, by: links.issue_password_link(person, by=by),
    lambda person, by: links.invite(
        email="y@example.org", name="Y", organisation=person.organisation, roles=set(), by=by
    ),
]


def signed_in(person: User) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return browser


def is_in(browser: Client) -> bool:
    return bool(browser.get(reverse("home")).status_code == 200)


# --- who may --------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", WRITES)
def test_only_administrators_and_only_for_their_own(team: Team, others: Team, write: Callable[..., Any]) -> None:
    """Neither a commercial lead, nor the administrator of another organisation, nor one who was deactivated."""
    gone = team["procurement-staff"]
    people.give_role(gone, "administrator", by=team["administrator"])
    people.deactivate(gone, by=team["administrator"])
    before = Event.objects.count()
    for by in (team["commercial-lead"], team["analyst"], others["administrator"], gone):
        with pytest.raises(PermissionDenied):
            write(team["approver"], by)
    assert Event.objects.count() == before


@pytest.mark.parametrize("name", ["people", "invite", "codes_required", "organisation_record"])
def test_administrators_pages_are_closed_to_others(team: Team, name: str) -> None:
    """Told so, or asked to sign in."""
    assert team.client("administrator").get(reverse(name)).status_code == 200
    assert team.client("commercial-lead").get(reverse(name)).status_code == 403
    assert team.client("nobody").get(reverse(name)).status_code == 302


def test_people_of_other_organisations_have_no_page(administrator: Client, others: Team, team: Team) -> None:
    """Nor any step; not even that they are here is told."""
    stranger = others["approver"].pk
    for name, more in (("person", []), ("person_roles", []), ("person_details", []), ("person_step", ["erase"])):
        assert administrator.get(reverse(name, args=[stranger, *more])).status_code == 404
        assert administrator.post(reverse(name, args=[stranger, *more])).status_code == 404
    assert "other-approver" not in administrator.get(reverse("people")).content.decode()


# --- roles ----------------------------------------------------------------------------------------


def test_roles_are_given_and_taken_by_one_form(team: Team, administrator: Client) -> None:
    """One event for each that changed."""
    person = team["analyst"]
    administrator.post(reverse("person_roles", args=[person.pk]), {"roles": ["procurement-staff"]})
    assert set(person.organisation_roles.values_list("role", flat=True)) == {"procurement-staff"}
    told = list(Event.objects.filter(facts__person=person.key).values_list("kind", "facts__role"))
    assert told == [("role-given", "procurement-staff"), ("role-taken", "analyst")]
    administrator.post(reverse("person_roles", args=[person.pk]), {"roles": ["procurement-staff"]})
    assert Event.objects.filter(facts__person=person.key).count() == 2, "Saying the same again changes nothing."


@pytest.mark.parametrize(
    "loss",
    [
        lambda person, by: people.take_role(person, "administrator", by=by),
        lambda person, by: people.set_roles(person, set(), by=by),
        lambda person, by: people.deactivate(person, by=by),
        lambda person, by: people.erase(person, by=by),
    ],
)
def test_the_last_administrator_stays(team: Team, loss: Callable[..., Any]) -> None:
    """However they would be lost; with a second one, each may go but one."""
    first, second = team["administrator"], team["approver"]
    with pytest.raises(Refused, match="last administrator"):
        loss(first, first)
    people.give_role(second, "administrator", by=first)
    people.deactivate(second, by=first)
    with pytest.raises(Refused, match="last administrator"):
        loss(first, first)
    people.reactivate(second, by=first)
    loss(first, second)
    with pytest.raises(Refused, match="last administrator"):
        loss(second, second)
    assert list(active_administrators(team.organisation)) == [second]


# --- leaving and coming back ----------------------------------------------------------------------


def test_deactivation_signs_out_everywhere_at_once(team: Team, administrator: Client) -> None:
    """Two browsers are out with their next page, and the password opens nothing."""
    person = team["commercial-lead"]
    one, two = signed_in(person), signed_in(person)
    assert is_in(one) and is_in(two)
    response = administrator.post(reverse("person_step", args=[person.pk, "deactivate"]), follow=True)
    assert "was deactivated" in response.content.decode()
    assert not is_in(one) and not is_in(two) and not is_in(signed_in(person))
    assert not UserSession.objects.filter(user=person).exists()
    administrator.post(reverse("person_step", args=[person.pk, "reactivate"]))
    assert not is_in(one), "A session that ended stays ended."
    assert is_in(signed_in(person))


def everything_of(person: User) -> None:
    """Rows of every kind that tell of a person."""
    signed_in(person)
    SocialAccount.objects.create(user=person, provider="single-sign-on", uid="1", extra_data={"email": person.email})
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "A" * 32})
    EmailAddress.objects.get_or_create(user=person, email=person.email)
    AccessAttempt.objects.create(username=person.email, failures_since_start=1, user_agent="x", ip_address="127.0.0.1")


def test_erasure_leaves_no_trace_but_the_id(team: Team, case: Case, administrator: Client) -> None:
    """In no table is there a name or an address; the chain holds; the case goes on; the door stays shut."""
    person = team["commercial-lead"]
    email, name = person.email, person.name
    everything_of(person)
    browser = signed_in(person)
    administrator.post(reverse("person_step", args=[person.pk, "erase"]))
    person = User.objects.get(pk=person.pk)
    assert (display_name(person), person.state, person.is_active) == ("A former user", PersonState.FORMER, False)
    assert list(rows_that_say(name, email)) == []
    for model in (SocialAccount, Authenticator, EmailAddress, OneTimeLink, OrganisationRole, UserSession):
        assert not model.objects.filter(user=person).exists()
    assert list(find_alterations()) == []
    assert not is_in(browser)
    for address in (email, person.email):
        again = Client()
        again.post(reverse("account_login"), {"login": address, "password": PASSWORD})
        assert not is_in(again)
    history = team.client("approver").get(reverse("case_history", args=[case.reference])).content.decode()
    assert "A former user started the procurement" in history and name not in history
    assert team.client("approver").get(reverse("case", args=[case.reference])).status_code == 200
    with pytest.raises(Refused, match="was erased"):
        people.reactivate(person, by=team["administrator"])


def rows_that_say(*texts: str) -> list[str]:
    """Every table that holds one of these texts."""
    from django.apps import apps
    from django.core import serializers

    found = []
    for model in apps.get_models():
        if model._meta.managed:
            rows = serializers.serialize("json", model._base_manager.all())
            found += [model.__name__ for text in texts if text in rows]
    return found


def test_an_erased_address_can_be_invited_again(team: Team) -> None:
    """As another person: nothing of the first comes back."""
    person = team["approver"]
    email = person.email
    people.erase(person, by=team["administrator"])
    again = links.invite(
        email=email, name="New", organisation=team.organisation, roles=set(), by=team["administrator"]
    ).person
    assert again.pk != person.pk and again.state == PersonState.INVITED


def test_an_address_is_one_persons(team: Team, administrator: Client) -> None:
    """Said in the form, with what was typed still there."""
    told = {"name": "Renamed", "email": "ANALYST@example.org"}
    page = administrator.post(reverse("person_details", args=[team["approver"].pk]), told).content.decode()
    assert "Somebody else has this e-mail address." in page and "Renamed" in page
    check_html(page)
    told["email"] = "Other@example.org"
    administrator.post(reverse("person_details", args=[team["approver"].pk]), told)
    person = User.objects.get(pk=team["approver"].pk)
    assert (person.name, person.email) == ("Renamed", "other@example.org")


# --- pages ----------------------------------------------------------------------------------------


def test_every_page_of_people_is_sound(team: Team, administrator: Client, case: Case) -> None:
    """Headings, labels, ids, no inline script; and no page asks the database more than 20 times."""
    issued = links.invite_from(
        email="s@example.com", name="Sam", other="Supplier Ltd", is_supplier=True, by=team["administrator"]
    )
    pages = [
        reverse(name) for name in ("people", "invite", "codes_required", "roles", "organisation_record", "account")
    ]
    pages += [reverse(name) for name in ("account_name", "sessions", "mfa_index", "account_change_password")]
    for person in (team["approver"], issued.person):
        pages += [reverse(name, args=[person.pk]) for name in ("person", "person_roles", "person_details")]
    pages += [
        reverse("person_step", args=[team["approver"].pk, key]) for key in ("deactivate", "erase", "password-link")
    ]
    for page in pages:
        response = administrator.get(page)
        assert response.status_code == 200, page
        check_html(response.content.decode())


def test_the_list_takes_few_queries(team: Team, administrator: Client, django_assert_max_num_queries: Any) -> None:
    """However many people there are."""
    for number in range(60):
        User.objects.create_user(email=f"p{number}@example.org", name=f"P {number}", organisation=team.organisation)
    administrator.get(reverse("people"))
    with django_assert_max_num_queries(10):
        page = administrator.get(reverse("people")).content.decode()
    assert "Page 2" in page
    found = administrator.get(reverse("people"), {"search": "p59@"}).content.decode()
    assert "P 59" in found and "P 58" not in found


def test_steps_that_do_not_fit_lead_back(team: Team, administrator: Client) -> None:
    """Nobody who is active can be reactivated; a step that does not exist is none."""
    person = team["approver"].pk
    assert administrator.get(reverse("person_step", args=[person, "reactivate"])).status_code == 302
    assert administrator.get(reverse("person_step", args=[person, "promote"])).status_code == 404


def test_the_last_administrator_is_told_on_the_page(team: Team, administrator: Client) -> None:
    """In one sentence, with what to do."""
    response = administrator.post(reverse("person_step", args=[team["administrator"].pk, "deactivate"]))
    assert response.status_code == 409
    assert "Make somebody else an administrator first." in response.content.decode()
    check_html(response.content.decode())
