"""Amendments: only while the procedure allows, from facts that only people know; what was published stays published."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from cases_to_publish import approve, change_and_adopt, published_case, ready_case, submit, submitted_case
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from commonweal.scheme.versions import SchemeChange
from commonweal_web.procurements.actions import change_case
from commonweal_web.procurements.models import Case, State
from commonweal_web.procurements.queries import forecast_of, newest_document
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions.amending import begin_amendment, drop_amendment
from commonweal_web.publication.actions.answering import answer_check
from commonweal_web.publication.actions.approving import send_back
from commonweal_web.publication.actions.publishing import publish_scheme
from commonweal_web.publication.models import Amendment, Publication
from commonweal_web.publication.queries.published import published_page
from commonweal_web.publication.queries.standing import standing_of
from fixtures import Team

pytestmark = pytest.mark.django_db


def facts(*, days: int = 30, **said: Any) -> dict[str, Any]:
    """Before the first deadline, unless told otherwise."""
    deadline: date = timezone.localdate() + timedelta(days=days)
    nobody = dict.fromkeys(("refines", "final_invited", "dropped_would_pass", "changes_field"))
    return {"first_deadline": deadline.isoformat(), "awarded": False, **nobody, **said}


def begin(case: Case, team: Team, **said: Any) -> Amendment:
    amendment = begin_amendment(case, reason="A question was unclear.", facts=facts(**said), by=team["commercial-lead"])
    case.refresh_from_db()
    return amendment


def test_an_amendment_is_a_draft_while_the_published_version_stands(team: Team) -> None:
    """And a new version names its parent, with what changed and why."""
    case, first = published_case(team)
    begin(case, team)
    assert case.state == State.DRAFT
    assert published_page(case, 1) is not None
    change_and_adopt(case, team)
    submission = submit(case, team)
    approve(case, submission, team)
    second = publish_scheme(case, digest=submission.digest, by=team["commercial-lead"])
    case.refresh_from_db()
    assert (case.state, second.number, second.parent) == (State.AMENDED, 2, first)
    page = published_page(case, 2)
    assert page is not None and page.changes
    assert page.publication.amendment is not None
    assert page.publication.amendment.reason == "A question was unclear."
    old = published_page(case, 1)
    assert old is not None and not old.is_newest and old.publication.text == first.text


def test_what_is_published_stays_in_view_while_it_is_amended(team: Team) -> None:
    """The list and the case's page say so, and lead to it."""
    case, _first = published_case(team)
    begin(case, team)
    lead = team.client("commercial-lead")
    address = reverse("published", args=[case.reference, 1])
    page = lead.get(reverse("case", args=[case.reference])).text
    assert "Published, being amended" in page and f'href="{address}"' in page
    assert "Published, being amended" in lead.get(reverse("home")).text


def test_what_changed_can_be_read_whole() -> None:
    """However long the text is."""
    text = " ".join(f"word{number}" for number in range(200))
    change = SchemeChange(subject="A", what="question", before=text, after="Short.", stage="")
    shown = render_to_string("publication/parts/changes.html", {"changes": [(change, "")]})
    assert text in shown


def test_what_changed_is_told_with_its_stage(team: Team) -> None:
    """As the stage is called, on the page of approval and on that of the published version; no id of it."""
    case, _first = published_case(team)
    begin(case, team)
    change_and_adopt(case, team)
    client = team.client("commercial-lead")
    submission = submit(case, team)
    offered = changes_of(client.get(reverse("approval", args=[case.reference])).text)
    approve(case, submission, team)
    publish_scheme(case, digest=submission.digest, by=team["commercial-lead"])
    page = published_page(case, 2)
    assert page is not None and any(change.stage for change in page.changes)
    published = changes_of(client.get(reverse("published", args=[case.reference, 2])).text)
    for change in page.changes:
        row = (change.subject, page.scheme.stages.get(change.stage, ""), change.what)
        assert row in offered and row in published


def changes_of(page: str) -> set[tuple[str, ...]]:
    """Of every row of the table of changes: of what, at which stage, what."""
    table = page[page.index("Of what") :].partition("</table>")[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    return {tuple(unescape(each) for each in re.findall(r">([^<]*)</t[hd]>", row)[:3]) for row in rows}


def test_an_unchanged_scheme_is_not_published_twice(team: Team) -> None:
    """Nothing is amended until another scheme is adopted."""
    case, _first = published_case(team)
    begin(case, team)
    assert "nothing is amended yet" in standing_of(case).obstacles[0].message
    with pytest.raises(Refused, match="One thing is still in the way"):
        submit(case, team)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"awarded": True}, "The contract is awarded"),
        ({"days": -1, "refines": True, "final_invited": False, "dropped_would_pass": False}, "one round"),
        ({"days": -1, "refines": False, "changes_field": True}, "others could have taken part"),
        ({"days": 0, "refines": False}, "others could have taken part"),
    ],
)
def test_what_the_procedure_no_longer_allows_is_refused(team: Team, said: dict[str, Any], why: str) -> None:
    """With the sentence of the law that stands against it; nothing changes."""
    case, _first = published_case(team)
    with pytest.raises(Refused, match=why):
        begin(case, team, **said)
    assert (Case.objects.get(pk=case.pk).state, Amendment.objects.count()) == (State.PUBLISHED, 0)


def test_after_the_deadline_what_changes_no_field_may_be_changed(team: Team) -> None:
    """A person says that nobody else could have taken part."""
    case, _first = published_case(team)
    assert begin(case, team, days=-1, refines=False, changes_field=False).pk


def test_a_deadline_that_passes_meanwhile_stops_the_amended_version(team: Team) -> None:
    """What a person said is held against the day of publication, not only against that of beginning."""
    case, _first = published_case(team)
    amendment = begin(case, team)
    change_and_adopt(case, team)
    submission = submit(case, team)
    approve(case, submission, team)
    amendment.facts = facts(days=-1)
    amendment.save()
    with pytest.raises(Refused, match="others could have taken part"):
        publish_scheme(case, digest=submission.digest, by=team["commercial-lead"])


def test_a_dropped_amendment_leaves_what_was_published(team: Team) -> None:
    """The document is the published one again; answers given meanwhile stay, and so does every adopted scheme."""
    case, first = published_case(team)
    before = newest_document(case)
    begin(case, team)
    change_and_adopt(case, team)
    by = team["commercial-lead"]
    answer_check(case, "known-risk-named", {"named": True}, based_on=case.version, by=by)
    case.refresh_from_db()
    drop_amendment(case, by=by)
    case.refresh_from_db()
    after = newest_document(case)
    assert case.state == State.PUBLISHED
    assert after.data["procurement"] == before.data["procurement"]
    assert after.data["answers"]["known-risk-named"] == {"named": True}
    assert after.opened is not None and len(after.opened.schemes) == 2
    assert standing_of(case).row == first.scheme
    with pytest.raises(PermissionDenied):
        drop_amendment(case, by=by)
    assert begin(case, team).parent == first


def test_a_dropped_amendment_leaves_the_forecast_as_it_was_published(team: Team) -> None:
    """Also where nothing but the forecast was changed meanwhile, and where there was none before."""
    by = team["commercial-lead"]
    case = ready_case(team)
    change_case(case, lambda _: {}, based_on=None, part="case-file", by=by, forecast="price_base: 2026\n")
    submission = submit(case, team)
    approve(case, submission, team)
    publish_scheme(case, digest=submission.digest, by=by)
    begin(case, team)
    change_case(case, lambda _: {}, based_on=None, part="case-file", by=by, forecast="price_base: 2025\n")
    drop_amendment(case, by=by)
    case.refresh_from_db()
    assert forecast_of(case) == "price_base: 2026\n"
    other, _first = published_case(team)
    begin(other, team)
    change_case(other, lambda _: {}, based_on=None, part="case-file", by=by, forecast="price_base: 2025\n")
    drop_amendment(other, by=by)
    other.refresh_from_db()
    assert forecast_of(other) == ""


def test_answers_go_on_being_given_while_a_scheme_is_published(team: Team) -> None:
    """They change the document's answers, and nothing of what is published."""
    case, first = published_case(team)
    line = answer_check(
        case,
        "null-result-not-breach",
        {"stop_reasons_defined": True},
        based_on=case.version,
        by=team["contract-manager"],
    )
    assert line.state == "Met"
    assert Publication.objects.get().text == first.text
    assert not standing_of(Case.objects.get(pk=case.pk)).obstacles


def test_an_awarded_scheme_is_refused_without_asking_for_a_day(team: Team) -> None:
    """The deadline decides nothing any more: the reason is told at once."""
    case, _first = published_case(team)
    typed = {"reason": "A question was unclear.", "awarded": "yes"}
    page = team.client("commercial-lead").post(reverse("amend", args=[case.reference]), typed).text
    assert "The contract is awarded" in page and "Enter the first deadline" not in page
    page = team.client("commercial-lead").post(reverse("amend", args=[case.reference]), {**typed, "awarded": "no"}).text
    assert "Enter the first deadline" in page


def test_what_the_approver_said_comes_first(team: Team) -> None:
    """On the page of approval before the form, and on the case's own page."""
    case, submission = submitted_case(team)
    send_back(case, number=submission.number, reason="The price formula is missing.", by=team["approver"])
    lead = team.client("commercial-lead")
    page = lead.get(reverse("approval", args=[case.reference])).text
    assert page.index("The price formula is missing.") < page.index("The scheme can be submitted for approval")
    said = f"Sent back by {team['approver'].name}: The price formula is missing."
    assert said in lead.get(reverse("case", args=[case.reference])).text


def test_what_was_published_leads_to_its_documents(team: Team) -> None:
    """So that nobody has to look for them."""
    case, _first = published_case(team)
    page = team.client("commercial-lead").get(reverse("publication-done", args=[case.reference])).text
    assert f'href="{reverse("documents", args=[case.reference])}"' in page


def test_an_auditor_takes_the_evidence_and_changes_nothing(team: Team) -> None:
    """Annex, report and case file; a refusal leads back."""
    case, _first = published_case(team)
    client = team.client("observer")
    assert client.get(reverse("case-file-download", args=[case.reference])).status_code == 200
    for kind in ("annex-word", "report-html"):
        assert client.post(reverse("document", args=[case.reference, 1, kind])).status_code == 302
    refused = client.get(reverse("amend", args=[case.reference]))
    assert refused.status_code == 403 and f'href="{reverse("home")}"' in refused.text
