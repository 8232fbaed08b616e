"""The record shows every alteration."""

from __future__ import annotations

import pytest
from django.db import transaction

from commonweal.record.errors import MisuseError
from commonweal_web.audit.actions import record_event
from commonweal_web.audit.models import Event, Head
from commonweal_web.audit.queries import find_alterations, site_head
from fixtures import Team

pytestmark = pytest.mark.django_db


@pytest.fixture
def chains() -> None:
    """Two chains and the site's, their events mixed."""
    with transaction.atomic():
        for number in range(12):
            record_event("noted", by="a", chain=("one", "two", "site")[number % 3], facts={"number": number})


@pytest.mark.usefixtures("chains")
def test_an_untouched_record_is_whole() -> None:
    """And its head, kept elsewhere, is found again."""
    head = site_head()
    assert head is not None and head.sequence == 12
    assert list(find_alterations(expected_head=head.digest)) == []


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize("field", ["kind", "by", "facts", "at", "digest", "site_digest", "previous"])
def test_an_altered_event_is_found(field: str) -> None:
    """Whatever was altered in it."""
    event = Event.objects.get(number=5)
    altered = {"facts": {"number": 99}, "at": event.at.replace(year=2020)}.get(field, "altered")
    Event.objects.filter(number=5).update(**{field: altered})
    assert 5 in {each.number for each in find_alterations()}


@pytest.mark.usefixtures("chains")
@pytest.mark.parametrize("number", [1, 5, 12])
def test_a_removed_event_is_found(number: int) -> None:
    """The first, one between, and the last, which only the heads tell of."""
    Event.objects.filter(number=number).delete()
    assert list(find_alterations())


@pytest.mark.usefixtures("chains")
def test_two_events_in_each_others_place_are_found() -> None:
    """Of one chain, with all their own fields."""
    one, two = Event.objects.get(number=4), Event.objects.get(number=7)
    Event.objects.filter(number__in=[4, 7]).delete()
    one.number, two.number, one.sequence, two.sequence = 7, 4, two.sequence, one.sequence
    Event.objects.bulk_create([one, two])
    assert {4, 7} <= {each.number for each in find_alterations()}


@pytest.mark.usefixtures("chains")
def test_a_record_cut_short_with_its_heads_is_found_by_a_head_kept_elsewhere() -> None:
    """Nothing in the database can show it."""
    kept = site_head()
    assert kept is not None
    last = Event.objects.get(number=11)
    Event.objects.filter(number=12).delete()
    Head.objects.filter(chain="all").update(sequence=11, digest=last.site_digest)
    end = Event.objects.filter(chain="site").last()
    assert end is not None
    Head.objects.filter(chain="site").update(sequence=end.sequence, digest=end.digest)
    assert list(find_alterations()) == []
    assert len(list(find_alterations(expected_head=kept.digest))) == 1


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_the_transaction_of_what_it_tells_of() -> None:
    """Else it could stand alone."""
    with pytest.raises(MisuseError, match="outside a transaction"):
        record_event("noted", by="a")


def test_names_and_long_texts_stay_out(team: Team) -> None:
    """Facts are ids, numbers and short words."""
    with pytest.raises(MisuseError, match="no short word"):
        record_event("noted", by="a", facts={"text": "x" * 201})
    team.case()
    said = " ".join(f"{event.by} {event.facts}" for event in Event.objects.all())
    assert not any(user.name in said or user.email in said for user in team.people.values())
