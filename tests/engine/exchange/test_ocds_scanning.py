"""Scanning a file gives, notice by notice, what classifying each whole notice gives."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ocds_examples import REAL, lines, put, release
from ocds_mutations import MUTATIONS, mutated
from other_registers import contracts_finder, scottish, welsh

from commonweal.exchange.ocds import UnreadLine, read_notices, scan_notices
from commonweal.frameworks import load_packs
from commonweal.record.errors import UnreadableInput
from commonweal.review import Classification, classify

PACKS = load_packs()
FILES = sorted(REAL.glob("*.json*"))
needs_files = pytest.mark.skipif(not FILES, reason=f"the real notices are not in {REAL}; they are never copied here")
# Words that many patterns look for, so that generated texts hold some of them, and what cleaning changes.
WORDS = st.sampled_from(
    (
        *("pilot", "Pilots", "a feasibility study", "framework agreement", "under the framework", "two-stage", "BAFO"),
        *("maintenance", "supply of", "supply  of", "supply\nof", "training", "evaluation", "Social Value", "RM6187"),
        *("call-off from", "no social value", "co-pilot", "pilot boat", "proof of concept", "PROOF OF CONCEPT", "beta"),
        *("ann@example.org", "020 7946 0000", "Mr Pilot Study", "contact Pilot Study", "tel: 01234 567890", "\u00a0"),
        *(
            ".rnrn",
            "rn",
            "\u0130",
            "\u017ftudy",
            "p\u0131lot",
            "caf\u00e9",
            "e\u0301",
            "\u200b",
            "\x07",
            "\u202e",
            "—",
            "’",
        ),
        *(
            "tri\u00adal",
            "trial",
            "the",
            "and",
            ".",
            ",",
            "-",
            " ",
            "stage 2",
            "shortlisted",
            "sandbox",
            "reprocurement",
        ),
    )
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, max_size=8).map("".join)


def both(file: Path) -> tuple[list[Classification | UnreadLine], list[Classification | UnreadLine]]:
    """What reading and classifying gives, and what scanning gives."""
    read = [each if isinstance(each, UnreadLine) else classify(each, PACKS) for each in read_notices(file)]
    return read, list(scan_notices(file, packs=PACKS))


def same(content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "some.jsonl"
        file.write_text(content, encoding="utf-8", errors="surrogatepass")
        try:
            read, scanned = both(file)
        except UnreadableInput:
            with pytest.raises(UnreadableInput):
                list(scan_notices(file, packs=PACKS))
            return
    assert scanned == read


@needs_files
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_real_notice_is_scanned_as_it_is_read(file: Path) -> None:
    """All of them, from every register, none lost."""
    read, scanned = both(file)
    assert scanned == read
    assert not [each for each in read if isinstance(each, UnreadLine)]


def test_every_register_is_scanned_as_it_is_read(tmp_path: Path) -> None:
    """Invented notices of each, with a bad line among them."""
    metrics = {"agreedMetrics": [{"title": "Social value", "description": "Jobs"}], "value": {"amountGross": 5}}
    awarded = release(tag=["award", "contract"], contracts=[metrics])
    file = lines(tmp_path / "all.jsonl", release(), "{", contracts_finder(), scottish(), welsh(), awarded, "[]")
    read, scanned = both(file)
    assert scanned == read
    assert sum(isinstance(each, UnreadLine) for each in scanned) == 1


def test_more_workers_give_the_same_in_the_same_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the lines are shared out."""
    from commonweal.exchange.ocds import reading

    monkeypatch.setattr(reading, "BLOCK_BYTES", 5_000)
    rows = [release(id=f"{at:06}-2026") for at in range(30)]
    file = lines(tmp_path / "many.jsonl", *rows, "{", contracts_finder())
    assert list(scan_notices(file, packs=PACKS, workers=2)) == list(scan_notices(file, packs=PACKS))


def test_more_workers_read_a_document_too(tmp_path: Path) -> None:
    """One document cannot be shared out, and is read all the same."""
    file = tmp_path / "package.json"
    file.write_text(json.dumps({"releases": [release(), scottish()]}, indent=1), encoding="utf-8")
    found = list(scan_notices(file, packs=PACKS, workers=2))
    assert [each.line for each in found] == [1, 2]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TEXTS, min_size=6, max_size=6))
def test_any_texts_are_scanned_as_they_are_read(texts: list[str]) -> None:
    """Title, description, lot, criterion, additional information and KPI in any words."""
    made: dict[str, Any] = release(tender__title=texts[0], tender__description=texts[1], description=texts[4])
    put(made, "tender.lots.0.description", texts[2])
    put(made, "tender.lots.0.awardCriteria.criteria.0.name", texts[3])
    put(made, "tender.legalBasis", {"scheme": "CELEX", "id": "32014L0024"})
    made["contracts"] = [{"agreedMetrics": [{"title": texts[5]}]}]
    same(json.dumps(made))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(MUTATIONS, min_size=1, max_size=6))
def test_mutated_releases_are_scanned_as_they_are_read(changes: list[Any]) -> None:
    """With parts replaced by odd ones."""
    same(json.dumps(mutated(changes)) + "\n" + json.dumps(release()))
