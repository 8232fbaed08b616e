"""A database that is full or cannot be written: one clear page, and nothing half-written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from commonweal_web.audit.models import Event
from commonweal_web.audit.queries import find_alterations
from commonweal_web.procurements.models import Case, CaseVersion

pytestmark = pytest.mark.django_db


@contextmanager
def cannot_be_written() -> Iterator[None]:
    """As a replica or a volume that was mounted read-only answers."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA query_only = ON")
        else:
            cursor.execute("SAVEPOINT writable")
            cursor.execute("SET TRANSACTION READ ONLY")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF" if connection.vendor == "sqlite" else "ROLLBACK TO writable")


@contextmanager
def is_full() -> Iterator[None]:
    """Not one page more than there are."""
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        cursor.execute("PRAGMA max_page_count = 1")  # which is taken as the number of pages that there are
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA max_page_count = {before}")


def save_something(client: Client, case: Case, words: str) -> tuple[int, str, str]:
    page = reverse("case-section", args=(case.reference, "what"))
    answer = client.post(
        page, {"title": "Other", "description": words, "cpv": "48180000", "version": str(case.version)}
    )
    return answer.status_code, answer.content.decode(), answer.headers.get("Retry-After", "")


def rows() -> tuple[int, int, list[int]]:
    return CaseVersion.objects.count(), Event.objects.count(), list(Case.objects.values_list("version", flat=True))


def refused(client: Client, case: Case, words: str) -> None:
    status, text, soon = save_something(client, case, words)
    assert (status, soon) == (503, "30")
    assert "the service is not available" in text and "send it again" in text


def test_a_database_that_cannot_be_written(case: Case, lead: Client) -> None:
    """Pages are still read; a save is answered by the page that says to come back, and afterwards it works."""
    lead.raise_request_exception = False
    lead.get(reverse("case", args=(case.reference,)))
    before = rows()
    with cannot_be_written():
        assert lead.get(reverse("case", args=(case.reference,))).status_code == 200
        refused(lead, case, "Words")
    assert rows() == before and not list(find_alterations())
    assert save_something(lead, case, "Words")[0] == 302


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps its own disk")
def test_a_full_disk(case: Case, lead: Client) -> None:
    """The same."""
    lead.raise_request_exception = False
    lead.get(reverse("case", args=(case.reference,)))
    before = rows()
    with is_full():
        refused(lead, case, "Words " * 1_500)
    assert rows() == before and not list(find_alterations())
    assert save_something(lead, case, "Words")[0] == 302


def test_a_mistake_of_ours_is_no_outage(case: Case, lead: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says that there is a problem, and to tell the administrator."""
    lead.raise_request_exception = False
    monkeypatch.setattr("commonweal_web.procurements.access._as_seen", None)
    answer = lead.get(reverse("case", args=(case.reference,)))
    assert answer.status_code == 500
    assert "tell the administrator" in answer.content.decode()
