"""Scores and prices become points and an order, by hand-worked cases."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.errors import MisuseError
from commonweal.scheme.scoring import Bid, CriterionRule, Part, PriceRule, ScoringRules, TieRule, rank_bids, shortlist
from commonweal.scheme.scoring.points import as_decimal
from commonweal.scheme.scoring.workings import say_number

LEVELS = tuple(Decimal(level) for level in range(6))
RELATIVE = (PriceMethod.LOWEST_RATIO, PriceMethod.LINEAR)


def rules(
    method: PriceMethod = PriceMethod.LOWEST_RATIO,
    *,
    price: int = 40,
    least: int | None = None,
    ties: tuple[TieRule, ...] = (),
    decimals: int | None = None,
    published: tuple[int, int] | None = (80, 180),
) -> ScoringRules:
    """Quality and social value share what price leaves: five to one."""
    price = 0 if method.is_absolute else price
    social = Decimal(10)
    full, none = (Decimal(each) for each in published) if published else (None, None)
    return ScoringRules(
        criteria=(
            CriterionRule(
                id="plan",
                title="The plan",
                part=Part.QUALITY,
                weighting=100 - price - social,
                maximum=Decimal(5),
                levels=LEVELS,
                least=None if least is None else Decimal(least),
            ),
            CriterionRule(
                id="work",
                title="Fair work",
                part=Part.SOCIAL_VALUE,
                weighting=social,
                maximum=Decimal(5),
                levels=LEVELS,
            ),
        ),
        price=PriceRule(method=method, weighting=Decimal(price), full_at=full, none_at=none),
        ties=ties,
        decimals=decimals,
    )


def bid(name: str, plan: int, work: int, price: str | None = "100", **other: object) -> Bid:
    return Bid(
        name=name,
        scores={"plan": Decimal(plan), "work": Decimal(work)},
        price=None if price is None else Decimal(price),
        **other,  # type: ignore[arg-type]
    )


def totals(scheme: ScoringRules, *bids: Bid) -> dict[str, Fraction]:
    return {each.assessed.bid.name: each.assessed.decides for each in rank_bids(scheme, bids).places}


def test_lowest_ratio_by_hand() -> None:
    """40 × 80 / 100 = 32, with 40 of 50 for quality and 6 of 10: 78. The lowest price earns all 40."""
    assert totals(rules(), bid("A", 4, 3), bid("B", 2, 5, "80")) == {"A": 78, "B": 70}


def test_linear_by_hand() -> None:
    """Of 80, 100 and 180: the middle one earns 40 × (1 - 20 / 100) = 32."""
    found = totals(rules(PriceMethod.LINEAR), bid("A", 0, 0, "80"), bid("B", 0, 0), bid("C", 0, 0, "180"))
    assert found == {"A": 40, "B": 32, "C": 0}


@pytest.mark.parametrize("method", [each for each in PriceMethod if each is not PriceMethod.UNSTATED])
def test_one_bid_alone_is_first_and_so_are_equal_bids(method: PriceMethod) -> None:
    """One bid wins whatever it scores; three alike share the first place, whatever they are called."""
    assert rank_bids(rules(method), [bid("A", 1, 1)]).order == (("A",),)
    alike = [bid(name, 3, 3, "120") for name in ("C", "A", "B")]
    assert rank_bids(rules(method), alike).order == (("A", "B", "C"),)


@pytest.mark.parametrize("method", [*RELATIVE, PriceMethod.FIXED_POINT])
@pytest.mark.parametrize("level", [1, 5])
def test_a_criterion_on_which_all_score_alike_decides_nothing(method: PriceMethod, level: int) -> None:
    """The order and every lead are as they would be if nobody had a point there."""
    bids = [bid("A", 5, level, "150"), bid("B", 2, level, "100"), bid("C", 4, level, "110")]
    none = [bid(each.name, int(each.scores["plan"]), 0, str(each.price)) for each in bids]
    assert rank_bids(rules(method), bids).order == rank_bids(rules(method), none).order
    gained = {name: total - totals(rules(method), *none)[name] for name, total in totals(rules(method), *bids).items()}
    assert set(gained.values()) == {2 * level}


def test_lots_are_scored_each_for_itself() -> None:
    """A supplier that bids for two lots has two prices; the cheap one of the other lot counts in no formula here."""
    north = [bid("A", 4, 3, "100"), bid("B", 4, 3, "125")]
    south = [bid("A", 4, 3, "10"), bid("C", 5, 5, "20")]
    assert totals(rules(), *north) == {"A": 86, "B": 78}
    assert totals(rules(), *south) == {"A": 86, "C": 80}


def test_the_next_round_is_scored_by_its_own_rules() -> None:
    """Who is kept bids anew, and who is not counts in no formula any more."""
    first = rank_bids(rules(), [bid("A", 5, 5), bid("B", 4, 4), bid("C", 0, 0, "50")])
    kept = shortlist(first, 2)
    assert [each.name for each in kept] == ["A", "B"]
    second = rules(PriceMethod.LINEAR)
    again = [bid(each.name, 4, 4, price) for each, price in zip(kept, ("120", "110"), strict=True)]
    assert rank_bids(second, again).order == (("B",), ("A",))
    assert totals(second, *again) == {"A": 48, "B": 88}


@pytest.mark.parametrize("method", [*RELATIVE, PriceMethod.FIXED_POINT])
def test_equal_prices_earn_equally(method: PriceMethod) -> None:
    """A constant column and a single bid: all the points, whatever the relative method; no division by nothing."""
    expected = 40 if method in RELATIVE else 32
    assert totals(rules(method), bid("A", 0, 0), bid("B", 0, 0)) == {"A": expected, "B": expected}
    assert totals(rules(method), bid("A", 0, 0)) == {"A": expected}


def test_fixed_point_by_hand_and_beyond_its_ends() -> None:
    """From 80 (all 40 points) to 180 (none); nothing more below, nothing less above."""
    found = totals(
        rules(PriceMethod.FIXED_POINT), *(bid(price, 0, 0, price) for price in ("10", "80", "130", "180", "900"))
    )
    assert found == {"10": 40, "80": 40, "130": 20, "180": 0, "900": 0}


def test_price_per_point_takes_the_least() -> None:
    """£100 for 80 points is 1.25 a point, £90 for 90 is 1."""
    scheme = rules(PriceMethod.PRICE_PER_QUALITY_POINT)
    ranking = rank_bids(scheme, [bid("A", 4, 4), bid("B", 5, 0, "90")])
    assert totals(scheme, bid("A", 4, 4), bid("B", 5, 0, "90")) == {"A": Fraction(5, 4), "B": 1}
    assert ranking.order == (("B",), ("A",))


def test_value_index_takes_the_most() -> None:
    scheme = rules(PriceMethod.VALUE_INDEX)
    assert totals(scheme, bid("A", 4, 4), bid("B", 5, 0, "90")) == {"A": 800_000, "B": 1_000_000}
    assert rank_bids(scheme, [bid("A", 4, 4), bid("B", 5, 0, "90")]).order == (("B",), ("A",))


def test_thirds_are_exact() -> None:
    """Three thirds of a weighting are a whole: two bids that tie by arithmetic tie in the result."""
    third = CriterionRule(
        id="a", title="A", part=Part.QUALITY, weighting=Decimal(50), maximum=Decimal(3), levels=LEVELS[:4]
    )
    other = CriterionRule(id="b", title="B", part=Part.QUALITY, weighting=Decimal(50), maximum=Decimal(6))
    scheme = ScoringRules(criteria=(third, other), price=PriceRule(method=PriceMethod.UNSTATED))
    one = Bid(name="One", scores={"a": Decimal(1), "b": Decimal(4)})
    two = Bid(name="Two", scores={"a": Decimal(2), "b": Decimal(2)})
    assert rank_bids(scheme, [one, two]).order == (("One", "Two"),)


def test_rounding_happens_only_where_the_method_says_so() -> None:
    """40 × 80 / 90 is 35.56 with two places, and stays a fraction without."""
    bids = bid("A", 0, 0, "90"), bid("B", 0, 0, "80")
    assert totals(rules(decimals=2), *bids)["A"] == Fraction("35.56")
    assert totals(rules(), *bids)["A"] == Fraction(320, 9)


def test_the_workings_are_told_line_by_line() -> None:
    """Each line is the sum that a person would do, and the last is what decides."""
    places = rank_bids(rules(), [bid("A", 4, 3, "90"), bid("B", 2, 5, "80")]).places
    said = [str(line) for line in next(each.assessed.lines for each in places if each.assessed.bid.name == "A")]
    assert said == [
        "The plan: 4 / 5 × 50 = 40",
        "Fair work: 3 / 5 × 10 = 6",
        "Price: 40 × 80 / 90 = about 35.5556",
        "Total: 40 + 6 + about 35.5556 = about 81.5556",
    ]


def test_the_workings_say_where_the_method_rounds() -> None:
    """What a person would check: the sum, that it was rounded and to how many places; nothing where it is even."""
    places = rank_bids(rules(decimals=1), [bid("A", 4, 3, "90"), bid("B", 2, 5, "80")]).places
    said = [str(line) for line in next(each.assessed.lines for each in places if each.assessed.bid.name == "A")]
    assert said[1:] == [
        "Fair work: 3 / 5 × 10 = 6",
        "Price: 40 × 80 / 90, rounded to 1 decimal place = 35.6",
        "Total: 40 + 6 + 35.6 = 81.6",
    ]


@pytest.mark.parametrize(
    ("method", "last"),
    [
        (PriceMethod.PRICE_PER_QUALITY_POINT, "Price per point (£): 1,200,000 / 80 = 15,000"),
        (PriceMethod.VALUE_INDEX, "Points per £1m: 80 / 1,200,000 × 1,000,000 = about 66.6667"),
    ],
)
def test_absolute_methods_show_what_decides(method: PriceMethod, last: str) -> None:
    places = rank_bids(rules(method), [bid("A", 4, 4, "1200000")]).places
    assert str(places[0].assessed.lines[-1]) == last


@pytest.mark.parametrize(("price", "said"), [(None, "A has no price"), ("0", "is £0"), ("-5", "is £-5")])
@pytest.mark.parametrize("method", [each for each in PriceMethod if each is not PriceMethod.UNSTATED])
def test_a_zero_or_missing_price_is_refused_by_name(method: PriceMethod, price: str | None, said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        rank_bids(rules(method), [bid("A", 4, 4, price), bid("B", 4, 4)])


def test_where_price_plays_no_part_none_is_needed() -> None:
    scheme = rules(PriceMethod.UNSTATED, price=0)
    assert rank_bids(scheme, [bid("A", 4, 4, None), bid("B", 5, 5, None)]).order == (("B",), ("A",))


@pytest.mark.parametrize(
    ("scores", "said"),
    [({"plan": Decimal(4)}, "A has no score for 'Fair work'"), ({"plan": Decimal("4.5")}, "not on its scale")],
)
def test_a_score_that_is_missing_or_off_the_scale_is_refused(scores: dict[str, Decimal], said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        rank_bids(rules(), [Bid(name="A", scores=scores, price=Decimal(1))])


def test_two_bids_of_one_name_are_refused() -> None:
    with pytest.raises(MisuseError, match="Two bids are named A"):
        rank_bids(rules(), [bid("A", 1, 1), bid("A", 2, 2)])


def test_who_is_out_counts_in_no_formula() -> None:
    """Failed conditions and least scores come with their reason, and an excluded low price moves nobody."""
    ranking = rank_bids(
        rules(least=2), [bid("A", 4, 4), bid("B", 1, 5, "10"), bid("C", 5, 5, "20", failed=("insurance",))]
    )
    assert ranking.order == (("A",),)
    assert ranking.places[0].assessed.price_points == 40
    assert [each.reason for each in ranking.out] == [
        "B has 1 for 'The plan', and at least 2 is asked.",
        "C failed insurance.",
    ]


def test_a_failed_bid_needs_no_score() -> None:
    failed = Bid(name="F", scores={}, failed=("insurance", "tax"))
    assert rank_bids(rules(), [failed]).out[0].reason == "F failed insurance and tax."


def test_a_bid_without_a_point_has_no_price_for_each() -> None:
    ranking = rank_bids(rules(PriceMethod.PRICE_PER_QUALITY_POINT), [bid("A", 0, 0, "1"), bid("B", 1, 0)])
    assert ranking.order == (("B",),)
    assert "earns no point" in ranking.out[0].reason


def test_ties_stand_unless_a_rule_breaks_them() -> None:
    """Equal totals share a place, the next bid takes the place after both; a stated rule breaks and is named."""
    same = bid("A", 5, 0, "100"), bid("B", 4, 5, "100"), bid("C", 0, 0, "100")
    assert [(each.assessed.bid.name, each.place) for each in rank_bids(rules(), same).places] == [
        ("A", 1),
        ("B", 1),
        ("C", 3),
    ]
    ranking = rank_bids(rules(ties=(TieRule.LOWER_PRICE, TieRule.MORE_SOCIAL_VALUE)), same)
    assert ranking.order == (("B",), ("A",), ("C",))
    assert [each.by_tie_rule for each in ranking.places] == [TieRule.MORE_SOCIAL_VALUE] * 2 + [None]


def test_a_round_keeps_the_best_and_refuses_a_tie_on_its_line() -> None:
    bids = bid("A", 5, 5), bid("B", 3, 3), bid("C", 3, 3), bid("D", 1, 1)
    ranking = rank_bids(rules(), bids)
    assert [each.name for each in shortlist(ranking, 3)] == ["A", "B", "C"]
    assert len(shortlist(ranking, 9)) == 4
    with pytest.raises(MisuseError, match="B and C share place 2, and the round keeps 2"):
        shortlist(ranking, 2)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"price": 30, "method": PriceMethod.UNSTATED}, "has not been stated"),
        ({"method": PriceMethod.FIXED_POINT, "published": None}, "two published prices"),
        ({"method": PriceMethod.FIXED_POINT, "published": (180, 80)}, "must be below"),
        ({"decimals": 40}, "rounded to 0 to 12"),
    ],
)
def test_rules_that_cannot_be_applied_are_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(MisuseError, match=said):
        rules(**change)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", ["NaN", "Infinity", "-10"])
def test_numbers_that_are_none_are_refused_in_a_sentence(given: str) -> None:
    """In rules and in bids, before anything is worked out with them."""
    number, rule = Decimal(given), rules().criteria[0]
    with pytest.raises(MisuseError, match="weighting of price"):
        PriceRule(method=PriceMethod.LINEAR, weighting=number)
    with pytest.raises(MisuseError, match="must be below"):
        PriceRule(method=PriceMethod.FIXED_POINT, weighting=Decimal(40), full_at=number, none_at=Decimal(9))
    with pytest.raises(MisuseError, match="The weighting of"):
        replace(rule, weighting=number)
    with pytest.raises(MisuseError, match=r"least score|no number"):
        replace(rule, least=number)
    with pytest.raises(MisuseError, match=r"levels|no number"):
        replace(rule, levels=(number, Decimal(5)))
    if not number.is_finite():
        with pytest.raises(MisuseError, match="no number"):
            Bid(name="A", scores={"plan": number})
        with pytest.raises(MisuseError, match="no number"):
            Bid(name="A", scores={}, price=number)


def test_a_tie_that_is_broken_by_price_needs_the_prices() -> None:
    """Where price earns nothing, a tie rule may still look at it; then each bid needs one."""
    scheme = rules(PriceMethod.UNSTATED, price=0, ties=(TieRule.LOWER_PRICE,))
    assert rank_bids(scheme, [bid("A", 4, 4, "9"), bid("B", 4, 4, "8")]).order == (("B",), ("A",))
    with pytest.raises(MisuseError, match="B has no price"):
        rank_bids(scheme, [bid("A", 4, 4, "9"), bid("B", 4, 4, None)])


def test_prices_of_any_size_are_exact() -> None:
    """Pennies on billions: two bids a penny apart are told apart, and equal ones stay equal."""
    many = "123456789012345678901234567890.01", "123456789012345678901234567890.02"
    ranking = rank_bids(rules(), [bid("A", 4, 4, many[1]), bid("B", 4, 4, many[0])])
    assert ranking.order == (("B",), ("A",))
    assert rank_bids(rules(), [bid("A", 4, 4, many[0]), bid("B", 4, 4, many[0])]).order == (("A", "B"),)


def test_weightings_total_one_hundred() -> None:
    with pytest.raises(MisuseError, match="add up to 60%"):
        ScoringRules(criteria=rules().criteria, price=PriceRule(method=PriceMethod.UNSTATED))


BIDS = st.lists(
    st.builds(
        lambda plan, work, price: (plan, work, Decimal(price) / 100),
        st.integers(0, 5),
        st.integers(0, 5),
        st.integers(1, 10_000_000),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@given(BIDS, st.sampled_from([each for each in PriceMethod if each is not PriceMethod.UNSTATED]))
def test_the_order_does_not_hang_on_the_order_of_entry(
    drawn: list[tuple[int, int, Decimal]], method: PriceMethod
) -> None:
    bids = [bid(str(number), plan, work, str(price)) for number, (plan, work, price) in enumerate(drawn)]
    orders = {rank_bids(rules(method), shuffled).order for shuffled in list(permutations(bids))[:6]}
    assert len(orders) == 1


@settings(max_examples=25, deadline=None)
@given(BIDS, st.sampled_from([PriceMethod.LOWEST_RATIO, PriceMethod.LINEAR, PriceMethod.FIXED_POINT]))
def test_points_stay_within_their_weightings(drawn: list[tuple[int, int, Decimal]], method: PriceMethod) -> None:
    bids = [bid(str(number), plan, work, str(price)) for number, (plan, work, price) in enumerate(drawn)]
    for each in rank_bids(rules(method), bids).places:
        assert 0 <= each.assessed.price_points <= 40
        assert 0 <= each.assessed.decides <= 100
        assert each.assessed.decides == each.assessed.quality + each.assessed.social_value + each.assessed.price_points


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 6))
def test_a_decimal_is_the_nearest_one(value: Fraction, places: int) -> None:
    assert abs(Fraction(as_decimal(value, places)) - value) <= Fraction(1, 2 * 10**places)


@pytest.mark.parametrize(("value", "said"), [("0", "0"), ("1200", "1,200"), ("10/3", "about 3.3333"), ("-1/2", "-0.5")])
def test_numbers_as_people_read_them(value: str, said: str) -> None:
    assert say_number(Fraction(value)) == said
