"""The whole service killed at once, again and again, while people write: what is there is whole, and goes on."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest
import requests
from served import Served
from working import Notes, Person, asking


class Writer(threading.Thread):
    """One person who writes until the service is gone."""

    def __init__(self, served: Served, number: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.session = requests.Session()
        ask = asking(self.session, served.address)
        self.person = Person(ask, plan=served.plan, number=number, seed=seed)

    def run(self) -> None:
        person = self.person
        acts = [person.describe, person.describe, person.comment, person.answer, person.adopt, person.ask_for_document]
        try:
            person.sign_in()
            while True:
                person.draw.choice(acts if person.notes.saves else acts[:1])()
        except requests.RequestException:
            return  # the service was killed
        finally:
            self.session.close()


def kill_while_writing(served: Served, *, times: int, writers: int, seed: int = 7) -> tuple[Notes, list[str]]:
    """The notes of every writer of every life of the service, and what was untrue after any of its deaths."""
    draw = random.Random(seed)
    notes, untrue = Notes(), []
    for life in range(times):
        served.start()
        threads = [Writer(served, number, seed=seed * 1_000 + life) for number in range(writers)]
        for thread in threads:
            thread.start()
        _until_somebody_saved(threads)
        time.sleep(draw.uniform(0, 1.5))
        served.kill()
        for thread in threads:
            thread.join(timeout=60)
            assert not thread.is_alive()
            notes.add(thread.person.notes)
        untrue += served.ask("truths.py", given={"saves": notes.saves, "comments": notes.comments})
    return notes, untrue


def _until_somebody_saved(threads: list[Writer]) -> None:
    end = time.monotonic() + 60
    while not any(save["kept"] for thread in threads for save in thread.person.notes.saves):
        assert time.monotonic() < end and any(thread.is_alive() for thread in threads), "nobody could save anything"
        time.sleep(0.02)


def hold(served: Served, notes: Notes, untrue: list[str]) -> None:
    """After all its deaths: everything true, nobody saw an error, and the work that was under way is finished."""
    assert not untrue, untrue
    assert not notes.wrong, sorted(set(notes.wrong))
    served.start()
    assert served.ask("unfinished.py") == []
    served.stop()
    assert served.ask("truths.py", given={"saves": notes.saves, "comments": notes.comments}) == []


def test_killed_while_people_write(small: Served) -> None:
    """Twice; the record is whole, and each version, its event and the columns of its case came together or not."""
    notes, untrue = kill_while_writing(small, times=2, writers=3)
    hold(small, notes, untrue)


@pytest.mark.nightly
def test_killed_twenty_times(database: str, tmp_path: Path) -> None:
    """The same, for longer, with more writers and two web processes."""
    served = Served(data=tmp_path, database=database)
    served.fill(people=8, shared=3)
    notes, untrue = kill_while_writing(served, times=20, writers=8)
    assert sum(not save["kept"] for save in notes.saves), "no save was ever cut off: this shows nothing"
    hold(served, notes, untrue)
