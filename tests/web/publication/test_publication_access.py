"""Who may do what in which state: one table, against every role and the actions themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cases_to_publish import approved_case, published_case, ready_case, submitted_case
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from commonweal_web.accounts.roles import CASE_ROLES
from commonweal_web.procurements.models import Case
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.amending import begin_amendment
from commonweal_web.publication.actions.answering import answer_check
from commonweal_web.publication.actions.approving import approve_scheme, send_back, submit_scheme, take_back
from commonweal_web.publication.actions.publishing import close_case, publish_scheme
from fixtures import Team

pytestmark = pytest.mark.django_db
LEAD, APPROVER, MANAGER = "commercial-lead", "approver", "contract-manager"
FACTS = {"first_deadline": "2027-03-01", "awarded": False}

Action = Callable[[Case, Any], object]
ACTIONS: dict[str, Action] = {
    "answer": lambda case, by: answer_check(case, "known-risk-named", {"named": True}, based_on=case.version, by=by),
    "submit": lambda case, by: submit_scheme(case, note="", seen=case.version, by=by),
    "approve": lambda case, by: approve_scheme(case, number=1, digest=case.schemes.get().digest, by=by),
    "send-back": lambda case, by: send_back(case, number=1, reason="No.", by=by),
    "take-back": lambda case, by: take_back(case, number=1, by=by),
    "publish": lambda case, by: publish_scheme(case, digest=case.submissions.get().digest, by=by),
    "amend": lambda case, by: begin_amendment(case, reason="Unclear.", facts=FACTS, by=by),
    "close": lambda case, by: close_case(case, ending="no-award", reason="No money.", by=by),
}
MAY: dict[str, dict[str, set[str]]] = {
    "draft": {"answer": {LEAD, MANAGER}, "submit": {LEAD}, "close": {LEAD}},
    "in-approval": {"approve": {APPROVER}, "send-back": {APPROVER}, "take-back": {LEAD}},
    "approved": {"take-back": {LEAD}, "publish": {LEAD}},
    "published": {"answer": {LEAD, MANAGER}, "amend": {LEAD}, "close": {LEAD}},
    "closed": {},
}
MAKERS: dict[str, Callable[[Team], Any]] = {
    "draft": ready_case,
    "in-approval": submitted_case,
    "approved": approved_case,
    "published": published_case,
    "closed": ready_case,
}


def case_in(state: str, team: Team) -> Case:
    made = MAKERS[state](team)
    return made[0] if isinstance(made, tuple) else made


@pytest.mark.parametrize("state", MAY)
def test_each_action_is_for_whom_the_table_says(team: Team, state: str) -> None:
    """Everybody else is refused, whatever they send, and nothing is changed by it."""
    case = case_in(state, team)
    if state == "closed":
        close_case(case, ending="not-begun", reason="No money.", by=team[LEAD])
    done = {
        (action, role)
        for action in ACTIONS
        for role in (*CASE_ROLES, "administrator", "analyst", "outsider")
        if _does(ACTIONS[action], case, team[role])
    }
    assert done == {(action, role) for action, roles in MAY[state].items() for role in roles}


class _Undone(Exception):
    pass


def _does(action: Action, case: Case, by: Any) -> bool:
    """Whether the action is done; whatever it did is undone."""
    now = Case.objects.get(pk=case.pk)
    try:
        with transaction.atomic():
            action(now, by)
            raise _Undone
    except _Undone:
        return True
    except (PermissionDenied, Refused, case.submissions.model.DoesNotExist):
        return False


@pytest.mark.parametrize(
    ("state", "name", "sent"),
    [
        ("published", "amend", {}),
        ("published", "close", {}),
        ("approved", "publication", {}),
        ("draft", "publication", {"step": "drop"}),
    ],
)
def test_who_may_not_take_a_step_is_refused_whatever_they_send(
    team: Team, state: str, name: str, sent: dict[str, str]
) -> None:
    """Also where what is sent is not filled in: the form is not for them."""
    case = case_in(state, team)
    answer = team.client("observer").post(reverse(name, args=[case.reference]), sent)
    assert answer.status_code == 403
