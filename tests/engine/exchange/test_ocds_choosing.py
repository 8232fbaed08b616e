"""Which notice of a procurement to draft from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ocds_examples import PILOT, lines, release

from commonweal.exchange.ocds import find_notice, newest_useful, read_notices
from commonweal.record.errors import UnreadableInput


def typed(kind: str, number: str, day: str, **changes: Any) -> dict[str, Any]:
    """A release of a notice type, numbered and dated."""
    document = {"id": number, "noticeType": kind}
    return release(id=number, date=f"{day}T09:00:00Z", tender__documents=[document], **changes)


def stub(kind: str, number: str, day: str) -> dict[str, Any]:
    """A cancellation as Find a Tender serves it: nearly empty, without an authority."""
    return {
        "ocid": "ocds-h6vhtk-099f01",
        "id": number,
        "tag": ["tenderCancellation"],
        "date": f"{day}T09:00:00Z",
        "tender": {"id": "x", "documents": [{"id": number, "noticeType": kind}], "lots": []},
    }


def test_newest_tender_of_a_procurement(tmp_path: Path) -> None:
    """Planned, then published, then amended under one ocid: the newest counts, whatever the order in the file."""
    rows = [
        typed("UK4", "099002-2026", "2026-11-17", tender__title="Amended"),
        typed("UK3", "098000-2026", "2026-10-01", tender__title="Planned"),
        typed("UK4", "099001-2026", "2026-11-16", tender__title="Published"),
    ]
    (notice,) = newest_useful(read_notices(lines(tmp_path / "versions.jsonl", *rows)))
    assert notice.title == "Amended"


def test_two_of_one_day_go_by_number(tmp_path: Path) -> None:
    """Two releases of one day: the greater number is the later."""
    rows = [typed("UK4", "099005-2026", "2026-11-16"), typed("UK4", "099004-2026", "2026-11-16")]
    (notice,) = newest_useful(read_notices(lines(tmp_path / "day.jsonl", *rows)))
    assert notice.id == "099005-2026"


def test_a_cancellation_never_replaces_the_tender(tmp_path: Path) -> None:
    """A stub is not merged over a tender (hazard 4): the tender stands whole, and the warning says what came later."""
    rows = [typed("UK4", "099001-2026", "2026-11-16"), stub("UK12", "099900-2026", "2026-12-20")]
    (notice,) = newest_useful(read_notices(lines(tmp_path / "stopped.jsonl", *rows)))
    assert notice.id == "099001-2026"
    assert notice.lots
    assert notice.warnings == ("A later notice (UK12, 099900-2026) says that it was stopped.",)


def test_one_ocid_of_two_authorities_is_two_procurements(tmp_path: Path) -> None:
    """As utilities' registers publish (hazard 6)."""
    other = typed("UK4", "099003-2026", "2026-11-18", buyer__name="Invented Water Limited")
    found = newest_useful(read_notices(lines(tmp_path / "utilities.jsonl", release(), other)))
    assert [notice.id for notice in found] == ["099001-2026", "099003-2026"]


def test_unread_lines_and_awards_are_passed_over(tmp_path: Path) -> None:
    """Neither is a notice to draft from."""
    rows = ["{", typed("UK7", "099009-2026", "2026-12-01"), release()]
    (notice,) = newest_useful(read_notices(lines(tmp_path / "mixed.jsonl", *rows)))
    assert notice.kind == "UK4"


def test_find_notice_needs_no_name_in_a_file_of_one() -> None:
    """One procurement in the file is the one that is meant."""
    assert find_notice(PILOT).id == "099001-2026"


def test_find_notice_by_ocid_or_number(tmp_path: Path) -> None:
    """Either names it."""
    other = release(ocid="ocds-h6vhtk-0other", id="099777-2026")
    file = lines(tmp_path / "two.jsonl", release(), other)
    for name in ("ocds-h6vhtk-0other", "099777-2026"):
        assert find_notice(file, ocid=name).id == "099777-2026"


def test_find_notice_asks_which(tmp_path: Path) -> None:
    """Several procurements, and nobody said which: some are named."""
    rows = [release(ocid=f"ocds-h6vhtk-{each:06}", id=f"09{each:04}-2026") for each in range(9)]
    with pytest.raises(UnreadableInput, match=r"several procurements.*090000-2026 AI-assisted"):
        find_notice(lines(tmp_path / "many.jsonl", *rows))


@pytest.mark.parametrize(
    ("rows", "ocid", "says"),
    [
        ([release(), "{"], "nothing", "holds no notice nothing.*1 of its lines"),
        ([stub("UK12", "099900-2026", "2026-12-20")], "ocds-h6vhtk-099f01", r"\(UK12\) say nothing to draft from"),
        ([stub("UK12", "099900-2026", "2026-12-20")], "", "No notice here says what is bought"),
    ],
)
def test_find_notice_says_why_there_is_none(tmp_path: Path, rows: list[Any], ocid: str, says: str) -> None:
    """In one sentence."""
    with pytest.raises(UnreadableInput, match=says):
        find_notice(lines(tmp_path / "none.jsonl", *rows), ocid=ocid)
