"""From a submitted scheme to a published one: each promise of approval and publication."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from cases_to_publish import (
    adopted_case,
    approve,
    approved_case,
    published_case,
    ready_case,
    submit,
    submitted_case,
)
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError

from commonweal_web.audit.models import Event
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case, Membership, SchemeVersion, State
from commonweal_web.procurements.translate import person_label
from commonweal_web.procurements.translate.choices import shipped_packs
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.answering import answer_check
from commonweal_web.publication.actions.approving import approve_scheme, send_back, submit_scheme, take_back
from commonweal_web.publication.actions.publishing import close_case, publish_scheme
from commonweal_web.publication.models import (
    Closure,
    Message,
    MessageKind,
    NeverChanged,
    Outcome,
    Publication,
    Submission,
)
from fixtures import Team

pytestmark = pytest.mark.django_db


def kinds(case: Case) -> list[str]:
    return [event.kind for event in Event.objects.filter(chain=case.chain)]


def test_nothing_is_submitted_while_something_is_in_its_way(team: Team) -> None:
    """Four reasons are not adopted: it says how many things, and nothing changes."""
    case = adopted_case(team)
    with pytest.raises(Refused, match="4 things are still in the way"):
        submit(case, team)
    assert (Case.objects.get(pk=case.pk).state, Submission.objects.count()) == (State.DRAFT, 0)


def test_a_case_changed_since_the_page_was_opened_is_not_submitted_unseen(team: Team) -> None:
    """The version that the person saw has to be the newest."""
    case = ready_case(team)
    with pytest.raises(Refused, match="has changed since you opened this page"):
        submit_scheme(case, note="", seen=case.version - 1, by=team["commercial-lead"])


def test_a_submission_freezes_the_case_and_tells_the_approver(team: Team) -> None:
    """Neither the document nor an answer changes until it is decided."""
    case, _submission = submitted_case(team)
    lead = team["commercial-lead"]
    with pytest.raises(PermissionDenied, match="in approval"):
        save_parts(case, {("title",): "Another"}, based_on=case.version, part="title", by=lead)
    with pytest.raises(PermissionDenied, match="in approval"):
        answer_check(case, "known-risk-named", {"named": True}, based_on=case.version, by=lead)
    assert list(Message.objects.values_list("person__email", "kind")) == [("approver@example.org", "submitted")]


def test_without_another_approver_nothing_is_submitted(team: Team) -> None:
    """A lead who is the only approver too cannot approve what they adopted."""
    case = ready_case(team)
    Membership.objects.filter(case=case, role="approver").delete()
    Membership.objects.create(case=case, user=team["commercial-lead"], role="approver")
    with pytest.raises(Refused, match="Nobody on the team can approve"):
        submit(case, team)


@pytest.mark.parametrize("adopter_approves", [True, False])
def test_nobody_approves_what_they_adopted_or_submitted(team: Team, adopter_approves: bool) -> None:
    """Even with both roles: one lead adopted it, another submits it, both are approvers."""
    case = ready_case(team)
    other = team["observer"]
    for role in ("commercial-lead", "approver"):
        Membership.objects.get_or_create(case=case, user=other, role=role)
        Membership.objects.get_or_create(case=case, user=team["commercial-lead"], role=role)
    submission = submit_scheme(case, note="", seen=case.version, by=other)
    barred = team["commercial-lead"] if adopter_approves else other
    with pytest.raises(Refused, match="adopted" if adopter_approves else "submitted"):
        approve_scheme(case, number=1, digest=submission.scheme_digest, by=barred)
    with pytest.raises(Refused, match="another person has to"):
        send_back(case, number=1, reason="No.", by=barred)
    approve(case, submission, team)
    assert case.state == State.APPROVED


def test_a_scheme_is_sent_back_with_a_reason_only(team: Team) -> None:
    """The case is a draft again, its lead is told, the reason is kept."""
    case, _submission = submitted_case(team)
    with pytest.raises(Refused, match="Say why"):
        send_back(case, number=1, reason="  ", by=team["approver"])
    send_back(case, number=1, reason="The question is too long.", by=team["approver"])
    outcome = Outcome.objects.get()
    assert (Case.objects.get(pk=case.pk).state, outcome.reason) == (State.DRAFT, "The question is too long.")
    assert Message.objects.filter(kind=MessageKind.SENT_BACK).get().person == team["commercial-lead"]
    assert kinds(case)[-2:] == ["scheme-submitted", "scheme-sent-back"]
    assert "too long" not in str([event.facts for event in Event.objects.all()])


def test_of_two_who_decide_only_the_first_is_heard(team: Team) -> None:
    """The second is told that it is decided, whichever way they decide."""
    case, submission = submitted_case(team)
    other = team["observer"]
    Membership.objects.create(case=case, user=other, role="approver")
    approve(case, submission, team)
    with pytest.raises(PermissionDenied, match="approved"):
        approve_scheme(case, number=1, digest=submission.scheme_digest, by=other)
    with pytest.raises(PermissionDenied, match="approved"):
        send_back(case, number=1, reason="No.", by=other)
    assert Outcome.objects.count() == 1


def test_an_approval_of_another_content_than_was_seen_is_refused(team: Team) -> None:
    """Sent back and submitted anew meanwhile: the number tells; the digest does too."""
    case, submission = submitted_case(team)
    with pytest.raises(Refused, match="not the one submitted"):
        approve_scheme(case, number=1, digest="0" * 64, by=team["approver"])
    take_back(case, number=1, by=team["commercial-lead"])
    submit(case, team)
    with pytest.raises(Refused, match="taken back"):
        approve_scheme(case, number=1, digest=submission.scheme_digest, by=team["approver"])


def test_an_approval_taken_back_is_void(team: Team) -> None:
    """The case is a draft again, and what was approved cannot be published."""
    case, submission = approved_case(team)
    take_back(case, number=1, by=team["commercial-lead"])
    assert SchemeVersion.objects.get().approved_by is None
    with pytest.raises(PermissionDenied):
        publish_scheme(case, digest=submission.digest, by=team["commercial-lead"])


def test_what_is_published_is_what_was_approved(team: Team) -> None:
    """Its text has its digest; by whom and when stand beside it; everybody on the team is told."""
    case, published = published_case(team)
    assert hashlib.sha256(published.text.encode()).hexdigest() == published.digest == published.submission.digest
    row = SchemeVersion.objects.get()
    assert (row.published_by, row.approved_by) == (team["commercial-lead"], team["approver"])
    assert (case.state, published.number) == (State.PUBLISHED, 1)
    told = set(Message.objects.filter(kind=MessageKind.PUBLISHED).values_list("person__email", flat=True))
    assert {"supplier-contact@example.org", "evaluator@example.org"} <= told
    assert kinds(case)[-1] == "scheme-published"


def test_what_is_published_says_nothing_of_its_drafting(team: Team) -> None:
    """No reason, no draft of the four tests, no decision, no funding, nobody's name."""
    case, published = published_case(team)
    opened = case.versions.get(number=case.version).text
    assert "Others can use it" in opened
    scheme = SchemeVersion.objects.get().text
    data: dict[str, Any] = json.loads(published.text)
    criterion = data["award_decisions"][0]["social_value"][0]
    assert not {"reasons", "tests", "forced", "additionality", "link", "limb"} & set(criterion)
    assert "deferrals:" in scheme and "deferrals" not in published.text
    assert not any(
        word in published.text
        for word in ("Others can use it", "It fits.", person_label(team["commercial-lead"]), "R. Adeyemi")
    )


def test_an_altered_case_is_not_published(team: Team) -> None:
    """Whatever was changed behind the service's back since the approval."""
    case, submission = approved_case(team)
    version = case.versions.get(number=case.version)
    changed = version.text.replace("title: AI support", "title: Other support")
    case.versions.filter(number=case.version).update(text=changed)
    with pytest.raises(Refused):
        publish_scheme(case, digest=submission.digest, by=team["commercial-lead"])


def test_changed_packs_stop_publication(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edition that is no longer what the scheme was adopted with, and one that is gone."""
    from dataclasses import replace

    from commonweal_web.publication.queries import standing

    case, submission = approved_case(team)
    packs = shipped_packs()
    other = replace(packs, editions=tuple(replace(pack, digest="0" * 64) for pack in packs.editions))
    monkeypatch.setattr(standing, "packs_of", lambda _organisation: other)
    with pytest.raises(Refused, match="not the one this case was adopted with"):
        publish_scheme(case, digest=submission.digest, by=team["commercial-lead"])


def test_what_a_person_did_not_see_is_not_published(team: Team) -> None:
    """The digest that the page showed has to be the approved one."""
    case, _submission = approved_case(team)
    with pytest.raises(Refused, match="not what was approved"):
        publish_scheme(case, digest="0" * 64, by=team["commercial-lead"])


def test_published_rows_are_never_changed(team: Team) -> None:
    """Neither saved again, nor deleted, one by one or in bulk."""
    _case, published = published_case(team)
    for model in (Publication, Submission, Outcome):
        row = model.objects.first()
        for attempt in (row.save, row.delete, model.objects.all().delete, lambda m=model: m.objects.update(by=None)):
            with pytest.raises(NeverChanged, match="never changed or removed"):
                attempt()
    assert Publication.objects.get().text == published.text


def test_an_adopted_scheme_that_is_published_is_never_saved_again(team: Team) -> None:
    """Its text and its digest are what bidders rely on."""
    published_case(team)
    row = SchemeVersion.objects.get()
    row.text = "other"
    with pytest.raises(NeverChanged):
        row.save()
    with pytest.raises((NeverChanged, ProtectedError)):
        row.delete()


def test_a_closed_case_takes_nothing_more(team: Team) -> None:
    """The end, with its reason; not while something waits for approval."""
    case, _submission = submitted_case(team)
    lead = team["commercial-lead"]
    with pytest.raises(Refused, match="back from approval"):
        close_case(case, ending="not-begun", reason="No money.", by=lead)
    take_back(case, number=1, by=lead)
    with pytest.raises(Refused, match="how the procurement ends"):
        close_case(case, ending="lost", reason="No money.", by=lead)
    close_case(case, ending="not-begun", reason="No money.", by=lead)
    assert (Case.objects.get(pk=case.pk).state, Closure.objects.get().reason) == (State.CLOSED, "No money.")
    with pytest.raises(PermissionDenied, match="closed"):
        save_parts(case, {("title",): "Another"}, based_on=case.version, part="title", by=lead)
