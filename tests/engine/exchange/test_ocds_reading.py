"""Files of releases: every form they come in, and everything that is none."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest
from ocds_examples import PILOT, lines, read_all, release

from commonweal.exchange.ocds import UnreadLine, read_notices, reading
from commonweal.procurement.notice import Notice
from commonweal.record.errors import UnreadableInput


def test_lines_package_list_and_single_release_read_alike(tmp_path: Path) -> None:
    """One release gives one notice, whatever it is wrapped in."""
    one = release()
    record = {"ocid": one["ocid"], "releases": [one]}
    forms = {
        "lines.jsonl": json.dumps(one),
        "pretty.json": json.dumps(one, indent=2),
        "package.json": json.dumps({"version": "1.1", "releases": [one]}),
        "pretty_package.json": json.dumps({"version": "1.1", "releases": [one]}, indent=1),
        "records.json": json.dumps({"records": [record]}, indent=1),
        "compiled.json": json.dumps({"records": [{"ocid": one["ocid"], "compiledRelease": one}]}, indent=1),
        "list.json": json.dumps([one], indent=1),
        "list_of_lines.json": "[\n" + json.dumps(one) + ",\n" + json.dumps(one) + "\n]\n",
        "marked.jsonl": "\ufeff" + json.dumps(one),
        "windows.jsonl": json.dumps(one) + "\r\n\r\n",
    }
    expected = replace(read_all(PILOT)[0][0], line=0)
    for name, text in forms.items():
        file = tmp_path / name
        file.write_text(text, encoding="utf-8", newline="")
        notices, unread = read_all(file)
        assert ({replace(each, line=0) for each in notices}, unread) == ({expected}, []), name
        assert all(each.line for each in notices)


def test_gzip_is_read_by_its_bytes(tmp_path: Path) -> None:
    """A gzipped file needs no particular name."""
    for name in ("day.jsonl.gz", "day"):
        file = tmp_path / name
        file.write_bytes(gzip.compress((json.dumps(release()) + "\n").encode()))
        assert len(read_all(file)[0]) == 1


def test_damaged_gzip_is_one_sentence(tmp_path: Path) -> None:
    """A download cut short is refused, not half read without a word."""
    file = tmp_path / "cut.gz"
    file.write_bytes(gzip.compress(json.dumps(release()).encode() * 20)[:-40])
    with pytest.raises(UnreadableInput, match="gzip file is damaged"):
        list(read_notices(file))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>", "web page"),
        (b"PK\x03\x04\x00\x00", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00", "binary"),
        (b"ocid,title\n1,2\n", "no JSON"),
        (b'{"a": 1}\n', "holds no release"),
        (b"[1, 2]", "holds no release"),
        (b'{"a": ', "not JSON"),
        (b"[" * 5_000, "nested too deeply"),
        (b'{"ocid": "\xff"}', "UTF-8"),
    ],
)
def test_what_is_no_file_of_releases_is_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    """Each with the file's name and what to do."""
    file = tmp_path / "wrong.json"
    file.write_bytes(content)
    with pytest.raises(UnreadableInput, match=says) as caught:
        list(read_notices(file))
    assert "wrong.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_and_missing_file_are_one_sentence(tmp_path: Path) -> None:
    """Neither gives a traceback."""
    with pytest.raises(UnreadableInput, match="folder"):
        list(read_notices(tmp_path))
    with pytest.raises(UnreadableInput, match="no such file"):
        list(read_notices(tmp_path / "none.json"))


def test_a_document_beyond_the_limit_is_refused_unread(tmp_path: Path) -> None:
    """Beyond 200 MB only lines are read; the sentence says so, and little of the file has been touched."""
    file = tmp_path / "large.json"
    with file.open("wb") as stream:
        stream.write(b'{"releases": [\n')
        stream.seek(reading.MAXIMUM_DOCUMENT_BYTES + 10_000_000)
        stream.write(b"\n]}")
    with file.open("r+b") as stream:  # no zero bytes where the beginning is looked at
        stream.seek(15)
        stream.write(b" " * 100_000 + b"\n")
    with pytest.raises(UnreadableInput, match=r"more than 200 MB.*one release a line"):
        list(read_notices(file))


def test_a_zipped_document_beyond_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a gzip unfolds to counts, not its size on disk."""
    monkeypatch.setattr(reading, "MAXIMUM_DOCUMENT_BYTES", 100_000)
    file = tmp_path / "bomb.gz"
    file.write_bytes(gzip.compress(b'{"releases": [\n' + b" " * 1_000_000 + b"\n]}"))
    with pytest.raises(UnreadableInput, match="JSON document of more than"):
        list(read_notices(file))


def test_a_line_beyond_the_limit_loses_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next line is read."""
    one = json.dumps(release())
    monkeypatch.setattr(reading, "MAXIMUM_LINE_BYTES", len(one.encode()) + 10)
    long = json.dumps(release(tender__description="x" * 50_000))
    notices, unread = read_all(lines(tmp_path / "long.jsonl", one, long, one))
    assert len(notices) == 2
    assert [each.line for each in unread] == [2]
    assert "longer than" in unread[0].why


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ('{"ocid": "x", ', "not JSON"),
        ("oops", "not JSON"),
        ('"text"', "no release"),
        ('{"version": "1.1"}', "no release"),
        ("[" * 3_000, "nested"),
        ('{"ocid": ' + "[" * 3_000, "nested"),
    ],
)
def test_one_bad_line_never_loses_the_file(tmp_path: Path, bad: str, says: str) -> None:
    """First, in the middle or last: the others are read, and the line's number and fault are told."""
    for place in (0, 1, 2):
        rows: list[object] = [release(), release()]
        rows.insert(place, bad)
        notices, unread = read_all(lines(tmp_path / "mixed.jsonl", *rows))
        assert len(notices) == 2
        assert [each.line for each in unread] == [place + 1]
        assert says in unread[0].why


def test_bytes_that_are_no_text_lose_only_their_line(tmp_path: Path) -> None:
    """A line in another encoding is told, the rest is read."""
    file = tmp_path / "latin.jsonl"
    good = json.dumps(release()).encode()
    file.write_bytes(good + b'\n{"ocid": "x", "tender": {"title": "Caf\xe9"}}\n' + good + b"\n")
    notices, unread = read_all(file)
    assert (len(notices), [each.line for each in unread]) == (2, [2])
    assert "UTF-8" in unread[0].why


def test_a_bad_release_in_a_package_is_told_by_its_number(tmp_path: Path) -> None:
    """The other releases of the package are read."""
    file = tmp_path / "package.json"
    file.write_text(json.dumps({"releases": [release(), 7, {"id": "x"}, release()]}, indent=1), encoding="utf-8")
    notices, unread = read_all(file)
    assert len(notices) == 2
    assert [each.line for each in unread] == [2, 3]


def test_ocid_or_notice_number_narrows(tmp_path: Path) -> None:
    """Both name a procurement; a line that cannot be read is told all the same."""
    file = lines(tmp_path / "two.jsonl", release(), release(ocid="ocds-h6vhtk-0other", id="099777-2026"), "{")
    for name in ("ocds-h6vhtk-0other", "099777-2026"):
        found = list(read_notices(file, ocid=name))
        assert [each.id for each in found if isinstance(each, Notice)] == ["099777-2026"]
        assert sum(isinstance(each, UnreadLine) for each in found) == 1


def test_reading_is_lazy(tmp_path: Path) -> None:
    """The first notice comes before the last line is looked at."""
    file = lines(tmp_path / "many.jsonl", *[release()] * 50)
    first = next(iter(read_notices(file)))
    assert isinstance(first, Notice)
