"""The case file: what is written reads back; nothing is half-written; what must not change is refused."""

from __future__ import annotations

import json
import os
import re
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.design import propose_schemes
from commonweal.exchange import case_schema, open_case, save_case, zip_case
from commonweal.exchange.case_file import layout_of_case, read_layout
from commonweal.exchange.case_file.adopted import basis_digest, outdated_findings
from commonweal.exchange.case_file.adopting import adopt_option
from commonweal.exchange.case_file.folder import check_lock
from commonweal.exchange.case_file.layout import case_from_layout
from commonweal.exchange.case_file.scheme_file import SchemeVersion, read_scheme, scheme_text
from commonweal.exchange.case_file.writing import plain_data, write_whole, yaml_text
from commonweal.frameworks import Packs, load_packs, parse_yaml
from commonweal.procurement import Case
from commonweal.record import AlteredEdition, CommonwealError, RefusedError, UnreadableInput
from strategies import cases

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(file.parent for file in (ROOT / "examples").rglob("case.yaml"))
GOOD = (ROOT / "tests" / "golden" / "case_that_reads.yaml").read_text(encoding="utf-8")


@cache
def packs() -> Packs:
    return load_packs()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case that reads, with a comment that must survive."""
    case = tmp_path / "case"
    case.mkdir()
    (case / "case.yaml").write_text("# Keep me.\n" + GOOD, encoding="utf-8")
    return case


TODAY = date(2026, 11, 22)


def adopt(folder: Path, option: str = "balanced", on: date = TODAY) -> SchemeVersion:
    proposals = propose_schemes(open_case(folder).case, packs=packs())
    return adopt_option(folder, proposals, option, packs=packs(), by="A. Person", reason="It fits", on=on, today=TODAY)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_a_case_written_reads_back_the_same(case: Case) -> None:
    """Every field, by way of the YAML that people see."""
    file = parse_yaml(yaml_text(plain_data(layout_of_case(case))), name="case.yaml")
    assert case_from_layout(read_layout(file), file=file) == case


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases())
def test_a_scheme_written_reads_back_the_same(case: Case) -> None:
    """With its digest, which is the same before and after."""
    scheme = propose_schemes(case, packs=packs()).option("fuller").scheme
    by = {"adopted_by": "A. Person", "adopted_on": date(2026, 11, 22), "reason": "r"}
    version = SchemeVersion(version=1, digest=scheme.digest(), made_from=basis_digest(case), scheme=scheme, **by)  # type: ignore[arg-type]
    back = read_scheme(parse_yaml(scheme_text(version), name="v001.yaml"))
    assert back == version


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_the_published_schema_takes_the_examples(example: Path) -> None:
    """What the reader reads, the schema takes; it refuses an unknown key as the reader does."""
    read = parse_yaml((example / "case.yaml").read_text(encoding="utf-8"), name="case.yaml").data
    data = json.loads(json.dumps(read, default=lambda each: float(each) if isinstance(each, Decimal) else str(each)))
    jsonschema.validate(data, case_schema(), cls=jsonschema.Draft202012Validator)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"titel": "x"}, case_schema(), cls=jsonschema.Draft202012Validator)


def test_adoption_writes_version_lock_and_decision_and_keeps_comments(folder: Path) -> None:
    """A new version names its parent; the first is never touched."""
    first = adopt(folder)
    before = (folder / "schemes" / "v001.yaml").read_bytes()
    second = adopt(folder, "lighter")
    opened = open_case(folder)
    assert [each.version for each in opened.schemes] == [1, 2]
    assert second.parent == 1
    assert (folder / "schemes" / "v001.yaml").read_bytes() == before
    assert opened.case_text.startswith("# Keep me.\n")
    assert [decision.value for decision in opened.case.decisions] == [first.digest, second.digest]
    assert opened.lock == {pack.name: pack.digest for pack in packs().editions}


def test_an_adopted_scheme_that_was_changed_is_refused(folder: Path) -> None:
    """A change is a new version."""
    adopt(folder)
    file = folder / "schemes" / "v001.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("option: balanced", "option: fuller"), encoding="utf-8")
    with pytest.raises(AlteredEdition, match="Scheme 1 is not what was adopted"):
        open_case(folder)


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def edit_with_its_digest(folder: Path) -> None:
    """An edited scheme that carries the digest of what it now says."""
    file = folder / "schemes" / "v001.yaml"
    version = read_scheme(parse_yaml(file.read_text(encoding="utf-8"), name="v001.yaml"))
    scheme = replace(version.scheme, option="fuller")
    file.write_text(scheme_text(replace(version, scheme=scheme, digest=scheme.digest())), encoding="utf-8")


def change_decision(folder: Path) -> None:
    digest = open_case(folder).schemes[0].digest
    rewrite(folder / "case.yaml", (digest, "0" + digest[1:] if digest[0] != "0" else "1" + digest[1:]))


def remove_decision(folder: Path) -> None:
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    (folder / "case.yaml").write_text(text[: text.index("decisions:")], encoding="utf-8")


TAMPERING = {
    "an edited scheme with its own digest": (edit_with_its_digest, "case.yaml:", "is not of the scheme in"),
    "a decision of another digest": (change_decision, "case.yaml:", "is not of the scheme in schemes/v001.yaml"),
    "a decision by another person": (
        lambda folder: rewrite(folder / "case.yaml", ("by: A. Person", "by: B. Other")),
        "case.yaml:",
        "is not of the scheme in",
    ),
    "a scheme taken away": (
        lambda folder: (folder / "schemes" / "v002.yaml").unlink(),
        "case.yaml:",
        "Scheme 2 was adopted, and schemes/v002.yaml is not here",
    ),
    "the first scheme taken away": (
        lambda folder: (folder / "schemes" / "v001.yaml").unlink(),
        "v002.yaml",
        "Schemes run from 1 without a gap",
    ),
    "a decision taken away": (remove_decision, "v001.yaml", "No decision in case.yaml adopts scheme 1"),
    "a scheme renamed": (
        lambda folder: (folder / "schemes" / "v001.yaml").rename(folder / "schemes" / "v007.yaml"),
        "v002.yaml",
        "Schemes run from 1 without a gap",
    ),
    "another parent": (
        lambda folder: rewrite(folder / "schemes" / "v002.yaml", ("parent: 1", "parent: 2")),
        "v002.yaml",
        "Schemes run from 1 without a gap",
    ),
    "two schemes exchanged": (
        lambda folder: [
            (folder / "schemes" / one).rename(folder / "schemes" / other)
            for one, other in (("v001.yaml", "x"), ("v002.yaml", "v001.yaml"), ("x", "v002.yaml"))
        ],
        "v001.yaml",
        "Schemes run from 1 without a gap",
    ),
}


@pytest.mark.parametrize("what", TAMPERING)
def test_adoption_is_tied_to_what_was_adopted(folder: Path, what: str) -> None:
    """Schemes, files and decisions match one to one, or the case is refused with the file and what to do."""
    tamper, where, words = TAMPERING[what]
    adopt(folder)
    adopt(folder, "lighter")
    tamper(folder)
    with pytest.raises(AlteredEdition, match=re.escape(words)) as caught:
        open_case(folder)
    assert caught.value.exit_status == 4
    assert where in caught.value.where
    assert caught.value.remedy.startswith("Restore")


def test_a_case_that_has_gone_on_is_said_so(folder: Path) -> None:
    """Where what a scheme was made from has changed; answers go on being given."""
    adopt(folder)
    opened = open_case(folder)
    assert outdated_findings(opened.case, opened.newest_scheme) == ()
    with (folder / "case.yaml").open("a", encoding="utf-8") as stream:
        stream.write("answers:\n  market-engagement-notice: {held: true}\n")
    opened = open_case(folder)
    assert outdated_findings(opened.case, opened.newest_scheme) == ()
    for change in (("price: 40, quality: 50", "price: 30, quality: 60"), ("months: 9", "months: 8")):
        rewrite(folder / "case.yaml", change)
        opened = open_case(folder)
        [found] = outdated_findings(opened.case, opened.newest_scheme)
        assert found.code == "scheme-outdated"
        assert str(found.message) == "The case has changed since scheme 1 was adopted."
    adopt(folder)
    opened = open_case(folder)
    assert outdated_findings(opened.case, opened.newest_scheme) == ()


def test_the_day_of_adoption_follows_what_it_rests_on(folder: Path) -> None:
    """Neither before the newest decision, nor before a scheme adopted already, nor after today."""
    decision = "decisions:\n  - {kind: exclude, subject: standards, reason: r, by: A. Person, on: 2026-11-20}\n"
    with (folder / "case.yaml").open("a", encoding="utf-8") as stream:
        stream.write(decision)
    with pytest.raises(RefusedError, match=r"case\.yaml:15: The day of adoption, 2026-11-19, is before this decision"):
        adopt(folder, on=date(2026, 11, 19))
    with pytest.raises(RefusedError, match="The day of adoption, 2026-11-23, has not come"):
        adopt(folder, on=date(2026, 11, 23))
    adopt(folder, on=date(2026, 11, 21))
    with pytest.raises(RefusedError, match="is before this decision of 2026-11-21"):
        adopt(folder, on=date(2026, 11, 20))


def test_a_case_locked_to_another_edition_is_refused(folder: Path) -> None:
    """The packs it was adopted with have changed under their names."""
    adopt(folder)
    lock = folder / "packs.lock"
    changed = lock.read_text(encoding="utf-8").replace("ppn-002/2025-02: ", "ppn-002/2025-02: f")
    lock.write_text(changed, encoding="utf-8")
    with pytest.raises(AlteredEdition, match="not the one this case was adopted with"):
        check_lock(open_case(folder), packs())


def test_what_blocks_an_option_stops_its_adoption(folder: Path) -> None:
    """Refused with the reason, and nothing is written."""
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    forced = "decisions:\n  - {kind: force, subject: 3a, value: condition, reason: r, by: A. Person, on: 2026-11-01}\n"
    nature = "  nature: services\n"
    small = text.replace(nature, nature + "  circumstances: {suppliers_mostly_small: true}\n")
    (folder / "case.yaml").write_text(small + forced, encoding="utf-8")
    with pytest.raises(RefusedError, match="cannot be adopted") as caught:
        adopt(folder)
    assert caught.value.exit_status == 4
    assert [each.name for each in folder.iterdir()] == ["case.yaml"]


def test_a_write_that_fails_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half-written file, and nothing left over."""
    file = tmp_path / "case.yaml"
    write_whole(file, "old")

    def fail(_: int) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="full"):
        write_whole(file, "new")
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("case.yaml", "old")]


def test_a_new_case_never_overwrites(folder: Path) -> None:
    """Neither a case nor a file of that name."""
    with pytest.raises(RefusedError, match="not overwritten"):
        save_case(folder, GOOD)
    with pytest.raises(RefusedError, match="a file, not a folder"):
        save_case(folder / "case.yaml", GOOD)


def test_a_zip_reads_as_the_folder_does_and_is_the_same_every_time(folder: Path, tmp_path: Path) -> None:
    """Two zips of one case are equal bytes; only the case's own files are in it."""
    adopt(folder)
    (folder / "bids").mkdir()
    (folder / "bids" / "secret.yaml").write_text("price: 1", encoding="utf-8")
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    zip_case(folder, one)
    zip_case(folder, other)
    assert one.read_bytes() == other.read_bytes()
    assert sorted(zipfile.ZipFile(one).namelist()) == ["case.yaml", "packs.lock", "schemes/v001.yaml"]
    assert open_case(one).case == open_case(folder).case
    with pytest.raises(RefusedError, match="A zip is not changed"):
        adopt(one)
    with pytest.raises(RefusedError, match="not overwritten"):
        zip_case(folder, one)


def test_hostile_zips_are_refused(tmp_path: Path) -> None:
    """A path that leads out, more than a case holds, no case, not a zip."""
    out = tmp_path / "out.zip"
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("case.yaml", GOOD)
        archive.writestr("../evil.yaml", "a: 1")
    with pytest.raises(UnreadableInput, match="leads outside"):
        open_case(out)
    twice = tmp_path / "twice.zip"
    with warnings.catch_warnings(), zipfile.ZipFile(twice, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("case.yaml", GOOD)
        archive.writestr("case.yaml", GOOD.replace("A pilot", "Another"))
    with pytest.raises(UnreadableInput, match=r"holds case\.yaml twice"):
        open_case(twice)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("case.yaml", b"0" * 60_000_000)
    with pytest.raises(UnreadableInput, match="more than a case"):
        open_case(bomb)
    plain = tmp_path / "plain.zip"
    plain.write_text("not a zip", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="neither a case folder nor a zip"):
        open_case(plain)


def test_a_huge_case_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    """200 MB that holds nothing on the disk."""
    with (tmp_path / "case.yaml").open("wb") as stream:
        stream.truncate(200_000_000)
    with pytest.raises(UnreadableInput, match="is 200 MB; a case file is at most 5 MB"):
        open_case(tmp_path)


@pytest.mark.parametrize("where", ["nowhere", "empty"])
def test_no_case_is_said_so(tmp_path: Path, where: str) -> None:
    """A folder that is not there, or holds none."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableInput, match=r"no such case|no case\.yaml here"):
        open_case(tmp_path / where)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_the_yaml_reader_gives_values_or_one_sentence(text: str) -> None:
    """Whatever the text, no other exception comes out."""
    try:
        parse_yaml(text, name="f.yaml")
    except UnreadableInput as error:
        assert "\n" not in str(error)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_case_reader_gives_a_case_or_one_sentence(data: st.DataObject) -> None:
    """A good case with a stretch of it cut, doubled or replaced."""
    start = data.draw(st.integers(0, len(GOOD)))
    end = data.draw(st.integers(start, min(len(GOOD), start + 40)))
    stuff = data.draw(st.sampled_from(["", GOOD[start:end] * 2, "null", "[]", "{}", "-1", "x: 1", "9" * 50, "\t", "é"]))
    text = GOOD[:start] + stuff + GOOD[end:]
    try:
        file = parse_yaml(text, name="case.yaml")
        case_from_layout(read_layout(file), file=file)
    except CommonwealError as error:
        assert "\n" not in str(error)
        assert error.exit_status == 3


NASTY = ["[" * 5000 + "]" * 5000, "{a: " * 3000, "- " * 200_000, "a: &a [*a]", "a: b: c", "\x00"]


@pytest.mark.parametrize("text", NASTY)
def test_nasty_yaml_is_refused(text: str) -> None:
    """Deep nesting must not bring the process down."""
    with pytest.raises(UnreadableInput):
        parse_yaml(text, name="f.yaml")
