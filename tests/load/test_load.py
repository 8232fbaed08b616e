"""Many people at once: nobody sees an error, and nothing that was acknowledged is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from loading import let_work, report
from served import Served


def hold(served: Served, notes: dict[str, Any]) -> None:
    """What must be so after any load."""
    assert not notes["wrong"], sorted(set(notes["wrong"]))
    assert not [each for each in notes["requests"] if each[2] >= 500]
    assert any(save["kept"] for save in notes["saves"])
    assert served.ask("truths.py", given=notes) == []


def test_some_people_at_once(small: Served, request: pytest.FixtureRequest) -> None:
    """Six people for six seconds, without pause between what they do."""
    small.start()
    notes = let_work(small, people=6, seconds=6, pace=0.2)
    memory = small.memory()
    small.stop()
    print(report(request.node.callspec.id + "-small", notes, seconds=6, memory=memory))
    hold(small, notes)


@pytest.mark.nightly
def test_fifty_people_for_a_minute(database: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """On procurements of their own and on ten that they share; the times of each route are reported."""
    served = Served(data=tmp_path, database=database)
    served.fill(people=50, shared=10)
    served.start()
    try:
        notes = let_work(served, people=50, seconds=60, pace=5)
        memory = served.memory()
    finally:
        served.stop()
    print(report(request.node.callspec.id, notes, seconds=60, memory=memory))
    assert notes["both"], "nobody collided: the load shows nothing of it"
    hold(served, notes)
