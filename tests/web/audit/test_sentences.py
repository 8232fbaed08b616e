"""Every event can be read as a sentence."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import commonweal_web
from commonweal_web.audit.models import Event
from commonweal_web.audit.sentences import known_kinds, people_in, tell

SOURCE = Path(commonweal_web.__file__).parent


def recorded_kinds() -> Iterator[tuple[str, str]]:
    """Every kind that the code of the service records, with its place."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in RECORDERS:
                yield from ((kind, f"{file.name}:{node.lineno}") for kind in kinds_of(node.args[0]))


RECORDERS = {"record_event"}


def kinds_of(argument: ast.expr) -> list[str]:
    """The kinds that an argument can be: a literal, or one of two by a condition; a name that is passed on is none."""
    if isinstance(argument, ast.Constant):
        return [str(argument.value)]
    if isinstance(argument, ast.IfExp):
        return kinds_of(argument.body) + kinds_of(argument.orelse)
    return []


def test_every_recorded_kind_has_its_sentence() -> None:
    """In the module `sentences` of the app that records it."""
    found = dict(recorded_kinds())
    assert {"case-started", "person-invited"} <= found.keys()
    assert {kind: place for kind, place in found.items() if kind not in known_kinds()} == {}


def test_kinds_are_written_where_they_are_recorded() -> None:
    """So that the test above sees them: nothing passes a kind that it was given by a variable."""
    passed_on = [
        f"{file.name}:{node.lineno}"
        for file in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RECORDERS and not kinds_of(node.args[0])
    ]
    assert passed_on == []


def test_a_sentence_names_people_as_they_are_called_now() -> None:
    """Who acted, and who it was done to."""
    event = Event(kind="member-added", by="a", facts={"person": "b", "role": "approver"})
    assert people_in([event]) == {"a", "b"}
    assert tell(event, {"a": "Ada", "b": "Bo"}) == "Ada added Bo to the team as approver."
    assert tell(event, {"b": "Bo"}) == "A former user added Bo to the team as approver."


def test_what_was_not_recorded_or_is_not_known_is_said() -> None:
    """An event of an older or a later release is still shown."""
    assert "(not recorded)" in tell(Event(kind="member-added", by="", facts={}), {})
    assert tell(Event(kind="moon-landed", by="", facts={}), {}) == "The service did something of the kind “moon-landed”."


def test_every_sentence_can_be_told() -> None:
    """Its placeholders are names, and no percent sign stands alone."""
    for kind, sentence in known_kinds().items():
        assert str(sentence.title) and tell(Event(kind=kind, by="a", facts={}), {"a": "Ada"}).startswith(("Ada", "(")), kind
