"""Adopting a mend: its decisions and the scheme that they lead to, as one version, with one event."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.exchange.challenge_report.applying import decided_text, decisions_of
from commonweal.record.errors import CommonwealError
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.challenge.queries import Challenged, challenged, report_of
from commonweal_web.challenge.queries.mends import Offered, find_mend
from commonweal_web.design.actions import Changed, Refused, write_adoption
from commonweal_web.design.queries import Designed, design_document, packs_of, read_newest, say_error
from commonweal_web.procurements.actions import acting
from commonweal_web.procurements.models import Case, SchemeVersion
from commonweal_web.procurements.queries import schemes_of
from commonweal_web.procurements.translate import person_label, read_document


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A case as a mend would make it: the design that follows from its decisions, of which `option` would be taken.

    `before` is the document that it was made from; `blocking` says what keeps the option from being adopted.
    """

    offered: Offered
    option: str
    before: str
    after: Designed

    @property
    def blocking(self) -> tuple[str, ...]:
        return self.after.ready.proposals.option(self.option).blocking


def mend_case(case: Case, asked: Challenged, mark: str, *, by: User, reason: str = "") -> Mended | None:
    """What a mend would make of a case as it stands: nothing is written. None where it is no longer offered.

    Decisions that speak against it are withdrawn. Raises Refused where the design will not have it.
    """
    offered = find_mend(report_of(asked), mark)
    if offered is None or asked.document.opened is None:
        return None
    decided = decisions_of(
        offered.mend.mend.changes,
        by=person_label(by),
        reason=reason.strip() or _("(no reason yet)"),
        on=timezone.localdate(),
    )
    try:
        text = decided_text(asked.document.opened, decided, offered.leak.award)
    except CommonwealError as error:
        raise Refused(say_error(error)) from error
    after = design_document(read_document(text, schemes_of(case)), packs_of(case.organisation))
    if after.design is None:
        raise Refused(after.problem)
    return Mended(offered=offered, option=asked.scheme.option, before=asked.document.text, after=after)


def adopt_mend(case: Case, of: str, mark: str, *, based_on: int, reason: str, by: User) -> SchemeVersion:
    """Take a mend: make its decisions and adopt the scheme that the design makes of them, as one new version.

    `based_on` is the version that the person saw. Raises Changed where the case has a later one or no longer offers the
    mend, and Refused, one sentence, where the design or the adoption will not have it; then nothing is written.
    """
    case.refresh_from_db(fields=["version"])
    asked = challenged(case, of)
    made = mend_case(case, asked, mark, reason=reason, by=by) if asked else None  # solved before the lock
    if made is None or case.version != based_on:
        raise Changed
    with acting(case, Permission.DECIDE, by=by) as locked:
        if locked.version != based_on or read_newest(locked).text != made.before:
            raise Changed
        row = _write(locked, made, reason=reason, by=by)
    case.version = locked.version
    return row


def _write(case: Case, made: Mended, *, reason: str, by: User) -> SchemeVersion:
    after, leak = made.after, made.offered.leak.found.leak
    row = write_adoption(case, after.document, after, after.packs, made.option, reason=reason, by=by)
    mended = {"attack": leak.attack, "criterion": leak.criterion[:200], "option": made.option}
    facts = {**mended, "scheme": row.number, "digest": row.digest, "version": case.version}
    record_event("mend-adopted", by=by.key, chain=case.chain, facts=facts)
    return row
