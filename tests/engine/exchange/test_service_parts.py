"""What a service needs of the exchange: withdrawals in the file, overlays without folders, what a scheme recognises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from commonweal.design import propose_schemes
from commonweal.exchange.case_file.adopted import basis_digest
from commonweal.exchange.case_file.folder import case_of_texts
from commonweal.exchange.case_file.recording import with_decisions, with_replacing, with_withdrawal
from commonweal.exchange.report.recognised import Recognised, find_recognised
from commonweal.frameworks import Packs, load_packs
from commonweal.procurement import Case, DecisionKind
from commonweal.record.errors import UnreadableInput
from commonweal.scheme.placement import Place
from strategies import decide

EXAMPLE = (Path(__file__).resolve().parents[3] / "examples/sandbox-pilot/case.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 26)
OVERLAY = """
title: Ours
on: innovation/2026-11
by: A. Person
changes:
  - {at: measures/co-design-sessions/fit/pull, value: 0.1, reason: We check each one.}
"""


@cache
def packs() -> Packs:
    return load_packs()


def read(text: str) -> Case:
    return case_of_texts({"case.yaml": text}, path=Path("case")).case


def test_a_withdrawn_decision_is_kept_and_bears_on_nothing() -> None:
    """The record stays whole; the design is as if it had never been."""
    decided = with_decisions(EXAMPLE, (decide("exclude", "standards"),), name="case.yaml")
    index = len(read(decided).decisions) - 1
    withdrawn = with_withdrawal(decided, index, reason="We erred.", by="B. Person", on=TODAY, name="case.yaml")
    case = read(withdrawn)
    assert [(each.decision.subject, each.reason) for each in case.withdrawn] == [("standards", "We erred.")]
    assert basis_digest(case) == basis_digest(read(EXAMPLE))
    assert withdrawn.startswith("# A fictional NHS trust")


def test_a_new_decision_on_the_same_matter_withdraws_the_old() -> None:
    """One weighting a criterion and award decision; other stages are other matters."""
    text = EXAMPLE
    for value, stage in (("4", ""), ("5", ""), ("6", "pilot")):
        one = decide("weighting", "innovation/co-design", value, stage=stage)
        text = with_replacing(text, (one,), name="case.yaml")
    case = read(text)
    assert [(each.value, each.stage) for each in case.decided(DecisionKind.WEIGHTING)] == [("5", ""), ("6", "pilot")]
    assert [each.decision.value for each in case.withdrawn] == ["4"]


def test_an_adoption_is_never_withdrawn() -> None:
    """A published scheme would lose its ground."""
    text = with_decisions(EXAMPLE, (decide("adopt", "lighter", "0" * 64),), name="case.yaml")
    place = len(read(EXAMPLE).decisions)
    with pytest.raises(UnreadableInput, match="An adoption is not withdrawn"):
        read(with_withdrawal(text, place, reason="x", by="y", on=TODAY, name="case.yaml"))


def test_overlays_are_laid_from_texts_as_from_folders(tmp_path: Path) -> None:
    """Equal texts, equal digests; what is wrong is told by the name of the text."""
    measure = next(iter(packs().get("innovation").measures))
    text = OVERLAY.replace("co-design-sessions", measure)
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/overlay.yaml").write_text(text, encoding="utf-8")
    from_text = load_packs(overlays={"ours": text}).get("innovation")
    assert from_text.digest == load_packs((tmp_path,)).get("innovation").digest
    assert from_text.measures[measure].fit.pull == Decimal("0.1")
    with pytest.raises(UnreadableInput) as refused:
        load_packs(overlays={"ours": text.replace("0.1", "-1")})
    assert refused.value.where.startswith("ours/overlay.yaml:")


def test_what_is_recognised_beyond_counts_adds_up() -> None:
    """Every criterion of the scheme once, in its group; the weighting lost is that of all but the counts."""
    case = read(EXAMPLE)
    scheme = propose_schemes(case, packs=packs()).option("fuller").scheme
    found = find_recognised(scheme, case.procurement, packs())
    rows = [row for stage in found.stages for row in stage.rows]
    assert len(rows) == len(scheme.scored) + len(scheme.contract)
    assert found.scored == sum(each.weighting or 0 for each in scheme.scored)
    assert found.lost == sum(
        each.weighting or 0
        for each in scheme.scored
        if each.place is Place.SCORED and not each.measure_kind.is_pure_count
    )
    assert {row.group for row in rows} >= {Recognised.LEARNING, Recognised.CAPABILITY}
    assert [each.code for each in found.missions] == list(case.procurement.missions)
