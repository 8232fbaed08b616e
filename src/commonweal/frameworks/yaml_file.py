"""YAML read strictly: version 1.2, no anchors, no duplicate keys, nothing unseen, no floats, every line known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from commonweal.record.errors import UnreadableInput
from commonweal.record.text import CONTROLS

MAXIMUM_BYTES = 5_000_000
MAXIMUM_DEPTH = 40
MAXIMUM_DIGITS = 18
_TAG = "tag:yaml.org,2002:"
# The only plain scalars that begin with a letter and are not text; every other one needs no resolver.
_WORDS = {"true", "false", "null"}


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFile:
    """What a file holds, and the line on which each part stands."""

    name: str
    data: Any
    lines: dict[tuple[str | int, ...], int]

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of a part, or of the nearest part around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.lines:
                return self.lines[path[:end]]
        return 1


def read_yaml(file: Path, *, name: str = "") -> YamlFile:
    """Read a YAML file. Raises UnreadableInput with file and line when it is not what we read."""
    shown = name or str(file)
    try:
        size = file.stat().st_size
        if size > MAXIMUM_BYTES:
            raise UnreadableInput(
                f"The file is {size / 1e6:,.0f} MB; a case or pack file is at most {MAXIMUM_BYTES / 1e6:.0f} MB.",
                where=shown,
                remedy="Check that this is the file you meant.",
            )
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UnreadableInput("There is no such file.", where=shown, remedy="Check the path.") from error
    except IsADirectoryError as error:
        raise UnreadableInput("This is a folder, not a file.", where=shown) from error
    except UnicodeDecodeError as error:
        raise UnreadableInput("The file is not text in UTF-8.", where=shown, remedy="Save it as UTF-8.") from error
    except OSError as error:
        raise UnreadableInput(f"The file cannot be read ({error.strerror}).", where=shown) from error
    return parse_yaml(text, name=shown)


def parse_yaml(text: str, *, name: str) -> YamlFile:
    """Parse YAML text; the name appears in messages."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if not text.strip():
        raise UnreadableInput("The file is empty.", where=name)
    if text.lstrip()[:1] == "<":
        raise UnreadableInput(
            "This looks like a web page (HTML or XML), not YAML.", where=name, remedy="Save the data, not the page."
        )
    builder = _Builder(name)
    yaml = YAML(typ="safe")
    try:
        resolver = yaml.resolver
        for event in yaml.parse(text):
            builder.take(event, resolver)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}" if mark else name
        raise UnreadableInput(f"This is not YAML: {error.problem or error.context}.", where=place) from error
    except YAMLError as error:
        problem = str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
        raise UnreadableInput(f"This is not YAML: {problem}.", where=name) from error
    if builder.documents == 0:
        raise UnreadableInput("The file holds only comments.", where=name)
    return YamlFile(name=name, data=builder.data, lines=builder.lines)


class _Builder:
    """Turns parsing events into plain values, noting lines; refuses what we do not read.

    Events, not composed nodes: the composer recurses in C, and deep nesting would bring the process down.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.data: Any = None
        self.documents = 0
        self.lines: dict[tuple[str | int, ...], int] = {}
        self._open: list[tuple[dict[str, Any] | list[Any], tuple[str | int, ...]]] = []
        self._key: list[str | None] = []

    def take(self, event: Any, resolver: Any) -> None:
        kind = type(event).__name__
        if kind != "AliasEvent" and getattr(event, "anchor", None):
            raise self._refusal(f"The anchor &{event.anchor} is for repeating a part; take it out.", _line(event))
        if kind == "ScalarEvent":
            self._take_scalar(event, resolver)
        elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
            self._take_start(event, {} if kind.startswith("Mapping") else [])
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._open.pop()
            self._key.pop()
        elif kind == "AliasEvent":
            raise self._refusal("An alias (*name) repeats another part; write the part out.", _line(event))
        elif kind == "DocumentStartEvent":
            self.documents += 1
            if self.documents > 1:
                raise self._refusal("A second document starts here (---); keep one a file.", _line(event))

    def _take_start(self, event: Any, container: dict[str, Any] | list[Any]) -> None:
        line = _line(event)
        if event.tag:
            raise self._refusal(f"The tag {event.tag} is not read here; write plain values.", line)
        path = self._place(container, line)
        if len(self._open) >= MAXIMUM_DEPTH:
            raise self._refusal(f"The nesting is deeper than {MAXIMUM_DEPTH} levels.", line)
        self._open.append((container, path))
        self._key.append(None)

    def _take_scalar(self, event: Any, resolver: Any) -> None:
        from ruamel.yaml.nodes import ScalarNode

        line = _line(event)
        text = event.value
        if found := CONTROLS.search(text):
            raise self._hidden(found[0], line)
        if self._open and isinstance(self._open[-1][0], dict) and self._key[-1] is None:
            self._take_key(str(text), line)
            return
        if not event.tag and (not event.implicit[0] or (text[:1].isalpha() and text.lower() not in _WORDS)):
            self._place(text, line)
            return
        tag = str(event.tag or resolver.resolve(ScalarNode, text, event.implicit))
        self._place(self._scalar(tag, text, line), line)

    def _hidden(self, letter: str, line: int) -> UnreadableInput:
        """A letter that nobody sees, and that can change what a screen shows around it."""
        key = self._key[-1] if self._key else None
        where = f"The text of '{key}'" if key else "A text"
        return self._refusal(
            f"{where} holds a character that is not seen and can change what a screen shows (U+{ord(letter):04X}).",
            line,
            remedy="Take it out.",
        )

    def _take_key(self, key: str, line: int) -> None:
        container, path = self._open[-1]
        if key == "<<":
            raise self._refusal("A merge key (<<) hides what is said; write the parts out.", line)
        if key in container:
            raise self._refusal(f"The key '{key}' stands twice.", line, remedy="Keep one of them.")
        self._key[-1] = key
        self.lines[(*path, key)] = line

    def _place(self, value: Any, line: int) -> tuple[str | int, ...]:
        """Put a value where it belongs; its path."""
        if not self._open:
            self.data = value
            self.lines[()] = line
            return ()
        container, path = self._open[-1]
        if isinstance(container, list):
            container.append(value)
            here = (*path, len(container) - 1)
            self.lines[here] = line
            return here
        key = self._key[-1]
        if key is None:
            raise self._refusal("A key must be a plain word.", line)
        container[key] = value
        self._key[-1] = None
        return (*path, key)

    def _scalar(self, tag: str, text: str, line: int) -> Any:
        if tag in {f"{_TAG}str", "!"}:
            return text
        if tag == f"{_TAG}null":
            return None
        if tag == f"{_TAG}bool":
            return text.lower() == "true"
        try:
            if tag.endswith(("int", "float")) and sum(letter.isdigit() for letter in text) > MAXIMUM_DIGITS:
                raise self._refusal(f"'{text[:20]}…' has more digits than any number here can need.", line)
            if tag == f"{_TAG}int":
                return int(text.replace("_", ""), 0) if text[:2].lower() in {"0x", "0o"} else int(text)
            if tag == f"{_TAG}float":
                return self._decimal(text, line)
            if tag == f"{_TAG}timestamp":
                return date.fromisoformat(text) if len(text) <= 10 else text
        except ValueError as error:
            if isinstance(error, UnreadableInput):
                raise
            remedy = "Write dates as 2026-11-22." if tag.endswith("timestamp") else ""
            what = "date that does not exist" if tag.endswith("timestamp") else "number that cannot be read"
            raise UnreadableInput(f"'{text}' is a {what}.", where=f"{self.name}:{line}", remedy=remedy) from error
        raise self._refusal(f"The tag {tag} is not read here; write plain values.", line)

    def _decimal(self, text: str, line: int) -> Decimal:
        try:
            number = Decimal(text.replace("_", ""))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or abs(number.adjusted()) > 30:
            raise self._refusal(f"'{text}' is not a number that can be used here.", line)
        return number

    def _refusal(self, message: str, line: int, *, remedy: str = "") -> UnreadableInput:
        return UnreadableInput(message, where=f"{self.name}:{line}", remedy=remedy)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
