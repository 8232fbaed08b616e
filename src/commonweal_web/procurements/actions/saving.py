"""Starting a case and saving what was changed in it: nothing is lost, and nobody overwrites unseen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.exchange.case_file.folder import CASE_FILE, FORECAST_FILE
from commonweal.record.errors import MisuseError
from commonweal_web.accounts.access import organisation_permissions
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import COMMERCIAL_LEAD, Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.access import case_access, refusal
from commonweal_web.procurements.models import Case, CaseVersion, Membership, SchemeVersion
from commonweal_web.procurements.translate import (
    EMPTY,
    Parts,
    Path,
    changed,
    index_columns,
    part_of,
    read_document,
)
from commonweal_web.procurements.translate.document import draft_problem, version_digest
from commonweal_web.procurements.translate.parts import placed, same
from commonweal_web.procurements.translate.schemes import scheme_columns

MAXIMUM_TEXT = 2_000_000


class Overtaken(Exception):
    """Somebody else changed the same part since this person opened it. Nothing was saved; both versions are here.

    `conflicts` are the paths of the parts that both changed; `theirs` is the version that came first.
    """

    def __init__(self, *, theirs: CaseVersion, parts: Parts, conflicts: tuple[Path, ...]) -> None:
        super().__init__(f"Version {theirs.number} changed the same part.")
        self.theirs = theirs
        self.parts = parts
        self.conflicts = conflicts


@contextmanager
def acting(case: Case, permission: Permission, *, by: User) -> Iterator[Case]:
    """A transaction on a locked case, by a person who may do this now. Yields the case as it stands."""
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        access = case_access(locked, by)
        if not access.may(permission):
            raise PermissionDenied(refusal(access, permission))
        yield locked


def start_case(
    *,
    by: User,
    text: str = EMPTY,
    title: str = "",
    source: str,
    files: Mapping[str, str] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Case:
    """A new case in a person's organisation, with that person as its commercial lead.

    `source` is how it began: questions, template, notice, copy or case-file. `files` are the other texts of a case
    file, by name: its adopted schemes and the inputs of its forecast come along, and the person who brings them stands
    for them here.
    """
    with transaction.atomic():
        if Permission.START_CASE not in organisation_permissions(by):
            raise PermissionDenied(_("Your role in the organisation does not include starting procurements."))
        if len(text) > MAXIMUM_TEXT:
            raise MisuseError(_("The procurement is too long to keep: shorten its texts."))
        case = Case.objects.create(organisation=by.organisation, title=title)
        Membership.objects.create(case=case, user=by, role=COMMERCIAL_LEAD.key)
        for columns in scheme_columns({CASE_FILE: text, **(files or {})}):
            SchemeVersion.objects.create(case=case, adopted_by=by, **columns)
        add_version(case, text, part="start", by=by, forecast=(files or {}).get(FORECAST_FILE, ""))
        record_event("case-started", by=by.key, chain=case.chain, facts={"source": source, **(facts or {})})
    return case


def save_parts(
    case: Case,
    parts: Parts,
    *,
    based_on: int,
    part: str,
    by: User,
    permission: Permission = Permission.EDIT_CASE,
    kind: str = "case-changed",
    facts: Mapping[str, Any] | None = None,
) -> CaseVersion:
    """Set parts of the document (see `with_parts`), as a new version. An item of a list may be named by its id.

    `based_on` is the version that the person saw. Where a later one changed one of these same parts, nothing is saved
    and Overtaken tells of both; where it changed others, both changes stand. A document that the engine would no
    longer read, but for what it still lacks, is refused with the engine's own sentence. Who may only answer checks
    changes nothing but answers, which is all that a published case's document still takes.
    """
    if permission is not Permission.EDIT_CASE and any(path[0] != "answers" for path in parts):
        raise MisuseError("Whoever may only answer checks changes nothing but answers.")
    return change_case(
        case, lambda _: parts, based_on=based_on, part=part, by=by, permission=permission, kind=kind, facts=facts
    )


def change_case(
    case: Case,
    make: Callable[[Mapping[str, Any]], Parts],
    *,
    based_on: int | None,
    part: str,
    by: User,
    watched: Collection[Path] | None = None,
    permission: Permission = Permission.EDIT_CASE,
    kind: str = "case-changed",
    facts: Mapping[str, Any] | None = None,
    forecast: str | None = None,
) -> CaseVersion:
    """As `save_parts`, of parts that are made from the document as it now stands: what is added, moved or removed.

    Without `based_on` the change holds whatever others have done meanwhile. `watched` are the parts that a person
    changed and that nobody else may have; left out, all of them. `forecast` is a new forecast/inputs.yaml.
    """
    with acting(case, permission, by=by) as locked:
        newest = locked.versions.get(number=locked.version)
        now = read_document(newest.text).data
        parts = make(now)
        if based_on is not None and locked.version != based_on:
            own = {path: value for path, value in parts.items() if watched is None or path in watched}
            _refuse_overtaken(locked, newest, now, based_on, own)
        text = text_with(newest.text, now, parts)
        if text == newest.text and forecast in {None, newest.forecast}:
            return newest
        version = add_version(locked, text, part=part, by=by, forecast=forecast)
        record_event(
            kind,
            by=by.key,
            chain=locked.chain,
            facts={"part": part, "version": version.number, "digest": version.digest, **(facts or {})},
        )
    case.version, case.title = locked.version, locked.title
    return version


def text_with(text: str, now: Mapping[str, Any], parts: Parts) -> str:
    """The text with parts set; what already says the same is not touched. Raises what the engine then refuses."""
    setting = {}
    for path, value in parts.items():
        place = placed(now, path)
        if place is None:
            raise MisuseError(_("Somebody has removed this part since you opened it: it can no longer be changed."))
        if not same(part_of(now, path), value):
            setting[place] = value
    if not setting:
        return text
    made = changed(text, setting)
    if len(made) > MAXIMUM_TEXT:
        raise MisuseError(_("The procurement has become too long to keep: shorten its texts."))
    problem = draft_problem(made)
    if problem is not None and draft_problem(text) is None:
        raise problem
    return made


def add_version(case: Case, text: str, *, part: str, by: User, forecast: str | None = None) -> CaseVersion:
    """The next version of a locked case's document, with the columns that are read from it. Records no event.

    `forecast` is the text of its forecast/inputs.yaml; left out, it stays as it is.
    """
    document = read_document(text, tuple(case.schemes.all()))
    if forecast is None:
        forecast = (
            str(case.versions.values_list("forecast", flat=True).get(number=case.version)) if case.version else ""
        )
    case.version += 1
    for name, value in index_columns(document).items():
        setattr(case, name, value)
    case.title = case.title or _("Untitled procurement")
    case.save()
    return CaseVersion.objects.create(
        case=case,
        number=case.version,
        text=text,
        forecast=forecast,
        digest=version_digest(text, forecast),
        part=part,
        saved_by=by,
    )


def _refuse_overtaken(case: Case, newest: CaseVersion, now: Mapping[str, Any], based_on: int, parts: Parts) -> None:
    seen = case.versions.filter(number=based_on).first()
    before = read_document(seen.text).data if seen else {}
    conflicts = tuple(
        path
        for path, value in parts.items()
        if not same(part_of(before, path), part_of(now, path)) and not same(part_of(now, path), value)
    )
    if conflicts:
        raise Overtaken(theirs=newest, parts=parts, conflicts=conflicts)
