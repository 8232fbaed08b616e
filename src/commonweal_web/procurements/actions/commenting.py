"""Comments: written, and put aside once they are dealt with."""

from __future__ import annotations

from django.utils import timezone

from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions.saving import acting
from commonweal_web.procurements.models import Case, Comment


def write_comment(case: Case, text: str, *, subject: str = "", by: User) -> Comment:
    """Remark something on the case, or on what `subject` names. The record says that it was, never what."""
    with acting(case, Permission.COMMENT, by=by) as locked:
        comment = Comment.objects.create(case=locked, author=by, subject=subject, text=text)
        facts = {"comment": comment.pk, "about": subject}
        record_event("comment-written", by=by.key, chain=locked.chain, facts=facts)
    return comment


def resolve_comment(case: Case, number: int, *, by: User) -> None:
    """Say that a comment is dealt with. Whoever comments may; doing it twice changes nothing."""
    with acting(case, Permission.COMMENT, by=by) as locked:
        comment = locked.comments.filter(pk=number, resolved_at=None).first()
        if comment is None:
            return
        comment.resolved_by, comment.resolved_at = by, timezone.now()
        comment.save(update_fields=["resolved_by", "resolved_at"])
        record_event("comment-resolved", by=by.key, chain=locked.chain, facts={"comment": comment.pk})
