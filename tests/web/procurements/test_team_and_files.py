"""Team, comments, versions, the list, and case files that travel both ways."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from page_checks import check_html

from commonweal.exchange.case_file.folder import texts_of_zip, zip_texts
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal_web.audit.models import Event
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case, Comment, Draft, Membership, SchemeVersion, State
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.translate import person_label
from commonweal_web.procurements.translate.difference import differences, with_accepted
from fixtures import Team, example_text, make_team


def url(case: Case, name: str, *rest: object) -> str:
    return reverse(f"case-{name}", args=(case.reference, *rest))


def kinds(case: Case) -> list[str]:
    return [event.kind for event in Event.objects.filter(chain=case.chain).order_by("sequence")]


# --- team -----------------------------------------------------------------------------------------


def test_people_join_change_and_leave(team: Team, case: Case, lead: Client) -> None:
    """Each step is one event with ids, and the page names the person."""
    person = team["analyst"]
    assert lead.post(url(case, "team-add"), {"person": person.key, "role": "observer"}).status_code == 302
    member = case.team.get(user=person)
    check_html(lead.get(url(case, "team")).content.decode())
    lead.post(url(case, "team-change", member.pk), {"role": "approver"})
    member = case.team.get(user=person)
    assert member.role == "approver"
    lead.post(url(case, "team-remove", member.pk))
    assert not case.team.filter(user=person).exists()
    assert kinds(case)[1:] == ["member-added", "member-changed", "member-removed"]


def test_somebody_of_another_organisation_joins_by_their_address(case: Case, lead: Client) -> None:
    """Who has no account here is told to be invited; what was typed stays."""
    other = make_team("Saltmere Council (fictional)", prefix="saltmere-")
    typed = {"person": "elsewhere", "role": "approver"}
    unknown = lead.post(url(case, "team-add"), {**typed, "email": "nobody@example.org"}).content.decode()
    check_html(unknown)
    assert "ask an administrator to invite them" in unknown and "nobody@example.org" in unknown
    assert lead.post(url(case, "team-add"), {**typed, "email": " Saltmere-Approver@example.org"}).status_code == 302
    assert case.team.filter(user=other["approver"], role="approver").exists()


@pytest.mark.parametrize("way", ["change", "remove"])
def test_the_last_commercial_lead_stays(team: Team, case: Case, lead: Client, way: str) -> None:
    """A case is never without one; with a second one the first may go."""
    own = case.team.get(role="commercial-lead")
    text = lead.post(url(case, f"team-{way}", own.pk), {"role": "observer"}).content.decode()
    assert "always has a commercial lead" in text
    check_html(text)
    Membership.objects.create(case=case, user=team["outsider"], role="commercial-lead")
    assert lead.post(url(case, f"team-{way}", own.pk), {"role": "observer"}).status_code == 302
    assert not case.team.filter(pk=own.pk, role="commercial-lead").exists()


def test_somebody_of_a_supplier_is_a_supplier_contact(team: Team, case: Case, lead: Client) -> None:
    """And nothing else."""
    supplier = make_team("Greyfriars Software (fictional)", prefix="supplier-")
    supplier.organisation.is_supplier = True
    supplier.organisation.save()
    typed = {"person": "elsewhere", "email": "supplier-observer@example.org"}
    refused = lead.post(url(case, "team-add"), {**typed, "role": "observer"}).content.decode()
    assert "can only be a supplier contact" in refused
    assert lead.post(url(case, "team-add"), {**typed, "role": "supplier-contact"}).status_code == 302


@pytest.mark.parametrize("role", ["approver", "observer", "contract-manager"])
def test_who_does_not_manage_the_team_sees_it(team: Team, case: Case, role: str) -> None:
    """Without the ways to change it."""
    client = team.client(role)
    text = client.get(url(case, "team")).content.decode()
    assert "Change role" not in text and "Add somebody" not in text
    member = case.team.get(role="commercial-lead")
    assert client.post(url(case, "team-remove", member.pk)).status_code == 403


# --- comments -------------------------------------------------------------------------------------


def test_a_comment_is_written_and_dealt_with(team: Team, case: Case, lead: Client) -> None:
    """Plain text, on the case or on one thing; the record tells that it was, never what."""
    approver = team.client("approver")
    page = url(case, "comments")
    approver.post(page, {"text": "<b>Why</b> 10%?", "subject": "criterion:co-design"})
    comment = Comment.objects.get()
    text = lead.get(page).content.decode()
    check_html(text)
    assert "&lt;b&gt;Why&lt;/b&gt; 10%?" in text and "criterion:co-design" in text
    assert "There is no comment yet" in lead.get(page + "?about=criterion:other").content.decode()
    lead.post(url(case, "comment-resolve", comment.pk))
    comment.refresh_from_db()
    assert comment.resolved_by == team["commercial-lead"]
    assert kinds(case)[1:] == ["comment-written", "comment-resolved"]
    assert "Why" not in str([event.facts for event in Event.objects.all()])


@pytest.mark.parametrize(("text", "sentence"), [("", "Enter your comment"), ("x" * 4_001, "4000 characters or fewer")])
def test_a_comment_is_bounded(case: Case, lead: Client, text: str, sentence: str) -> None:
    """And not empty."""
    shown = lead.post(url(case, "comments"), {"text": text}).content.decode()
    assert sentence in shown.replace("4,000", "4000")
    check_html(shown)
    assert Comment.objects.count() == 0


def test_an_observer_reads_comments_and_writes_none(team: Team, case: Case) -> None:
    """Their page has no box."""
    client = team.client("observer")
    assert "Your comment" not in client.get(url(case, "comments")).content.decode()
    client.post(url(case, "comments"), {"text": "Mine"})
    assert Comment.objects.count() == 0


# --- the list and the versions --------------------------------------------------------------------


def test_the_list_is_searched_filtered_sorted_and_paged(team: Team, lead: Client) -> None:
    """By title and reference, in a state, in an order in which what is not known comes last."""
    by = team["commercial-lead"]
    from commonweal_web.procurements.actions.starting import start_from_title

    for number in range(24):
        start_from_title(f"Buses {number:02}", by=by)
    valued = team.case()
    Case.objects.filter(title="Buses 03").update(state=State.PUBLISHED)
    first = lead.get(reverse("home")).content.decode()
    check_html(first)
    assert "25 procurements" in first and "page=2" in first
    check_html(lead.get(reverse("home") + "?page=2").content.decode())
    assert "1 procurement" in lead.get(reverse("home") + "?q=buses+07").content.decode()
    assert "1 procurement" in lead.get(reverse("home") + f"?q={valued.reference.lower()}").content.decode()
    assert "Buses 03" in lead.get(reverse("home") + "?state=published").content.decode()
    assert "No procurement of yours matches" in lead.get(reverse("home") + "?q=ferries").content.decode()
    for sort in ("value", "commencement"):
        text = lead.get(reverse("home") + f"?sort={sort}").content.decode()
        assert text.index(valued.title) < text.index("Buses")
    assert lead.get(reverse("home") + "?sort=nonsense&state=x&page=99&q=" + "x" * 300).status_code == 200


def test_an_approver_sees_what_waits_for_them(team: Team, case: Case) -> None:
    """In the list, beside the state."""
    Case.objects.update(state=State.IN_APPROVAL)
    assert "Waits for your approval" in team.client("approver").get(reverse("home")).content.decode()


def test_two_versions_are_compared_part_by_part(team: Team, case: Case, lead: Client) -> None:
    """In words, with who and when."""
    by = team["commercial-lead"]
    save_parts(case, {("stages", "pilot", "funding"): {"amount": 500_000}}, based_on=1, part="stages", by=by)
    save_parts(case, {("procurement", "circumstances", "research"): True}, based_on=2, part="circumstances", by=by)
    text = lead.get(url(case, "compare") + "?from=1&to=3").content.decode()
    check_html(text)
    assert "2 parts differ" in text and "£450,000 excluding VAT" in text and "£500,000, VAT not stated" in text
    assert "Stage “Sandbox pilot on two wards”: Funding of one contract" in text
    assert "They say the same" in lead.get(url(case, "compare") + "?from=2&to=2").content.decode()
    assert lead.get(url(case, "compare") + "?from=2&to=99").status_code == 404


def test_what_people_answered_and_decided_is_compared_in_words(team: Team, case: Case, lead: Client) -> None:
    """By titles and the words of questions, with names for labels, and without digests that only a file needs."""
    by = team["commercial-lead"]
    decision = {"kind": "additionality", "subject": "innovation/co-design", "value": "spillover"}
    decision |= {"stage": "pilot", "reason": "Others can use it.", "by": person_label(by), "on": date(2026, 11, 26)}
    parts = {
        ("answers", "clear-and-measurable", "adopted_by"): person_label(by),
        ("answers", "clear-and-measurable", "adopted_reasons"): "1fc2dadd9f95",
        ("decisions",): [decision],
    }
    save_parts(case, parts, based_on=1, part="answers", by=by)
    text = lead.get(url(case, "compare") + "?from=1&to=2").content.decode()
    assert by.name in text and person_label(by) not in text
    assert "goes beyond what the contract buys" in text
    for machine in ("adopted_by", "adopted_reasons", "1fc2dadd9f95", "clear-and-measurable", "co-design", "spillover"):
        assert machine not in text, machine


def test_who_has_left_the_team_is_still_named(team: Team, case: Case, lead: Client) -> None:
    """Where versions are compared, and where a file is taken over."""
    by = team["approver"]
    save_parts(
        case,
        {("answers", "lots-considered", "reason"): person_label(by)},
        based_on=1,
        part="answers",
        by=team["commercial-lead"],
    )
    case.team.filter(user=by).delete()
    compared = lead.get(url(case, "compare") + "?from=1&to=2").text
    assert by.name in compared and person_label(by) not in compared
    taken = take(lead, case)
    changed = {**taken, "case.yaml": taken["case.yaml"].replace(person_label(by), f"{person_label(by)} said so")}
    brought = lead.get(bring(lead, case, changed).headers["Location"]).text
    assert f"{by.name} said so" in brought and person_label(by) not in brought


# --- case files -----------------------------------------------------------------------------------


def take(client: Client, case: Case) -> dict[str, str]:
    response = client.get(url(case, "file-download"))
    assert response.headers["Content-Type"] == "application/zip"
    return texts_of_zip(response.content, name="case.zip")


def bring(client: Client, case: Case, texts: dict[str, str]) -> Any:
    file = SimpleUploadedFile("case.zip", zip_texts(texts))
    return client.post(url(case, "file"), {"file": file})


def test_a_case_file_goes_out_and_comes_back_the_same(team: Team, case: Case, lead: Client) -> None:
    """Nothing to take over, and no name of a person in it."""
    texts = take(lead, case)
    assert texts["case.yaml"] == newest_document(case).text
    page = bring(lead, case, texts).headers["Location"]
    assert "There is nothing to take over" in lead.get(page).content.decode()
    assert not any(person.name in texts["case.yaml"] for person in team.people.values())


def changed_text() -> str:
    text = example_text().replace("title: Sandbox pilot on two wards", "title: Sandbox pilot on three wards")
    text = text.replace("held: true, notice_published: 2026-09-14", "held: true")
    text = text.replace("    research: false\n", "    research: true\n").replace(
        "  missions: {nhs: 4}", "  missions: {nhs: 5}"
    )
    text = text.replace("decisions:\n", DECISION, 1)
    start = text.index("  - id: adoption")
    return text[:start] + STAGE + text[text.index("importance:") :]


DECISION = """decisions:
  - kind: exclude
    subject: jobs
    reason: Not here.
    by: person 12345678
    on: 2026-11-20
"""
STAGE = """  - id: follow-up
    title: Follow-up
    kind: operate
    months: 12
    under_contract: false
"""


def test_what_was_changed_in_a_file_is_taken_over_part_by_part(case: Case, lead: Client) -> None:
    """What is ticked becomes one version; the rest stays as it was; comments too."""
    page = bring(lead, case, {"case.yaml": changed_text()}).headers["Location"]
    shown = lead.get(page).content.decode()
    check_html(shown)
    for words in (
        "three wards",
        "Follow-up",
        "Adoption across the trust",
        "Not here.",
        "Market engagement is announced: ",
        "find something out",
    ):
        assert words in shown, words
    data = newest_document(case).data
    found = {each.key for each in differences(data, parse_yaml(changed_text(), name="x").data)}
    accepted = {key for key in found if "circumstances" not in key and "adoption" not in key}
    assert lead.post(page, {"version": "1", "accept": sorted(accepted)}).status_code == 302
    case.refresh_from_db()
    document = newest_document(case)
    assert case.version == 2 and document.opened is not None and document.text.startswith("# A fictional")
    assert document.data["procurement"]["circumstances"]["research"] is False
    ids = [stage["id"] for stage in document.data["stages"]]
    assert ids == ["set-up", "pilot", "evaluation", "follow-up", "adoption"], "behind what it follows in the file"
    assert document.data["decisions"][-1]["reason"] == "Not here."
    assert document.data["answers"]["market-engagement-notice"] == {"held": True}
    assert Draft.objects.count() == 0


def test_all_differences_taken_over_make_the_file(case: Case) -> None:
    """Whatever differs, the parts say all of it."""
    data, theirs = newest_document(case).data, parse_yaml(changed_text(), name="x").data
    found = differences(data, theirs)
    from commonweal_web.procurements.actions import text_with

    text = text_with(newest_document(case).text, data, with_accepted(data, theirs, found, {each.key for each in found}))
    left = differences(parse_yaml(text, name="x").data, theirs)
    assert [each.key for each in left] == []


def test_nothing_ticked_and_nothing_wanted(case: Case, lead: Client) -> None:
    """The one is asked about, the other forgets the file."""
    page = bring(lead, case, {"case.yaml": changed_text()}).headers["Location"]
    text = lead.post(page, {"version": "1"}).content.decode()
    assert "Choose at least one part" in text
    check_html(text)
    assert lead.post(page, {"version": "1", "leave-all": "1"}).status_code == 302
    case.refresh_from_db()
    assert (case.version, Draft.objects.count()) == (1, 0)


def test_a_case_that_moved_on_is_compared_anew(team: Team, case: Case, lead: Client) -> None:
    """Nobody takes over what they have not seen."""
    page = bring(lead, case, {"case.yaml": changed_text()}).headers["Location"]
    save_parts(case, {("title",): "Moved on"}, based_on=1, part="what", by=team["commercial-lead"])
    text = lead.post(page, {"version": "1", "accept": ["title"]}).content.decode()
    assert "while you were choosing" in text and "Moved on" in text
    check_html(text)


def adopt(team: Team, case: Case) -> None:
    """Adopt the balanced scheme of the case as the design does."""
    from commonweal.design import propose_schemes
    from commonweal.exchange.case_file.adopting import adoption
    from commonweal_web.accounts.roles import Permission
    from commonweal_web.procurements.actions import acting, add_version
    from commonweal_web.procurements.translate.choices import shipped_packs

    opened, by = newest_document(case).opened, team["commercial-lead"]
    assert opened is not None
    proposals = propose_schemes(opened.case, packs=shipped_packs())
    day = date(2026, 11, 26)
    version, texts = adoption(
        opened, proposals, "balanced", packs=shipped_packs(), by="person 1", reason="It fits.", on=day, today=day
    )
    with acting(case, Permission.DECIDE, by=by) as locked:
        SchemeVersion.objects.create(
            case=locked,
            number=1,
            text=texts["schemes/v001.yaml"],
            lock=texts["packs.lock"],
            digest=version.digest,
            case_version=2,
            option="balanced",
            reason="It fits.",
            adopted_by=by,
            adopted_at=timezone.now(),
        )
        add_version(locked, texts["case.yaml"], part="adoption", by=by)
    case.refresh_from_db()


def test_adopted_schemes_go_out_and_only_the_same_ones_come_back(team: Team, case: Case, lead: Client) -> None:
    """A scheme is adopted here, never by a file."""
    before = take(lead, case)
    adopt(team, case)
    texts = take(lead, case)
    assert set(texts) == {"case.yaml", "packs.lock", "schemes/v001.yaml"}
    assert bring(lead, case, texts).status_code == 302
    assert (
        bring(lead, case, {"case.yaml": texts["case.yaml"].replace("chest images", "chest pictures")}).status_code
        == 302
    )
    edited = {**texts, "schemes/v001.yaml": texts["schemes/v001.yaml"] + "# changed\n"}
    assert "Scheme 1 of the file is not the one" in bring(lead, case, edited).content.decode()
    assert "adopt other schemes" in bring(lead, case, before).content.decode()
    begun = lead.post(reverse("start-case-file"), {"file": SimpleUploadedFile("c.zip", zip_texts(texts))})
    other = Case.objects.get(reference=begun.headers["Location"].split("/")[-2])
    assert take(lead, other) == texts
    copied = lead.post(url(case, "copy"), {"title": "Copy", "along": ["decisions"]})
    copy = Case.objects.get(reference=copied.headers["Location"].split("/")[-2])
    assert copy.schemes.count() == 0 and newest_document(copy).opened is not None


FORECAST = "forecast/inputs.yaml"
INPUTS = """# Ours.
price_base: 2026
effects:
  - {id: sooner, title: Sooner, kind: outcome, stage: pilot, trigger: reached, unit: readings, quantity: 40}
"""


def test_a_forecast_comes_along_with_a_case_and_is_kept(case: Case, lead: Client) -> None:
    """Word for word, through later changes of the document, and into a copy."""
    texts = {**take(lead, case), FORECAST: INPUTS}
    begun = lead.post(reverse("start-case-file"), {"file": SimpleUploadedFile("c.zip", zip_texts(texts))})
    other = Case.objects.get(reference=begun.headers["Location"].split("/")[-2])
    assert take(lead, other) == texts
    page = bring(lead, other, {"case.yaml": changed_text()}).headers["Location"]
    assert lead.post(page, {"version": "1", "accept": ["title", "stages|pilot|title"]}).status_code == 302
    other.refresh_from_db()
    assert other.version == 2 and take(lead, other)[FORECAST] == INPUTS
    lead.post(url(other, "copy"), {"title": "Copy"})
    assert take(lead, Case.objects.get(title="Copy"))[FORECAST] == INPUTS


def test_a_forecast_that_comes_back_is_taken_over_or_left(case: Case, lead: Client) -> None:
    """As one part beside the others; a file without one takes none away; one that cannot be read is refused."""
    texts = {**take(lead, case), FORECAST: INPUTS}
    page = bring(lead, case, texts).headers["Location"]
    shown = lead.get(page).content.decode()
    check_html(shown)
    assert "What the forecast is made from" in shown and "40 (for certain)" in shown
    assert lead.post(page, {"version": "1", "accept": [FORECAST]}).status_code == 302
    case.refresh_from_db()
    assert case.version == 2 and take(lead, case)[FORECAST] == INPUTS
    before, after = case.versions.order_by("number")
    assert before.text == after.text and before.digest != after.digest
    assert "nothing to take over" in lead.get(bring(lead, case, texts).headers["Location"]).content.decode()
    without = bring(lead, case, {"case.yaml": texts["case.yaml"]}).headers["Location"]
    assert "nothing to take over" in lead.get(without).content.decode()
    broken = {**texts, FORECAST: INPUTS.replace("unit: readings", "units: readings")}
    assert "The key &#x27;units&#x27; is not known here" in bring(lead, case, broken).content.decode()


@pytest.mark.parametrize("state", [State.PUBLISHED, State.CLOSED, State.IN_APPROVAL])
def test_a_case_that_is_no_draft_takes_nothing_over(team: Team, case: Case, lead: Client, state: State) -> None:
    """It can still be taken away as a file, and read."""
    Case.objects.update(state=state)
    assert take(lead, case)
    assert "Bring it back" not in lead.get(url(case, "file")).content.decode()
    assert lead.get(url(case, "section", "what")).status_code == 403
    text = lead.get(reverse("case", args=(case.reference,))).content.decode()
    check_html(text)
    check_html(lead.get(url(case, "answers")).content.decode())
    assert "/describe/" not in text


def test_the_record_tells_who_took_the_case_as_a_file(team: Team, case: Case) -> None:
    """With its version; an observer is told of as anybody is."""
    take(team.client("observer"), case)
    event = Event.objects.get(kind="case-file-taken")
    assert (event.chain, event.by, event.facts) == (case.chain, team["observer"].key, {"version": 1})


def test_the_zip_holds_the_case_and_nothing_else(case: Case, lead: Client) -> None:
    """Equal cases give equal bytes; no time of day, no name of a file beyond the case's own."""
    first, second = (lead.get(url(case, "file-download")).content for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.namelist() == ["case.yaml"]
