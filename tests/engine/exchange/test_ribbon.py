"""The stage ribbon: no text of the drawing runs into another, however narrow its stages."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.exchange.report.ribbon import LETTER_WIDTH, WIDTH, Ribbon, make_ribbon
from strategies import make_case, stage


def ribbon(*months: int) -> Ribbon:
    kinds = ("explore", "prototype", "pilot", "demonstrate", "operate")
    stages = [
        stage(kind, length, 100_000, gate=index < len(months) - 1)
        for index, (kind, length) in enumerate(zip(kinds, months, strict=False))
    ]
    return make_ribbon(make_case(*stages).procurement)


def overlaps(spans: list[tuple[int, float, float]]) -> list[tuple[object, object]]:
    """Pairs of texts in one row that run into each other."""
    return [
        (one, other)
        for one, other in itertools.combinations(spans, 2)
        if one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
    ]


def names(drawn: Ribbon) -> list[tuple[int, float, float]]:
    return [(bar.row, bar.name_x, bar.name_x + len(bar.name) * LETTER_WIDTH) for bar in drawn.bars if bar.name]


def gates(drawn: Ribbon) -> list[tuple[int, float, float]]:
    half = LETTER_WIDTH / 2
    return [(each.row, each.x - len(each.words) * half, each.x + len(each.words) * half) for each in drawn.gates]


def test_three_narrow_stages_stand_clear_of_each_other() -> None:
    """Three short stages beside a long one: each keeps its name, in rows of their own, with its months."""
    drawn = ribbon(1, 1, 1, 60)
    narrow = drawn.bars[:3]
    assert all(bar.name.endswith(", 1 month") and not bar.months for bar in narrow)
    assert len({bar.row for bar in narrow}) > 1
    assert drawn.rise > 0
    assert not overlaps(names(drawn)) + overlaps(gates(drawn))


def test_wide_stages_stay_as_they_were() -> None:
    """Names inside their bars and gates in one row: nothing rises."""
    drawn = ribbon(12, 12, 12)
    assert (drawn.rise, drawn.height) == (0, 112)
    assert all(bar.label and bar.months and not bar.name for bar in drawn.bars)


@pytest.mark.parametrize("last", [1, 60])
@given(months=st.lists(st.integers(1, 60), min_size=1, max_size=4))
def test_no_texts_run_into_each_other(last: int, months: list[int]) -> None:
    """Whatever the lengths; and every name stays within the drawing."""
    drawn = ribbon(*months, last)
    assert not overlaps(names(drawn)) + overlaps(gates(drawn))
    assert all(start >= 0 and end <= WIDTH for _, start, end in names(drawn))
