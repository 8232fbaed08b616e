"""Golden tests of the attacks: each file under attacks/<name>/ is an award decision and the leaks to be found in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from commonweal.challenge.attacks import ATTACKS, attack_target
from commonweal.challenge.best_response import alignment
from commonweal.challenge.leak import Change, Leak, Mend
from commonweal.challenge.mending import mended
from commonweal.challenge.target import Target
from commonweal.design.wording import LONGEST
from commonweal.procurement.case import DecisionKind
from golden.attack_case import ExpectedLeak, context_of, golden_files, packs, read_golden, target_of

FILES = pytest.mark.parametrize("file", golden_files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
TEXTS = {name: attack for pack in packs().editions for name, attack in pack.attacks.items()}
_ONE_SENTENCE = re.compile(r"[.!?] [A-Z]|!|  ")


def leaks_of(target: Target, attack: str) -> list[Leak]:
    return [leak for leak in attack_target(context_of(target)) if leak.attack == attack]


def first_change(leak: Leak) -> Mend | None:
    return next((mend for mend in leak.mends if mend.changes), None)


def aligned(target: Target) -> Decimal:
    modelled = context_of(target).modelled
    return Decimal(f"{alignment(modelled.model, modelled.weights):.2f}")


def as_expected(leak: Leak, target: Target, expected: ExpectedLeak) -> ExpectedLeak:
    """What was found, in the words of the golden file; what it leaves unsaid is not held to anything."""
    mend = first_change(leak)
    after = mended(target, mend.changes) if mend else None
    return replace(
        expected,
        criterion=leak.criterion,
        severity=Decimal(f"{leak.severity:.3f}"),
        points=expected.points if expected.points is None else leak.points,
        finding=leak.finding,
        because=leak.because,
        mend=mend.title if mend else "",
        alignment=aligned(target) if mend else None,
        after=aligned(after) if after is not None and after.criteria else None,
    )


@FILES
def test_attack_finds_what_its_golden_file_says(file: Path) -> None:
    """Every leak with its severity, its sentences, its first mend and what that mend does to alignment; no other."""
    golden = read_golden(file)
    target = target_of(golden)
    found = leaks_of(target, file.parent.name)
    assert len(found) == len(golden.leaks), [leak.finding for leak in found]
    for leak, expected in zip(found, golden.leaks, strict=True):
        assert as_expected(leak, target, expected) == expected


@FILES
def test_first_mend_stops_the_leak_or_the_file_says_why_not(file: Path) -> None:
    """Carried out, the first mend with changes leaves nothing for the attack to find in that criterion."""
    golden = read_golden(file)
    target = target_of(golden)
    for leak, expected in zip(leaks_of(target, file.parent.name), golden.leaks, strict=True):
        mend = first_change(leak)
        if mend is None:
            assert leak.mends, f"{leak.finding} has no mend at all"
            continue
        after = mended(target, mend.changes)
        left = leaks_of(after, file.parent.name) if after.criteria else []
        stays = [each for each in left if each.criterion == leak.criterion]
        assert bool(stays) == bool(expected.stays), [each.finding for each in stays]


@FILES
def test_what_an_attack_says_is_plain(file: Path) -> None:
    """A finding is one sentence; nothing that is said shouts, blames, or speaks of the law."""
    for leak in leaks_of(target_of(read_golden(file)), file.parent.name):
        assert leak.finding.endswith(".")
        assert not _ONE_SENTENCE.search(leak.finding)
        said = " ".join(
            [leak.finding, leak.because, *(f"{mend.title} {mend.because} {mend.costs}" for mend in leak.mends)]
        )
        assert not re.search(r"\b(compliant|compliance|lawful|unlawful|cheat\w*|nan|inf)\b|!", said, re.IGNORECASE)
        assert all(mend.title.endswith(".") and mend.costs for mend in leak.mends)


@FILES
def test_changes_of_a_mend_are_decisions_that_a_case_may_hold(file: Path) -> None:
    """Of a kind that a mend may be, at a stage of the award decision, wordings no longer than they may be."""
    target = target_of(read_golden(file))
    for change in _changes(leaks_of(target, file.parent.name)):
        assert change.kind in {
            DecisionKind.WEIGHTING,
            DecisionKind.FORCE,
            DecisionKind.EXCLUDE,
            DecisionKind.WORDING,
            DecisionKind.FACTOR,
        }
        assert change.stage in {"", target.id, *(each.stage.id for each in target.stages)}
        if change.kind is DecisionKind.WORDING:
            part = change.subject.rpartition(".")[2].partition("-")[0]
            assert 0 < len(change.value) <= LONGEST[part]
        if change.kind is DecisionKind.FACTOR:
            assert 0 <= Decimal(change.value) <= 1


def _changes(leaks: list[Leak]) -> Iterator[Change]:
    for leak in leaks:
        for mend in leak.mends:
            yield from mend.changes


def test_every_attack_has_its_text_its_condition_and_its_golden_files() -> None:
    """The guard: at least one file that leaks and two that hold for each, and nothing left over on either side."""
    leaking: dict[str, list[bool]] = defaultdict(list)
    for file in golden_files():
        leaking[file.parent.name].append(bool(read_golden(file).leaks))
    assert TEXTS
    assert set(TEXTS) == set(ATTACKS) == set(leaking)
    assert [name for name, found in leaking.items() if sum(found) < 1 or found.count(False) < 2] == []


def test_texts_of_attacks_are_whole() -> None:
    """Every part is said, the example has numbers, and a judgement is named as one."""
    for name, text in TEXTS.items():
        parts = (
            text.condition,
            text.why,
            text.method,
            text.mend,
            text.worked_example,
            text.exclusions,
            text.assumptions,
        )
        assert all(part.strip().endswith(".") for part in parts), name
        assert re.search(r"\d", text.worked_example), name
        assert any(source.dated and source.dated <= date(2026, 12, 31) for source in text.sources), name
