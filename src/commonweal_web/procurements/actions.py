"""What can be done to a case. Each is one transaction, one event, by a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.record.digest import digest
from commonweal.record.errors import MisuseError
from commonweal_web.accounts.access import organisation_permissions
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import COMMERCIAL_LEAD, Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.access import case_access, refusal
from commonweal_web.procurements.models import Case, CaseVersion, Membership
from commonweal_web.procurements.translate import EMPTY, Document, changed, index_columns, read_document

MAXIMUM_TEXT = 2_000_000


class Overtaken(Exception):
    """Somebody else changed the same part since this person opened it. Nothing was saved; both versions are here."""

    def __init__(self, *, theirs: CaseVersion, parts: Mapping[tuple[str | int, ...], Any]) -> None:
        super().__init__(f"Version {theirs.number} changed the same part.")
        self.theirs = theirs
        self.parts = parts


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
    *, by: User, text: str = EMPTY, title: str = "", source: str, facts: Mapping[str, Any] | None = None
) -> Case:
    """A new case in a person's organisation, with that person as its commercial lead.

    `source` is how it began: questions, template, notice, copy or case-file.
    """
    with transaction.atomic():
        if Permission.START_CASE not in organisation_permissions(by):
            raise PermissionDenied(_("Your role in the organisation does not include starting procurements."))
        case = Case.objects.create(organisation=by.organisation, title=title)
        Membership.objects.create(case=case, user=by, role=COMMERCIAL_LEAD.key)
        add_version(case, text, part="start", by=by)
        record_event("case-started", by=by.key, chain=case.chain, facts={"source": source, **(facts or {})})
    return case


def save_parts(
    case: Case,
    parts: Mapping[tuple[str | int, ...], Any],
    *,
    based_on: int,
    part: str,
    by: User,
    permission: Permission = Permission.EDIT_CASE,
    kind: str = "case-changed",
    facts: Mapping[str, Any] | None = None,
) -> CaseVersion:
    """Set parts of the document (see `with_parts`), as a new version.

    `based_on` is the version that the person saw. Where a later one changed one of these same parts, nothing is saved
    and Overtaken tells of both; where it changed others, both changes stand. Who may only answer checks changes
    nothing but answers, which is all that a published case's document still takes.
    """
    if permission is not Permission.EDIT_CASE and any(path[0] != "answers" for path in parts):
        raise MisuseError("Whoever may only answer checks changes nothing but answers.")
    with acting(case, permission, by=by) as locked:
        newest = locked.versions.get(number=locked.version)
        if locked.version != based_on:
            _refuse_overtaken(locked, newest, based_on, parts)
        text = changed(newest.text, parts)
        if text == newest.text:
            return newest
        version = add_version(locked, text, part=part, by=by)
        record_event(
            kind,
            by=by.key,
            chain=locked.chain,
            facts={"part": part, "version": version.number, "digest": version.digest, **(facts or {})},
        )
    case.version, case.title = locked.version, locked.title
    return version


def add_version(case: Case, text: str, *, part: str, by: User) -> CaseVersion:
    """The next version of a locked case's document, with the columns that are read from it. Records no event."""
    document = _readable(case, text)
    case.version += 1
    for name, value in index_columns(document).items():
        setattr(case, name, value)
    case.title = case.title or _("Untitled procurement")
    case.save()
    return CaseVersion.objects.create(
        case=case, number=case.version, text=text, digest=digest(text), part=part, saved_by=by
    )


def _readable(case: Case, text: str) -> Document:
    return read_document(text, tuple(case.schemes.all()))


def _refuse_overtaken(
    case: Case, newest: CaseVersion, based_on: int, parts: Mapping[tuple[str | int, ...], Any]
) -> None:
    seen = case.versions.filter(number=based_on).first()
    before = read_document(seen.text).data if seen else {}
    now = read_document(newest.text).data
    if any(part_of(before, path) != part_of(now, path) != value for path, value in parts.items()):
        raise Overtaken(theirs=newest, parts=parts)


def part_of(data: Any, path: tuple[str | int, ...]) -> Any:
    """A part of plain data by its path; None where it is not there."""
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def add_member(case: Case, user: User, role: str, *, by: User) -> None:
    """Give a person of any organisation a role on the case. Giving it twice changes nothing."""
    with acting(case, Permission.MANAGE_TEAM, by=by) as locked:
        _, created = Membership.objects.get_or_create(case=locked, user=user, role=role)
        if created:
            record_event("member-added", by=by.key, chain=locked.chain, facts={"person": user.key, "role": role})
