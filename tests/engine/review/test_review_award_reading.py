"""The split and the quality criteria that a notice states."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from notice_examples import criteria, notice

from commonweal.frameworks import load_packs
from commonweal.procurement import PriceMethod, Split
from commonweal.procurement.notice import PublishedCriterion, Said
from commonweal.review import AwardReading, read_award
from commonweal.review.asking import read_asked
from commonweal.review.criteria_reading import label_of, names_only_a_method

PACKS = load_packs()
USUAL = Split(price=Decimal(40), quality=Decimal(50), social_value=Decimal(10))


def read(*rows: tuple[str, str, int | str | None]) -> AwardReading:
    return read_award(notice(criteria=criteria(*rows)), PACKS, usual=USUAL)


def parts(reading: AwardReading) -> tuple[Decimal, Decimal, Decimal] | None:
    return (reading.split.price, reading.split.quality, reading.split.social_value) if reading.split else None


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("price", "Price", 30), ("quality", "Technical", 60), ("quality", "Social Value", 10)], (30, 60, 10)),
        ([("cost", "Cost", 30), ("quality", "Team", 60), ("cost", "Social Value & Sustainability", 10)], (30, 60, 10)),
        ([("quality", "QUALITY", 90), ("price", "SOCIAL VALUE", 10)], (0, 90, 10)),
        ([("cost", "Price", 50), ("cost", "Locality", 40), ("cost", "Climate Change", 10)], (50, 40, 10)),
        ([("cost", "Fee", 60), ("quality", "Quality", 30), ("quality", "Net Zero & Social Value", 10)], (60, 30, 10)),
        ([("price", "Price", 25), ("quality", "Quality", 65), ("quality", "Community benefits", 10)], (25, 65, 10)),
        ([("quality", "Price", 40), ("quality", "Method", 50), ("quality", "Social value", 10)], (40, 50, 10)),
        ([("price", "Price", 90), ("quality", "Social Value Outputs", 5), ("quality", "Net Zero", 5)], (90, 5, 5)),
        ([("price", "Price", 30), ("quality", "Team", 60), ("quality", "Sustainability", 10)], (30, 60, 10)),
        ([("price", "Price", 60), ("quality", "Quality", 40)], (60, 30, 10)),
        ([("price", "Price", 95), ("quality", "Quality", 5)], None),
        ([("cost", "Cost", 45), ("quality", "Technical / Social Value / Presentation", 55)], None),
        ([("cost", "Cost", 40), ("cost", "Technical Capability and Social Value", 60)], None),
        ([("price", "Price", 40), ("quality", "Quality", 50), ("quality", "Social Value", 5)], None),
        ([("price", "Price", None), ("quality", "Quality", None)], None),
        ([], None),
    ],
)  # fmt: skip
def test_split(rows: list[tuple[str, str, int | None]], expected: tuple[int, int, int] | None) -> None:
    """By name before type; kindred names only where none says social value; unstated or merged is the pack's usual."""
    reading = read(*rows)
    assert parts(reading) == expected
    if expected is None:
        (assumption,) = reading.assumptions
        assert assumption.subject == "split"
        assert assumption.value == "price 40, quality 50, social value 10"


def test_quality_criteria_are_the_notice_s_without_price_and_social_value() -> None:
    """By name and weighting; a merged one stays whole."""
    reading = read(
        ("price", "Price", 30), ("quality", "Team", 40), ("quality", "Plan", 20), ("quality", "Social value", 10)
    )
    assert [(each.title, each.weighting) for each in reading.quality] == [("Team", 40), ("Plan", 20)]
    merged = read(("cost", "Cost", 40), ("quality", "Quality and social value", 60))
    assert [each.title for each in merged.quality] == ["Quality and social value"]


def test_unstated_social_value_comes_out_of_quality_and_is_said() -> None:
    """The published price is kept; quality criteria keep their proportions."""
    reading = read(("price", "Price", 40), ("quality", "Team", 40), ("quality", "Plan", 20))
    assert [(each.title, each.weighting) for each in reading.quality] == [("Team", 33), ("Plan", 17)]
    [assumption] = reading.assumptions
    assert "taken out of quality" in assumption.because


def test_a_kindred_name_is_an_assumption() -> None:
    """That sustainability stands for social value is ours to say, and shown."""
    (assumption,) = read(("price", "Price", 30), ("quality", "Team", 60), ("quality", "Sustainability", 10)).assumptions
    assert "taken for social value" in assumption.because
    assert assumption.words == "Sustainability"


def test_an_absolute_method_is_kept_where_price_has_no_weighting() -> None:
    """Price per quality point: the split is of quality and social value alone."""
    said = (Said(value="The award uses price per quality point.", where="tender/awardCriteriaDetails"),)
    rows = criteria(("quality", "Quality", 90), ("quality", "Social value", 10))
    reading = read_award(notice(criteria=rows, criteria_text=said), PACKS, usual=USUAL)
    assert reading.split is not None
    assert reading.split.method is PriceMethod.PRICE_PER_QUALITY_POINT
    bare = read_award(notice(criteria_text=said), PACKS, usual=USUAL)
    assert "price per quality point" in bare.assumptions[0].because


@pytest.mark.parametrize(
    ("name", "weighting", "method"),
    [
        ("PRICE PER QUALITY POINT TO BE USED", 100, True),
        ("Price per Quality Pt", None, True),
        ("The price per technical point method will be used.", 100, True),
        ("Value for money index", 100, True),
        ("Price per quality point", 40, False),
        ("Price per quality point: method statement on staffing", 100, False),
        ("Price per visit", 100, False),
    ],
)
def test_a_method_named_as_a_criterion_is_no_criterion(name: str, weighting: int | None, method: bool) -> None:
    """It has nothing that could be scored: the split is not stated, and under the method price has no weighting."""
    told = notice(criteria=criteria(("quality", name, weighting)))
    assert [names_only_a_method(each) for each in told.criteria] == [method]
    if not method:
        return
    reading = read_award(told, PACKS, usual=USUAL)
    assert reading.quality == ()
    assert parts(reading) == (0, 90, 10)
    assert reading.split is not None
    assert reading.split.method.is_absolute
    assert reading.assumptions[0].words == label_of(told.criteria[0])
    assert read_asked(told, PACKS) == ()


def test_lots_that_differ_are_told() -> None:
    """One lot's weightings are used, and said to be."""
    first = criteria(("price", "Price", 30), ("quality", "Quality", 60), ("quality", "Social value", 10))
    second = criteria(("price", "Price", 50), ("quality", "Quality", 40), ("quality", "Social value", 10), lot_id="2")
    reading = read_award(notice(criteria=first + second), PACKS, usual=USUAL)
    assert parts(reading) == (30, 60, 10)
    assert "those of lot 1 are used" in reading.assumptions[0].because


@pytest.mark.parametrize(
    ("name", "description", "label"),
    [
        ("Criterion 2", "Functional spec\nmore", "Functional spec"),
        ("Method Statement 5", "Approach to Social Value", "Approach to Social Value"),
        ("Quality Questions", "Per document 5", "Quality Questions"),
        ("Criterion 2", "", "Criterion 2"),
        ("", "", "Quality"),
    ],
)
def test_label_is_what_the_criterion_is_about(name: str, description: str, label: str) -> None:
    """A name that only counts gives way to the description."""
    assert label_of(replace(criteria(("quality", name, 10))[0], description=description)) == label


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["price", "cost", "quality", ""]),
        st.sampled_from(["Price", "Quality", "Social Value", "Sustainability", "Quality, Social Value", "Part 1"]),
        st.none() | st.decimals(min_value=0, max_value=100, places=3),
    ),
    max_size=6,
)  # fmt: skip


def shares_the_rest(rows: list[tuple[str, str, Decimal | None]]) -> bool:
    """Quality that totals 100 by itself beside a price of whole hundredths: that it shares the rest is assumed too."""
    price = sum((each or 0 for kind, name, each in rows if kind in {"price", "cost"} or name == "Price"), Decimal(0))
    whole = sum((each or 0 for _, _, each in rows), Decimal(0))
    return whole - price == 100 and 0 < price < 100 and price * 100 % 1 == 0


@given(ROWS)
@example([("price", "Price", Decimal("0.001")), ("quality", "Quality", Decimal(100))])
@example([("price", "Price", Decimal(99)), ("quality", "Quality", Decimal(100))])
def test_a_split_that_is_read_totals_and_every_other_is_assumed(rows: list[tuple[str, str, Decimal | None]]) -> None:
    """Whatever a notice states, the split is whole or the usual one is an assumption."""
    stated = [(kind, name, None if each is None else str(each)) for kind, name, each in rows]
    published: tuple[PublishedCriterion, ...] = criteria(*stated)
    reading = read_award(notice(criteria=published), PACKS, usual=USUAL)
    if reading.split is None:
        shared = ["quality"] if shares_the_rest(rows) else []
        assert [each.subject for each in reading.assumptions] == [*shared, "split"]
    else:
        assert reading.split.social_value > 0
    assert all(each.weighting > 0 for each in reading.quality)


def test_quality_that_totals_a_hundred_beside_price_shares_the_rest() -> None:
    """As forms for Scotland are filled in: each weighting is a share of what price leaves, and that is shown."""
    reading = read(
        ("price", "Price", 40),
        ("quality", "Method", 60),
        ("quality", "Team", 30),
        ("quality", "Community benefits", 10),
    )
    assert parts(reading) == (40, 54, 6)
    assert [each.weighting for each in reading.quality] == [36, 18]
    because = " ".join(each.because for each in reading.assumptions)
    assert "share the other 60" in because
    assert "‘Community benefits’ is social value under another name" in because


def test_thirds_of_the_rest_stay_in_hundredths() -> None:
    """The shares add up exactly, so that the split can be read."""
    reading = read(
        ("price", "Price", 40),
        ("quality", "Method", "33.33"),
        ("quality", "Team", "33.33"),
        ("quality", "Social value", "33.34"),
    )
    assert reading.split is not None
    assert sum(each.weighting for each in reading.quality) == reading.split.quality
    assert reading.split.price == 40


def test_weightings_that_total_otherwise_are_still_refused() -> None:
    """Only a whole hundred beside price is a share of the rest."""
    assert read(("price", "Price", 40), ("quality", "Method", 80), ("quality", "Social value", 10)).split is None


def test_a_price_whose_name_is_a_weighting_or_missing_is_called_price() -> None:
    """Scottish notices and the earlier forms name no price: its type says what it is, never 'Quality' or '40'."""
    for name in ("", "40", "40%"):
        bare = PublishedCriterion(lot="1", kind="price", name=name, description="", weighting=None, where="x")
        assert label_of(bare) == "Price"
        assert label_of(replace(bare, kind="quality")) == "Quality"
    assert label_of(replace(bare, name="Criterion 1")) == "Criterion 1"
