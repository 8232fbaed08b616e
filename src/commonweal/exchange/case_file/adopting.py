"""Adoption: an option becomes a new version in the case, with the decision of a named person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from commonweal.design.proposal import Proposals
from commonweal.exchange.case_file.adopted import basis_digest, scheme_name
from commonweal.exchange.case_file.folder import CASE_FILE, LOCK_FILE, CaseFolder, lock_text, open_case
from commonweal.exchange.case_file.recording import with_decisions
from commonweal.exchange.case_file.scheme_file import SchemeVersion, scheme_text
from commonweal.exchange.case_file.writing import write_whole
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Decision, DecisionKind
from commonweal.record.errors import MisuseError, RefusedError


def adopt_option(
    path: Path, proposals: Proposals, option: str, *, packs: Packs, by: str, reason: str, on: date, today: date
) -> SchemeVersion:
    """Write an option as the next scheme version, lock the packs, and record the decision in case.yaml.

    Refused while something blocks it, in a zip, and on a day after today or before a decision that it rests on. The
    case file is written last: if anything fails before, the case still says what it said, and a version left over is
    refused when the case is next read.
    """
    opened = open_case(path)
    if not opened.path.is_dir():
        raise RefusedError("A zip is not changed.", where=str(path), remedy="Unpack it, and adopt in the folder.")
    version, texts = adoption(opened, proposals, option, packs=packs, by=by, reason=reason, on=on, today=today)
    save_adoption(opened.path, version, texts)
    return version


def save_adoption(folder: Path, version: SchemeVersion, texts: Mapping[str, str]) -> None:
    """Write what `adoption` made into the case's folder, the case file last."""
    write_whole(folder / scheme_name(version.version), texts[scheme_name(version.version)], replace=False)
    write_whole(folder / LOCK_FILE, texts[LOCK_FILE])
    write_whole(folder / CASE_FILE, texts[CASE_FILE])


def adoption(
    opened: CaseFolder,
    proposals: Proposals,
    option: str,
    *,
    packs: Packs,
    by: str,
    reason: str,
    on: date,
    today: date,
) -> tuple[SchemeVersion, dict[str, str]]:
    """The next scheme version of a case, and the text of each of the case's files that adoption writes or changes."""
    path = opened.path
    proposal = proposals.option(option)
    if proposal.blocking:
        raise RefusedError(
            f"The {option} scheme cannot be adopted: {proposal.blocking[0]}",
            where=str(path),
            remedy="Clear what blocks it first; commonweal check lists it.",
        )
    if not by.strip() or not reason.strip():
        raise MisuseError("Adoption needs a person and the authority's own reason.", remedy="Add --by and --reason.")
    _check_day(on, opened, today=today)
    number = len(opened.schemes) + 1
    version = SchemeVersion(
        version=number,
        adopted_by=by,
        adopted_on=on,
        reason=reason,
        digest=proposal.scheme.digest(),
        made_from=basis_digest(opened.case),
        scheme=proposal.scheme,
        parent=number - 1 or None,
    )
    case_text = _with_decision(opened.case_text, version, option, name=str(opened.path / CASE_FILE))
    return version, {
        scheme_name(number): scheme_text(version),
        LOCK_FILE: lock_text(packs),
        CASE_FILE: case_text,
    }


def _check_day(on: date, opened: CaseFolder, *, today: date) -> None:
    """A scheme is adopted on the day it is, never before what it rests on was decided."""
    if on > today:
        raise RefusedError(
            f"The day of adoption, {on}, has not come.", where=str(opened.path), remedy="Leave --on out: it is today."
        )
    decisions = opened.case.decisions
    newest = max(range(len(decisions)), key=lambda index: decisions[index].on, default=None)
    if newest is not None and on < decisions[newest].on:
        raise RefusedError(
            f"The day of adoption, {on}, is before this decision of {decisions[newest].on}, on which it rests.",
            where=opened.place("decisions", newest),
            remedy="Correct one of the two days.",
        )


def _with_decision(text: str, version: SchemeVersion, option: str, *, name: str) -> str:
    """case.yaml with the adoption among its decisions."""
    adopted = Decision(
        kind=DecisionKind.ADOPT,
        subject=option,
        value=version.digest,
        reason=version.reason,
        by=version.adopted_by,
        on=version.adopted_on,
    )
    return with_decisions(text, (adopted,), name=name)
