"""What a case's state allows, beside what a role allows: both must."""

from __future__ import annotations

from commonweal_web.accounts.roles import CASE_ROLES, Permission
from commonweal_web.procurements.models import State

P = Permission
_ALWAYS = frozenset({P.SEE_CASE, P.SEE_HISTORY, P.TAKE_CASE_FILE, P.TAKE_PACK})
_OPEN = _ALWAYS | {P.COMMENT, P.MANAGE_TEAM, P.ANSWER_CHECK, P.CLOSE}

ALLOWED: dict[str, frozenset[Permission]] = {
    State.DRAFT: _OPEN | {P.EDIT_CASE, P.DECIDE, P.SUBMIT},
    State.IN_APPROVAL: (_OPEN - {P.ANSWER_CHECK}) | {P.APPROVE, P.SUBMIT},  # to submit includes to take it back
    State.APPROVED: (_OPEN - {P.ANSWER_CHECK}) | {P.PUBLISH, P.SUBMIT},
    State.PUBLISHED: _OPEN | {P.AMEND},
    State.AMENDED: _OPEN | {P.AMEND},
    State.CLOSED: _ALWAYS,
}


def permissions_of(roles: frozenset[str], state: str, *, has_published: bool) -> frozenset[Permission]:
    """What the holders of some roles on a case may do in a state.

    What is published stays to be seen in every state that follows, amendment and closing included.
    """
    by_role = frozenset().union(*(CASE_ROLES[role].permissions for role in roles if role in CASE_ROLES))
    allowed = ALLOWED[state] | ({P.SEE_PUBLISHED} if has_published else frozenset())
    return by_role & allowed
