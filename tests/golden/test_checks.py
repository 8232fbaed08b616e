"""Golden tests of the checks: each file under checks/<slug>/ is a case and the answer expected of it."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from commonweal.record.finding import Severity
from commonweal.scheme.checks import State
from commonweal.scheme.checks.predicates import PREDICATES
from golden.check_case import golden_files, make_context, packs, read_golden

RULES = {name: rule for pack in packs().editions for name, rule in pack.checks.items()}
OPEN = {State.NOT_MET, State.NOT_ANSWERED}


def _expected() -> dict[str, list[State]]:
    """The states that each check's files expect."""
    states: dict[str, list[State]] = defaultdict(list)
    for file in golden_files():
        states[file.parent.name].append(read_golden(file).expect.state)
    return states


@pytest.mark.parametrize("file", golden_files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_check_answers_as_its_golden_file_says(file: Path) -> None:
    golden = read_golden(file)
    verdict = PREDICATES[file.parent.name](make_context(golden, name=str(file)))
    assert (verdict.state.value, verdict.message) == (golden.expect.state.value, golden.expect.message)


@pytest.mark.parametrize("file", golden_files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_verdict_asks_only_what_its_rule_asks(file: Path) -> None:
    verdict = PREDICATES[file.parent.name](make_context(read_golden(file), name=str(file)))
    assert set(verdict.asks) <= set(RULES[file.parent.name].asks)
    assert not verdict.asks or verdict.state is State.NOT_ANSWERED


@pytest.mark.parametrize("file", golden_files(), ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_a_check_says_is_one_plain_sentence(file: Path) -> None:
    message = read_golden(file).expect.message
    assert message.endswith(".")
    assert not re.search(r"[.!?] [A-Z]|!|  ", message)
    assert not re.search(r"\b(compliant|compliance|lawful|unlawful|legal advice)\b", message, re.IGNORECASE)


def test_every_check_of_every_pack_has_two_golden_files() -> None:
    """The guard: a check without its pair, or a folder without its check, fails."""
    states = _expected()
    assert RULES
    assert set(states) == set(RULES)
    assert [check for check in RULES if len(states[check]) < 2] == []


def test_every_blocking_check_is_seen_to_stop_something() -> None:
    states = _expected()
    blocking = [check for check, rule in RULES.items() if rule.severity is Severity.BLOCKING]
    assert [check for check in blocking if not OPEN & set(states[check])] == []


def test_every_check_is_seen_to_be_met() -> None:
    assert [check for check, states in _expected().items() if State.MET not in states] == []
