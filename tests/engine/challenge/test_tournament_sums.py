"""The tournament's sums on arrays are those of scheme.scoring, and its means over readings are exact."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import norm
from tournament_cases import EXACT, JUDGEMENTS, TYPES, criterion, modelled

from commonweal.challenge.tournament.ambition import ambition_of
from commonweal.challenge.tournament.awarding import FULL_AT, NONE_AT, chances, decides
from commonweal.challenge.tournament.field import Field, draw_field
from commonweal.challenge.tournament.running import played
from commonweal.challenge.tournament.scales import Scale, scales_of
from commonweal.challenge.tournament.spending import effort_of, honest_effort
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.procurement import PriceMethod
from commonweal.quantities.arrays import Numbers
from commonweal.scheme.scoring import Bid, CriterionRule, Part, PriceRule, ScoringRules, rank_bids

CRITERIA = (
    criterion("own/one", weighting="6"),
    criterion("own/two", weighting="9", kind=MeasureKind.OUTPUT, levels=()),
)
METHODS = [each for each in PriceMethod if each is not PriceMethod.UNSTATED]


@pytest.mark.parametrize("method", METHODS)
def test_points_and_winners_are_those_of_scoring(method: PriceMethod) -> None:
    """Every drawn bid, scored exactly by the published rules: the same points to 1e-9, the same winners."""
    absolute = method.is_absolute
    model = modelled(*CRITERIA, bidders=5, price="0" if absolute else "40", method=method)
    field = draw_field(TYPES, JUDGEMENTS, bidders=5, fields=40, seed=5)
    game = played(model, JUDGEMENTS, field)
    rules = _rules(method, quality="85" if absolute else "45", price="0" if absolute else "40")
    for place in range(40):
        bids = _bids(field, game.given, place)
        ranking = rank_bids(rules, bids)
        found = {each.assessed.bid.name: each.assessed for each in ranking.places}
        for number in range(5):
            exact = found[str(number)]
            decided = float(exact.decides)
            if method is PriceMethod.VALUE_INDEX:
                decided /= 1_000_000
            if method is PriceMethod.PRICE_PER_QUALITY_POINT:
                decided = 1 / decided
            assert game.seen[place, number] == pytest.approx(decided, abs=1e-9)
            assert game.marks[place, number] == pytest.approx(float(exact.social_value), abs=1e-9)
        first = {int(each.assessed.bid.name) for each in ranking.first}
        assert first == set(np.flatnonzero(chances(game.seen)[place]).tolist())


def _rules(method: PriceMethod, *, quality: str, price: str) -> ScoringRules:
    fixed = method is PriceMethod.FIXED_POINT
    return ScoringRules(
        criteria=(
            CriterionRule(
                id="quality", title="Quality", part=Part.QUALITY, weighting=Decimal(quality), maximum=Decimal(1)
            ),
            *(
                CriterionRule(
                    id=each.code,
                    title=each.title,
                    part=Part.SOCIAL_VALUE,
                    weighting=each.weighting,
                    maximum=Decimal(1),
                )
                for each in CRITERIA
            ),
        ),
        price=PriceRule(
            method=method,
            weighting=Decimal(price),
            full_at=Decimal(FULL_AT) if fixed else None,
            none_at=Decimal(NONE_AT) if fixed else None,
        ),
    )


def _bids(field: Field, given: Numbers, place: int) -> list[Bid]:
    return [
        Bid(
            name=str(number),
            price=Decimal(field.price[place, number]),
            scores={
                "quality": Decimal(field.read[place, number]),
                **{each.code: Decimal(given[place, number, row]) for row, each in enumerate(CRITERIA)},
            },
        )
        for number in range(field.shape[1])
    ]


numbers = st.floats(min_value=0, max_value=3, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(
    offered=numbers,
    error=st.floats(min_value=0.05, max_value=0.5),
    levels=st.sampled_from([(), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0), (0.0, 0.5, 1.0), (0.1, 0.25, 1.0)]),
)
def test_the_mean_mark_of_an_offer_is_exact(offered: float, error: float, levels: tuple[float, ...]) -> None:
    """Against the mean over 20,000 evenly spread readings."""
    scale = Scale(name="one", full=1.0, levels=levels, error=error)
    readings = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    assert scale.expected(offered) == pytest.approx(
        float(scale.given(np.full(20_000, offered), readings).mean()), abs=2e-4
    )


@settings(max_examples=60, deadline=None)
@given(one=numbers, more=numbers, levels=st.sampled_from([(), (0.0, 0.5, 1.0), (0.0, 1.0)]))
def test_a_larger_offer_never_earns_less(one: float, more: float, levels: tuple[float, ...]) -> None:
    scale = Scale(name="one", full=1.0, levels=levels, error=0.18)
    assert 0 <= scale.expected(one) <= scale.expected(one + more) + 1e-12 <= 1 + 1e-9


@settings(max_examples=60, deadline=None)
@given(decided=arrays(np.float64, (7, 4), elements=st.sampled_from([0.0, 1.0, 1.5, 2.0])))
def test_somebody_is_picked_and_those_that_are_level_at_the_top_alike(decided: Numbers) -> None:
    found = chances(decided)
    assert found.sum(axis=1) == pytest.approx(1)
    for row, chance in zip(decided, found, strict=True):
        top = row == row.max()
        assert np.allclose(chance, top / top.sum())


@settings(max_examples=40, deadline=None)
@given(follows=st.floats(0, 1), pads=st.floats(0, 1), pull=st.floats(0, 3))
def test_every_bidder_works_as_long_and_none_earns_more_than_the_best_response(
    follows: float, pads: float, pull: float
) -> None:
    """Any mix has e'Ke = 1, marks w'Me up to those of K⁻¹M'w, and value up to that of K⁻¹V."""
    model = modelled(criterion(pull=pull), CRITERIA[1])
    effort = effort_of(model, follows=follows, pads=pads)
    best = effort_of(model, follows=1.0, pads=1.0)
    marks = model.model.raises.T @ model.weights
    assert effort @ model.model.cost @ effort == pytest.approx(1)
    assert (effort >= 0).all()
    assert marks @ effort <= marks @ best + 1e-9
    assert model.model.value @ effort <= model.model.value @ honest_effort(model.model) + 1e-9


def test_absolute_methods_order_bids_by_points_for_each_pound() -> None:
    """A bid of half the points at half the price is level with the other."""
    split = modelled(*CRITERIA, price="0", method=PriceMethod.VALUE_INDEX).target.split
    found = decides(split, np.array([[60.0, 30.0]]), np.array([[10.0, 5.0]]), np.array([[1.0, 0.5]]))
    assert found[0, 0] == pytest.approx(found[0, 1])


def test_a_scale_asks_the_usual_bidder_for_the_usual_mark() -> None:
    """Seen in full, without padding: three of five, whatever is asked."""
    model = modelled(*CRITERIA)
    usual = effort_of(model, follows=0.5, pads=0.0)
    for row, each in enumerate(scales_of(model, JUDGEMENTS)):
        assert model.model.raises[row] @ usual / each.full == pytest.approx(0.6)


def test_a_count_without_a_scale_is_taken_by_its_promise() -> None:
    """No error of reading and nothing for prose, where answers that are read have both."""
    described, counted = scales_of(modelled(*CRITERIA), JUDGEMENTS)
    assert (counted.error, counted.prose, counted.credulous) == (0, 0, 1)
    assert described.error > 0
    assert described.prose == pytest.approx(0.2 * 0.2)
    assert described.credulous == pytest.approx(0.2)
    assert counted.expected(0.37) == 0.37


def test_a_risky_contribution_earns_what_is_expected_of_it() -> None:
    """Of size s: learning as it is, the rest with chance 0.85^s; in closed form where nothing is misread."""
    model = modelled(criterion(levels=()), judgements=EXACT)
    (full,) = (each.full for each in scales_of(model, EXACT))
    parts = model.model.raises[0] * honest_effort(model.model) / full
    learnt = float(parts[model.model.place("learning")])
    found = ambition_of(model, scales_of(model, EXACT), EXACT)
    for size, sure, risky in zip(found.sizes, found.sure, found.risky, strict=True):
        share = float(size) * (learnt + 0.85 ** float(size) * (float(parts.sum()) - learnt))
        assert float(risky) == pytest.approx(10 * min(1.0, share), abs=2e-6)
        assert float(sure) == pytest.approx(10 * min(1.0, float(size) * float(parts.sum())), abs=2e-6)
