"""Golden test of what a proposal rests on: a case in, the judgements, near ties and survival out."""

from __future__ import annotations

import json
from pathlib import Path

from commonweal.design import find_what_matters
from commonweal.exchange import open_case
from commonweal.exchange.report.resting_data import sensitivity_data
from commonweal.frameworks import load_packs

HERE = Path(__file__).parent


def test_what_the_case_rests_on_is_as_the_golden_file_says(tmp_path: Path) -> None:
    """The same judgements, switches and counts on every machine.

    Where a change is meant, the file is the "sensitivity" of `commonweal design CASE --sensitivity --json`.
    """
    (tmp_path / "case.yaml").write_bytes((HERE / "case_that_reads.yaml").read_bytes())
    told: list[tuple[int, int]] = []
    found = find_what_matters(
        open_case(tmp_path).case, packs=load_packs(), progress=lambda done, of: told.append((done, of))
    )
    assert sensitivity_data(found) == json.loads((HERE / "sensitivity.json").read_text(encoding="utf-8"))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]
