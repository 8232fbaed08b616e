"""Locust's people, headless in a process of its own: locust -f people.py. The plan comes as a file; notes go as one.

Each notes for itself; all is written down when the run ends.
"""

from __future__ import annotations

import itertools
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import gevent
from locust import HttpUser, constant_pacing, events, task
from working import Notes, Person

PLAN = json.loads(Path(os.environ["COMMONWEAL_LOAD_PLAN"]).read_text(encoding="utf-8"))
TOLD = Path(os.environ["COMMONWEAL_LOAD_TOLD"])
SEED = int(os.environ.get("COMMONWEAL_LOAD_SEED", "1"))
PEOPLE = int(os.environ["COMMONWEAL_LOAD_PEOPLE"])
SECONDS = int(os.environ["COMMONWEAL_LOAD_SECONDS"])  # of work, once everybody has signed in
PACE = float(os.environ.get("COMMONWEAL_LOAD_PACE", "3"))  # seconds from one act to the next
_numbers = itertools.count()
_everybody: list[Person] = []
_at_work: list[Person] = []


class AtWork(HttpUser):
    """One person, with a browser of their own."""

    wait_time = constant_pacing(PACE)

    def on_start(self) -> None:
        self.person = Person(self._request, plan=PLAN, number=next(_numbers), seed=SEED)
        _everybody.append(self.person)
        self.person.sign_in()
        _at_work.append(self.person)
        if len(_at_work) == PEOPLE:
            gevent.spawn_later(SECONDS, self.environment.runner.quit)

    def _request(self, method: str, path: str, **more: Any) -> Any:
        return self.client.request(method, path, **more)

    @task
    def work(self) -> None:
        self.person.work()


@events.quitting.add_listener
def write_down(environment: Any, **_: Any) -> None:
    notes = Notes()
    for person in _everybody:
        notes.add(person.notes)
    TOLD.write_text(json.dumps(asdict(notes)), encoding="utf-8")
    environment.process_exit_code = 0  # the test judges, not the tool
