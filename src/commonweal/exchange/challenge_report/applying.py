"""Adopting a mend: its changes become decisions, the case is designed again, and the option is adopted anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from commonweal.challenge import AwardChallenge, Change, Target
from commonweal.challenge.mending import mended
from commonweal.exchange.case_file.adopting import adoption
from commonweal.exchange.case_file.folder import CASE_FILE, CaseFolder, case_of_texts
from commonweal.exchange.case_file.recording import with_decisions, with_withdrawal
from commonweal.exchange.case_file.scheme_file import SchemeVersion
from commonweal.exchange.challenge_report.case_challenge import CaseChallenge, challenge_case, propose_of
from commonweal.exchange.challenge_report.reading import NamedLeak, NamedMend, named_leaks
from commonweal.exchange.challenge_report.words import say_points
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Decision, DecisionKind
from commonweal.record.errors import MisuseError, RefusedError

CONDITION = "condition"
# What no longer makes sense about a criterion once it earns no marks, and once it is not asked for at all.
OF_MARKS = {DecisionKind.FORCE, DecisionKind.EXCLUDE, DecisionKind.WEIGHTING}
OF_ALL = {DecisionKind.FORCE, DecisionKind.INSIST, DecisionKind.WEIGHTING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A mend adopted: the challenge before and after, the new version, and the text of each file that it writes.

    `differs` says in sentences where the design came out otherwise than the mend foresaw.
    """

    leak: NamedLeak
    mend: NamedMend
    before: CaseChallenge
    after: CaseChallenge
    version: SchemeVersion
    texts: Mapping[str, str]
    differs: tuple[str, ...]


def apply_mend(
    texts: Mapping[str, str],
    *,
    path: Path,
    packs: Packs,
    name: str,
    by: str,
    reason: str,
    on: date,
    today: date,
    option: str = "",
    with_forecast: bool = True,
    seed: int = 1,
) -> Applied:
    """Work out the next version of a case with a mend, by its short name; nothing is written.

    `texts` are the case's own files by name, `path` is how messages call the case. Arguments of the challenge are those
    of `challenge_case`: names are of that challenge. The adopted option is the challenged scheme's. Raises MisuseError
    for a name that there is none of, RefusedError where people do the mend by hand or something blocks the adoption.
    """
    opened = case_of_texts(texts, path=path)
    before = challenge_case(opened, packs=packs, option=option, with_forecast=with_forecast, seed=seed)
    leak, mend = find_mend(before, name)
    decisions = decisions_of(mend.mend.changes, by=by, reason=reason, on=on)
    text = decided_text(opened, decisions, leak.award)
    changed = case_of_texts({**texts, CASE_FILE: text}, path=path)
    chosen = before.scheme.option
    version, files = adoption(
        changed, propose_of(changed, packs=packs), chosen, packs=packs, by=by, reason=reason, on=on, today=today
    )
    after = challenge_case(
        case_of_texts({**texts, **files}, path=path), packs=packs, with_forecast=with_forecast, seed=seed
    )
    differs = tuple(differences(before, after, leak.award, mend.mend.changes))
    return Applied(leak=leak, mend=mend, before=before, after=after, version=version, texts=files, differs=differs)


def find_mend(found: CaseChallenge, name: str) -> tuple[NamedLeak, NamedMend]:
    """A mend by its short name, whatever its case. Raises as `apply_mend` does."""
    leaks = named_leaks(found.report)
    for leak in leaks:
        for mend in leak.mends:
            if mend.name.lower() == name.strip().lower():
                return leak, _adoptable(mend)
    ready = [mend.name for leak in leaks for mend in leak.mends if mend.mend.changes]
    there = f"There are {', '.join(ready)}." if ready else "No mend of this scheme can be adopted this way."
    raise MisuseError(f"There is no mend '{name}'.", remedy=there)


def _adoptable(mend: NamedMend) -> NamedMend:
    if not mend.mend.changes:
        raise RefusedError(
            f"{mend.name} is for people to do by hand: {mend.mend.title}",
            remedy="Change the case as it says, then design and adopt again.",
        )
    return mend


def decisions_of(changes: tuple[Change, ...], *, by: str, reason: str, on: date) -> tuple[Decision, ...]:
    """What a mend decides, as decisions of a named person. Raises MisuseError without a person or a reason."""
    if not by.strip() or not reason.strip():
        raise MisuseError("Adoption needs a person and the authority's own reason.", remedy="Add --by and --reason.")
    return tuple(
        Decision(kind=each.kind, subject=each.subject, value=each.value, stage=each.stage, reason=reason, by=by, on=on)
        for each in changes
    )


def decided_text(opened: CaseFolder, decisions: tuple[Decision, ...], award: AwardChallenge) -> str:
    """case.yaml with the decisions, and with those that speak against them withdrawn."""
    name = opened.case_file.name
    text = with_decisions(opened.case_text, decisions, name=name)  # first: a list is never left empty between
    for index, old in reversed(list(enumerate(opened.case.decisions))):
        new = next((each for each in decisions if _speaks_against(old, each, award.target)), None)
        if new is not None:
            if new.on < old.on:
                raise RefusedError(
                    f"The day of adoption, {new.on}, is before this decision of {old.on}, in whose place it stands.",
                    where=opened.place("decisions", index),
                    remedy="Correct one of the two days.",
                )
            why = f"Another decision stands in its place: {new.reason}"
            text = with_withdrawal(text, index, reason=why, by=new.by, on=new.on, name=name)
    return text


def _speaks_against(old: Decision, new: Decision, target: Target) -> bool:
    """Whether an older decision on the same criterion at the same place cannot stand beside the new one."""
    if old.subject.rpartition("/")[2].lower() != new.subject.rpartition("/")[2].lower():
        return False
    if new.stage and old.stage not in {"", new.stage, target.id}:
        return False
    if new.kind is DecisionKind.EXCLUDE:
        return old.kind in OF_ALL
    if new.kind is DecisionKind.FORCE and new.value == CONDITION:
        return old.kind in OF_MARKS
    return old.kind is new.kind


def differences(
    before: CaseChallenge, after: CaseChallenge, award: AwardChallenge, changes: tuple[Change, ...]
) -> Iterator[str]:
    """Where the design of the new version is not what the mend alone would have made of the old one."""
    made = {each.target.id: each.target for each in after.report.awards}
    for old in before.report.awards:
        foreseen = mended(old.target, changes) if old.target.id == award.target.id else old.target
        where = f" at ‘{old.target.title}’" if len(before.report.awards) > 1 else ""
        yield from _compared(foreseen, made.get(old.target.id), where)


def _compared(foreseen: Target, made: Target | None, where: str) -> Iterator[str]:
    if made is None:
        yield f"There is no award decision ‘{foreseen.title}’ any more."
        return
    expected = {(each.code, each.stage): each for each in foreseen.criteria}
    found = {(each.code, each.stage): each for each in made.criteria}
    for key in (each for each in expected if each not in found):
        yield f"‘{expected[key].title}’ is no longer scored{where}: the design chose otherwise."
    for key in (each for each in found if each not in expected):
        points = say_points(found[key].weighting)
        yield f"‘{found[key].title}’ is scored{where}, at {points} points: the design chose it."
    for key in (each for each in expected if each in found):
        weighting, now = expected[key].weighting, found[key].weighting
        if weighting != now:
            points = f"{say_points(now)} points{where}, not {say_points(weighting)}"
            yield f"‘{found[key].title}’ carries {points}: the design weighed it anew."
