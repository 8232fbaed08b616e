"""What operations give and take: the engine's own answers, whole documents, and no write over another one's."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from cases_to_publish import adopted_case, published_case
from click.testing import CliRunner
from pytest_django import DjangoAssertNumQueries

from commonweal.cli.app import group
from commonweal.exchange.case_file.folder import zip_texts
from commonweal.record.digest import digest
from commonweal_web.audit.models import Event
from commonweal_web.procurements.actions import save_parts
from commonweal_web.procurements.models import Case, CaseVersion
from fixtures import EXAMPLES, Team, example_text

Caller = Callable[..., Any]
LOTS = "/checks/lots-considered/answers"
ANSWERED = {"answers": {"considered": True, "reason": "One tool has to be read against one record system."}}
NOTICE = EXAMPLES.parent / "tests" / "fixtures" / "notices" / "fictional_pilot.json"


@pytest.fixture
def on(case: Case) -> str:
    return f"/cases/{case.reference}"


def cli_json(*arguments: str) -> Any:
    """What the command line prints with --json."""
    done = CliRunner().invoke(group, [*arguments, "--json"])
    assert done.exit_code in {0, 1}, done.output
    return json.loads(done.output)


# --- reading --------------------------------------------------------------------------------------


def test_proposals_are_those_of_the_command_line(program: Caller, on: str) -> None:
    """The same keys and the same values for the same case."""
    told = program().get(f"{on}/proposals").json()
    theirs = cli_json("design", str(EXAMPLES / "sandbox-pilot"))
    assert told.keys() == theirs.keys()
    assert told | {"sensitivity": None} == theirs | {"sensitivity": None}
    assert program().get(f"{on}/proposals/lighter").json() == theirs["options"][0]


def test_a_challenge_is_that_of_the_command_line(program: Caller, on: str) -> None:
    """Of a proposal, with the same seed and the same short names; of an adopted scheme by its number."""
    told = program().get(f"{on}/proposals/lighter/challenge").json()
    assert told == cli_json("challenge", str(EXAMPLES / "sandbox-pilot"), "--option", "lighter", "--no-forecast")
    assert program().get(f"{on}/schemes/1/challenge").status_code == 404


def test_why_not_is_that_of_the_command_line(program: Caller, on: str) -> None:
    """But for the cost of forcing it, which takes a design each."""
    told = program().get(f"{on}/proposals/balanced/why-not/adoption-elsewhere").json()
    theirs = cli_json("design", str(EXAMPLES / "sandbox-pilot"), "--why-not", "adoption-elsewhere")
    assert {**told, "forcing": []} == {**theirs, "forcing": []}


def test_packs_are_those_of_the_command_line(program: Caller) -> None:
    """Every edition at hand, and one of them whole."""
    caller = program()
    theirs = cli_json("packs", "list")
    told = caller.get("/packs").json()["items"]
    assert [(each["pack"], each["edition"], each["digest"]) for each in told] == [
        (each["pack"], each["edition"], each["digest"]) for each in theirs
    ]
    whole = cli_json("packs", "show", "innovation")
    one = caller.get("/packs/innovation/2026-11").json()
    assert one["contents"]["criteria"] == whole["criteria"]
    listed = caller.get("/packs/innovation/2026-11/criteria").json()["items"]
    assert {each["code"] for each in listed} == whole["criteria"].keys() and listed[0]["summary"]
    assert caller.get("/packs/innovation/1999-01").status_code == 404


def test_licensed_values_stay_in(program: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a licensed edition the API shows whose it is, its digest and how much it holds: no value, no criterion."""
    from dataclasses import replace

    from commonweal.frameworks import load_packs
    from commonweal.frameworks.pack_head import Licensed

    packs = load_packs()
    green = packs.get("green-book")
    licence = Licensed(
        publisher="Somebody", confirmed_by="R. Adeyemi", confirmed_on=date(2026, 11, 2), file_digest="0" * 64
    )
    held = replace(green, head=replace(green.head, licensed=licence))
    at_hand = replace(packs, editions=(held,))
    monkeypatch.setattr("commonweal_web.api.queries.design.packs_of", lambda _organisation: at_hand)
    told = program().get("/packs/green-book/2026-02").json()
    assert told["contents"] == {} and told["holds"]["values"] == len(green.values) and told["licensed"]
    assert told["digest"] == held.digest


def test_cases_are_listed_page_by_page(program: Caller, team: Team) -> None:
    """Found by words and state, in pages, with how many there are; another one's are not among them."""
    for _each in range(3):
        team.case()
    caller = program()
    first, rest = caller.get("/cases", limit=2).json(), caller.get("/cases", limit=2, offset=2).json()
    assert (first["count"], len(first["items"]), len(rest["items"])) == (3, 2, 1)
    references = {each["reference"] for each in first["items"] + rest["items"]}
    assert len(references) == 3 and first["items"][0]["roles"] == ["commercial-lead"]
    assert caller.get("/cases", words=min(references)).json()["count"] == 1
    assert caller.get("/cases", state="published").json()["count"] == 0
    assert program("outsider").get("/cases").json()["count"] == 0
    assert caller.get("/cases", limit=101).status_code == 422


def test_lists_and_cases_take_few_queries(
    program: Caller, team: Team, on: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """However many there are."""
    for _each in range(4):
        team.case()
    caller = program()
    for path in ("/cases", on, f"{on}/document", f"{on}/proposals", f"{on}/checks", f"{on}/schemes", f"{on}/documents"):
        with django_assert_max_num_queries(16):
            assert caller.get(path).status_code == 200, path


def test_adopted_and_published_schemes_have_their_digests(program: Caller, team: Team) -> None:
    """What was adopted, what was published, and the very bytes of the digest as a document."""
    from hashlib import sha256

    case, publication = published_case(team)
    caller, on = program(), f"/cases/{case.reference}"
    (line,) = caller.get(f"{on}/schemes").json()["items"]
    row = case.schemes.get()
    assert (line["digest"], line["adopted_by"]) == (row.digest, team["commercial-lead"].key)
    assert caller.get(f"{on}/schemes/1").json()["scheme"]["option"] == "balanced"
    told = caller.get(f"{on}/published/1").json()
    assert told["digest"] == publication.digest and told["content"] == json.loads(publication.text)
    assert caller.get(f"{on}/published").json()["items"][0]["number"] == 1
    file = caller.get(f"{on}/published/1/documents/scheme")
    assert sha256(file.content).hexdigest() == publication.digest
    assert caller.get(f"{on}/published/2").status_code == 404
    assert program("evaluator").get(f"{on}/published/1/documents/report-markdown").status_code in {403, 404}


# --- starting -------------------------------------------------------------------------------------


def test_a_case_begins_from_title_document_zip_or_notice(program: Caller, on: str) -> None:
    """Each way gives a case of one's own, with its event; what is neither is refused."""
    caller = program()
    zipped = caller.get(f"{on}/file").content
    begun = [
        caller.send("POST", "/cases", {"title": "A pilot"}),
        caller.send("POST", "/cases", {"document": example_text()}),
        caller.send("POST", "/cases/from-file", example_text(), media="application/yaml"),
        caller.send("POST", "/cases/from-file", zipped, media="application/zip"),
        caller.send("POST", "/cases/from-notice", NOTICE.read_bytes(), media="application/json"),
        caller.send("POST", "/cases/from-notice", gzip.compress(NOTICE.read_bytes()), media="application/gzip"),
    ]
    assert [each.status_code for each in begun] == [201] * 6, [each.content for each in begun]
    assert begun[0].json()["missing"] and not begun[1].json()["missing"]
    assert begun[1].json()["digest"] == digest(example_text())
    sources = [event.facts["source"] for event in Event.objects.filter(kind="case-started")][1:]
    assert sources == ["questions", "case-file", "case-file", "case-file", "notice", "notice"]
    for body in ({}, {"title": " "}, {"title": "x", "document": "y"}, {"title": "x" * 301}, {"title": "a\x00b"}):
        assert caller.send("POST", "/cases", body).status_code == 422, body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\x01",
        b"a: &b c\nd: *b\n",
        b"<html>",
        b"PK\x03\x04 no zip",
        b"\xff\xfe",
        b"[" * 5_000,
        b"x: '\xf0\x9f",
    ],
    ids=["empty", "binary", "alias", "page", "no zip", "no text", "deep", "cut"],
)
def test_what_is_no_case_file_is_refused_in_a_sentence(program: Caller, body: bytes) -> None:
    """Nothing is begun."""
    answer = program().send("POST", "/cases/from-file", body, media="application/zip")
    assert answer.status_code == 422 and answer.json()["message"], answer.content
    assert not Case.objects.exists()


def test_bombs_and_giants_are_refused(program: Caller) -> None:
    """A zip that unfolds to gigabytes, a gzip that does, and bodies beyond their limit: at once, and in our words."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("case.yaml", b"a" * 50_000_001)
    caller = program()
    bomb = caller.send("POST", "/cases/from-file", held.getvalue(), media="application/zip")
    assert bomb.status_code == 422 and "more than a case does" in bomb.json()["message"]
    unfolding = gzip.compress(b"{" + b" " * 60_000_000)
    assert caller.send("POST", "/cases/from-notice", unfolding, media="application/gzip").status_code == 422
    for path, size, media in (
        ("/cases", 2_600_000, ""),
        ("/cases/from-file", 5_000_001, "application/zip"),
    ):
        body = "x" * size if not media else b"x" * size
        large = caller.send("POST", path, body, media=media)
        assert large.status_code == 413 and "MB" in large.json()["message"]


@pytest.mark.parametrize(
    "media", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/plain"]
)
def test_forms_are_not_read(program: Caller, media: str) -> None:
    """What a browser of another site could send is refused in our shape."""
    answer = program().send("POST", "/cases", b"title=x", media=media)
    assert answer.status_code in {400, 422} and set(answer.json()) >= {"message", "where", "remedy"}
    assert not Case.objects.exists()


# --- replacing ------------------------------------------------------------------------------------


def test_a_document_is_kept_word_for_word(program: Caller, case: Case, on: str) -> None:
    """What is sent is what is read again, comments included; the same again makes no new version."""
    caller = program()
    read = caller.get(f"{on}/document")
    assert read["ETag"] == '"1"' and read.json()["data"]["title"]
    text = read.json()["text"] + "# A note of mine\n"
    put = caller.send("PUT", f"{on}/document", {"text": text}, seen=1)
    assert (put.status_code, put.json()["version"]) == (200, 2)
    assert caller.get(f"{on}/document").json()["text"] == text
    assert caller.send("PUT", f"{on}/document", {"text": text}, seen=2).json()["version"] == 2
    event = Event.objects.filter(kind="case-changed").get()
    assert event.facts["digest"] == put.json()["digest"] == CaseVersion.objects.get(case=case, number=2).digest


def test_nobody_overwrites_unseen(program: Caller, case: Case, on: str, team: Team) -> None:
    """Somebody saved first: 409 with both versions' digests, and theirs stands."""
    lead = team["commercial-lead"]
    save_parts(case, {("title",): "Theirs"}, based_on=1, part="what", by=lead)
    first, second = (each.digest for each in CaseVersion.objects.filter(case=case))
    caller = program()
    zipped = caller.get(f"{on}/file").content
    for refused in (
        caller.send("PUT", f"{on}/document", {"text": example_text()}, seen=1),
        caller.send("PUT", f"{on}/file", zipped, seen=1, media="application/zip"),
    ):
        told = refused.json()
        assert refused.status_code == 409
        assert told["yours"] == {"version": 1, "digest": first} and told["theirs"] == {"version": 2, "digest": second}
    assert CaseVersion.objects.filter(case=case).count() == 2
    assert caller.send("PUT", f"{on}/document", {"text": example_text()}).status_code == 422, "without If-Match"


def test_a_file_comes_back_as_it_went(program: Caller, case: Case, on: str) -> None:
    """A zip taken and sent back changes nothing; one changed elsewhere makes one version."""
    caller = program()
    zipped = caller.get(f"{on}/file")
    assert zipped["Content-Type"] == "application/zip" and zipped["ETag"] == '"1"'
    same = caller.send("PUT", f"{on}/file", zipped.content, seen=1, media="application/zip")
    assert same.json()["version"] == 1
    changed = example_text().replace("title: ", "title: New ", 1)
    assert caller.send("PUT", f"{on}/file", changed, seen=1, media="application/yaml").json()["version"] == 2


def test_a_forecast_comes_with_a_file_and_stays(program: Caller, on: str) -> None:
    """Taken over from a zip word for word; a document alone leaves it; one that cannot be read is refused."""
    caller, inputs = program(), "# Ours.\nprice_base: 2026\neffects: []\n"
    texts = {"case.yaml": example_text(), "forecast/inputs.yaml": inputs}
    put = caller.send("PUT", f"{on}/file", zip_texts(texts), seen=1, media="application/zip")
    assert put.json()["version"] == 2
    held = CaseVersion.objects.latest("number").digest
    assert (
        put.json()["digest"] == held == caller.get(on).json()["digest"] == caller.get(f"{on}/document").json()["digest"]
    )
    caller.send("PUT", f"{on}/document", {"text": example_text() + "# More.\n"}, seen=2)
    with zipfile.ZipFile(io.BytesIO(caller.get(f"{on}/file").content)) as archive:
        assert archive.read("forecast/inputs.yaml").decode() == inputs
    broken = zip_texts({**texts, "forecast/inputs.yaml": "price_base: soon\n"})
    refused = caller.send("PUT", f"{on}/file", broken, seen=3, media="application/zip")
    assert refused.status_code == 422 and "should be a whole number" in refused.json()["message"]


def test_no_scheme_comes_by_a_document(program: Caller, team: Team) -> None:
    """Schemes are adopted by a person: a document without an adoption, or with a forged one, is refused."""
    case = adopted_case(team)
    on, caller = f"/cases/{case.reference}", program()
    text = caller.get(f"{on}/document").json()["text"]
    adoption = text[text.index("- kind: adopt") :]
    other = adoption.replace("balanced", "fuller", 1)
    assert other != adoption
    for forged in (example_text(), text.replace(adoption, other)):
        refused = caller.send("PUT", f"{on}/document", {"text": forged}, seen=case.version)
        assert refused.status_code == 422 and "adopt" in refused.json()["message"]
    assert Case.objects.get(pk=case.pk).version == case.version


# --- checks ---------------------------------------------------------------------------------------


def test_a_check_is_answered_as_on_its_page(program: Caller, on: str) -> None:
    """It is met, says so, and the event names check and person; a second answer may take it back."""
    caller = program()
    before = caller.get(f"{on}/checks")
    assert before["ETag"] == '"1"'
    states = {each["check"]: each["state"] for each in before.json()["checks"]}
    assert states["lots-considered"] == "not answered"
    answered = caller.send("PATCH", f"{on}{LOTS}", ANSWERED, seen=1).json()
    assert (answered["state"], answered["version"]) == ("met", 2)
    assert {each["key"]: each["answer"] for each in answered["questions"]}["considered"] is True
    assert Event.objects.get(kind="check-answered").facts["check"] == "lots-considered"
    back = caller.send("PATCH", f"{on}{LOTS}", {"answers": {"considered": None, "reason": None}}, seen=2).json()
    assert back["state"] == "not answered"


@pytest.mark.parametrize(
    ("check", "answers"),
    [
        ("lots-considered", {"considered": "yes"}),
        ("lots-considered", {"reason": True}),
        ("lots-considered", {"reason": "x" * 4_001}),
        ("lots-considered", {"nothing_of_that_name": True}),
        ("lots-considered", {}),
        ("conflicts-assessment", {"prepared_on": "2026-02-30"}),
        ("conflicts-assessment", {"prepared_on": "1066-10-14"}),
        ("conflicts-assessment", {"prepared_on": "yesterday"}),
    ],
)
def test_answers_of_another_kind_are_refused(program: Caller, on: str, check: str, answers: dict[str, Any]) -> None:
    """In the words of the page, naming the question; nothing is saved."""
    refused = program().send("PATCH", f"{on}/checks/{check}/answers", {"answers": answers}, seen=1)
    assert refused.status_code == 422 and refused.json()["message"], refused.content
    assert "answers" in refused.json()["where"]
    assert CaseVersion.objects.count() == 1


def test_two_who_answer_the_same_question(program: Caller, on: str) -> None:
    """The second, who saw the case before the first, is told; who answers another question is not in the way."""
    caller = program()
    caller.send("PATCH", f"{on}{LOTS}", ANSWERED, seen=1)
    other = caller.send("PATCH", f"{on}{LOTS}", {"answers": {"considered": False}}, seen=1)
    assert other.status_code == 409 and other.json()["theirs"]["version"] == 2
    aside = {"answers": {"prepared_on": "2026-11-02"}}
    assert caller.send("PATCH", f"{on}/checks/conflicts-assessment/answers", aside, seen=1).status_code == 200


def test_reasons_are_adopted_by_who_read_them(program: Caller, team: Team) -> None:
    """The drafts that were read, by their digits; others, and the back door of plain answers, are refused."""
    case = adopted_case(team)
    on, caller = f"/cases/{case.reference}/checks/proportionate", program()
    read = caller.get(on).json()
    assert read["adopts_reasons"] and read["reasons"] and read["state"] == "not answered"
    ask = read["questions"][0]["key"]
    assert caller.send("PATCH", f"{on}/answers", {"answers": {ask: "Somebody"}}, seen=case.version).status_code == 409
    assert caller.send("POST", f"{on}/reasons", {"digits": "0"}, seen=case.version).status_code == 409
    done = caller.send("POST", f"{on}/reasons", {"digits": read["reasons_digits"]}, seen=case.version)
    assert done.json()["state"] == "met", done.content


# --- documents ------------------------------------------------------------------------------------


def test_every_kind_of_document_is_offered_and_made(
    program: Caller, on: str, django_capture_on_commit_callbacks: Any
) -> None:
    """What the service makes is in the list by itself; one is asked for, made in the background, and taken."""
    from commonweal_web.publication.queries.document_kinds import KINDS

    caller = program()
    items = caller.get(f"{on}/documents").json()["items"]
    assert {each["kind"] for each in items} == {key for key, kind in KINDS.items() if not kind.of_forecast}
    address = f"{on}/documents/draft/report-markdown"
    early = caller.get(address)
    assert early.status_code == 409 and "POST" in early.json()["remedy"]
    with django_capture_on_commit_callbacks(execute=True):
        assert caller.send("POST", address).status_code == 202
    file = caller.get(address)
    assert file.status_code == 200 and file["Content-Type"].startswith("text/markdown")
    assert file.content.startswith(b"#") and "attachment" in file["Content-Disposition"]
    made = next(each for each in caller.get(f"{on}/documents").json()["items"] if each["kind"] == "report-markdown")
    assert made["state"] == "ready" and len(made["digest"]) == 64
    assert caller.get(f"{on}/documents/draft/no-such-kind").status_code == 404
    assert caller.get(f"{on}/documents/7/scheme").status_code == 404


def test_a_case_that_is_hardly_begun_says_what_it_lacks(program: Caller) -> None:
    """Proposals, checks and documents answer 409 with a sentence, never an error of ours."""
    caller = program()
    on = f"/cases/{caller.send('POST', '/cases', {'title': 'Hardly begun'}).json()['reference']}"
    designed = ("/proposals", "/proposals/balanced", "/proposals/balanced/challenge")
    for path in (*designed, "/proposals/balanced/why-not/co-design", "/checks"):
        told = caller.get(on + path)
        assert told.status_code == 409 and told.json()["message"] and told.json()["remedy"], path
    for path in ("/documents/draft/scheme", "/documents/draft/case"):
        assert caller.get(on + path).status_code == 409, path
    assert caller.send("POST", f"{on}/documents/draft/report-html").status_code == 409
    assert caller.get(f"{on}/document").status_code == caller.get(f"{on}/file").status_code == 200
