"""Which kinds of event the code of the service can record, read from its source."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import commonweal_web

SOURCE = Path(commonweal_web.__file__).parent
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call with the function that it stands in."""

    node: ast.Call
    within: Function | None
    file: str

    @property
    def place(self) -> str:
        return f"{self.file}:{self.node.lineno}"


@dataclass(slots=True, kw_only=True)
class Source:
    """Every call of every function of the service, by the name that is called."""

    calls: dict[str, list[Call]] = field(default_factory=lambda: defaultdict(list))
    files: dict[Function, str] = field(default_factory=dict)

    def recorded(self) -> tuple[dict[str, str], list[str]]:
        """Each kind with a place that records it; and the places where no kind could be read."""
        found: dict[str, str] = {}
        unread = []
        for call in self.calls["record_event"]:
            kinds = set(self.values(call.node.args[0], call.within, seen=frozenset()))
            found |= dict.fromkeys(kinds, call.place)
            unread += [] if kinds else [call.place]
        return found, unread

    def values(self, given: ast.expr, within: Function | None, *, seen: frozenset[tuple[str, str]]) -> Iterator[str]:
        """The texts that an argument can be: itself, either branch, what a name was set to or passed as."""
        if isinstance(given, ast.Constant) and isinstance(given.value, str):
            yield given.value
        elif isinstance(given, ast.IfExp):
            yield from self.values(given.body, within, seen=seen)
            yield from self.values(given.orelse, within, seen=seen)
        elif isinstance(given, ast.Name) and within and (within.name, given.id) not in seen:
            seen |= {(within.name, given.id)}
            for value in _set_in(within, given.id):
                yield from self.values(value, within, seen=seen)
            yield from self._passed(within, given.id, seen=seen)

    def _passed(self, function: Function, name: str, *, seen: frozenset[tuple[str, str]]) -> Iterator[str]:
        """What the callers of a function give for one of its parameters."""
        places = [each.arg for each in function.args.args]
        for call in self.calls[function.name]:
            if function.name.startswith("_") and call.file != self.files[function]:
                continue  # another module's own function of the same name
            given = [each.value for each in call.node.keywords if each.arg == name]
            if name in places and len(call.node.args) > places.index(name):
                given.append(call.node.args[places.index(name)])
            for value in given:
                yield from self.values(value, call.within, seen=seen)


def _set_in(function: Function, name: str) -> Iterator[ast.expr]:
    """What a name is set to inside a function, or by default."""
    plain = function.args.args[len(function.args.args) - len(function.args.defaults) :]
    pairs = [*zip(plain, function.args.defaults, strict=True)]
    pairs += [*zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True)]  # type: ignore[list-item]
    yield from (default for each, default in pairs if each.arg == name and default is not None)
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets):
            yield node.value


def read_source() -> Source:
    source = Source()
    for file in sorted(SOURCE.rglob("*.py")):
        _read(ast.parse(file.read_text(encoding="utf-8")), None, file.relative_to(SOURCE).as_posix(), source)
    return source


def _read(node: ast.AST, within: Function | None, file: str, source: Source) -> None:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            source.files[child] = file
        if isinstance(child, ast.Call):
            name = getattr(child.func, "id", getattr(child.func, "attr", ""))
            source.calls[name].append(Call(node=child, within=within, file=file))
        _read(child, child if isinstance(child, Function) else within, file, source)
