"""Approval by another person: submitted, approved or sent back, or taken back again."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.exchange.published_scheme import published_text, text_digest
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.actions import record_event
from commonweal_web.procurements.actions import acting
from commonweal_web.procurements.models import Case, SchemeVersion, State
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.telling import team_who_may, tell
from commonweal_web.publication.models import MessageKind, Outcome, OutcomeKind, Submission
from commonweal_web.publication.queries.remembered import proposal_of
from commonweal_web.publication.queries.standing import Standing, standing_of
from commonweal_web.publication.translate import finding_values


def submit_scheme(case: Case, *, note: str, seen: int, by: User) -> Submission:
    """Give the adopted scheme to another person to approve. From then on the case's document is frozen.

    `seen` is the version of the document that the person looked at: another one is not submitted unseen.
    """
    _think_before(case)
    with acting(case, Permission.SUBMIT, by=by) as locked:
        if locked.state != State.DRAFT:
            raise Refused(_("The scheme is submitted already."))
        standing = standing_of(locked)
        _refuse_unready(standing, seen)
        assert standing.row is not None and standing.version is not None and standing.opened is not None
        if not approvers_for(locked, standing.row, by):
            raise Refused(
                _("Nobody on the team can approve this scheme: add an approver who neither adopted nor submits it.")
            )
        findings = proposal_of(standing.opened, standing.version.scheme.option, standing.packs).findings
        submission = Submission.objects.create(
            case=locked,
            number=locked.submissions.count() + 1,
            scheme=standing.row,
            case_version=locked.version,
            scheme_digest=standing.row.digest,
            digest=text_digest(published_text(standing.opened.case, standing.version.scheme)),
            findings=[finding_values(each) for each in findings],
            note=note,
            by=by,
            at=timezone.now(),
        )
        _move(locked, State.IN_APPROVAL)
        _record(locked, "scheme-submitted", submission, by=by)
        tell(
            locked,
            MessageKind.SUBMITTED,
            approvers_for(locked, standing.row, by),
            about=str(submission.number),
            by=by,
        )
    case.state = locked.state
    return submission


def approvers_for(case: Case, scheme: SchemeVersion, submitter: User) -> set[User]:
    """Who on the team may approve a scheme: an approver who neither adopted nor submitted it."""
    barred = {scheme.adopted_by_id, submitter.pk}
    return {user for user in team_who_may(case, Permission.APPROVE) if user.pk not in barred}


def barred_from_approving(submission: Submission, user: User) -> str:
    """Why a person may not approve a scheme although their role does; empty where they may."""
    if submission.scheme.adopted_by_id == user.pk:
        return _("You adopted this scheme, so another person has to approve it.")
    if submission.by_id == user.pk:
        return _("You submitted this scheme, so another person has to approve it.")
    return ""


def approve_scheme(case: Case, *, number: int, digest: str, by: User) -> Outcome:
    """Approve a submission, as it was shown: another one, or another content, is refused."""
    with acting(case, Permission.APPROVE, by=by) as locked:
        submission = _waiting(locked, number, by=by)
        if submission.scheme_digest != digest:
            raise Refused(_("The scheme that you saw is not the one submitted: look at it again."))
        refuse_changed(submission, standing_of(locked))
        outcome = _rule(submission, OutcomeKind.APPROVED, reason="", by=by)
        SchemeVersion.objects.filter(pk=submission.scheme_id).update(approved_by=by, approved_at=outcome.at)
        _move(locked, State.APPROVED)
        _record(locked, "scheme-approved", submission, by=by)
        tell(locked, MessageKind.APPROVED, _concerned(locked, submission), about=str(number), by=by)
    case.state = locked.state
    return outcome


def send_back(case: Case, *, number: int, reason: str, by: User) -> Outcome:
    """Send a submission back with a reason: the case is a draft again."""
    if not reason.strip():
        raise Refused(_("Say why the scheme is sent back: without a reason nobody can mend it."))
    with acting(case, Permission.APPROVE, by=by) as locked:
        submission = _waiting(locked, number, by=by)
        outcome = _rule(submission, OutcomeKind.SENT_BACK, reason=reason, by=by)
        _move(locked, State.DRAFT)
        _record(locked, "scheme-sent-back", submission, by=by)
        tell(locked, MessageKind.SENT_BACK, _concerned(locked, submission), about=str(number), by=by)
    case.state = locked.state
    return outcome


def take_back(case: Case, *, number: int, by: User) -> Outcome:
    """Take a submission back, approved or not yet: the case is a draft again, and an approval of it is void."""
    with acting(case, Permission.SUBMIT, by=by) as locked:
        submission = locked.submissions.select_related("scheme").last()
        if locked.state == State.DRAFT or submission is None or submission.number != number:
            raise Refused(_("There is nothing to take back: this was decided meanwhile."))
        outcome = _rule(submission, OutcomeKind.TAKEN_BACK, reason="", by=by)
        SchemeVersion.objects.filter(pk=submission.scheme_id).update(approved_by=None, approved_at=None)
        _move(locked, State.DRAFT)
        _record(locked, "submission-taken-back", submission, by=by)
        told = approvers_for(locked, submission.scheme, submission.by)
        tell(locked, MessageKind.TAKEN_BACK, told, about=str(number), by=by)
    case.state = locked.state
    return outcome


def refuse_changed(submission: Submission, standing: Standing) -> None:
    """Refuse where the case is no longer what was submitted, or something now stands in the way of publication."""
    row, opened, version = standing.row, standing.opened, standing.version
    if row is None or opened is None or version is None or row.pk != submission.scheme_id:
        raise Refused(_("Another scheme was adopted since this one was submitted: it has to be submitted anew."))
    if version.scheme.digest() != submission.scheme_digest or standing.case.version != submission.case_version:
        raise Refused(_("The scheme is no longer what was submitted: its digest differs. It has to be submitted anew."))
    if text_digest(published_text(opened.case, version.scheme)) != submission.digest:
        raise Refused(_("What bidders would see is no longer what was submitted. It has to be submitted anew."))
    if standing.obstacles:
        raise Refused(standing.obstacles[0].message)


def _think_before(case: Case) -> None:
    """What the engine takes a second for is found, and remembered, before anybody has to wait for the lock."""
    standing = standing_of(Case.objects.get(pk=case.pk))
    if standing.version is not None and standing.opened is not None and not standing.obstacles:
        proposal_of(standing.opened, standing.version.scheme.option, standing.packs)


def _refuse_unready(standing: Standing, seen: int) -> None:
    if standing.case.version != seen:
        raise Refused(_("The case has changed since you opened this page. Look at it again before you submit it."))
    if standing.obstacles:
        more = len(standing.obstacles)
        raise Refused(
            ngettext(
                "One thing is still in the way of approval.",
                "%(count)s things are still in the way of approval.",
                more,
            )
            % {"count": more}
        )


def _waiting(case: Case, number: int, *, by: User) -> Submission:
    submission = case.submissions.select_related("scheme", "by").last()
    if submission is None or submission.number != number:
        raise Refused(_("This submission was taken back, and another one waits: look at that one."))
    if why := barred_from_approving(submission, by):
        raise Refused(why)
    return submission


def _rule(submission: Submission, kind: OutcomeKind, *, reason: str, by: User) -> Outcome:
    return Outcome.objects.create(submission=submission, kind=kind, reason=reason, by=by, at=timezone.now())


def _move(case: Case, state: State) -> None:
    case.state = state
    case.save(update_fields=["state", "changed_at"])


def _record(case: Case, kind: str, submission: Submission, *, by: User) -> None:
    facts = {"submission": submission.number, "scheme": submission.scheme.number, "digest": submission.scheme_digest}
    record_event(kind, by=by.key, chain=case.chain, facts=facts)


def _concerned(case: Case, submission: Submission) -> set[User]:
    return {submission.by, *team_who_may(case, Permission.SUBMIT)}
