"""Cases brought to each state as people bring them there, for tests of publication."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from django.utils import timezone

from commonweal.design import propose_schemes
from commonweal.design.proposal import Proposals
from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.adopted import scheme_name
from commonweal.exchange.case_file.adopting import adoption
from commonweal.exchange.case_file.folder import CASE_FILE, LOCK_FILE
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.procurements.actions import acting, add_version, save_parts
from commonweal_web.procurements.models import Case, SchemeVersion
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.translate import changed, person_label
from commonweal_web.procurements.translate.choices import shipped_packs
from commonweal_web.publication.actions.approving import approve_scheme, submit_scheme
from commonweal_web.publication.actions.publishing import publish_scheme
from commonweal_web.publication.models import Publication, Submission
from commonweal_web.publication.queries.reasons import FOUR_TESTS, adopting_answers
from commonweal_web.publication.queries.standing import standing_of
from fixtures import Team, example_text

TODAY = date(2026, 11, 26)
ANSWERS: dict[str, dict[str, Any]] = {
    "conflicts-assessment": {"prepared_on": date(2026, 11, 2), "confirmed": True},
    "conditions-of-participation": {"conditions": False},
    "equal-treatment": {"differs": False, "barriers_considered": True},
    "methodology-stated": {"disqualifying": "none"},
    "gates-provided-for": {"nature_same": True},
    "lots-considered": {"considered": True, "reason": "One tool has to be read against one record system."},
    "pilot-advantage": {"steps": "Results on past images go to every bidder.", "unavoidable": False},
    "sub-criteria-explained": {"explained_whole": True},
}
QUALITY = [
    {
        "title": "Technical quality",
        "weighting": 100,
        "question": "How will the tool read the records, and how will you show that it reads them well?",
        "evidence": "A method that was tried on records of the same kind, with its faults named.",
    }
]


@cache
def answered_text(name: str = "sandbox-pilot") -> str:
    """A shipped example with what only people can say, but for the reasons that a person adopts."""
    innovation = next(pack for pack in shipped_packs().editions if pack.id == "innovation")
    codes = [code for code, criterion in innovation.criteria.items() if criterion.additionality is not None]
    decisions = [
        {
            "kind": "additionality",
            "subject": code,
            "value": "spillover",
            "reason": "Others can use it; the contract does not ask for that.",
            "by": "R. Adeyemi, head of procurement",
            "on": date(2026, 11, 20),
        }
        for code in codes
    ]
    parts: dict[tuple[str | int, ...], Any] = {
        ("answers", check, key): value for check, given in ANSWERS.items() for key, value in given.items()
    }
    return changed(example_text(name), {**parts, ("decisions",): decisions, ("quality",): QUALITY})


_PROPOSALS: dict[str, Proposals] = {}


def proposals_of(opened: CaseFolder) -> Proposals:
    """The three proposals, found once for every test that begins with the same text."""
    if opened.case_text not in _PROPOSALS:
        _PROPOSALS[opened.case_text] = propose_schemes(opened.case, packs=shipped_packs())
    return _PROPOSALS[opened.case_text]


def adopt(case: Case, by: User, option: str = "balanced") -> SchemeVersion:
    """An option becomes the case's next scheme, as the pages of the design do it."""
    opened = newest_document(case).opened
    assert opened is not None
    packs = shipped_packs()
    proposals = proposals_of(opened)
    version, texts = adoption(
        opened, proposals, option, packs=packs, by=person_label(by), reason="It fits.", on=TODAY, today=TODAY
    )
    with acting(case, Permission.DECIDE, by=by) as locked:
        row = SchemeVersion.objects.create(
            case=locked,
            number=version.version,
            text=texts[scheme_name(version.version)],
            lock=texts[LOCK_FILE],
            digest=version.digest,
            case_version=locked.version + 1,
            option=option,
            reason=version.reason,
            adopted_by=by,
            adopted_at=timezone.now(),
        )
        add_version(locked, texts[CASE_FILE], part="adoption", by=by)
    case.refresh_from_db()
    return row


def adopted_case(team: Team) -> Case:
    """Everything answered but the four tests."""
    case = team.case(answered_text())
    adopt(case, team["commercial-lead"])
    return case


def ready_case(team: Team) -> Case:
    """Nothing is in the way of submitting it."""
    case = adopted_case(team)
    adopt_all_reasons(case, team)
    return case


def adopt_all_reasons(case: Case, team: Team) -> None:
    """In one step what the pages do in four."""
    by = team["commercial-lead"]
    standing = standing_of(case)
    parts = {
        ("answers", check, key): value
        for check in FOUR_TESTS
        for key, value in adopting_answers(standing, check, label=person_label(by)).items()
    }
    save_parts(case, parts, based_on=case.version, part="answers", by=by)
    case.refresh_from_db()


def submitted_case(team: Team) -> tuple[Case, Submission]:
    case = ready_case(team)
    return case, submit(case, team)


def submit(case: Case, team: Team) -> Submission:
    return submit_scheme(case, note="", seen=case.version, by=team["commercial-lead"])


def approve(case: Case, submission: Submission, team: Team) -> None:
    approve_scheme(case, number=submission.number, digest=submission.scheme_digest, by=team["approver"])
    case.refresh_from_db()


def approved_case(team: Team) -> tuple[Case, Submission]:
    case, submission = submitted_case(team)
    approve(case, submission, team)
    return case, submission


def published_case(team: Team) -> tuple[Case, Publication]:
    case, submission = approved_case(team)
    published = publish_scheme(case, digest=submission.digest, by=team["commercial-lead"])
    case.refresh_from_db()
    return case, published


def change_and_adopt(case: Case, team: Team) -> SchemeVersion:
    """Something of the design changes, and the scheme is adopted anew."""
    save_parts(
        case,
        {("procurement", "description"): "Other words."},
        based_on=case.version,
        part="description",
        by=team["commercial-lead"],
    )
    case.refresh_from_db()
    row = adopt(case, team["commercial-lead"], option="fuller")
    adopt_all_reasons(case, team)
    return row
