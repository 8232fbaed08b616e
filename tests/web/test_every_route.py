"""Who may open what: every route of the site, by role, in every state of a case."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from every_route import (
    LEAD,
    ON_A_CASE,
    ORGANISATION,
    OWN,
    PUBLIC,
    ROLES,
    ROUTES,
    SIGNED_IN,
    STATES,
    Route,
    Sent,
    site_routes,
)
from every_state import Addresses, addresses, case_in

from commonweal_web.accounts.models import User
from commonweal_web.config import urls as addresses_of_the_site
from commonweal_web.procurements.models import Case
from fixtures import PASSWORD, Team, make_team

OPEN, SIGN_IN, REFUSED, HIDDEN = "open", "sign in", "refused", "hidden"
NOBODY = {"nobody", "deactivated"}
OTHERS = ("other-outsider", "other-administrator")  # of another organisation
STRANGERS = ("procurement-staff", "analyst", "administrator", *OTHERS)  # to whom the state of a case is all one
LATER = ("approved", "amended")  # much as in approval and published: walked in the long runs
PEOPLE = (*ROLES, *STRANGERS, "outsider", "deactivated", "nobody")
CASE_ROUTES = {name: route for name, route in ROUTES.items() if route.access in ON_A_CASE}
SITE_ROUTES = {name: route for name, route in ROUTES.items() if name not in CASE_ROUTES}


def test_every_route_is_in_the_table_and_carries_its_guard() -> None:
    """A page that is new, gone, without a guard or with another one than is stated here fails."""
    found = site_routes()
    assert found.keys() == ROUTES.keys()
    guards = {name: str(getattr(view, "access", "no guard at all")) for name, (_pattern, view) in found.items()}
    assert guards == {name: route.access for name, route in ROUTES.items()}


def test_no_route_hides_another() -> None:
    """Two routes of one address would leave the second without a way to it."""
    patterns = [pattern for pattern, _view in site_routes().values()]
    assert len(patterns) == len(set(patterns)), sorted({each for each in patterns if patterns.count(each) > 1})


@pytest.fixture(autouse=True)
def _short_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal is told by its status; how its page looks is seen where every page is."""
    for status in (403, 404):
        answer = partial(_refusal, status)
        monkeypatch.setattr(addresses_of_the_site, f"handler{status}", answer, raising=False)


def _refusal(status: int, request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(str(exception)[:200], status=status)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state", [pytest.param(each, marks=pytest.mark.nightly if each in LATER else ()) for each in STATES]
)
def test_who_may_open_and_send_what_of_a_case(state: str) -> None:
    """Every route of a case, asked for and sent to by everybody, is open, refused or hidden as the table says."""
    walk(CASE_ROUTES, state, PEOPLE if state in {"draft", "published"} else (*ROLES, "outsider", "nobody"))


@pytest.mark.django_db
def test_who_may_open_and_send_what_of_the_site() -> None:
    """The same of every page that belongs to no case."""
    walk(SITE_ROUTES, "published", PEOPLE)


def walk(routes: dict[str, Route], state: str, people: tuple[str, ...]) -> None:
    """Ask for each route and send to it as everybody; what was sent is undone each time."""
    team, others = make_team(), make_team("Harrowmere City Council (fictional)", prefix="other-")
    case = case_in(state, team)
    known = addresses(case, team)
    clients = {person: _client(person, team, others, case) for person in people}
    faults = [
        f"{state}: {person} {asked} {name}: {what}"
        for name in routes
        for person, client in clients.items()
        for asked, what in _faults(name, person, state=state, client=client, known=known, case=case)
    ]
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)


def _client(person: str, team: Team, others: Team, case: Case) -> Client:
    """A browser of a person, in which a failure of the service is an answer of 500."""
    make = lambda: Client(raise_request_exception=False)  # noqa: E731
    if person in OTHERS:
        return others.client(person.removeprefix("other-"), make)
    if person != "deactivated":
        return team.client(person, make)
    gone = User.objects.create_user(
        email="gone@example.org", password=PASSWORD, name="A former lead", organisation=team.organisation
    )
    case.team.create(user=gone, role=LEAD)
    client = make()
    client.force_login(gone, backend="commonweal_web.accounts.backends.PersonBackend")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    return client


def _faults(
    name: str, person: str, *, state: str, client: Client, known: Addresses, case: Case
) -> Iterator[tuple[str, str]]:
    route, url = ROUTES[name], known.of(name)
    if not route.post_only:
        wanted = expected(route, route.look, person, state)
        yield from _compare("opens", client.get(url), wanted, route, state, looked=True)
    for sent in route.sent or (Sent(needs=route.look),):
        response = _undone(client, url, filled(sent.data, case))
        wanted = expected(route, sent.needs, person, state)
        yield from _compare(f"sends {sent.data}", response, wanted, route, state, looked=False)


def _undone(client: Client, url: str, data: dict[str, Any]) -> Any:
    """The answer to something that is sent; what it did to the database and to the session is undone."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        response = client.post(url, data)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response


def filled(data: dict[str, Any], case: Case) -> dict[str, Any]:
    """What is sent, with the numbers and digests that the page would have held."""
    submission = case.submissions.order_by("-number").first()
    held = {
        "version": case.version,
        "submission": submission.number if submission else 1,
        "digest": submission.digest if submission else "",
        "scheme_digest": submission.scheme_digest if submission else "",
    }
    return {name: value.format(**held) for name, value in data.items()}


def expected(route: Route, more: str, person: str, state: str) -> str:
    """What the table says of a person at a page, where what they do needs `more` than its guard asks for."""
    if route.access == PUBLIC:
        return OPEN
    if person in NOBODY:
        return SIGN_IN
    if route.access in ON_A_CASE:
        return _on_case(route.access, more, person, state)
    held = ORGANISATION.get(person, "").split()
    if route.access != SIGNED_IN and route.access not in held:
        return REFUSED
    if more == OWN and person != LEAD:
        return HIDDEN
    return HIDDEN if more == "of-the-organisation" and person in OTHERS else OPEN


def _on_case(access: str, more: str, person: str, state: str) -> str:
    may = set(ROLES.get(person, "").split()) & set(STATES[state].split())
    if not may:
        return HIDDEN
    held = may | set(ORGANISATION.get(person, "").split())
    return OPEN if access in may and (not more or more in held) else REFUSED


def _compare(
    asked: str, response: Any, wanted: str, route: Route, state: str, *, looked: bool
) -> Iterator[tuple[str, str]]:
    """Where an answer is not what it must be; looking gives one status, what is sent may be answered in many ways."""
    status, got, gives = response.status_code, answer_of(response), route.gives
    if looked and wanted == OPEN and route.in_states and state not in route.in_states:
        wanted = HIDDEN  # there is nothing to show yet
    if wanted != OPEN:
        right = got == wanted
    elif looked:
        right = status in ({gives} if gives else {200, 302}) and (got != SIGN_IN or route.access == PUBLIC)
    else:
        right = status == gives or (got not in {SIGN_IN, REFUSED} and status < 500)
    if not right:
        yield asked, f"{status} ({got}), not {wanted}"


def answer_of(response: Any) -> str:
    """Open, refused, hidden, or sent to sign in."""
    status = response.status_code
    if status == 302 and response["Location"].startswith("/account/login/"):
        return SIGN_IN
    return {403: REFUSED, 404: HIDDEN}.get(status, OPEN)
