"""Recording decisions in case.yaml: what a person wrote there, comments and order too, stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from commonweal.exchange.case_file.editing import editing
from commonweal.exchange.case_file.folder import CASE_FILE, open_case
from commonweal.exchange.case_file.layout import read_layout
from commonweal.exchange.case_file.writing import write_whole
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal.procurement.case import Decision
from commonweal.record.errors import RefusedError


def record_decisions(path: Path, decisions: tuple[Decision, ...], *, today: date) -> None:
    """Add decisions to a case's own. Refused in a zip, and on a day that has not come."""
    opened = open_case(path)
    if not opened.path.is_dir():
        raise RefusedError("A zip is not changed.", where=str(path), remedy="Unpack it, and decide in the folder.")
    late = next((each for each in decisions if each.on > today), None)
    if late is not None:
        raise RefusedError(
            f"The day of the decision, {late.on}, has not come.", where=str(path), remedy="Leave --on out: it is today."
        )
    file = opened.path / CASE_FILE
    write_whole(file, with_decisions(opened.case_text, decisions, name=str(file)))


def with_decisions(text: str, decisions: tuple[Decision, ...], *, name: str) -> str:
    """The text of a case.yaml with decisions added at the end of its own."""
    with editing(text, name=name) as edit:
        edit.data.setdefault("decisions", []).extend(_entry(each) for each in decisions)
    return edit.text


def with_withdrawal(text: str, index: int, *, reason: str, by: str, on: date, name: str) -> str:
    """The text of a case.yaml with one of its decisions, by its place among them, moved to those withdrawn."""
    with editing(text, name=name) as edit:
        decision = edit.data["decisions"].pop(index)
        withdrawn = {"decision": dict(decision), "reason": reason, "by": by, "on": on}
        edit.data.setdefault("withdrawn", []).append(withdrawn)
    return edit.text


def with_replacing(text: str, decisions: tuple[Decision, ...], *, name: str) -> str:
    """The text with decisions added, and those whose place they take withdrawn, each with the new one's reason."""
    for decision in decisions:
        before = read_layout(parse_yaml(text, name=name)).decisions
        for index in reversed([at for at, each in enumerate(before) if decision.stands_for(each)]):
            why = f"Another decision stands in its place: {decision.reason}"
            text = with_withdrawal(text, index, reason=why, by=decision.by, on=decision.on, name=name)
    return with_decisions(text, decisions, name=name)


def _entry(decision: Decision) -> dict[str, Any]:
    """A decision as it stands in a file; what is empty is left out."""
    entry = {"kind": decision.kind.value, "subject": decision.subject}
    entry |= {name: value for name, value in (("value", decision.value), ("stage", decision.stage)) if value}
    return {**entry, "reason": decision.reason, "by": decision.by, "on": decision.on}
