"""Pages for everyone, signed in or not."""

from __future__ import annotations

import pytest
from django.test import Client
from page_checks import check_html

PAGES = ["/", "/help/", "/privacy/"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_for_everyone_is_whole(client: Client, path: str) -> None:
    """One heading, labels, targets, language, and nothing inline."""
    answer = client.get(path)
    assert answer.status_code == 200
    check_html(answer.content.decode())


@pytest.mark.django_db
def test_ready_tells_of_tables_that_are_behind(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a load balancer waits."""
    assert client.get("/ready").json() == {"status": "ready"}
    monkeypatch.setattr(
        "django.db.migrations.executor.MigrationExecutor.migration_plan", lambda *_: [("something", False)]
    )
    assert client.get("/ready").status_code == 503
