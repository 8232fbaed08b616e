"""What must hold whatever people do, one after the other or at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal_web.accounts.actions import links, people
from commonweal_web.accounts.actions.managing import Refused
from commonweal_web.accounts.models import User
from commonweal_web.accounts.queries import active_administrators
from commonweal_web.audit.queries import find_alterations
from fixtures import Team

ACTS: dict[str, Callable[..., Any]] = {
    "give": lambda person, by: people.give_role(person, "administrator", by=by),
    "take": lambda person, by: people.take_role(person, "administrator", by=by),
    "deactivate": people.deactivate,
    "reactivate": people.reactivate,
    "erase": people.erase,
}
WHO = ("administrator", "approver", "analyst")
STEPS = st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from(sorted(ACTS)), st.sampled_from(WHO)), max_size=14)


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_an_organisation_always_has_an_administrator(team: Team, steps: list[tuple[str, str, str]]) -> None:
    """And the chain holds, whoever does what to whom."""
    with transaction.atomic():
        for person, act, by in steps:
            with suppress(Refused, PermissionDenied):
                ACTS[act](User.objects.get(pk=team[person].pk), by=User.objects.get(pk=team[by].pk))
            assert active_administrators(team.organisation).exists()
        assert list(find_alterations()) == []
        transaction.set_rollback(True)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run in threads that start together; what each gave, or the error that it raised."""
    start, results = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        start.wait()
        try:
            results[place] = work()  # type: ignore[call-overload]
        except (Refused, PermissionDenied) as error:
            results[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, work)) for place, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return list(results)


@pytest.fixture
def _several_connections() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers take turns anyway")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_several_connections")
def test_two_administrators_cannot_remove_each_other(team: Team) -> None:
    """One of them comes first, and the other stays."""
    one, two = team["administrator"], team["approver"]
    people.give_role(two, "administrator", by=one)
    at_once(
        lambda: people.take_role(two, "administrator", by=User.objects.get(pk=one.pk)),
        lambda: people.take_role(one, "administrator", by=User.objects.get(pk=two.pk)),
    )
    assert active_administrators(team.organisation).count() == 1
    assert list(find_alterations()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_several_connections")
def test_two_who_open_one_link_at_once(team: Team) -> None:
    """One joins; the other is told that the link does not work any more."""
    issued = links.invite(
        email="n@example.org", name="N", organisation=team.organisation, roles=set(), by=team["administrator"]
    )
    results = at_once(
        *(
            lambda name=name: links.accept_invitation(issued.secret, name=name, password="purple otters plan")  # type: ignore[misc]
            for name in ("One", "Two", "Three")
        )
    )
    assert sorted(type(each).__name__ for each in results) == ["LinkSpent", "LinkSpent", "User"]
