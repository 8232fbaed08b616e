"""Documents: those for bidders apart from those that stay inside; made once, the same bytes again."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from html import escape

import pytest
from cases_to_publish import adopted_case, published_case
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordDocument
from page_checks import check_html

from commonweal.frameworks import Packs
from commonweal.record.errors import UnreadableInput
from commonweal_web.accounts.models import User
from commonweal_web.accounts.roles import Permission
from commonweal_web.audit.models import Event
from commonweal_web.design import packs_in_force
from commonweal_web.design.local_actions import change_own_figure, local_of, take_back
from commonweal_web.design.queries import packs_of, packs_with
from commonweal_web.procurements.actions import acting, add_version
from commonweal_web.procurements.models import Case
from commonweal_web.procurements.translate import person_label
from commonweal_web.publication.actions import Refused
from commonweal_web.publication.actions import documents as actions
from commonweal_web.publication.actions.documents import (
    ask_document,
    made_bytes,
    make_document,
    make_for_bidders,
    set_word_template,
)
from commonweal_web.publication.models import MadeDocument, MakingState, WordTemplate
from commonweal_web.publication.queries.document_kinds import DRAFT, KINDS
from commonweal_web.publication.queries.documents import material_for, material_key
from commonweal_web.publication.queries.material import Material
from commonweal_web.publication.queries.scheme_view import view_text
from commonweal_web.publication.queries.templates import own_word_template
from fixtures import Team

pytestmark = pytest.mark.django_db
FORECAST = """price_base: 2026
gates: {pilot: {family: beta, a: 6, b: 4}}
effects:
  - {id: sooner, title: Sooner, kind: outcome, stage: pilot, trigger: reached, unit: readings, quantity: 40}
"""
QUICK = ("tender-pack-word", "annex-word", "response-template", "evaluation-model", "prompts", "scheme", "case")


def test_equal_input_gives_equal_bytes(team: Team) -> None:
    """Of every kind that takes no minute; those that do are held to it where they are written."""
    case, _published = published_case(team)
    for key in QUICK:
        first, second = (made_bytes(case, KINDS[key], "1") for _ in range(2))
        assert first == second and first, key


def test_open_data_has_the_published_digest(team: Team) -> None:
    """Whoever downloads it can count it."""
    case, published = published_case(team)
    response = team.client("supplier-contact").get(reverse("published-data", args=[case.reference, 1]))
    assert hashlib.sha256(response.content).hexdigest() == published.digest
    assert response["Content-Disposition"] == f'attachment; filename="{case.reference}-scheme-v1.json"'


def test_a_draft_says_on_its_pages_that_it_is_one(team: Team) -> None:
    """A published one does not, and names no person."""
    case = adopted_case(team)
    draft = WordDocument(io.BytesIO(made_bytes(case, KINDS["tender-pack-word"], DRAFT)))
    assert "DRAFT: not published" in [line.text for line in draft.sections[0].header.paragraphs]
    other, _published = published_case(team)
    content = made_bytes(other, KINDS["tender-pack-word"], "1")
    text = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    assert "DRAFT" not in text and "published by Northmoor" in text
    assert not any(person_label(team[role]) in text for role in ("commercial-lead", "approver"))


def test_published_documents_carry_one_number_and_one_digest(team: Team) -> None:
    """Those of the publication: never the scheme's own, and no name of an option."""
    case, published = published_case(team)
    scheme_digest = published.scheme.digest
    for key in ("tender-pack-word", "response-template", "evaluation-model"):
        parts = zipfile.ZipFile(io.BytesIO(made_bytes(case, KINDS[key], "1")))
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        shown = "".join(parts.read(name).decode() for name in names)
        assert "Version 1, published on" in shown and published.digest in shown, key
        assert "balanced option" not in shown and "Scheme 1, adopted" not in shown, key
        # The hidden sheet matches a filled copy with its scheme; nowhere else.
        assert shown.count(scheme_digest[:12]) == (0 if key == "tender-pack-word" else 1), key


def test_bidders_are_told_the_levels_by_which_kpis_are_rated(team: Team) -> None:
    """Of each KPI that is rated by level without a question: in the pack, the template, the data and on the page."""
    case, published = published_case(team)
    data = json.loads(published.text)
    rated = [each["kpi"] for each in data["contract"] if each["kpi"] and each["kpi"]["least_for"]]
    by_level = [kpi for kpi in rated if "level" in kpi["least_for"]["of"]]
    assert by_level and all(len(kpi["scale"]) == 6 for kpi in by_level)
    top = by_level[0]["scale"][-1]["descriptor"]
    page = team.client("supplier-contact").get(reverse("published", args=[case.reference, 1])).text
    assert escape(top) in page
    for key in ("tender-pack-word", "response-template"):
        parts = zipfile.ZipFile(io.BytesIO(made_bytes(case, KINDS[key], "1")))
        shown = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
        assert escape(top, quote=False) in shown, key


def test_the_report_of_what_is_published_waits_for_no_publication(team: Team) -> None:
    """What is open then waits for later moments, on every page."""
    case, _published = published_case(team)
    report = made_bytes(case, KINDS["report-markdown"], "1").decode()
    assert "for later moments." in report
    assert "for a named person before publication" not in report


def test_kpis_are_counted_once_wherever_they_are_counted(team: Team) -> None:
    """A KPI with other bands at another stage is still one."""
    _case, published = published_case(team)
    view = view_text(published.text)
    titles = [each.title for each in view.kpis]
    assert len(titles) == len(set(titles))
    assert any(len(way.stages) > 1 for each in view.kpis for way in each.ways)


def test_each_stage_of_a_kpi_has_its_own_reporting(team: Team) -> None:
    """What one stage asks as evidence, and how often, is never told of another; stages that ask the same stand
    together.
    """
    _case, published = published_case(team)
    data = json.loads(published.text)
    kpi = next(each["kpi"] for each in data["contract"] if each["kpi"])
    first, second, third = (stage["id"] for stage in data["procurement"]["stages"][:3])
    alike = {"title": "Ours", "evidence": "A log.", "months_between_reports": 3}
    data["reporting"] = [
        {**kpi, **alike, "stage": first},
        {**kpi, **alike, "stage": second, "months_between_reports": 12, "evidence": "A study."},
        {**kpi, **alike, "stage": third},
    ]
    (view,) = (each for each in view_text(json.dumps(data)).kpis if each.title == "Ours")
    titles = {stage["id"]: stage["title"] for stage in data["procurement"]["stages"]}
    assert [(list(way.stages), way.evidence, way.every) for way in view.ways] == [
        ([titles[first], titles[third]], "A log.", 3),
        ([titles[second]], "A study.", 12),
    ]


@pytest.mark.parametrize("role", ["supplier-contact", "evaluator"])
def test_bidders_and_evaluators_get_only_what_is_theirs(team: Team, role: str) -> None:
    """Of a published version what is for bidders; nothing internal, and no draft."""
    case, _published = published_case(team)
    client = team.client(role)
    assert client.get(reverse("published-document", args=[case.reference, 1, "tender-pack-word"])).status_code == 200
    assert client.get(reverse("published-document", args=[case.reference, 1, "evaluation-model"])).status_code == 404
    assert client.get(reverse("document", args=[case.reference, 1, "evaluation-model"])).status_code == 403
    assert client.get(reverse("draft-document", args=[case.reference, "tender-pack-word"])).status_code == 403
    assert client.get(reverse("documents", args=[case.reference])).status_code == 403
    for kind in KINDS.values():
        if not kind.for_bidders:
            with pytest.raises(PermissionDenied):
                ask_document(case, kind, "1", by=team[role])


def test_a_document_is_asked_for_waited_for_and_taken(team: Team, case: Case) -> None:
    """The page looks again by itself, without scripts, and then gives the file."""
    client = team.client("commercial-lead")
    url = reverse("draft-document", args=[case.reference, "response-template"])
    check_html(client.get(url).content.decode())
    assert client.post(url).status_code == 302
    waiting = client.get(url)
    check_html(waiting.content.decode())
    assert waiting["Refresh"] == "3"
    row = MadeDocument.objects.get()
    make_document.call(row.pk, row.key)
    ready = client.get(url)
    check_html(ready.content.decode())
    assert "Refresh" not in ready
    taken = client.get(url, {"take": "1"})
    assert taken["Content-Disposition"] == f'attachment; filename="{case.reference}-response-template-draft.xlsx"'
    assert hashlib.sha256(taken.content).hexdigest() == MadeDocument.objects.get().digest


def test_the_record_tells_who_asked_for_a_document_and_who_took_it(team: Team, case: Case) -> None:
    """Once each, of drafts and of what is published; looking at the page is neither."""
    client = team.client("observer")
    url = reverse("draft-document", args=[case.reference, "response-template"])
    client.get(url)
    client.post(url)
    client.post(url)
    row = MadeDocument.objects.get()
    make_document.call(row.pk, row.key)
    client.get(url)
    client.get(url, {"take": "1"})
    found = Event.objects.filter(chain=case.chain, kind__startswith="document-")
    assert [(each.kind, each.by) for each in found] == [
        ("document-asked", team["observer"].key),
        ("document-taken", team["observer"].key),
    ]
    assert all(each.facts == {"document": "response-template", "of": "draft"} for each in found)
    shown = team.client("commercial-lead").get(reverse("case_history", args=[case.reference])).text
    assert "of the draft." in shown and "Document asked for" in shown


def test_what_publishing_itself_begins_nobody_asked_for(team: Team) -> None:
    """The publication is recorded, and its documents follow from it."""
    case, published = published_case(team)
    make_for_bidders(published, by=team["commercial-lead"])
    assert MadeDocument.objects.filter(case=case).exists()
    assert not Event.objects.filter(kind="document-asked").exists()


def test_what_is_there_is_not_made_again(team: Team, case: Case) -> None:
    """Until what it is made from has changed."""
    lead = team["commercial-lead"]
    kind = KINDS["prompts"]
    row = ask_document(case, kind, DRAFT, by=lead)
    make_document.call(row.pk, row.key)
    assert ask_document(case, kind, DRAFT, by=lead).state == MakingState.READY
    from commonweal_web.procurements.actions import save_parts

    save_parts(case, {("title",): "Another title"}, based_on=1, part="title", by=lead)
    assert ask_document(Case.objects.get(pk=case.pk), kind, DRAFT, by=lead).state == MakingState.WAITING


def test_a_document_that_cannot_be_made_says_why(team: Team, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a sentence; the page offers to try again."""
    row = ask_document(case, KINDS["prompts"], DRAFT, by=team["commercial-lead"])

    def refuse(*_arguments: object) -> bytes:
        raise UnreadableInput("The template cannot be filled in.")

    monkeypatch.setattr(actions, "made_bytes", refuse)
    make_document.call(row.pk, row.key)
    url = reverse("draft-document", args=[case.reference, "prompts"])
    page = team.client("commercial-lead").get(url).content.decode()
    check_html(page)
    assert "The template cannot be filled in." in page and "Make it" in page


def test_an_own_word_template_is_tried_before_it_is_taken(team: Team) -> None:
    """A good one is used for packs from then on; what is none is refused in a sentence, and who may not is refused."""
    administrator = team["administrator"]
    with pytest.raises(PermissionDenied):
        set_word_template(own_word_template(), name="own.docx", by=team["commercial-lead"])
    with pytest.raises(UnreadableInput, match=r"no \.docx template"):
        set_word_template(b"PK\x03\x04 no template", name="own.docx", by=administrator)
    client = team.client("administrator")
    url = reverse("word-template")
    check_html(client.get(url).content.decode())
    bad = client.post(url, {"template": SimpleUploadedFile("own.docx", b"PK\x03\x04 no template")})
    check_html(bad.content.decode())
    assert bad.status_code == 422 and not WordTemplate.objects.exists()
    good = client.post(url, {"template": SimpleUploadedFile("own.docx", own_word_template())})
    assert good.status_code == 302 and WordTemplate.objects.get().name == "own.docx"
    assert Event.objects.filter(kind="word-template-set").count() == 1
    case, published = published_case(team)
    assert published.template == WordTemplate.objects.get()
    assert made_bytes(case, KINDS["tender-pack-word"], "1")
    client.post(url, {"step": "remove"})
    assert "Commonweal’s own template." in client.get(url).content.decode()


def test_a_filled_response_is_looked_at_and_not_kept(team: Team) -> None:
    """Every fault by sheet and cell; what is no response template is refused in a sentence."""
    case, _published = published_case(team)
    client = team.client("supplier-contact")
    url = reverse("response-check", args=[case.reference, 1])
    check_html(client.get(url).content.decode())
    empty = made_bytes(case, KINDS["response-template"], "1")
    page = client.post(url, {"response": SimpleUploadedFile("response.xlsx", empty)}).content.decode()
    check_html(page)
    assert "The bidder is not named." in page and "Nothing is kept" in page
    other = made_bytes(case, KINDS["evaluation-model"], "1")
    refused = client.post(url, {"response": SimpleUploadedFile("model.xlsx", other)})
    check_html(refused.content.decode())
    assert refused.status_code == 422


def read_otherwise(team: Team, value: str) -> None:
    """An administrator reads a figure of an edition differently."""
    local = local_of(team["administrator"])
    measure = f"ppn-002/{next(iter(local.packs.get('ppn-002').measures))}"
    said = {"measure": measure, "attribute": "pull", "value": value, "reason": "We check claims."}
    change_own_figure(local, said, by=team["administrator"])


def named(packs: Packs) -> dict[str, str]:
    return {pack.name: pack.digest for pack in packs.editions}


def test_a_published_version_keeps_the_local_criteria_of_its_adoption(team: Team) -> None:
    """Those that were saved, changed or taken back afterwards have no part in what is made of it."""
    case, _published = published_case(team)
    kind = KINDS["response-template"]
    before = material_for(case, "1", for_bidders=True)
    assert before is not None
    read_otherwise(team, "0.123")
    after = material_for(case, "1", for_bidders=True)
    assert after is not None
    assert named(after.packs) == after.opened.lock != named(packs_of(team.organisation))
    assert material_key(after, kind) == material_key(before, kind)


def test_the_version_of_local_criteria_that_a_lock_names_is_found(team: Team, case: Case) -> None:
    """Among those before and after, although it was taken back since."""
    lock = {}
    for value in ("0.1", "0.2", "0.3"):
        read_otherwise(team, value)
        lock[value] = named(packs_of(team.organisation))
    local = local_of(team["administrator"])
    take_back(local, local.entries[0], reason="Law changed.", by=team["administrator"])
    for held in lock.values():
        found = packs_in_force.packs_in_force(team.organisation, held, used=held, at=case.started_at)
        assert named(found) == held


def test_an_edition_that_is_no_longer_what_it_was_is_refused_in_a_sentence(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No document is made with another one; the case and the open data, which need none, can be taken."""
    from dataclasses import replace

    case, _published = published_case(team)
    MadeDocument.objects.all().delete()
    packs = packs_with({})
    other = replace(packs, editions=tuple(replace(pack, digest="0" * 64) for pack in packs.editions))
    monkeypatch.setattr(packs_in_force, "packs_with", lambda _texts: other)
    client = team.client("commercial-lead")
    url = reverse("document", args=[case.reference, 1, "tender-pack-word"])
    page = client.post(url, follow=True).content.decode()
    check_html(page)
    assert "is not the one with which this scheme was adopted" in page
    assert not MadeDocument.objects.exists()
    for key in ("case", "scheme"):
        taken = client.get(reverse("document", args=[case.reference, 1, key]))
        assert taken.status_code == 200 and taken.content


def with_forecast(case: Case, team: Team, text: str = FORECAST) -> Case:
    """The case with inputs of a forecast beside its document, as a person brings them."""
    save_forecast(case, text, by=team["commercial-lead"])
    return Case.objects.get(pk=case.pk)


def save_forecast(case: Case, text: str, *, by: User) -> None:
    document = case.versions.get(number=case.version)
    with acting(case, Permission.EDIT_CASE, by=by) as locked:
        add_version(locked, document.text, part="case-file", by=by, forecast=text)


def test_the_annex_to_the_business_case_is_there_where_a_forecast_is(team: Team, case: Case) -> None:
    """For those who may see the report; without a forecast it is neither offered nor made."""
    lead = team.client("commercial-lead")
    page = reverse("documents", args=[case.reference])
    assert "Annex to the business case" not in lead.get(page).text
    with pytest.raises(Refused, match="no forecast yet"):
        ask_document(case, KINDS["business-case-word"], DRAFT, by=team["commercial-lead"])
    forecast = with_forecast(case, team)
    shown = lead.get(page).text
    check_html(shown)
    assert "Annex to the business case, Word" in shown and "Annex to the business case, PDF" in shown
    content = made_bytes(forecast, KINDS["business-case-word"], DRAFT)
    document = WordDocument(io.BytesIO(content))
    assert "DRAFT" in document.sections[0].header.paragraphs[0].text
    assert any("has no price" in line.text or "price" in line.text for line in document.paragraphs)
    for role in ("supplier-contact", "evaluator"):
        with pytest.raises(PermissionDenied):
            ask_document(forecast, KINDS["business-case-word"], DRAFT, by=team[role])


def test_the_annex_is_made_again_once_a_belief_changes(team: Team, case: Case) -> None:
    """What is not of the forecast stays as it was made."""
    first = with_forecast(case, team)
    keys = {key: material_key(material(first), KINDS[key]) for key in ("business-case-pdf", "prompts")}
    second = with_forecast(first, team, FORECAST.replace("quantity: 40", "quantity: 50"))
    after = {key: material_key(material(second), KINDS[key]) for key in keys}
    assert after["business-case-pdf"] != keys["business-case-pdf"] and after["prompts"] == keys["prompts"]


def material(case: Case) -> Material:
    found = material_for(case, DRAFT, for_bidders=False)
    assert found is not None
    return found
