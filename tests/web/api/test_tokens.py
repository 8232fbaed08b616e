"""Tokens: whose they are, what is kept of them, and when they end."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from page_checks import check_html
from pytest_django import DjangoAssertNumQueries

from commonweal.record.errors import MisuseError, RefusedError
from commonweal_web.accounts.actions.people import deactivate, erase, reactivate
from commonweal_web.api.actions import tokens
from commonweal_web.api.actions.tokens import make_token, revoke_token
from commonweal_web.api.models import MOST_TOKENS, Token
from commonweal_web.api.queries.tokens import find_token, secret_digest
from commonweal_web.audit.models import Event
from commonweal_web.audit.queries import find_alterations
from commonweal_web.audit.sentences import known_kinds, tell
from fixtures import Team

NEW, LIST = "/account/tokens/new/", "/account/tokens/"
ASKED = {"name": "Nightly copy", "scopes": ["cases:read", "packs:read"], "days": "90"}


@pytest.fixture
def made(team: Team) -> tuple[Token, str]:
    return make_token(team["commercial-lead"], name="A test", scopes=["cases:read"], days=30)


def test_a_secret_is_shown_once_and_never_kept(lead: Client) -> None:
    """The answer to the form holds the secret; the database a digest of it; no later page either."""
    shown = lead.post(NEW, ASKED)
    check_html(shown.content.decode())
    secret = re.search(r"cw_[\w-]{50,60}", shown.content.decode())[0]  # type: ignore[index]
    token = Token.objects.get()
    assert token.digest == secret_digest(secret) and secret not in str(vars(token))
    assert "no-store" in shown["Cache-Control"]
    listed = lead.get(LIST).content.decode()
    check_html(listed)
    assert secret not in listed and f"cw_{token.key}" in listed and "Nightly copy" in listed
    assert find_token(secret) == token


def test_a_form_without_answers_says_what_is_missing(lead: Client) -> None:
    """Each field has its own words, and nothing is made."""
    page = lead.post(NEW, {"name": "", "days": "9999"}).content.decode()
    check_html(page)
    assert "Say what the token is for" in page and "Choose at least one thing that the token may do" in page
    assert not Token.objects.exists()


@pytest.mark.parametrize("asked", [{"days": 366}, {"days": 0}, {"scopes": []}, {"scopes": ["everything"]}])
def test_no_token_beyond_a_year_or_the_scopes(team: Team, asked: dict[str, Any]) -> None:
    """However it is asked for, a token has known scopes and ends within a year."""
    with pytest.raises(MisuseError):
        make_token(team["commercial-lead"], **{"name": "x", "scopes": ["cases:read"], "days": 30, **asked})


def test_a_person_has_so_many_tokens_and_no_more(team: Team) -> None:
    """The next one is refused in a sentence, on the page too; a revoked one makes room."""
    person = team["commercial-lead"]
    for _each in range(MOST_TOKENS):
        last, _secret = make_token(person, name="x", scopes=["cases:read"], days=1)
    with pytest.raises(RefusedError):
        make_token(person, name="x", scopes=["cases:read"], days=1)
    assert "Revoke one first" in team.client("commercial-lead").post(NEW, ASKED).content.decode()
    revoke_token(last, by=person)
    make_token(person, name="x", scopes=["cases:read"], days=1)


def test_only_the_whole_secret_finds_a_token(made: tuple[Token, str]) -> None:
    """Neither its looked-up part nor a secret that differs in one place, nor anything odd."""
    token, secret = made
    assert find_token(secret) == token
    changed = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    for wrong in (changed, secret[:15], f"cw_{token.key}", "", "cw_", secret.upper(), secret + "x", "x" * 500, "é\x00"):
        assert find_token(wrong) is None, wrong


def test_the_comparison_takes_the_same_time(made: tuple[Token, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A secret is compared in constant time, by whole digests, also where no token has such a key."""
    compared: list[tuple[int, int]] = []

    def compare(one: str, other: str) -> bool:
        compared.append((len(one), len(other)))
        return hmac_compare(one, other)

    hmac_compare = hmac.compare_digest
    monkeypatch.setattr("commonweal_web.api.queries.tokens.hmac.compare_digest", compare)
    for secret in (made[1], made[1][:-1] + "_", "cw_nobodyhasitandnever"):
        find_token(secret)
    assert compared == [(64, 64)] * 3


def test_expired_and_revoked_tokens_are_dead(made: tuple[Token, str], team: Team) -> None:
    """At once."""
    token, secret = made
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert find_token(secret) is None
    Token.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert find_token(secret) == token
    team.client("commercial-lead").post(f"/account/tokens/{token.pk}/revoke/")
    assert find_token(secret) is None


def test_nobody_sees_or_revokes_another_ones_token(made: tuple[Token, str], team: Team) -> None:
    """Another person's list lacks it, and its address is not there for them; an administrator's neither."""
    token, secret = made
    for role in ("approver", "administrator"):
        browser = team.client(role)
        assert token.key not in browser.get(LIST).content.decode()
        assert browser.post(f"/account/tokens/{token.pk}/revoke/").status_code == 404
    assert find_token(secret) == token


def test_tokens_end_with_the_account_and_stay_ended(made: tuple[Token, str], team: Team) -> None:
    """Deactivating kills them; reactivating does not bring them back."""
    _token, secret = made
    person = team["commercial-lead"]
    deactivate(person, by=team["administrator"])
    assert find_token(secret) is None
    reactivate(person, by=team["administrator"])
    assert find_token(secret) is None


def test_erasure_takes_the_names_that_were_typed(made: tuple[Token, str], team: Team) -> None:
    """A name may say who somebody is."""
    erase(team["commercial-lead"], by=team["administrator"])
    token = Token.objects.get()
    assert token.name == "" and token.revoked_at


def test_every_step_is_an_event_with_a_sentence(made: tuple[Token, str], team: Team) -> None:
    """Made, revoked once, ended; none holds the secret or the name, and the chain holds."""
    token, secret = made
    person = team["commercial-lead"]
    revoke_token(token, by=person)
    revoke_token(token, by=person)
    make_token(person, name="Another", scopes=["cases:read"], days=1)
    deactivate(person, by=team["administrator"])
    events = [each for each in Event.objects.all() if each.kind.startswith("token-")]
    assert [each.kind for each in events] == ["token-made", "token-revoked", "token-made", "token-ended"]
    assert {each.kind for each in events} <= known_kinds().keys()
    assert "made a token for the API, for 30 days: cases:read" in tell(events[0], {person.key: "A lead"})
    assert not any(secret in str(each.facts) or "A test" in str(each.facts) for each in events)
    assert not list(find_alterations())


def test_a_token_makes_so_many_requests_a_minute(
    program: Callable[..., Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then 429, with how long to wait; another token goes on, and so does this one in the next minute."""
    settings.API_PER_MINUTE = 3
    clock = [60_000.0]
    monkeypatch.setattr(tokens.time, "time", lambda: clock[0])
    one, other = program(), program()
    assert [one.get("/me").status_code for _each in range(5)] == [200, 200, 200, 429, 429]
    refused = one.get("/me")
    assert 0 < int(refused["Retry-After"]) <= 60 and refused.json()["message"]
    assert other.get("/me").status_code == 200
    clock[0] += 60
    assert one.get("/me").status_code == 200


def test_the_last_day_of_use_is_kept(program: Callable[..., Any]) -> None:
    """So that a person sees which tokens are idle."""
    caller = program()
    assert caller.token.last_used_on is None
    caller.get("/me")
    caller.token.refresh_from_db()
    assert caller.token.last_used_on == timezone.localdate()


def test_a_cookie_opens_nothing(lead: Client, made: tuple[Token, str]) -> None:
    """Who is signed in in a browser is nobody to the API, so that no other site can act by that browser."""
    assert lead.get("/api/v1/me").status_code == 401
    assert lead.post("/api/v1/cases", {"title": "x"}, content_type="application/json").status_code == 401
    with_both = lead.get("/api/v1/me", headers={"Authorization": f"Bearer {made[1]}"})
    assert with_both.status_code == 200 and not with_both.cookies


def test_what_a_token_costs(made: tuple[Token, str], django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    """Finding, counting, and the person's roles: three queries before an operation's own."""
    with django_assert_max_num_queries(3):
        Client().get("/api/v1/me", headers={"Authorization": f"Bearer {made[1]}"})
