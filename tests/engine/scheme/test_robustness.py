"""What a mark costs, whether a hopeless bid decides, and how little would alter the winner."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_scoring import BIDS, bid, rules, totals

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.errors import MisuseError
from commonweal.scheme.robustness import find_order_changes, implied_prices, smallest_changes
from commonweal.scheme.robustness.irrelevant import Happening
from commonweal.scheme.robustness.smallest_change import Kind
from commonweal.scheme.scoring import Bid, ScoringRules, rank_bids

ABSOLUTE = (PriceMethod.PRICE_PER_QUALITY_POINT, PriceMethod.VALUE_INDEX)
METHODS = st.sampled_from([each for each in PriceMethod if each is not PriceMethod.UNSTATED])
THREE = (bid("A", 5, 5, "150"), bid("B", 3, 3, "100"), bid("C", 1, 0, "140"))


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        # 100 / 60 points and 150 / 100; what one more point buys at the same price for each.
        (PriceMethod.PRICE_PER_QUALITY_POINT, {"A": Fraction(3, 2), "B": Fraction(5, 3), "C": Fraction(140, 18)}),
        (PriceMethod.VALUE_INDEX, {"A": Fraction(3, 2), "B": Fraction(5, 3), "C": Fraction(140, 18)}),
        # A earns 26 2/3 and 25 2/3 at 4,000 / 25 2/3.
        (
            PriceMethod.LOWEST_RATIO,
            {"A": Fraction(12000, 77) - 150, "B": Fraction(4000, 39) - 100, "C": Fraction(28000, 193) - 140},
        ),
        # 50 pounds over 40 points; the dearest has nothing left to lose.
        (PriceMethod.LINEAR, {"A": None, "B": Fraction(5, 4), "C": Fraction(5, 4)}),
        (PriceMethod.FIXED_POINT, {"A": Fraction(5, 2), "B": Fraction(5, 2), "C": Fraction(5, 2)}),
    ],
)
def test_the_implied_price_of_a_mark_by_hand(method: PriceMethod, expected: dict[str, Fraction | None]) -> None:
    found = implied_prices(rules(method), THREE)
    assert {each.bid: each.pounds_per_point for each in found} == expected
    assert {each.depends for each in found} == {method in {PriceMethod.LOWEST_RATIO, PriceMethod.LINEAR}}


@settings(max_examples=25, deadline=None)
@given(BIDS, st.sampled_from([*ABSOLUTE, PriceMethod.FIXED_POINT]))
def test_paying_the_implied_price_for_one_more_point_changes_nothing(
    drawn: list[tuple[int, int, Decimal]], method: PriceMethod
) -> None:
    """A bid with one more point at that price stands exactly where it stood: one point is half a level of fair work."""
    bids = [bid(str(number), plan, work, str(price)) for number, (plan, work, price) in enumerate(drawn)]
    scheme = rules(method)
    ranked = totals(scheme, *bids)
    for each in implied_prices(scheme, bids):
        if each.pounds_per_point is None:
            continue
        own = next(one for one in bids if one.name == each.bid)
        if own.scores["work"] > 4:
            continue
        better = _with_one_more_point(scheme, own, each.pounds_per_point)
        assert better == pytest.approx(float(ranked[own.name]), rel=1e-9)


def _with_one_more_point(scheme: ScoringRules, own: Bid, pounds: Fraction) -> float:
    """Half a level on a scale without levels."""
    loose = replace(scheme, criteria=tuple(replace(each, levels=()) for each in scheme.criteria))
    price = Fraction(own.price or 0) + pounds
    exact = Decimal(price.numerator) / Decimal(price.denominator)
    scores = {**own.scores, "work": own.scores["work"] + Decimal("0.5")}
    return float(totals(loose, replace(own, scores=scores, price=exact))[own.name])


def test_no_price_no_implied_price() -> None:
    with pytest.raises(MisuseError, match="a mark has no price"):
        implied_prices(rules(PriceMethod.UNSTATED, price=0), [bid("A", 1, 1, None)])


def test_a_hopeless_bid_reverses_two_others_under_lowest_ratio() -> None:
    """Alone, A beats B by a hair; a worthless bid at a quarter of the price shrinks price points and gives B the award.

    A 3/5 × 50 + 40 = 70 at £80; B 4/5 × 50 + 40 × 80 / 110 = 69.09. With £20: A 30 + 10 = 40, B 40 + 7.27 = 47.27.
    """
    bids = [bid("A", 3, 0, "80"), bid("B", 4, 0, "110")]
    assert rank_bids(rules(), bids).order == (("A",), ("B",))
    found = find_order_changes(rules(), bids)
    cheap = [each for each in found if each.happening is Happening.WEAK_AND_CHEAP]
    assert cheap
    assert all(each.wins and each.after == (("B",), ("A",)) for each in cheap)
    assert find_order_changes(rules(), [*bids, bid("Z", 0, 0, "20")])[0].happening is Happening.WITHOUT


def test_a_hopeless_dear_bid_reverses_two_others_under_a_linear_method() -> None:
    """It stretches the reach of prices, so that what is between the others' prices counts less."""
    bids = [bid("A", 3, 0, "80"), bid("B", 4, 0, "110"), bid("C", 0, 0, "120")]
    found = find_order_changes(rules(PriceMethod.LINEAR), bids)
    assert Happening.WEAK_AND_DEAR in {each.happening for each in found if each.wins}


@settings(max_examples=25, deadline=None)
@given(BIDS, st.sampled_from([*ABSOLUTE, PriceMethod.FIXED_POINT]))
def test_no_absolute_method_lets_a_bid_that_does_not_win_decide(
    drawn: list[tuple[int, int, Decimal]], method: PriceMethod
) -> None:
    bids = [bid(str(number), plan, work, str(price)) for number, (plan, work, price) in enumerate(drawn)]
    assert find_order_changes(rules(method), bids) == ()


WEAK = st.tuples(st.integers(1, 10_000), st.sampled_from(["0.01", "0.2", "0.6", "0.95", "1.2", "3", "50"]))


@settings(max_examples=40, deadline=None)
@given(BIDS, WEAK, st.sampled_from([*ABSOLUTE, PriceMethod.FIXED_POINT]))
def test_no_weak_bid_changes_the_order_under_an_absolute_method(
    drawn: list[tuple[int, int, Decimal]], weak: tuple[int, str], method: PriceMethod
) -> None:
    """Added by hand, of any price: the others stand to each other as they stood. Nothing is asked of the alarm here."""
    bids = [bid(str(number), plan, work, str(price)) for number, (plan, work, price) in enumerate(drawn)]
    added = bid("weak", weak[0] % 2, 0, str(min(each.price for each in bids) * Decimal(weak[1])))
    assert _others(rules(method), [*bids, added]) == rank_bids(rules(method), bids).order


def _others(scheme: ScoringRules, bids: list[Bid]) -> tuple[tuple[str, ...], ...]:
    order = [tuple(name for name in names if name != "weak") for names in rank_bids(scheme, bids).order]
    return tuple(names for names in order if names)


@settings(max_examples=40, deadline=None)
@given(BIDS, st.sampled_from([PriceMethod.LOWEST_RATIO, PriceMethod.LINEAR]))
def test_where_a_cheap_weak_bid_changes_the_order_under_a_relative_method_it_is_reported(
    drawn: list[tuple[int, int, Decimal]], method: PriceMethod
) -> None:
    """By trying it by hand: told exactly where the others change places and the weak bid does not win itself."""
    scheme = rules(method)
    bids = [bid(str(number), plan, work, str(price)) for number, (plan, work, price) in enumerate(drawn)]
    if len(bids) < 2:
        return
    told = {each.bid.price for each in find_order_changes(scheme, bids) if each.happening is Happening.WEAK_AND_CHEAP}
    lowest, before = min(each.price for each in bids if each.price), rank_bids(scheme, bids).order
    expected = set()
    for share in ("0.01", "0.25", "0.5", "0.75", "0.9"):
        weak = bid("weak", 0, 0, str(lowest * Decimal(share)))
        wins = "weak" in rank_bids(scheme, [*bids, weak]).order[0]
        if not wins and _others(scheme, [*bids, weak]) != before:
            expected.add(weak.price)
    assert told == expected


def test_a_price_that_turns_is_followed_to_where_it_alters_the_winner() -> None:
    """Linear: as C's price rises it lifts the lowest price, which helps cheap A; later it is the highest, which helps
    dear B again. B is first at both ends and A between: that is found, and no penny before it."""
    scheme = rules(PriceMethod.LINEAR)
    bids = [bid("A", 3, 1, "45"), bid("B", 4, 1, "55"), bid("C", 0, 0, "10")]
    assert rank_bids(scheme, bids).order[0] == ("B",)
    found = next(each for each in smallest_changes(scheme, bids) if (each.kind, each.bid) == (Kind.PRICE, "C"))
    # A's price earns 40 × 10 / (55 - p) more than B's, and B's plan ten points more: level where C asks £15.
    assert (found.then, found.winners) == (Decimal(15), ("A", "B"))
    dear = [*bids[:2], bid("C", 0, 0, "160")]
    assert rank_bids(scheme, dear).order[0] == ("B",)


def test_a_score_on_no_levels_moves_by_hundredths() -> None:
    """Out of 100, with a quality weighting of 50: B needs 20.01 more for the plan to lead by a hair, 20 to be level."""
    base = rules()
    plan = replace(base.criteria[0], maximum=Decimal(100), levels=())
    scheme = replace(base, criteria=(plan, base.criteria[1]))
    bids = [
        Bid(name="A", price=Decimal(100), scores={"plan": Decimal(80), "work": Decimal(0)}),
        Bid(name="B", price=Decimal(100), scores={"plan": Decimal("60.005"), "work": Decimal(0)}),
    ]
    found = {(each.bid, each.criterion): each for each in smallest_changes(scheme, bids) if each.kind is Kind.SCORE}
    assert (found["B", "plan"].then, found["B", "plan"].winners) == (Decimal("80.005"), ("B",))
    assert (found["A", "plan"].then, found["A", "plan"].winners) == (Decimal("60.00"), ("B",))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 40)), min_size=2, max_size=4), METHODS)
def test_no_smaller_change_of_a_price_alters_the_winner(drawn: list[tuple[int, int, int]], method: PriceMethod) -> None:
    """By trying every penny between, up and down, as far as a price is followed."""
    bids = [bid(str(number), plan, work, str(Decimal(price) / 100)) for number, (plan, work, price) in enumerate(drawn)]
    scheme = rules(method, published=(0, 1))
    first = rank_bids(scheme, bids).order[:1]
    inside = [each.assessed.bid for each in rank_bids(scheme, bids).places]
    found = {each.bid: each for each in smallest_changes(scheme, bids) if each.kind is Kind.PRICE}
    for one in inside if len(inside) > 1 else []:
        told = found.get(one.name)
        near = int(abs(told.then - told.now) * 100) if told and one.price else 200
        for steps in range(1, near):
            for price in (one.price + Decimal(steps) / 100, one.price - Decimal(steps) / 100):  # type: ignore[operator]
                if not one.price / 16 <= price <= one.price * 16:  # type: ignore[operator]
                    continue
                moved = [replace(each, price=price) if each is one else each for each in inside]
                assert rank_bids(scheme, moved).order[:1] == first, (one.name, price)


def test_the_smallest_change_of_each_kind_by_hand() -> None:
    """A leads B by 40 points to 34 at equal prices, and work counts 10."""
    bids = [bid("A", 4, 0), bid("B", 3, 2)]
    found = {(each.kind, each.bid, each.criterion): each for each in smallest_changes(rules(), bids)}
    lowered = found[Kind.SCORE, "A", "plan"]
    assert (lowered.now, lowered.then, lowered.winners) == (Decimal(4), Decimal(3), ("B",))
    raised = found[Kind.SCORE, "B", "work"]
    assert (raised.then, raised.winners) == (Decimal(5), ("A", "B"))
    # 40 × 100 / p = 40 - 6: A may rise to 117.64 and loses the lead from 117.65.
    dearer = found[Kind.PRICE, "A", ""]
    assert (dearer.then, dearer.winners) == (Decimal("117.65"), ("B",))
    cheaper = found[Kind.PRICE, "B", ""]
    # A keeps 40 × p / 100 where B asks p: at £85 both have 74.
    assert (cheaper.then, cheaper.winners) == (Decimal(85), ("A", "B"))


def test_a_weighting_alters_the_winner_where_the_others_of_its_part_give_way() -> None:
    """Two quality criteria of 50 points: A leads in the first, B in the second; they cross at equal weighting."""
    base = rules(price=0, method=PriceMethod.UNSTATED)
    plan, work = base.criteria
    scheme = replace(
        base,
        criteria=(
            replace(plan, weighting=Decimal(50)),
            replace(plan, id="crew", title="The crew", weighting=Decimal(40)),
            work,
        ),
    )
    bids = [
        Bid(name="A", scores={"plan": Decimal(5), "crew": Decimal(3), "work": Decimal(0)}),
        Bid(name="B", scores={"plan": Decimal(3), "crew": Decimal(5), "work": Decimal(0)}),
    ]
    change = next(each for each in smallest_changes(scheme, bids) if each.criterion == "plan" and not each.bid)
    assert (change.kind, change.now, change.then) == (Kind.WEIGHTING, Decimal(50), Decimal(45))
    assert change.winners == ("A", "B")


def test_nothing_alters_the_winner_where_one_bid_is_alone() -> None:
    assert smallest_changes(rules(), [bid("A", 1, 1)]) == ()
    assert find_order_changes(rules(), [bid("A", 1, 1)]) == ()


@settings(max_examples=25, deadline=None)
@given(BIDS, st.sampled_from([each for each in PriceMethod if each is not PriceMethod.UNSTATED]))
def test_every_smallest_change_alters_the_winner_and_a_smaller_one_does_not(
    drawn: list[tuple[int, int, Decimal]], method: PriceMethod
) -> None:
    """For prices: one penny less of the change leaves the first place as it was."""
    bids = [bid(str(number), plan, work, str(price)) for number, (plan, work, price) in enumerate(drawn[:3])]
    first = rank_bids(rules(method), bids).order[:1]
    inside = [each.assessed.bid for each in rank_bids(rules(method), bids).places]
    for change in smallest_changes(rules(method), bids):
        if change.kind is not Kind.PRICE:
            continue
        for price, altered in ((change.then, True), (_penny_back(change.now, change.then), False)):
            moved = [replace(one, price=price) if one.name == change.bid else one for one in inside]
            assert (rank_bids(rules(method), moved).order[:1] != first) is altered


def _penny_back(now: Decimal, then: Decimal) -> Decimal:
    return then - Decimal("0.01") if then > now else then + Decimal("0.01")
