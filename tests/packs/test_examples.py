"""Every example of every shipped pack holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.exchange.pack_examples import RUNNERS, run_example
from commonweal.frameworks import SHIPPED, load_packs, read_yaml

FILES = sorted(file for file in SHIPPED.rglob("examples/*.yaml") if read_yaml(file).data["tests"] in RUNNERS)


def test_there_are_examples() -> None:
    """Of the editions that bind and of our own criteria."""
    packs = {file.parts[-4] for file in FILES}
    assert {"ppn-002", "ppn-026", "innovation"} <= packs
    assert len(FILES) >= 30


def test_every_shipped_edition_has_examples() -> None:
    """Each shows at least one thing that it says, and that it is so."""
    shown = {file.parent.parent for file in SHIPPED.rglob("examples/*.yaml")}
    assert shown == {file.parent for file in SHIPPED.rglob("pack.yaml")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parts[-4]}/{file.stem}")
def test_the_example_holds(file: Path) -> None:
    """What is given leads to what is expected."""
    packs = load_packs()
    run_example(read_yaml(file), packs.get(file.parts[-4], file.parts[-3]), packs)
