"""The worker: first what an earlier worker left unfinished when it was killed, then the queue.

The queue's library marks work as running and never asks again, so what a killed worker had in hand would wait for
ever. Here each data folder has one worker, which holds a lock on a file: whoever gets the lock knows that the workers
before it are gone. What another machine's worker left is taken to be abandoned after a while.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import socket
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

# What changes the database only, and gives the same however often it is done. All else, such as mail, might be done
# twice if it were done again: it is marked as failed.
REPEATABLE = frozenset(
    {
        "commonweal_web.publication.actions.documents.make_document",
        "commonweal_web.forecast.actions.running.make_forecast",
    }
)
MOST_TIMES = 3  # work that took its worker down this often is not tried again
ABANDONED = timedelta(minutes=15)  # no work of ours takes so long
LOCK = "worker.lock"


def work() -> None:
    """Run until told to stop."""
    import django

    django.setup()
    from django.core.management import call_command

    lock = hold_lock(Path(settings.DATA) / LOCK)
    take_up(machine() if lock else "")
    name = f"{machine()}-{secrets.token_hex(8)}"
    call_command("db_worker", interval=0.5, worker_id=name, startup_delay=False)


def machine() -> str:
    """How the workers of this data folder on this machine begin their names."""
    place = f"{socket.gethostname()} {Path(settings.DATA).resolve()}"
    return hashlib.sha256(place.encode()).hexdigest()[:16]


def hold_lock(file: Path) -> IO[str] | None:
    """The lock, held until this process ends in whatever way; None where another worker of this folder has it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    stream = file.open("w", encoding="utf-8")
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stream.close()
        return None
    stream.write(str(os.getpid()))
    stream.flush()
    return stream


def take_up(mine: str) -> tuple[int, int]:
    """Put back what can be done again, and mark the rest as failed; how many of each.

    `mine` is how workers are called that are known to be gone; empty where none is.
    """
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    again = failed = 0
    now = timezone.now()
    with transaction.atomic():
        for row in DBTaskResult.objects.select_for_update().filter(status=TaskResultStatus.RUNNING):
            last = row.worker_ids[-1] if row.worker_ids else ""
            gone = bool(mine) and last.startswith(f"{mine}-")
            if not gone and row.started_at and now - row.started_at < ABANDONED:
                continue
            if row.task_path in REPEATABLE and len(row.worker_ids) < MOST_TIMES:
                row.status, row.started_at = TaskResultStatus.READY, None
                again += 1
            else:
                row.status, row.finished_at = TaskResultStatus.FAILED, now
                row.exception_class_path = "builtins.InterruptedError"
                failed += 1
            row.save()
    return again, failed


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal_web.config.settings")
    work()
