"""Every example of a reading pack: a text, and what is read from it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from commonweal.frameworks import SHIPPED, Packs, load_packs, read_yaml
from commonweal.frameworks.pack_head import PackKind
from commonweal.review import Passage, infer_from

FILES = [file for file in sorted(SHIPPED.glob("*/*/examples/*.yaml")) if read_yaml(file).data.get("tests") == "reading"]
UNSAID = "unsaid"


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


def test_there_are_examples() -> None:
    """The search for examples finds them."""
    assert len(FILES) >= 40


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_reading_example(file: Path, packs: Packs) -> None:
    """What the text tells is what the example expects; `unsaid` means that nothing is read."""
    data: dict[str, Any] = read_yaml(file).data
    assert set(data) == {"title", "tests", "given", "expect"}
    given = data["given"]
    passages = [Passage(text=given["text"], where="text")]
    if "title" in given:
        passages.append(Passage(text=given["title"], where="title", heading=True))
    found = {each.subject: each.value for each in infer_from(passages, packs)}
    assert {subject: found.get(subject, UNSAID) for subject in data["expect"]} == data["expect"]


def test_every_subject_has_an_example(packs: Packs) -> None:
    """No subject that the patterns know is left without one."""
    shown = {subject for file in FILES for subject in read_yaml(file).data["expect"]}
    known = {pattern.subject for pack in packs.of_kind(PackKind.READING) for pattern in pack.patterns.values()}
    assert known - shown == set()


def test_patterns_name_values_that_exist(packs: Packs) -> None:
    """A pattern's value is one that the case can hold, and its words compile."""
    from commonweal.procurement import AwardStructure, Circumstances, DeliveryModel, RegimeKind, StageKind

    templates = {name for pack in packs.of_kind(PackKind.CRITERIA) for name in pack.templates}
    known: dict[str, set[str]] = {
        "stage-kind": {each.value for each in StageKind},
        "delivery-model": {each.value for each in DeliveryModel},
        "award-structure": {each.value for each in AwardStructure},
        "template": templates,
        "regime": {each.value for each in RegimeKind},
        "rounds": {"2", "3", "several"},
        "social-value-mention": {"yes"},
        "social-value": {"named", "kindred", "merged"},
        **{f"circumstances.{name}": {"yes"} for name in Circumstances.__slots__},
    }
    for pack in packs.of_kind(PackKind.READING):
        for name, pattern in pack.patterns.items():
            assert pattern.value in known[pattern.subject], name
            for words in (*pattern.words, *pattern.not_when):
                re.compile(words)
