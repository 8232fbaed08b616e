"""The ways in which a case begins, and the files that are refused on the way."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from page_checks import check_html

from commonweal_web.audit.models import Event
from commonweal_web.procurements.models import Case, Draft
from commonweal_web.procurements.queries import newest_document
from commonweal_web.procurements.translate.starting import templates
from fixtures import Team, example_text

NOTICES = Path(__file__).parents[2] / "fixtures" / "notices"
PILOT = NOTICES / "fictional_pilot.json"


def release(**changes: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(PILOT.read_text(encoding="utf-8"))["releases"][0]
    return made | changes


def upload(client: Client, content: bytes, *, name: str = "notice.json", **fields: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("start-notice"), {"file": file, **fields})


def errors_in(response: Any) -> str:
    """The error summary of a page that was shown again, checked as every page is."""
    text = response.content.decode()
    assert response.status_code == 200
    check_html(text)
    start = text.index("govuk-error-summary__list")
    return text[start : text.index("</ul>", start)]


# --- a notice -----------------------------------------------------------------------------------


def test_a_notice_becomes_a_case_once_it_was_looked_at(team: Team, lead: Client) -> None:
    """What was assumed is shown with its words, corrected by section, settled, and then confirmed."""
    response = upload(lead, PILOT.read_bytes())
    page = response.headers["Location"]
    shown = lead.get(page).content.decode()
    check_html(shown)
    assert "NHS body" in shown and "The words: “NHS”, in the authority’s name." in shown
    assert Case.objects.count() == 0
    draft = Draft.objects.get()
    authority = reverse("draft-section", args=(draft.pk, "authority")) + "?back=assumptions"
    sent = {"name": "NHS Fenmarsh", "kind": "sub-central", "region": "UKF30", "identifier": "", "version": "1"}
    assert lead.post(authority, sent).headers["Location"] == page
    shown = lead.get(page).content.decode()
    assert "Other sub-central authority" in shown and "The words: “NHS”" not in shown
    before = len(newest_assumptions(draft))
    lead.post(page, {"place": "0", "mark": "rounds=Participation, Final bids"})
    assert len(newest_assumptions(draft)) == before - 1
    begun = lead.post(reverse("draft-confirm", args=(draft.pk,)))
    case = Case.objects.get()
    assert begun.headers["Location"] == reverse("case", args=(case.reference,))
    data = newest_document(case).data
    assert data["authority"] == {"name": "NHS Fenmarsh", "kind": "sub-central", "region": "UKF30"}
    assert Draft.objects.count() == 0
    assert Event.objects.get(chain=case.chain).facts == {"source": "notice"}
    assert "What was read and assumed" in lead.get(begun.headers["Location"]).content.decode()


def newest_assumptions(draft: Draft) -> list[Any]:
    from commonweal_web.procurements.translate import read_document

    return list(read_document(Draft.objects.get(pk=draft.pk).text).data.get("assumptions", []))


def test_every_page_of_a_draft_is_well_made(lead: Client) -> None:
    """The same pages as of a case, on what is none yet."""
    upload(lead, PILOT.read_bytes())
    draft = Draft.objects.get()
    for name, rest in [
        ("section", ("what",)),
        ("section", ("stages",)),
        ("item", ("stages", "pilot", "gate")),
        ("item-add", ("lots",)),
        ("item-remove", ("stages", "pilot")),
        ("answers", ()),
    ]:
        response = lead.get(reverse(f"draft-{name}", args=(draft.pk, *rest)))
        assert response.status_code == 200, name
        check_html(response.content.decode())


def test_a_draft_is_seen_by_its_person_alone(team: Team, lead: Client) -> None:
    """To a colleague there is no such page."""
    page = upload(lead, PILOT.read_bytes()).headers["Location"]
    assert team.client("outsider").get(page).status_code == 404


def test_a_file_of_several_asks_which(lead: Client) -> None:
    """By title, authority and number; a number that is typed along answers beforehand."""
    lines = [release(), release(ocid="ocds-h6vhtk-0bbbbb", id="2")]
    content = "\n".join(json.dumps(each) for each in lines).encode()
    response = lead.get(upload(lead, content, name="day.jsonl").headers["Location"])
    text = response.content.decode()
    check_html(text)
    assert "2 procurements" in text and "ocds-h6vhtk-0bbbbb" in text
    assert "/assumptions/" in upload(lead, content, name="day.jsonl", number="ocds-h6vhtk-0bbbbb").headers["Location"]


def test_a_file_of_a_great_many_asks_for_the_number(lead: Client) -> None:
    """Nobody reads a list of hundreds."""
    content = "\n".join(json.dumps(release(ocid=f"ocds-h6vhtk-{n:06}", id=str(n))) for n in range(41)).encode()
    assert "The file holds 41 procurements. Enter the ocid" in errors_in(upload(lead, content, name="day.jsonl"))


def test_a_gzipped_file_is_read(lead: Client) -> None:
    """As registers serve whole days."""
    assert upload(lead, gzip.compress(PILOT.read_bytes()), name="day.jsonl.gz").status_code == 302


REFUSED = {
    "empty": (b"", "is empty"),
    "spaces": (b" \n ", "nothing but spaces"),
    "html": (b"<!doctype html><title>A notice</title>", "web page (HTML or XML)"),
    "xml": (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "web page"),
    "nul": (b'{"releases": [\x00]}', "binary file"),
    "zip": (b"PK\x03\x04 and so on", "This is a zip"),
    "words": (b"Notice of a procurement", "no open contracting data"),
    "broken": (b'{"releases": [', "JSON"),
    "other": (b'{"recipes": ["bread"]}', "holds no release"),
    "award": (json.dumps({**release(tag=["award"]), "tender": {"id": "1"}}).encode(), "says what is bought"),
    "damaged": (gzip.compress(PILOT.read_bytes())[:800], "gzip file is damaged"),
    "bomb": (gzip.compress(b" " * 80_000_000), "Unpacked, the file is larger than 60 MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_is_no_notice_is_refused_in_a_sentence(lead: Client, kind: str) -> None:
    """Nothing is kept, and what else was typed is still there."""
    content, sentence = REFUSED[kind]
    response = upload(lead, content, number="ocds-h6vhtk-099f01" if kind == "html" else "")
    assert sentence in errors_in(response)
    assert (Case.objects.count(), Draft.objects.count()) == (0, 0)
    if kind == "html":
        assert 'value="ocds-h6vhtk-099f01"' in response.content.decode()


def test_a_file_of_25_megabytes_is_refused(lead: Client) -> None:
    """By its size, before it is read."""
    assert "must be smaller than 20 MB" in errors_in(upload(lead, b"{" * 25_000_000))


def test_a_script_in_a_notice_is_shown_as_text(lead: Client) -> None:
    """On every page on which the words of the notice stand."""
    script = "<script>alert(1)</script> pilot in a sandbox"
    made = release()
    made["tender"] = made["tender"] | {"title": script, "description": script}
    page = upload(lead, json.dumps(made).encode()).headers["Location"]
    draft = Draft.objects.get()
    for url in (page, reverse("draft-section", args=(draft.pk, "what"))):
        text = lead.get(url).content.decode()
        assert "<script>alert" not in text and "&lt;script&gt;alert(1)" in text
    case_url = lead.post(reverse("draft-confirm", args=(draft.pk,))).headers["Location"]
    assert "<script>alert" not in lead.get(case_url).content.decode()


# --- questions, templates, copies -----------------------------------------------------------------


def test_questions_begin_with_the_title_and_go_on_one_a_page(lead: Client) -> None:
    """The answer is kept at once: the case is there before the second question."""
    empty = lead.post(reverse("start-questions"), {"title": " "})
    assert "Enter the title of the procurement" in errors_in(empty)
    response = lead.post(reverse("start-questions"), {"title": "Evening buses"})
    case = Case.objects.get()
    assert response.headers["Location"] == reverse("case-section", args=(case.reference, "what")) + "?back=journey"
    onward = lead.post(response.headers["Location"], {"title": "Evening buses", "description": "On demand", "cpv": ""})
    assert onward.headers["Location"] == reverse("case-section", args=(case.reference, "authority")) + "?back=journey"


@pytest.mark.parametrize("name", list(templates()))
def test_a_template_gives_its_usual_stages(lead: Client, name: str) -> None:
    """With their lengths and gates, ready to be described further."""
    lead.post(reverse("start-template"), {"template": name, "title": "Like others"})
    document = newest_document(Case.objects.get())
    assert [stage["id"] for stage in document.data["stages"]] == [stage.id for stage in templates()[name].stages]
    assert document.missing == ("authority",) and not document.problem


def test_a_copy_takes_what_was_asked_for_and_never_a_scheme(team: Team, case: Case, lead: Client) -> None:
    """Decisions and answers are a choice."""
    page = reverse("case-copy", args=(case.reference,))
    check_html(lead.get(page).content.decode())
    lead.post(page, {"title": "Bare"})
    lead.post(page, {"title": "Whole", "along": ["decisions", "answers"]})
    bare, whole = (newest_document(Case.objects.get(title=title)).data for title in ("Bare", "Whole"))
    original = newest_document(case).data
    assert "decisions" not in bare and "answers" not in bare
    assert (whole["decisions"], whole["answers"]) == (original["decisions"], original["answers"])
    assert bare["stages"] == original["stages"]
    assert [each["title"] for each in (bare, whole)] == ["Bare", "Whole"]


def test_who_may_not_start_cannot_copy(team: Team, case: Case) -> None:
    """An observer sees the case, and starts none."""
    response = team.client("observer").post(reverse("case-copy", args=(case.reference,)), {"title": "Mine"})
    assert response.status_code == 403
    assert Case.objects.count() == 1


# --- case files -----------------------------------------------------------------------------------


def zipped(**files: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_yaml", ".yaml"), content)
    return stream.getvalue()


def bring(client: Client, content: bytes, name: str = "case.yaml") -> Any:
    return client.post(reverse("start-case-file"), {"file": SimpleUploadedFile(name, content)})


def test_a_case_file_begins_a_case(lead: Client) -> None:
    """As case.yaml, and as a zip of the folder; comments stay."""
    assert bring(lead, example_text().encode()).status_code == 302
    assert bring(lead, zipped(my_case__case_yaml=example_text()), "case.zip").status_code == 302
    texts = {newest_document(case).text for case in Case.objects.all()}
    assert texts == {example_text()}


def test_a_case_file_that_lacks_parts_begins_a_draft(lead: Client) -> None:
    """What is there is read as strictly."""
    assert bring(lead, b"commonweal: 1\ntitle: Only a title\n").status_code == 302
    assert newest_document(Case.objects.get()).missing == ("authority", "delivery", "award", "stages")


BILLION = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
HOSTILE = {
    "empty": (b"", "case.yaml", "is empty"),
    "comments": (b"# nothing\n", "case.yaml", "only comments"),
    "aliases": (BILLION.encode(), "case.yaml", "anchor"),
    "nul": (b"commonweal: 1\ntitle: a\x00b\n", "case.yaml", "something else"),
    "html": (b"<html></html>", "case.yaml", "web page"),
    "list": (b"- one\n- two\n", "case.yaml", "holds keys and values"),
    "layout": (b"commonweal: 99\ntitle: x\n", "case.yaml", "layout 99"),
    "unknown key": (b"commonweal: 1\ntitle: x\nbuyers: y\n", "case.yaml", "not known here"),
    "duplicate": (b"commonweal: 1\ntitle: x\ntitle: y\n", "case.yaml", "line 3"),
    "latin": ("commonweal: 1\ntitle: café\n".encode("latin-1"), "case.yaml", "something else"),
    "named zip": (b"commonweal: 1\n", "case.zip", "something else"),
    "named exe": (b"commonweal: 1\n", "case.exe", "one of these kinds"),
    "no case": (zipped(other_yaml="a: 1"), "case.zip", "no case.yaml in the zip"),
    "outside": (zipped(**{"..__case_yaml": "a: 1"}), "case.zip", "leads outside"),
    "bomb": (zipped(case_yaml=b"#" * 60_000_000), "case.zip", "more than a case does"),
    "long": (zipped(case_yaml=b"#" * 3_000_000), "case.zip", "longer than 2 million"),
    "many": (zipped(**{f"f{n}": b"" for n in range(2_100)}), "case.zip", "more than a case does"),
    "damaged": (zipped(case_yaml=example_text())[:-300], "case.zip", "neither a case folder nor a zip"),
    "scheme": (zipped(case_yaml=example_text(), schemes__v001_yaml="version: 1\n"), "case.zip", "v001.yaml, line 1"),
    "wrong split": (
        example_text().replace("price: 40", "price: 45").encode(),
        "case.yaml",
        "The split adds up to 105%",
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_file_that_is_no_case_is_refused_in_a_sentence(lead: Client, kind: str) -> None:
    """With the line where there is one, and no path of the server."""
    content, name, sentence = HOSTILE[kind]
    said = errors_in(bring(lead, content, name))
    assert sentence in said, said
    assert "/tmp" not in said and "Traceback" not in said
    assert Case.objects.count() == 0
