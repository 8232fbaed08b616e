"""Alignment, best weights, certificates, audits and bands: published values, optimality conditions, second ways."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from operator import mul

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, nnls

from commonweal.challenge.best_response import (
    BidderModel,
    alignment,
    attained_share,
    best_effort,
    best_weights,
    cheapest_audit,
    incentive_strength,
    induce,
    padding_payoffs,
    respond_to_bands,
)
from commonweal.challenge.best_response.auditing import audited
from commonweal.challenge.best_response.inducing import advantage_at_best
from commonweal.record.errors import MisuseError

EXAMPLE = BidderModel(
    criteria=("counted outputs", "evidence"),
    efforts=("easy outputs", "hard contribution", "learning", "padding"),
    value=np.array([1.0, 2.0, 1.5, 0.0]),
    raises=np.array([[1.0, 0.2, 0.0, 0.8], [0.1, 1.0, 0.6, 0.3]]),
    padding=frozenset({"padding"}),
)


@pytest.mark.parametrize(
    ("weights", "expected"), [((1.0, 0.0), 0.160920), ((0.5, 0.5), 0.632783), ((0.0, 1.0), 0.850260)]
)
def test_alignment_of_the_worked_case(weights: tuple[float, float], expected: float) -> None:
    """All on counted outputs, half and half, all on evidence; whatever the scale of the weights."""
    assert alignment(EXAMPLE, np.array(weights)) == pytest.approx(expected, abs=5e-7)
    assert alignment(EXAMPLE, 40 * np.array(weights)) == pytest.approx(expected, abs=5e-7)


def test_the_best_weights_of_the_worked_case() -> None:
    found = best_weights(EXAMPLE)
    assert found == pytest.approx([0.090059, 0.909941], abs=2e-6)
    assert alignment(EXAMPLE, found) == pytest.approx(0.858118, abs=5e-7)


def test_the_best_weights_where_padding_is_audited_by_half() -> None:
    half = audited(EXAMPLE, np.array([0.5, 0.5]))
    found = best_weights(half)
    assert found == pytest.approx([0.2193, 0.7807], abs=5e-5)
    assert alignment(half, found) == pytest.approx(0.940059, abs=5e-7)


def test_one_of_two_measured_loses_half_whatever_the_weight() -> None:
    model = BidderModel(
        criteria=("seen",), efforts=("seen", "unseen"), value=np.array([1.0, 1.0]), raises=np.array([[1.0, 0.0]])
    )
    assert alignment(model, np.array([3.0])) == pytest.approx(0.5)


@st.composite
def models(draw: st.DrawFn) -> BidderModel:
    """Random models: two to five criteria, three to six efforts of which the last is padding, correlated costs."""
    criteria, efforts = draw(st.integers(2, 5)), draw(st.integers(3, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    root = rng.normal(size=(efforts, efforts)) / 2
    value = rng.random(efforts)
    value[-1] = 0.0
    return BidderModel(
        criteria=tuple(f"c{each}" for each in range(criteria)),
        efforts=tuple(f"e{each}" for each in range(efforts)),
        value=value,
        raises=rng.random((criteria, efforts)),
        cost=np.eye(efforts) + root @ root.T,
        padding=frozenset({f"e{efforts - 1}"}),
    )


@settings(max_examples=60, deadline=None)
@given(models(), st.floats(0.0, 0.15), st.floats(0.5, 1.0))
def test_best_weights_keep_bounds_and_beat_every_other_weighting(model: BidderModel, low: float, high: float) -> None:
    """By random weightings within the bounds, and by a second solver over the corners of the bounds."""
    count = len(model.criteria)
    least, most = np.full(count, low), np.full(count, high)
    try:
        found = best_weights(model, least=least, most=most)
    except MisuseError as refused:
        assert "No weighting moves" in str(refused)
        return
    assert found.sum() == pytest.approx(1.0)
    assert (found >= low - 1e-7).all()
    assert (found <= high + 1e-7).all()
    best = alignment(model, found)
    corners = _corners(least, most)
    root = np.linalg.cholesky(model.ease).T
    mixture, _norm = nnls(root @ model.raises.T @ corners.T, root @ model.value)
    second = corners.T @ mixture
    assert best == pytest.approx(alignment(model, second), abs=1e-6)
    for share in np.random.default_rng(1).dirichlet(np.ones(len(corners)), 30):
        assert alignment(model, share @ corners) <= best + 1e-7


def _corners(least: np.ndarray, most: np.ndarray) -> np.ndarray:
    """The corners of {w: sum 1, least <= w <= most}: all but one weight at a bound."""
    count, found = len(least), []
    for free, ends in product(range(count), product((0, 1), repeat=count - 1)):
        weights = np.array([0.0] * count)
        others = [place for place in range(count) if place != free]
        weights[others] = [most[place] if end else least[place] for place, end in zip(others, ends, strict=True)]
        weights[free] = 1 - weights.sum()
        if least[free] - 1e-12 <= weights[free] <= most[free] + 1e-12:
            found.append(np.maximum(weights, 0.0))
    return np.array(found)


@settings(max_examples=40, deadline=None)
@given(models())
def test_best_weights_satisfy_their_optimality_conditions(model: BidderModel) -> None:
    """Kuhn and Tucker: no slope downwards at a weight of zero, none at all at a weight above it."""
    weights = best_weights(model)
    pull = model.raises @ model.ease
    scale = float(pull @ model.value @ weights) / float(weights @ pull @ model.raises.T @ weights)
    slope = pull @ (model.raises.T @ (scale * weights) - model.value)
    assert (slope >= -1e-5).all()
    assert np.abs(slope[weights > 1e-5]).max() == pytest.approx(0.0, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(models())
def test_a_wider_choice_of_weights_and_a_stronger_audit_never_align_less(model: BidderModel) -> None:
    count = len(model.criteria)
    tight = best_weights(model, least=np.full(count, 0.1))
    assert alignment(model, best_weights(model)) >= alignment(model, tight) - 1e-7
    diagonal = replace(model, cost=np.eye(len(model.efforts)))
    rates = [alignment(audited(diagonal, np.full(count, rate)), np.ones(count)) for rate in (0.0, 0.3, 0.7, 1.0)]
    assert rates == sorted(rates)


@settings(max_examples=40, deadline=None)
@given(models(), st.integers(0, 4), st.floats(1.0, 5.0))
def test_more_of_the_real_thing_seen_under_a_criterion_never_lowers_the_best_alignment(
    model: BidderModel, which: int, factor: float
) -> None:
    """All real effort pulls harder there, padding as before. One kind alone may mislead: only the whole row is safe."""
    model = replace(model, cost=np.diag(np.diag(model.cost)))
    row, real = which % len(model.criteria), len(model.efforts) - 1
    raises = model.raises.copy()
    raises[row, :real] *= factor
    better = replace(model, raises=raises)
    assert alignment(better, best_weights(better)) >= alignment(model, best_weights(model)) - 1e-7


@settings(max_examples=40, deadline=None)
@given(models(), st.floats(0.0, 1.0))
def test_pull_towards_what_is_of_value_never_lowers_the_best_alignment(model: BidderModel, more: float) -> None:
    """Every criterion raised a little more by each effort in proportion to what the effort is worth."""
    towards = replace(model, raises=model.raises + more * model.value)
    assert alignment(towards, best_weights(towards)) >= alignment(model, best_weights(model)) - 1e-7


@settings(max_examples=40, deadline=None)
@given(
    models(),
    st.lists(st.floats(0.0, 1.0), min_size=5, max_size=5),
    st.lists(st.floats(0.0, 1.0), min_size=5, max_size=5),
)
def test_checking_more_claims_never_lowers_the_honest_share(
    model: BidderModel, rates: list[float], more: list[float]
) -> None:
    """Under any weighting, criterion by criterion."""
    model = replace(model, cost=np.diag(np.diag(model.cost)))
    count = len(model.criteria)
    some = np.array(rates[:count])
    further = np.maximum(some, np.array(more[:count]))
    assert _honest(audited(model, further)) >= _honest(audited(model, some)) - 1e-12


def _honest(model: BidderModel) -> float:
    """The part of the response to equal weights that is no padding, the last effort being padding."""
    parts = (model.raises.sum(axis=0)) ** 2 / np.diag(model.cost)
    return float(parts[:-1].sum() / parts.sum())


@settings(max_examples=40, deadline=None)
@given(models(), st.floats(0.0, 0.15), st.floats(0.5, 1.0))
def test_no_shift_of_weight_between_two_criteria_gains_within_bounds(
    model: BidderModel, low: float, high: float
) -> None:
    """Kuhn and Tucker within floors and caps: along every feasible move of weight from one criterion to another, the
    slope of the alignment is nowhere upwards."""
    count = len(model.criteria)
    if high * count < 1:
        return
    weights = best_weights(model, least=np.full(count, low), most=np.full(count, high))
    pull = model.raises @ model.ease
    towards, felt = float(pull @ model.value @ weights), float(weights @ pull @ model.raises.T @ weights)
    slope = pull @ model.value / towards - pull @ model.raises.T @ weights / felt
    for giver, taker in product(range(count), repeat=2):
        if weights[giver] > low + 1e-6 and weights[taker] < high - 1e-6:
            assert slope[taker] - slope[giver] <= 1e-4 * max(1.0, float(np.abs(slope).max()))


def test_the_attained_share_reaches_alignment_at_the_best_scale_only() -> None:
    weights = np.array([0.5, 0.5])
    shares = [attained_share(EXAMPLE, weights, pounds_per_unit=pounds) for pounds in np.linspace(0.1, 8, 400)]
    assert max(shares) == pytest.approx(alignment(EXAMPLE, weights), abs=1e-4)
    assert attained_share(EXAMPLE, weights, pounds_per_unit=100.0) < 0
    assert best_effort(EXAMPLE, weights) == pytest.approx([0.55, 0.6, 0.3, 0.55])


def test_padding_payoffs_by_hand() -> None:
    assert padding_payoffs(EXAMPLE) == pytest.approx({"counted outputs": 0.8, "evidence": 0.3})
    only = replace(EXAMPLE, raises=np.array([[0.0, 0.0, 0.0, 1.0], [1.0, 0.0, 0.0, 0.0]]))
    assert padding_payoffs(only) == {"counted outputs": np.inf, "evidence": 0.0}


def test_learning_cannot_be_induced_by_any_weighting_of_the_worked_case() -> None:
    """Best at 9/17 on counted outputs: learning raises 4.8/17, both others 9.8/17; 2/17 and 15/17 of them beat it."""
    found = induce(EXAMPLE, "learning")
    assert not found.is_possible
    assert found.weights == pytest.approx([9 / 17, 8 / 17])
    assert found.margin == pytest.approx(-5 / 17)
    assert found.mix == pytest.approx({"easy outputs": 2 / 17, "hard contribution": 15 / 17})
    assert advantage_at_best(EXAMPLE, found) == pytest.approx(found.margin)


def test_the_hard_contribution_is_induced_by_marks_for_evidence() -> None:
    found = induce(EXAMPLE, "hard contribution")
    assert found.is_possible
    gains = found.weights @ EXAMPLE.raises
    assert gains.argmax() == 1


def test_floors_can_make_an_effort_impossible_to_induce() -> None:
    """Nine tenths fixed on counted outputs: the easy outputs earn more whatever is done with the rest."""
    least = np.array([0.9, 0.0])
    found = induce(EXAMPLE, "hard contribution", least=least)
    assert not found.is_possible
    assert advantage_at_best(EXAMPLE, found, least=least) < 0


@settings(max_examples=60, deadline=None)
@given(models(), st.integers(0, 5), st.floats(0.0, 0.15), st.floats(0.4, 1.0))
def test_either_weights_or_a_certificate_and_both_are_checked(
    model: BidderModel, which: int, low: float, high: float
) -> None:
    """Weights are checked by trying each effort; a certificate without a solver, and by another one's dual."""
    count, effort = len(model.criteria), model.efforts[which % len(model.efforts)]
    if high * count < 1:
        return
    least, most = np.full(count, low), np.full(count, high)
    found = induce(model, effort, least=least, most=most)
    gains = found.weights @ model.raises
    others = np.delete(gains, model.place(effort))
    assert gains[model.place(effort)] - others.max() == pytest.approx(found.margin, abs=1e-7)
    if not found.is_possible:
        assert sum(found.mix.values()) == pytest.approx(1.0)
        assert advantage_at_best(model, found, least=least, most=most) == pytest.approx(found.margin, abs=1e-7)
    if low == 0 and high == 1:
        assert _cheapest_mix(model, effort) >= 1 - 1e-7 if found.is_possible else True


def _cheapest_mix(model: BidderModel, effort: str) -> float:
    """Hours of other efforts that raise every criterion as much: under one where no weights induce the effort."""
    place = model.place(effort)
    others = np.delete(model.raises, place, axis=1)
    return float(linprog(np.ones(others.shape[1]), A_ub=-others, b_ub=-model.raises[:, place]).fun)


@st.composite
def games(draw: st.DrawFn) -> tuple[BidderModel, list[Fraction], list[Fraction]]:
    """Small models in tenths with floors and caps in hundredths, so that a fraction holds each number exactly."""
    criteria, efforts = draw(st.integers(2, 3)), draw(st.integers(2, 4))
    tenths = st.lists(st.integers(0, 20), min_size=efforts, max_size=efforts)
    rows = draw(st.lists(tenths, min_size=criteria, max_size=criteria))
    low = Fraction(draw(st.integers(0, 30)), 100)
    high = Fraction(draw(st.integers(50, 100)), 100)
    model = BidderModel(
        criteria=tuple(f"c{each}" for each in range(criteria)),
        efforts=tuple(f"e{each}" for each in range(efforts)),
        value=np.ones(efforts),
        raises=np.array(rows) / 10,
    )
    return model, [low] * criteria, [high] * criteria


@settings(max_examples=40, deadline=None)
@given(games(), st.integers(0, 3))
def test_certificates_agree_with_an_exact_second_solver(
    game: tuple[BidderModel, list[Fraction], list[Fraction]], which: int
) -> None:
    """Every corner of the programme solved in fractions, without rounding: the same margin, so the same answer."""
    model, low, high = game
    place = which % len(model.efforts)
    least, most = (np.array([float(each) for each in bounds]) for bounds in (low, high))
    found = induce(model, model.efforts[place], least=least, most=most)
    exact = _exact_margin(model, place, low, high)
    assert found.margin == pytest.approx(float(exact), abs=1e-9)
    assert found.is_possible is (exact >= 0)


def _exact_margin(model: BidderModel, place: int, low: list[Fraction], high: list[Fraction]) -> Fraction:
    """The greatest t with t <= the effort's lead over each other one, over shares within bounds: the best of all
    points (shares, t) at which as many constraints bind as there are unknowns, Gauss and Jordan in fractions."""
    raises = [[Fraction(round(each * 10), 10) for each in row] for row in model.raises]
    count, others = len(raises), [each for each in range(len(model.efforts)) if each != place]
    unit = [[Fraction(int(row == column)) for column in range(count)] for row in range(count)]
    leads = [[row[place] - row[other] for row in raises] for other in others]
    # Each constraint as (coefficients of shares and of t, bound): coefficients · (shares, t) <= bound.
    within = [([*each, Fraction(0)], top) for each, top in zip(unit, high, strict=True)]
    within += [([*(-one for one in each), Fraction(0)], -bottom) for each, bottom in zip(unit, low, strict=True)]
    within += [([*(-one for one in lead), Fraction(1)], Fraction(0)) for lead in leads]
    whole = ([Fraction(1)] * count + [Fraction(0)], Fraction(1))
    corners = (_solved([whole, *binding]) for binding in combinations(within, count))
    return max(
        corner[-1]
        for corner in corners
        if corner and all(sum(map(mul, one, corner), Fraction(0)) <= bound for one, bound in within)
    )


def _solved(equations: list[tuple[list[Fraction], Fraction]]) -> list[Fraction] | None:
    """The one solution of a square system; None where there is no single one."""
    rows = [[*left, right] for left, right in equations]
    for step in range(len(rows)):
        pivot = next((row for row in range(step, len(rows)) if rows[row][step]), None)
        if pivot is None:
            return None
        rows[step], rows[pivot] = rows[pivot], list(rows[step])
        rows[step] = [each / rows[step][step] for each in rows[step]]
        for other in range(len(rows)):
            if other != step:
                factor = rows[other][step]
                rows[other] = [each - factor * mine for each, mine in zip(rows[other], rows[step], strict=True)]
    return [row[-1] for row in rows]


def test_the_cheapest_audit_just_reaches_the_threshold() -> None:
    """And no point of a fine grid of cheaper rates does."""
    weights, costs = np.array([0.5, 0.5]), np.array([1.0, 2.0])
    rates = cheapest_audit(EXAMPLE, weights, threshold=0.72, costs=costs)
    assert rates is not None
    assert alignment(audited(EXAMPLE, rates), weights) == pytest.approx(0.72, abs=1e-6)
    for one, other in product(np.linspace(0, 1, 60), repeat=2):
        tried = np.array([one, other])
        if costs @ tried < costs @ rates - 1e-6:
            assert alignment(audited(EXAMPLE, tried), weights) < 0.72


def test_no_audit_is_needed_or_none_is_enough() -> None:
    weights = np.array([0.5, 0.5])
    assert cheapest_audit(EXAMPLE, weights, threshold=0.5) == pytest.approx([0.0, 0.0])
    assert cheapest_audit(EXAMPLE, weights, threshold=0.99) is None


def test_bidders_bunch_at_the_start_of_a_band() -> None:
    """One effort, score equal to effort, bands at 1 and 2: cost .5 and 2, points 1 and 1.5: the first band pays."""
    model = BidderModel(criteria=("c",), efforts=("e",), value=np.array([1.0]), raises=np.array([[1.0]]))
    found = respond_to_bands(model, np.array([1.0]), [[(1.0, 1.0), (2.0, 1.5)]])
    assert found.effort == pytest.approx([1.0])
    assert found.bunched == (True,)
    assert found.gain == pytest.approx(0.5)


def test_ambition_earns_nothing_under_pass_or_fail() -> None:
    """A pass at the least effort: twice the reward calls forth not a hair more."""
    model = BidderModel(
        criteria=("tick",), efforts=("token", "real"), value=np.array([0.1, 2.0]), raises=np.array([[1.0, 0.5]])
    )
    once = respond_to_bands(model, np.array([1.0]), [[(0.2, 1.0)]])
    twice = respond_to_bands(model, np.array([2.0]), [[(0.2, 1.0)]])
    assert once.effort == pytest.approx(twice.effort)
    assert once.bunched == (True,)


@settings(max_examples=30, deadline=None)
@given(models(), st.integers(0, 1000))
def test_no_effort_on_a_grid_beats_the_response_to_bands(model: BidderModel, seed: int) -> None:
    rng = np.random.default_rng(seed)
    model = replace(model, criteria=model.criteria[:2], raises=model.raises[:2])
    bands = [[(0.3, 0.4), (0.8, 1.0)], [(0.5, 0.7)]]
    weights = rng.random(2) + 0.1
    found = respond_to_bands(model, weights, bands)
    for effort in rng.random((300, len(model.efforts))) * rng.choice([0.2, 0.5, 1.0], size=(300, 1)):
        seen = model.raises @ effort
        points = [
            max((give for start, give in each if see >= start), default=0.0)
            for each, see in zip(bands, seen, strict=True)
        ]
        assert weights @ points - effort @ model.cost @ effort / 2 <= found.gain + 1e-9


def test_bands_that_fall_or_are_too_many_are_refused() -> None:
    with pytest.raises(MisuseError, match="must rise"):
        respond_to_bands(EXAMPLE, np.ones(2), [[(1.0, 1.0), (2.0, 0.5)], []])
    many = [[(float(step), float(step)) for step in range(1, 80)]] * 2
    with pytest.raises(MisuseError, match="combinations"):
        respond_to_bands(EXAMPLE, np.ones(2), many)


@pytest.mark.parametrize(
    ("cross", "noise", "strength", "effort"),
    [
        (0.0, (1.0, 1.0), (0.5, 0.5), (0.5, 0.5)),
        (0.5, (1.0, 1.0), (0.4, 0.4), (0.266667, 0.266667)),
        (0.5, (1.0, np.inf), (0.285714, 0.0), (0.380952, -0.190476)),
        (0.9, (1.0, np.inf), (0.084034, 0.0), None),
    ],
)
def test_holmstrom_and_milgrom(
    cross: float, noise: tuple[float, float], strength: tuple[float, float], effort: tuple[float, float] | None
) -> None:
    """The harder the substitution with what nobody can measure, the weaker the reward must be."""
    cost = np.array([[1.0, cross], [cross, 1.0]])
    found = incentive_strength(np.ones(2), cost, np.array(noise))
    assert found == pytest.approx(strength, abs=5e-7)
    if effort is not None:
        assert np.linalg.solve(cost, found) == pytest.approx(effort, abs=5e-7)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": np.array([1.0, 2.0, 1.5])}, "need finite numbers"),
        ({"value": np.array([1.0, np.nan, 1.5, 0.0])}, "need finite numbers"),
        ({"value": np.array([1.0, 2.0, 1.5, 1.0])}, "Padding creates nothing"),
        ({"padding": frozenset({"boasting"})}, "'boasting' is not among"),
        ({"cost": np.ones((4, 4))}, "above zero for every mix"),
    ],
)
def test_models_that_make_no_sense_are_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        replace(EXAMPLE, **change)  # type: ignore[arg-type]


def test_weights_and_bounds_that_make_no_sense_are_refused() -> None:
    with pytest.raises(MisuseError, match="2 numbers of zero or more"):
        alignment(EXAMPLE, np.array([1.0, -1.0]))
    with pytest.raises(MisuseError, match="At least one weight"):
        alignment(EXAMPLE, np.zeros(2))
    with pytest.raises(MisuseError, match="No weights keep"):
        best_weights(EXAMPLE, least=np.array([0.7, 0.7]))
    with pytest.raises(MisuseError, match="no floor above its cap"):
        best_weights(EXAMPLE, least=np.array([0.7, 0.0]), most=np.array([0.5, 1.0]))
    with pytest.raises(MisuseError, match="No effort has a value"):
        alignment(replace(EXAMPLE, value=np.zeros(4)), np.ones(2))


@given(model=models())
@settings(max_examples=40, deadline=None)
def test_one_criterion_alone_is_what_the_solvers_say_with_a_second_that_may_weigh_nothing(model: BidderModel) -> None:
    """What needs no solver is what a solver finds."""
    first = model.raises[:1]
    single = replace(model, criteria=("only",), raises=first)
    double = replace(model, criteria=("only", "none"), raises=np.vstack([first, np.zeros_like(first)]))
    most = np.array([1.0, 0.0])
    for effort in model.efforts:
        found, solved = induce(single, effort), induce(double, effort, most=most)
        assert found.margin == pytest.approx(solved.margin, abs=1e-9)
        assert advantage_at_best(single, found) == pytest.approx(found.margin, abs=1e-9)
    aligned, checked = alignment(single, np.ones(1)), alignment(audited(single, np.ones(1)), np.ones(1))
    if checked > aligned + 1e-3:
        (rate,) = cheapest_audit(single, np.ones(1), threshold=(aligned + checked) / 2)
        assert rate == pytest.approx(cheapest_audit(double, most, threshold=(aligned + checked) / 2)[0], abs=1e-5)
    if float((first @ model.ease @ model.value)[0]) > 1e-6:
        assert best_weights(single).tolist() == pytest.approx(best_weights(double, most=most)[:1].tolist())
    else:
        with pytest.raises(MisuseError, match="No weighting"):
            best_weights(replace(single, raises=-0.0 * first))
