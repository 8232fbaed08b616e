"""A case in each state with something on every page of it, and the address of every route for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from cases_to_publish import adopted_case, approve, approved_case, change_and_adopt, published_case, submit
from cases_to_publish import submitted_case as to_approver
from django.urls import reverse
from django.utils import timezone
from every_route import LEAD, site_routes
from forecast_cases import give_forecast, ready_run

from commonweal_web.accounts.actions.links import invite, issue_password_link
from commonweal_web.accounts.models import User
from commonweal_web.api.actions.tokens import make_token
from commonweal_web.design.translate.decisions import decision_mark
from commonweal_web.forecast.queries import forecasting
from commonweal_web.procurements.actions.commenting import write_comment
from commonweal_web.procurements.actions.starting import keep_case_file, keep_drafts
from commonweal_web.procurements.models import Case, Draft
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.translate.starting import Drafted
from commonweal_web.publication.actions.amending import begin_amendment
from commonweal_web.publication.actions.publishing import close_case, publish_scheme
from fixtures import PASSWORD, Team, example_text

Facts = dict[str, Any]


def amended_case(team: Team) -> Case:
    """Published, amended before the first deadline, and published again."""
    case, _first = published_case(team)
    deadline = timezone.localdate() + timedelta(days=30)
    facts: Facts = {"first_deadline": deadline.isoformat(), "awarded": False}
    asked = dict.fromkeys(("refines", "final_invited", "dropped_would_pass", "changes_field"))
    begin_amendment(case, reason="A question was unclear.", facts={**facts, **asked}, by=team[LEAD])
    case.refresh_from_db()
    change_and_adopt(case, team)
    submission = submit(case, team)
    approve(case, submission, team)
    publish_scheme(case, digest=submission.digest, by=team[LEAD])
    return case


def closed_case(team: Team) -> Case:
    case, _published = published_case(team)
    close_case(case, ending="no-award", reason="No money.", by=team[LEAD])
    return case


MAKERS: dict[str, Callable[[Team], Any]] = {
    "draft": adopted_case,
    "in-approval": to_approver,
    "approved": approved_case,
    "published": published_case,
    "amended": amended_case,
    "closed": closed_case,
}


def case_in(state: str, team: Team) -> Case:
    """A case brought to a state as people bring it there, with a comment of its lead."""
    made = MAKERS[state](team)
    case: Case = made[0] if isinstance(made, tuple) else made
    case.refresh_from_db()
    assert case.state == state
    return case


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """What stands in the places of every address: of one case, its team, and what its lead has begun."""

    parts: dict[str, Any]
    special: dict[str, dict[str, Any]]

    def of(self, name: str) -> str:
        """The address of a route."""
        pattern, _view = site_routes()[name]
        wanted = re.findall(r"<(?:\w+:)?(\w+)>", pattern)
        known = {**self.parts, **self.special.get(name, {})}
        return reverse(name, kwargs={each: known[each] for each in wanted})


def addresses(case: Case, team: Team) -> Addresses:
    """The address of every route for a case: whatever a route names exists."""
    lead = team[LEAD]
    notice = _notice_draft(lead)
    file = keep_case_file(case, {"case.yaml": example_text()}, by=lead)
    opened = newest_document(case).opened
    assert opened is not None
    give_forecast(case)
    run = ready_run(case, by=lead)
    comment = case.comments.first() or _comment(case, lead)
    member = case.team.get(role="observer")
    mark = next(decision_mark(each) for each in opened.case.decisions if each.kind != "adopt")
    parts = {
        "reference": case.reference,
        "draft_id": notice.pk,
        "batch": notice.batch,
        "number": 1,
        "of": 1,
        "key": "what",
        "name": opened.case.procurement.stages[1].id,
        "page_key": "what",
        "way": "up",
        "kind": "exclude",
        "mark": mark,
        "option": "balanced",
        "person_id": team["observer"].pk,
        "place": 1,
        "provider_id": "organisation",
        "secret": "none",
        "run": run.pk,
        "chart": run.pictures.values_list("name", flat=True)[0],
        "size": "wide",
        "belief": next(iter(forecasting(case).stated.beliefs)),
        "token_id": make_token(team[LEAD], name="A token", scopes={"cases:read"}, days=30)[0].pk,
    }
    criterion = {"pack": "innovation", "name": opened.schemes[-1].scheme.scored[0].code.rpartition("/")[2]}
    return Addresses(
        parts=parts, special={**_of_case(file, comment.pk, member.pk), **_of_scheme(criterion), **_of_links(team, case)}
    )


def _of_case(file: Draft, comment: int, member: int) -> dict[str, Any]:
    """Where what is named differs from page to page: items of lists, people of the team, documents, checks."""
    pages = ("item", "item-add", "item-remove", "item-move")
    return {
        **{f"case-{page}": {"key": "stages"} for page in pages},
        **{f"draft-{page}": {"key": "stages", "name": "pilot"} for page in pages},  # a stage of what was drafted
        "case-file-changes": {"draft_id": file.pk},
        "case-comment-resolve": {"number": comment},
        "case-team-change": {"number": member},
        "case-team-remove": {"number": member},
        "person_step": {"key": "deactivate"},
        "check": {"name": "lots-considered"},
        "check-person": {"name": "lots-considered"},
    }


def _of_scheme(criterion: dict[str, str]) -> dict[str, Any]:
    return {
        "published-document": {"key": "scheme"},
        "draft-document": {"key": "report-html"},
        "document": {"key": "report-html"},
        "wording": criterion,
        "why_not": criterion,
        **{name: {"of": "adopted"} for name in ("challenge-scheme", "challenge-what-if")},
        "challenge-mend": {"of": "adopted", "mark": "0" * 16},  # what a page says of a mend that is no longer offered
    }


def _of_links(team: Team, case: Case) -> dict[str, Any]:
    """One-time links that are still open."""
    by, own = team["administrator"], case.reference.lower()
    joining = invite(email=f"new.{own}@example.org", name="", organisation=team.organisation, roles=set(), by=by)
    forgetful = User.objects.create_user(
        email=f"forgot.{own}@example.org", password=PASSWORD, name="A forgetful one", organisation=team.organisation
    )
    forgot = issue_password_link(forgetful, by=by)
    return {"invitation": {"secret": joining.secret}, "new_password": {"secret": forgot.secret}}


def _comment(case: Case, lead: User) -> Any:
    from commonweal_web.procurements.models import Comment

    if case.state == "closed":  # no more of them are written, those that were stay
        return Comment.objects.create(case=case, author=lead, text="Is the pilot long enough?")
    return write_comment(case, "Is the pilot long enough?", by=lead)


def _notice_draft(lead: User) -> Draft:
    """What was read in a notice, as its person has yet to confirm it."""
    text = example_text()
    drafted = Drafted(title="A pilot (fictional)", authority="Northmoor", number="2026/S 000-000001", text=text)
    return keep_drafts([drafted], by=lead)[0]
