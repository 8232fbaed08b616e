"""Every address of the service and who may open it: stated here once more, apart from the code that guards them.

`ROUTES` names what a page's guard must be and, where sending something needs more than looking, what that needs.
`ROLES` and `STATES` say again what each role may do and what each state of a case allows, so that a slip in
`accounts.roles` or `procurements.states` is found by what the pages then answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

LEAD, APPROVER, MANAGER, OBSERVER = "commercial-lead", "approver", "contract-manager", "observer"
EVALUATOR, CHAIR, SUPPLIER = "evaluator", "moderation-chair", "supplier-contact"

READER = "see-case see-published see-history"
ROLES: dict[str, str] = {
    LEAD: f"{READER} take-case-file take-pack comment edit-case answer-check decide submit publish amend close"
    " manage-team",
    APPROVER: f"{READER} take-case-file take-pack comment approve",
    MANAGER: f"{READER} take-pack comment answer-check",
    OBSERVER: f"{READER} take-case-file take-pack",
    EVALUATOR: "see-published",
    CHAIR: "see-published",
    SUPPLIER: "see-published",
}
ORGANISATION: dict[str, str] = {
    LEAD: "start-case see-missions",  # in these tests the lead is on the procurement staff as well
    "procurement-staff": "start-case see-missions",
    "analyst": "see-missions",
    "administrator": "manage-people see-site-record manage-criteria",
    "outsider": "start-case see-missions",
    "other-outsider": "start-case see-missions",
    "other-administrator": "manage-people see-site-record manage-criteria",
}
ALWAYS = "see-case see-history take-case-file take-pack"
WORKING = f"{ALWAYS} comment manage-team close"
STATES: dict[str, str] = {
    "draft": f"{WORKING} edit-case answer-check decide submit",
    "in-approval": f"{WORKING} approve submit",
    "approved": f"{WORKING} publish submit",
    "published": f"{WORKING} answer-check amend see-published",
    "amended": f"{WORKING} answer-check amend see-published",
    "closed": f"{ALWAYS} see-published",  # this one was published before
}
OUT = ("published", "amended", "closed")  # states in which something is published

PUBLIC, SIGNED_IN, OWN = "public", "signed-in", "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Something that is sent to a page, and the permission that this takes."""

    needs: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A page: its guard, what looking needs beyond that, what sending needs, and where it has something to show."""

    access: str
    look: str = ""  # more than the guard asks for, to look
    sent: tuple[Sent, ...] = ()  # what is sent to it; nothing in particular where this is empty
    in_states: tuple[str, ...] = ()  # in other states it has nothing to show
    gives: int = 200  # to those who may look
    post_only: bool = False


def of_case(access: str, **more: Any) -> Route:
    return Route(access=access, **more)


def sends(needs: str, **data: Any) -> Sent:
    return Sent(needs=needs, data=data)


SEE = "see-case"
DECIDES = Route(access="decide")
EDITS = Route(access="edit-case")
DRAFT = Route(access=SIGNED_IN, look=OWN)
ROUTES: dict[str, Route] = {
    # For everybody.
    **{
        name: Route(access=PUBLIC)
        for name in (
            *("start", "help", "privacy", "health", "ready", "glossary", "layout:about", "layout:accessibility"),
            *("api", "openapi"),
            *("account_inactive", "account_reset_password"),
            *("invitation", "new_password"),
        )
    },
    **{
        f"layout:{name}": Route(access=PUBLIC, gives=404)
        for name in ("look", "look_form", "look_question", "look_done")
    },
    "socialaccount_login_cancelled": Route(access=PUBLIC, gives=403),  # nobody was signing in
    "account_login": Route(access=PUBLIC, gives=0),  # the signed-in are sent on
    "account_logout": Route(access=PUBLIC, gives=0),  # those who are not, too
    "mfa_authenticate": Route(access=PUBLIC, gives=302),  # nobody is half signed in here
    "openid_connect_login": Route(access=PUBLIC, gives=404),  # no provider is set up here
    "openid_connect_callback": Route(access=PUBLIC, gives=404),
    # For everybody who is signed in.
    **{
        name: Route(access=SIGNED_IN)
        for name in ("home", "account", "account_name", "sessions", "roles", "tokens", "new_token")
    },
    **{name: Route(access=SIGNED_IN) for name in ("account_change_password", "account_reauthenticate", "mfa_index")},
    "mfa_reauthenticate": Route(access=SIGNED_IN, gives=302),  # who has no codes cannot confirm by one
    "mfa_activate_totp": Route(access=SIGNED_IN, gives=0),
    "mfa_deactivate_totp": Route(access=SIGNED_IN, gives=404),  # nobody has codes here
    "mfa_view_recovery_codes": Route(access=SIGNED_IN, gives=404),  # nobody has codes here
    "mfa_generate_recovery_codes": Route(access=SIGNED_IN, gives=0),
    "mfa_download_recovery_codes": Route(access=SIGNED_IN, gives=404),  # nobody has codes here
    # One's own drafts: to anybody else there are none.
    **dict.fromkeys(("draft-answers", "draft-section", "draft-item-add", "draft-item-remove"), DRAFT),
    **dict.fromkeys(("draft-item", "draft-assumptions"), DRAFT),
    "revoke_token": Route(access=SIGNED_IN, look=OWN, post_only=True),
    "draft-confirm": Route(access=SIGNED_IN, look=OWN, gives=302),
    "draft-item-move": Route(access=SIGNED_IN, look=OWN, gives=302),
    # By role in the organisation.
    **{name: Route(access="start-case") for name in ("start-case", "start-notice", "start-questions", "start-copy")},
    **{name: Route(access="start-case") for name in ("start-template", "start-case-file")},
    "start-which": Route(access="start-case", look=OWN),
    "missions": Route(access="see-missions"),
    "mission-scheme": Route(access="see-missions", look="of-the-organisation", in_states=OUT),
    "organisation_record": Route(access="see-site-record"),
    **{name: Route(access="manage-criteria") for name in ("local_criteria", "add_local_criterion", "change_figure")},
    "remove_local": Route(access="manage-criteria", gives=404),  # there is none here
    **{name: Route(access="manage-criteria") for name in ("word-template", "word-template-start")},
    **{name: Route(access="manage-people") for name in ("people", "invite", "codes_required")},
    **{
        name: Route(access="manage-people", look="of-the-organisation")
        for name in ("person", "person_roles", "person_details", "person_step")
    },
    # By role on a case: looking.
    **{name: of_case(SEE) for name in ("case", "case-answers", "case-team", "checks", "criteria", "proposal")},
    **{name: of_case(SEE) for name in ("decisions", "proposal_option", "recognised", "why_not", "scheme_versions")},
    **{name: of_case(SEE) for name in ("compare_schemes", "recognised_version")},
    **{name: of_case("see-history") for name in ("case-history", "case_history", "case-compare")},
    **{name: of_case("see-published") for name in ("published", "published-data", "response-check")},
    "published-document": of_case("see-published"),
    **{name: of_case("take-pack") for name in ("documents", "draft-document")},
    "document": of_case("take-pack"),
    "case-file-download": of_case("take-case-file"),
    **{name: of_case(SEE) for name in ("forecast-scenarios", "forecast-beliefs", "forecast-figures", "forecast-chart")},
    "forecast-inputs-file": of_case("take-case-file"),
    **{name: of_case(SEE) for name in ("challenge", "challenge-scheme", "challenge-what-if")},
    # By role on a case: changing it.
    "forecast": of_case(
        SEE, sent=(sends("edit-case", step="start"), sends("see-case", step="run"), sends("see-case", step="cancel"))
    ),
    **dict.fromkeys(("forecast-belief", "forecast-inputs"), EDITS),
    "case-comments": of_case(SEE, sent=(sends("comment", text="Is this so?"),)),
    "case-comment-resolve": of_case("comment", post_only=True),
    "case-copy": of_case(SEE, look="start-case", sent=(sends("start-case", title="Another one"),)),
    "case-file": of_case("take-case-file", sent=(sends("edit-case"),)),
    "case-file-changes": EDITS,
    **dict.fromkeys(("case-section", "case-item-add", "case-item-remove", "case-item", "case-assumptions"), EDITS),
    "case-item-move": Route(access="edit-case", gives=302),
    **{name: of_case("manage-team") for name in ("case-team-add", "case-team-change", "case-team-remove")},
    **dict.fromkeys(("decide", "withdraw_decision", "adopt_option", "weightings", "wording"), DECIDES),
    "challenge-mend": DECIDES,
    # By role on a case: its checks, approval and publication. Each page shows more people where the case stands.
    "check": of_case(
        SEE,
        sent=(
            sends("answer-check", version="{version}", considered="yes", reason="One system."),
            sends("answer-check", step="withdraw"),
        ),
    ),
    "check-person": of_case(SEE, look="answer-check", sent=(sends("answer-check"),)),
    "approval": of_case(
        SEE,
        sent=(
            sends("submit", step="submit", version="{version}"),
            sends("submit", step="take-back", number="{submission}"),
            sends("approve", step="decide", decision="approve", number="{submission}", digest="{scheme_digest}"),
            sends("approve", step="decide", decision="send-back", number="{submission}", reason="Unclear."),
        ),
    ),
    "publication": of_case(
        SEE,
        sent=(sends("publish", digest="{digest}", confirmed="on"), sends("decide", step="drop")),
    ),
    "publication-done": of_case(SEE, in_states=OUT),
    "amend": of_case(
        SEE,
        look="amend",
        sent=(
            sends(
                "amend",
                reason="Unclear.",
                awarded="no",
                first_deadline_day="1",
                first_deadline_month="3",
                first_deadline_year="2027",
            ),
        ),
    ),
    "close": of_case(SEE, look="close", sent=(sends("close", ending="no-award", reason="No money."),)),
}
ON_A_CASE = frozenset(" ".join([*ROLES.values(), *STATES.values()]).split())


def site_routes() -> dict[str, tuple[str, Any]]:
    """Every route of the site by name: its address as a pattern, and its view."""
    found: dict[str, tuple[str, Any]] = {}
    for name, pattern, view in _walk(get_resolver(), "", ()):
        assert name not in found, f"Two routes are called {name}"
        found[name] = (pattern, view)
    return found


def _walk(resolver: URLResolver, prefix: str, spaces: tuple[str, ...]) -> Iterator[tuple[str, str, Any]]:
    for each in resolver.url_patterns:
        pattern = prefix + str(each.pattern)
        if pattern.startswith("api/v1/") and pattern != "api/v1/openapi.json":
            continue  # the operations of the API have a walk of their own, by token and scope
        if isinstance(each, URLResolver):
            yield from _walk(each, pattern, (*spaces, *([each.namespace] if each.namespace else [])))
        elif isinstance(each, URLPattern):
            yield ":".join((*spaces, each.name or f"(without a name: {pattern})")), pattern, each.callback
