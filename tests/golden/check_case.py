"""A golden file of a check: a case, what is changed in its scheme, and the answer expected."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from commonweal.design import Proposals, propose_schemes
from commonweal.exchange.case_file import CaseLayout, case_from_layout, read_layout
from commonweal.exchange.case_file.writing import plain_data
from commonweal.frameworks import applicable_edition, load_packs
from commonweal.frameworks.pack import Packs
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile, read_yaml
from commonweal.procurement import Case, value_procurement
from commonweal.record.digest import digest
from commonweal.scheme.checks import Context, State
from commonweal.scheme.checks.answers import check_answers
from commonweal.scheme.scheme import Scheme

FOLDER = Path(__file__).parent / "checks"
NO_SCHEME = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing altered in the plain data of the scheme: `at` is a path such as awards/0/social_value/0/tests."""

    at: str
    value: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    state: State
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckCase:
    """`option` is the option whose scheme is looked at, or none: the check is then asked before there is a scheme."""

    title: str
    case: dict[str, Any]
    expect: Expected
    option: str = "balanced"
    change: tuple[Change, ...] = field(default_factory=tuple)


@cache
def packs() -> Packs:
    return load_packs()


def golden_files() -> list[Path]:
    """Every golden file, by check and name."""
    return sorted(FOLDER.glob("*/*.yaml"))


@cache
def read_golden(file: Path) -> CheckCase:
    """A golden file; unknown keys are refused."""
    read = read_yaml(file, name=f"{file.parent.name}/{file.name}")
    return convert(read.data, CheckCase, file=read)


def make_context(golden: CheckCase, *, name: str) -> Context:
    """What the check looks at: the case, and the scheme that design proposes for it with the file's changes."""
    file = YamlFile(name=name, data=golden.case, lines={})
    layout = read_layout(file)
    case = case_from_layout(layout, file=file)
    check_answers(case, packs(), where=name)
    if golden.option == NO_SCHEME:
        return Context(
            case=case,
            applicability=applicable_edition(case, packs=packs()),
            valuation=value_procurement(case.procurement),
            packs=packs(),
            scheme=None,
        )
    proposals = _propose(layout, case)
    return Context(
        case=case,
        applicability=proposals.applicability,
        valuation=proposals.valuation,
        packs=packs(),
        scheme=_changed(proposals.option(golden.option).scheme, golden.change, name=name),
    )


_PROPOSED: dict[str, Proposals] = {}


def _propose(layout: CaseLayout, case: Case) -> Proposals:
    """Designed once a session for equal cases."""
    key = digest(layout)
    if key not in _PROPOSED:
        _PROPOSED[key] = propose_schemes(case, packs=packs())
    return _PROPOSED[key]


def _changed(scheme: Scheme, changes: tuple[Change, ...], *, name: str) -> Scheme:
    """The scheme read back from its plain data after the changes."""
    data = plain_data(scheme)
    for change in changes:
        *path, last = change.at.split("/")
        place = data
        for part in path:
            place = place[_key(place, part)]
        place[_key(place, last)] = change.value
    return convert(data, Scheme, file=YamlFile(name=name, data=data, lines={}))


def _key(place: Any, part: str) -> str | int:
    return int(part) if isinstance(place, list) else part
