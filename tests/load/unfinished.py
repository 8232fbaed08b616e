"""Waits until the background work of a service is done, and says what of it is not as it must be. Prints JSON."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterator

import django

django.setup()

from django_tasks_db.models import DBTaskResult  # noqa: E402

from commonweal_web.config.working import MOST_TIMES, REPEATABLE  # noqa: E402
from commonweal_web.publication.models import MadeDocument, MakingState  # noqa: E402

PATIENCE = 180  # seconds


def find_wrong() -> Iterator[str]:
    """A document that nobody will make, one that is not its digest, work that was done again and must not be."""
    asked = Counter(json.dumps(row.args_kwargs["args"]) for row in DBTaskResult.objects.all())
    for row in MadeDocument.objects.all():
        if row.state == MakingState.WAITING and not asked[json.dumps([row.pk, row.key])]:
            yield f"The document {row.pk} waits, and nobody was asked to make it."
        if row.state == MakingState.FAILED:
            yield f"The document {row.pk} was not made: {row.problem}"
        if row.state == MakingState.READY and hashlib.sha256(bytes(row.content)).hexdigest() != row.digest:
            yield f"The document {row.pk} is not what its digest says."
    for task in DBTaskResult.objects.all():
        times = len(task.worker_ids)
        if times > (MOST_TIMES if task.task_path in REPEATABLE else 1):
            yield f"{task.task_path} was begun {times} times."
        if task.status == "FAILED" and times < MOST_TIMES and "Interrupted" not in task.exception_class_path:
            yield f"{task.task_path} failed: {task.exception_class_path}"


def wait_for_all() -> int:
    """How much is still unfinished after all patience."""
    end = time.monotonic() + PATIENCE
    while waiting := DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).count():
        if time.monotonic() > end:
            return waiting
        time.sleep(0.5)
    return 0


if __name__ == "__main__":
    waiting = wait_for_all()
    print(json.dumps([f"{waiting} tasks were not finished."] if waiting else list(find_wrong())))
