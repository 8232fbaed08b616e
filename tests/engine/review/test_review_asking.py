"""What a notice asks for: measures told by words, like lots together, what cannot be told."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from review_examples import PACKS, pilot, sv, weighed

from commonweal.frameworks import MeasureKind
from commonweal.review.asking import measures_told, read_asked, review_pack


def told(text: str) -> list[str]:
    return [each.code.partition("/")[2] for each in measures_told(text, "here", PACKS)]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Number of new apprenticeships", "apprenticeships"),
        ("New jobs created on the contract", "new-jobs"),
        ("training opportunities for those who face barriers to employment", "barrier-jobs"),
        ("work experience placements", "training-places"),
        ("hours of staff training", "upskilling-hours"),
        ("volunteering hours given to charities", "community-engagement"),
        ("talks in local schools", "outreach-events"),
        ("tonnes of carbon saved", "carbon-cut"),
        ("reducing waste to landfill", "waste-avoided"),
        ("spend with local SMEs", "small-supplier-spend"),
        ("payment of the Real Living Wage", "above-minimum-pay"),
        ("knowledge transfer to our team", "authority-can-run-it"),
        ("publish the findings of each stage", "findings-published"),
        ("co-design with residents", "decisions-changed"),
        ("an open source release", "tools-released"),
    ],
)
def test_words_tell_a_measure(text: str, measure: str) -> None:
    """Each of the kinds of thing that notices ask for."""
    assert measure in told(text)


@pytest.mark.parametrize(
    "text",
    ["Social Value", "", "Carbon reduction plan attached", "Employment law advice", "Hydrocarbon fuels", "10%"],
)
def test_other_words_tell_none(text: str) -> None:
    """A name alone, a document, a subject that only looks alike."""
    assert not told(text)


def test_every_pattern_leads_to_a_measure_of_a_pack() -> None:
    """By its full code."""
    for name, pattern in review_pack(PACKS).patterns.items():
        if pattern.subject == "asked":
            pack, _, measure = pattern.value.partition("/")
            assert measure in PACKS.get(pack).measures, name


def test_social_value_alone_is_told_by_what_stands_elsewhere() -> None:
    """In a sentence on social value, wherever it is; other sentences do not count."""
    found = pilot(
        criteria=weighed(("price", "Price", 90), sv(10)),
        description="A pilot project. Social value is shown by apprenticeships. New jobs are welcome.",
    )
    (criterion,) = [each for each in read_asked(found, PACKS)[0].criteria if each.is_social_value]
    assert [each.code for each in criterion.measures] == ["ppn-002/apprenticeships"]
    assert criterion.measures[0].where == "tender/description"
    assert criterion.measures[0].kind is MeasureKind.OUTPUT


def test_like_lots_stand_together_and_others_apart() -> None:
    """In the order of the notice."""
    one = weighed(("price", "Price", 40), ("quality", "Plan", 60))
    other = weighed(("price", "Price", 30), ("quality", "Plan", 70))
    lots = [*one, *(replace(each, lot="2") for each in other), *(replace(each, lot="3") for each in one)]
    assert [each.lots for each in read_asked(pilot(criteria=tuple(lots)), PACKS)] == [("1", "3"), ("2",)]


def test_the_weighting_of_social_value_is_told_or_left_open() -> None:
    """Its own where it has one; nothing where it is merged or not weighted; zero where all else is."""
    rows = [
        ((("price", "Price", 90), sv(10)), Decimal(10)),
        ((("price", "Price", 90), sv(None)), None),
        ((("price", "Price", 40), ("quality", "Technical / Social Value", 60)), None),
        ((("price", "Price", 40), ("quality", "Plan", 60)), Decimal(0)),
        ((("price", "Price", None), ("quality", "Plan", None)), None),
    ]
    for criteria, expected in rows:
        assert read_asked(pilot(criteria=weighed(*criteria)), PACKS)[0].social_value == expected


def test_quality_that_totals_100_beside_price_is_scaled() -> None:
    """As forms for Scotland are filled in: the whole is 100 again."""
    lot = read_asked(pilot(criteria=weighed(("price", "Price", 40), ("quality", "Plan", 90), sv(10))), PACKS)[0]
    assert lot.total == 100
    assert lot.social_value == 6
