"""Publishing exactly what was approved, and closing a case."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.exchange.published_scheme import published_text
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions import acting
from commonweal_web.procurements.models import Case, SchemeVersion, State
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.approving import refuse_changed
from commonweal_web.publication.actions.telling import team_who_may, tell
from commonweal_web.publication.models import (
    Closure,
    Ending,
    MessageKind,
    Outcome,
    OutcomeKind,
    Publication,
    Submission,
)
from commonweal_web.publication.queries.amending import amendment_of, findings_against
from commonweal_web.publication.queries.documents import newest_template
from commonweal_web.publication.queries.standing import standing_of


def publish_scheme(case: Case, *, digest: str, by: User) -> Publication:
    """Publish the approved scheme, as approved: `digest` is of what the person saw would be published.

    Refused where the scheme, the case, the packs or the checks are no longer what was approved; of an amendment, also
    where the procedure no longer allows it.
    """
    with acting(case, Permission.PUBLISH, by=by) as locked:
        submission, approval = approved_submission(locked)
        if submission.digest != digest:
            raise Refused(_("What you saw is not what was approved: look at it again before you publish it."))
        standing = standing_of(locked)
        refuse_changed(submission, standing)
        amendment = amendment_of(locked)
        against = findings_against(amendment, standing) if amendment else ()
        if against:
            raise Refused(against[0].message)
        assert standing.opened is not None and standing.version is not None
        before = locked.publications.last()
        published = Publication.objects.create(
            case=locked,
            number=(before.number if before else 0) + 1,
            parent=before,
            amendment=amendment,
            submission=submission,
            scheme=submission.scheme,
            case_version=submission.case_version,
            scheme_digest=submission.scheme_digest,
            text=published_text(standing.opened.case, standing.version.scheme),
            digest=submission.digest,
            template=newest_template(locked),
            approved_by=approval.by,
            approved_at=approval.at,
            by=by,
            at=timezone.now(),
        )
        SchemeVersion.objects.filter(pk=submission.scheme_id).update(published_by=by, published_at=published.at)
        locked.state = State.AMENDED if before else State.PUBLISHED
        locked.save(update_fields=["state", "changed_at"])
        record_event(
            "scheme-published",
            by=by.key,
            chain=locked.chain,
            facts={"publication": published.number, "scheme": submission.scheme.number, "digest": published.digest},
        )
        kind = MessageKind.AMENDED if before else MessageKind.PUBLISHED
        tell(locked, kind, team_who_may(locked, Permission.SEE_PUBLISHED), about=str(published.number), by=by)
    case.state = locked.state
    return published


def approved_submission(case: Case) -> tuple[Submission, Outcome]:
    """The submission whose approval stands."""
    submission = case.submissions.select_related("scheme", "by").last()
    outcomes = {each.kind: each for each in submission.outcomes.select_related("by")} if submission else {}
    if submission is None or OutcomeKind.APPROVED not in outcomes or OutcomeKind.TAKEN_BACK in outcomes:
        raise Refused(_("No approval stands: the scheme has to be submitted and approved first."))
    return submission, outcomes[OutcomeKind.APPROVED]


def close_case(case: Case, *, ending: str, reason: str, by: User) -> Closure:
    """Close a case for good, with a reason. What is published stays to be read."""
    if ending not in Ending.values or not reason.strip():
        raise Refused(_("Say how the procurement ends, and why."))
    with acting(case, Permission.CLOSE, by=by) as locked:
        if locked.state in {State.IN_APPROVAL, State.APPROVED}:
            raise Refused(_("Take the scheme back from approval first."))
        closure = Closure.objects.create(case=locked, ending=ending, reason=reason, by=by, at=timezone.now())
        locked.state = State.CLOSED
        locked.save(update_fields=["state", "changed_at"])
        record_event("case-closed", by=by.key, chain=locked.chain, facts={"ending": ending})
        tell(locked, MessageKind.CLOSED, {each.user for each in locked.team.select_related("user")}, by=by)
    case.state = locked.state
    return closure
