"""Two people at once: the database itself lets only one of two rulings stand, and a lock orders what races."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from cases_to_publish import adopt, answered_text, approve, ready_case, submit, submitted_case
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.utils import timezone

from commonweal_web.audit.queries import find_alterations
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case, Membership, State
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.approving import approve_scheme, send_back, submit_scheme
from commonweal_web.publication.models import Outcome
from commonweal_web.publication.queries.standing import standing_of
from fixtures import Team


@pytest.mark.django_db
def test_the_database_keeps_one_ruling_a_submission(team: Team) -> None:
    """Even for code that forgets the lock."""
    case, submission = submitted_case(team)
    approve(case, submission, team)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.create(submission=submission, kind="sent-back", by=team["approver"], at=timezone.now())


def together(*actions: Callable[[], object]) -> list[BaseException | None]:
    """Each in a thread of its own, begun at one moment; what each raised."""
    gate = threading.Barrier(len(actions))
    raised: list[BaseException | None] = [None] * len(actions)

    def run(place: int, action: Callable[[], object]) -> None:
        gate.wait()
        try:
            action()
        except (PermissionDenied, Refused) as refused:
            raised[place] = refused
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.fixture
def own_connections(transactional_db: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("The test database of SQLite lives in one connection; PostgreSQL shows this on CI.")


@pytest.mark.usefixtures("own_connections")
def test_of_two_approvers_at_once_one_is_refused(team: Team) -> None:
    """One ruling, one event, an unbroken record."""
    case, submission = submitted_case(team)
    other = team["observer"]
    Membership.objects.create(case=case, user=other, role="approver")
    raised = together(
        lambda: approve_scheme(case, number=1, digest=submission.scheme_digest, by=team["approver"]),
        lambda: send_back(Case.objects.get(pk=case.pk), number=1, reason="No.", by=other),
    )
    assert sum(each is not None for each in raised) == 1
    assert Outcome.objects.count() == 1
    assert not list(find_alterations())


@pytest.mark.usefixtures("own_connections")
def test_a_submission_racing_a_change_never_holds_what_nobody_saw(team: Team) -> None:
    """Either the change came first and the submission is refused, or the change comes too late."""
    case = ready_case(team)
    lead = team["commercial-lead"]
    raised = together(
        lambda: submit_scheme(case, note="", seen=case.version, by=lead),
        lambda: save_parts(
            Case.objects.get(pk=case.pk), {("title",): "Another"}, based_on=case.version, part="title", by=lead
        ),
    )
    now = Case.objects.get(pk=case.pk)
    assert sum(each is not None for each in raised) == 1
    assert (now.state == State.IN_APPROVAL) == (now.title != "Another")


@pytest.mark.usefixtures("own_connections")
def test_two_submissions_at_once_are_one(team: Team) -> None:
    """The second finds it submitted."""
    case = ready_case(team)
    raised = together(lambda: submit(case, team), lambda: submit(Case.objects.get(pk=case.pk), team))
    assert sum(each is not None for each in raised) == 1
    assert case.submissions.count() == 1


@pytest.mark.django_db
def test_a_page_that_is_made_while_a_scheme_is_adopted_shows_the_case_as_it_was(team: Team) -> None:
    """The text and the schemes that a page reads belong together, whatever comes in between."""
    case = team.case(answered_text())
    seen = Case.objects.get(pk=case.pk)
    adopt(case, team["commercial-lead"])
    standing = standing_of(seen)
    assert standing.document.opened is not None
    assert (standing.row, standing.version, standing.document.opened.schemes) == (None, None, ())
    assert standing_of(Case.objects.get(pk=case.pk)).version is not None
