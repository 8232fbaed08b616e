"""How claims fare when V, M and K move: the closed form against the model itself, and where a claim flips."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from challenge_cases import criterion, judged, target
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.challenge.best_response import alignment
from commonweal.challenge.judgements import KINDS
from commonweal.challenge.modelling import REAL, Modelled, model_target, padding_of
from commonweal.challenge.moving import DRAWS, _alignments, _drawn, _Moves, fares_below, fares_better
from commonweal.frameworks import MeasureKind

KIND = st.sampled_from([each.value for each in KINDS])
SOUND = target(criterion("change", kind="outcome", pull=0.3), criterion("finding", kind="learning", pull=0.3))
COUNTS = target(criterion("hours", kind="effort", pull=2.5), criterion("places", kind="output", pull=2))


def model(one: object) -> Modelled:
    return model_target(one, judged())  # type: ignore[arg-type]


def moved(modelled: Modelled, moves: _Moves, draw: int) -> float:
    """The alignment of one draw by the model itself, every entry of V, M and K moved one by one."""
    model, count = modelled.model, len(REAL)
    raises, cost, value = model.raises.copy(), np.diag(model.cost).copy(), model.value.copy()
    for place in range(count):
        value[place] *= moves.value[draw, place]
        cost[place] *= moves.cost[draw, place]
        for row, each in enumerate(modelled.target.criteria):
            raises[row, place] *= moves.raises[draw, KINDS.index(each.kind), place]
    for place, name in enumerate(model.efforts[count:], start=count):
        raises[:, place] *= moves.pads[name][draw]
        cost[place] *= moves.pad_costs[name][draw]
    return alignment(replace(model, value=value, raises=raises, cost=np.diag(cost)), modelled.weights)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(KIND, st.floats(0, 4), st.integers(1, 9)), min_size=1, max_size=4), st.integers(0, DRAWS - 9))
def test_the_closed_form_is_the_alignment_of_the_moved_model(drawn: list[tuple[str, float, int]], first: int) -> None:
    """Whatever is scored, for draw after draw; two criteria of one measure move together."""
    criteria = [
        criterion(f"c{number}", points, kind=kind, pull=pull, measure=f"invented/{kind}")
        for number, (kind, pull, points) in enumerate(drawn)
    ]
    modelled = model(target(*criteria))
    moves = _drawn(tuple(dict.fromkeys(map(padding_of, criteria))), 0.5)
    expected = [moved(modelled, moves, draw) for draw in range(first, first + 8)]
    assert _alignments(modelled, moves)[first : first + 8] == pytest.approx(expected, rel=1e-9)


def test_every_factor_is_drawn_within_the_reach_and_about_one() -> None:
    moves = _drawn(("padding:a", "padding:b"), 0.5)
    for factors in (moves.value, moves.cost, moves.raises, *moves.pads.values(), *moves.pad_costs.values()):
        assert len(factors) == DRAWS
        assert factors.min() >= 0.5 and factors.max() <= 1.5
        assert factors.mean() == pytest.approx(1, abs=0.03)
    assert not np.array_equal(moves.pads["padding:a"], moves.pads["padding:b"])


def test_where_nothing_moves_a_claim_holds_always_or_never() -> None:
    still = replace(judged(), moved_share=Decimal(0))
    assert fares_better(model(SOUND), model(COUNTS), still).share == 1
    assert fares_better(model(COUNTS), model(SOUND), still).share == 0
    aligned = alignment(model(SOUND).model, model(SOUND).weights)
    assert fares_below(model(SOUND), still, aligned + 1e-9).share == 1
    assert fares_below(model(SOUND), still, aligned - 1e-9).share == 0


def test_nothing_is_aligned_better_than_itself() -> None:
    """Both sides are drawn alike, so that equals stay equal in every draw."""
    fared = fares_better(model(SOUND), model(SOUND), judged())
    assert fared.share == 0
    assert not fared.holds


def test_the_same_claim_fares_alike_each_time() -> None:
    assert fares_better(model(SOUND), model(COUNTS), judged()) == fares_better(model(SOUND), model(COUNTS), judged())


def test_a_claim_that_flips_says_where_and_does_flip_there() -> None:
    """Two schemes of one kind that pads a little differently: whichever measure is padded more turns it over."""
    mine = target(criterion("mine", kind="outcome", pull=0.6, measure_title="Mine"))
    other = target(criterion("other", kind="outcome", pull=0.7, measure_title="Other"))
    fared = fares_better(model(mine), model(other), judged())
    assert not fared.holds
    assert fared.flips == ("if padding of ‘Other’ pulls 50% less", "if padding of ‘Mine’ pulls 50% more")
    dearer = replace(mine.criteria[0], pull=0.9)
    assert alignment(model(replace(mine, criteria=(dearer,))).model, np.ones(1)) < alignment(
        model(other).model, np.ones(1)
    )


def test_a_claim_that_holds_often_enough_names_no_flip() -> None:
    fared = fares_better(model(SOUND), model(COUNTS), judged())
    assert fared.holds and fared.share >= judged().holds_share
    assert fared.flips == ()


@pytest.mark.parametrize("kind", [each.value for each in MeasureKind])
def test_a_threshold_far_off_is_never_and_always_passed(kind: str) -> None:
    one = model(target(criterion("one", kind=kind)))
    assert fares_below(one, judged(), 1.01).share == 1
    assert fares_below(one, judged(), 0.0).share == 0
