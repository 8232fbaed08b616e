"""Taking a published scheme up again, while the procedure allows it; and letting that be."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.record.finding import Severity
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions import acting, add_version
from commonweal_web.procurements.models import Case, State
from commonweal_web.procurements.translate import changed, read_document
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.telling import team_who_may, tell
from commonweal_web.publication.models import Amendment, MessageKind
from commonweal_web.publication.queries.amending import amendment_of, findings_on, read_facts
from commonweal_web.publication.queries.standing import standing_of


def begin_amendment(case: Case, *, reason: str, facts: dict[str, Any], by: User) -> Amendment:
    """Make a published case a draft again. What is published stays published until the amendment is.

    `facts` is what the person says of the procedure (see `AmendmentFacts`); what the law then forbids is refused.
    """
    if not reason.strip():
        raise Refused(_("Say why the scheme is amended: bidders will read it."))
    with acting(case, Permission.AMEND, by=by) as locked:
        standing = standing_of(locked)
        findings = findings_on(read_facts(facts, today=timezone.localdate()), standing)
        against = [each for each in findings if each.severity is Severity.BLOCKING]
        if against:
            raise Refused(against[0].message)
        parent = locked.publications.last()
        assert parent is not None
        amendment = Amendment.objects.create(
            case=locked, parent=parent, reason=reason, facts=facts, by=by, at=timezone.now()
        )
        locked.state = State.DRAFT
        locked.save(update_fields=["state", "changed_at"])
        record_event("amendment-begun", by=by.key, chain=locked.chain, facts={"publication": parent.number})
        tell(locked, MessageKind.AMENDING, team_who_may(locked, Permission.SEE_CASE), about=str(parent.number), by=by)
    case.state = locked.state
    return amendment


def drop_amendment(case: Case, *, by: User) -> None:
    """Let an amendment be: document and forecast go back to what is published, with the answers given meanwhile."""
    with acting(case, Permission.DECIDE, by=by) as locked:
        amendment = amendment_of(locked)
        if amendment is None:
            raise Refused(_("No amendment is under way."))
        parent = amendment.parent
        before = locked.versions.get(number=parent.case_version)
        now = locked.versions.get(number=locked.version)
        text = _as_published(before.text, now.text)
        if (text, before.forecast) != (now.text, now.forecast):
            add_version(locked, text, part="amendment", by=by, forecast=before.forecast)
        amendment.dropped_by, amendment.dropped_at = by, timezone.now()
        amendment.save()
        locked.state = State.AMENDED if parent.number > 1 else State.PUBLISHED
        locked.save(update_fields=["state", "changed_at"])
        facts = {"publication": parent.number, "version": locked.version}
        record_event("amendment-dropped", by=by.key, chain=locked.chain, facts=facts)
    case.state, case.version = locked.state, locked.version


def _as_published(before: str, after: str) -> str:
    """The published document with today's answers, and with every adoption: no adopted scheme is ever removed."""
    now = read_document(after).data
    decisions = list(read_document(before).data.get("decisions") or [])
    adopted = [each for each in now.get("decisions") or [] if each.get("kind") == "adopt"]
    kept = sum(each.get("kind") == "adopt" for each in decisions)
    parts: dict[tuple[str | int, ...], Any] = {
        ("answers",): now.get("answers"),
        ("decisions",): [*decisions, *adopted[kept:]] or None,
    }
    return changed(before, parts)
