"""Recording decisions in case.yaml: what a person wrote there, comments and order too, stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from commonweal.exchange.case_file.editing import editing
from commonweal.exchange.case_file.folder import CASE_FILE, open_case
from commonweal.exchange.case_file.writing import write_whole
from commonweal.procurement.case import Decision, DecisionKind
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
    """The text with decisions added, and those that they stand in for withdrawn: of the same kind and subject, at the
    same stage."""
    for decision in decisions:
        with editing(text, name=name) as edit:
            before = edit.data.get("decisions") or []
        places = [index for index, each in enumerate(before) if _same_matter(each, decision)]
        for index in reversed(places):
            why = f"Another decision stands in its place: {decision.reason}"
            text = with_withdrawal(text, index, reason=why, by=decision.by, on=decision.on, name=name)
    return with_decisions(text, decisions, name=name)


def _same_matter(entry: dict[str, Any], decision: Decision) -> bool:
    """Whether an entry decides the same thing of the same subject; an edition is one matter whatever its subject."""
    if entry.get("kind") != decision.kind.value:
        return False
    subject = decision.kind is DecisionKind.EDITION or _last(str(entry.get("subject"))) == _last(decision.subject)
    return subject and str(entry.get("stage") or "") == decision.stage


def _last(subject: str) -> str:
    return subject.rpartition("/")[2].lower()


def _entry(decision: Decision) -> dict[str, Any]:
    """A decision as it stands in a file; what is empty is left out."""
    entry = {"kind": decision.kind.value, "subject": decision.subject}
    entry |= {name: value for name, value in (("value", decision.value), ("stage", decision.stage)) if value}
    return {**entry, "reason": decision.reason, "by": decision.by, "on": decision.on}
