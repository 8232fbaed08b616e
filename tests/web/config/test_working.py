"""What a killed worker had in hand is taken up by the next one, or marked as failed: never forgotten, never twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from commonweal_web.config.working import ABANDONED, MOST_TIMES, REPEATABLE, hold_lock, machine, take_up

DOCUMENT = "commonweal_web.publication.actions.documents.make_document"
MAIL = "commonweal_web.publication.actions.telling.mail_message"


def running(path: str, *workers: str, minutes: int = 1) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        task_path=path,
        worker_ids=list(workers),
        started_at=timezone.now() - timedelta(minutes=minutes),
        run_after=timezone.now(),
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
    )


@pytest.mark.django_db
def test_what_its_own_earlier_worker_left() -> None:
    """A document is made after all; a letter might have gone out already, so it is not sent again."""
    document, letter = running(DOCUMENT, f"{machine()}-a"), running(MAIL, f"{machine()}-a")
    assert take_up(machine()) == (1, 1)
    document.refresh_from_db()
    letter.refresh_from_db()
    assert (document.status, letter.status) == ("READY", "FAILED")
    assert take_up(machine()) == (0, 0)


@pytest.mark.django_db
def test_what_another_machine_has_in_hand_is_left_to_it() -> None:
    """Until it can no longer be at work on it."""
    running(DOCUMENT, "another-a")
    assert take_up(machine()) == (0, 0)
    running(DOCUMENT, "another-a", minutes=int(ABANDONED.total_seconds() // 60) + 1)
    assert take_up(machine()) == (1, 0)


@pytest.mark.django_db
def test_what_takes_its_worker_down_is_not_tried_for_ever() -> None:
    """Three times, and then it has failed."""
    running(DOCUMENT, *[f"{machine()}-{each}" for each in range(MOST_TIMES)])
    assert take_up(machine()) == (0, 1)


def test_only_one_worker_of_a_folder_takes_up(tmp_path: Path) -> None:
    """A second one does not think the first one gone; when that ends, the next one may."""
    first = hold_lock(tmp_path / "worker.lock")
    assert first is not None
    assert hold_lock(tmp_path / "worker.lock") is None
    first.close()
    again = hold_lock(tmp_path / "worker.lock")
    assert again is not None
    again.close()


def test_what_may_be_repeated_is_there() -> None:
    """Each by the name under which the queue knows it."""
    from django.utils.module_loading import import_string

    for path in REPEATABLE:
        assert import_string(path).module_path == path
