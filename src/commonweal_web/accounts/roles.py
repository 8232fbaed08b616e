"""What each role is for and may do. Law gives no names to these roles; they follow how teams in authorities work."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that somebody may do. The first group is of an organisation, the rest of one case."""

    MANAGE_PEOPLE = "manage-people"
    SEE_SITE_RECORD = "see-site-record"
    MANAGE_CRITERIA = "manage-criteria"
    START_CASE = "start-case"
    SEE_MISSIONS = "see-missions"

    SEE_CASE = "see-case"
    SEE_PUBLISHED = "see-published"
    SEE_HISTORY = "see-history"
    TAKE_CASE_FILE = "take-case-file"
    TAKE_PACK = "take-pack"
    COMMENT = "comment"
    EDIT_CASE = "edit-case"
    ANSWER_CHECK = "answer-check"
    DECIDE = "decide"
    SUBMIT = "submit"
    APPROVE = "approve"
    PUBLISH = "publish"
    AMEND = "amend"
    CLOSE = "close"
    MANAGE_TEAM = "manage-team"


PERMISSION_WORDS: dict[str, str | Promise] = {
    Permission.MANAGE_PEOPLE: _("Invite people, give and take roles, deactivate and erase accounts"),
    Permission.SEE_SITE_RECORD: _("Read the record of the organisation"),
    Permission.MANAGE_CRITERIA: _("Keep the organisation's local criteria"),
    Permission.START_CASE: _("Start procurements"),
    Permission.SEE_MISSIONS: _("See missions across procurements"),
    Permission.SEE_CASE: _("See the procurement while it is being written"),
    Permission.SEE_PUBLISHED: _("See the published scheme"),
    Permission.SEE_HISTORY: _("Read the history of the procurement"),
    Permission.TAKE_CASE_FILE: _("Download the case file"),
    Permission.TAKE_PACK: _("Download the tender pack"),
    Permission.COMMENT: _("Comment"),
    Permission.EDIT_CASE: _("Describe the procurement and design its scheme"),
    Permission.ANSWER_CHECK: _("Answer checks"),
    Permission.DECIDE: _("Decide on findings and adopt a scheme"),
    Permission.SUBMIT: _("Submit a scheme for approval"),
    Permission.APPROVE: _("Approve a scheme, or send it back"),
    Permission.PUBLISH: _("Publish an approved scheme"),
    Permission.AMEND: _("Amend a published scheme"),
    Permission.CLOSE: _("Close the procurement"),
    Permission.MANAGE_TEAM: _("Choose the team of the procurement"),
}


def permission_words(permission: Permission) -> str | Promise:
    """What a permission lets people do, in words."""
    return PERMISSION_WORDS.get(permission, permission.value)


class Scope(StrEnum):
    ORGANISATION = "organisation"
    CASE = "case"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role with what it may do; what a case's state then allows is in `procurements.states`."""

    key: str
    title: str | Promise
    description: str | Promise
    scope: Scope
    permissions: frozenset[Permission]


P = Permission
_READING = {P.SEE_CASE, P.SEE_PUBLISHED, P.SEE_HISTORY}

COMMERCIAL_LEAD = Role(
    key="commercial-lead",
    title=_("Commercial lead"),
    description=_("Describes the procurement, designs its scheme, answers for it, and publishes what was approved."),
    scope=Scope.CASE,
    permissions=frozenset(
        _READING
        | {P.TAKE_CASE_FILE, P.TAKE_PACK, P.COMMENT, P.EDIT_CASE, P.ANSWER_CHECK, P.DECIDE}
        | {P.SUBMIT, P.PUBLISH, P.AMEND, P.CLOSE, P.MANAGE_TEAM}
    ),
)
APPROVER = Role(
    key="approver",
    title=_("Approver"),
    description=_("Approves a scheme that another person designed, or sends it back with a reason."),
    scope=Scope.CASE,
    permissions=frozenset(_READING | {P.TAKE_CASE_FILE, P.TAKE_PACK, P.COMMENT, P.APPROVE}),
)
EVALUATOR = Role(
    key="evaluator",
    title=_("Evaluator"),
    description=_("Scores bids. Sees the published scheme; drafts, prices and the scores of others are not shown."),
    scope=Scope.CASE,
    permissions=frozenset({P.SEE_PUBLISHED}),
)
MODERATION_CHAIR = Role(
    key="moderation-chair",
    title=_("Moderation chair"),
    description=_("Leads the panel to one score for each criterion, once all evaluators have locked theirs."),
    scope=Scope.CASE,
    permissions=frozenset({P.SEE_PUBLISHED}),
)
CONTRACT_MANAGER = Role(
    key="contract-manager",
    title=_("Contract manager"),
    description=_("Manages the contract. Sees the draft, comments on what is to be reported, answers checks."),
    scope=Scope.CASE,
    permissions=frozenset(_READING | {P.TAKE_PACK, P.COMMENT, P.ANSWER_CHECK}),
)
SUPPLIER_CONTACT = Role(
    key="supplier-contact",
    title=_("Supplier contact"),
    description=_("Acts for a supplier. Sees what is published, and nothing of any other supplier."),
    scope=Scope.CASE,
    permissions=frozenset({P.SEE_PUBLISHED}),
)
OBSERVER = Role(
    key="observer",
    title=_("Observer"),
    description=_("An auditor: sees the case and its history, takes its documents and files, and changes nothing."),
    scope=Scope.CASE,
    permissions=frozenset(_READING | {P.TAKE_CASE_FILE, P.TAKE_PACK}),
)
ANALYST = Role(
    key="analyst",
    title=_("Analyst"),
    description=_("Looks across the published schemes of the organisation, by mission and by kind."),
    scope=Scope.ORGANISATION,
    permissions=frozenset({P.SEE_MISSIONS, P.SEE_PUBLISHED}),
)
LEAD_OF_ORGANISATION = Role(
    key="procurement-staff",
    title=_("Procurement staff"),
    description=_("Starts procurements, and is commercial lead of those they start."),
    scope=Scope.ORGANISATION,
    permissions=frozenset({P.START_CASE, P.SEE_MISSIONS}),
)
ADMINISTRATOR = Role(
    key="administrator",
    title=_("Administrator"),
    description=_("Invites people, gives roles, keeps local criteria. Sees no case they are not on the team of."),
    scope=Scope.ORGANISATION,
    permissions=frozenset({P.MANAGE_PEOPLE, P.SEE_SITE_RECORD, P.MANAGE_CRITERIA}),
)

ROLES = {
    role.key: role
    for role in (
        COMMERCIAL_LEAD,
        APPROVER,
        EVALUATOR,
        MODERATION_CHAIR,
        CONTRACT_MANAGER,
        SUPPLIER_CONTACT,
        OBSERVER,
        ANALYST,
        LEAD_OF_ORGANISATION,
        ADMINISTRATOR,
    )
}
CASE_ROLES = {key: role for key, role in ROLES.items() if role.scope is Scope.CASE}
ORGANISATION_ROLES = {key: role for key, role in ROLES.items() if role.scope is Scope.ORGANISATION}


def role_title(key: str) -> str:
    """A role as people name it, inside a sentence; a role that this release does not know keeps its key."""
    return str(ROLES[key].title).lower() if key in ROLES else key
