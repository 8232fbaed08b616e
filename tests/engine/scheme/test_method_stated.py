"""What nobody has stated of how bids are assessed: a field of the scheme, and older schemes are read as they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from commonweal.design import propose_schemes
from commonweal.exchange import open_case
from commonweal.exchange.case_file.scheme_file import SchemeVersion, read_scheme, scheme_text
from commonweal.frameworks import load_packs, parse_yaml
from commonweal.procurement import PriceMethod, Split
from commonweal.record.digest import digest
from commonweal.scheme.scheme import OPEN_DISQUALIFYING, AwardScheme, Scheme

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sandbox-pilot"
SPLIT = Split(price=Decimal(40), quality=Decimal(50), social_value=Decimal(10))
STATED, OPEN = "X. What disqualifies: a late bid.", f"X. {OPEN_DISQUALIFYING}"


def award(methodology: str, *, states: bool | None, split: Split = SPLIT) -> AwardScheme:
    return AwardScheme(
        id="award",
        title="Award",
        stages=("pilot",),
        split=split,
        quality=(),
        social_value=(),
        methodology=methodology,
        states_disqualifying=states,
    )


@cache
def scheme_saying(words: str) -> Scheme:
    case = open_case(EXAMPLE).case
    answers = {**case.answers, "methodology-stated": {"disqualifying": words}}
    said = replace(case, answers=answers if words else {})
    return propose_schemes(said, packs=load_packs()).option("balanced").scheme


@pytest.mark.parametrize(
    ("methodology", "before"),
    [
        (STATED, "40fd58c197e7a8a0d24a5388e6f3ad438e364fbef812b7e3c53b6d7738554276"),
        (OPEN, "b22ba0bd953bb767d63a00aa393909e1009e96eaccefa341047dbcabacc2c7e0"),
    ],
)
def test_a_scheme_adopted_before_keeps_its_digest(methodology: str, before: str) -> None:
    """The digests are those of Commonweal before the field was there."""
    assert digest(award(methodology, states=None)) == before
    assert digest(award(methodology, states=True)) != before


def test_a_scheme_adopted_before_is_read_by_its_last_sentence() -> None:
    """Which Commonweal itself wrote there; the authority's own words never pass for it."""
    assert award(OPEN, states=None).lacks_disqualifying
    assert not award(STATED, states=None).lacks_disqualifying
    own = "X. What disqualifies: a bid whose price is still to be stated."
    assert not award(own, states=None).lacks_disqualifying


def test_what_a_scheme_says_of_its_method_does_not_hang_on_its_prose() -> None:
    """However the sentences are worded."""
    priced = replace(SPLIT, method=PriceMethod.LINEAR)
    assert award("Reworded.", states=False, split=priced).lacks_disqualifying
    assert not award(OPEN, states=True, split=priced).lacks_method
    assert award("Reworded.", states=True).lacks_method, "How price earns its points is open."


@pytest.mark.parametrize(("words", "lacks"), [("A late bid.", False), ("  ", True), ("", True)])
def test_a_design_records_whether_it_says_what_disqualifies(words: str, lacks: bool) -> None:
    """From what the authority answered; space is no answer."""
    assert {each.states_disqualifying for each in scheme_saying(words).awards} == {not lacks}
    assert all(each.lacks_disqualifying is lacks for each in scheme_saying(words).awards)
    assert all(each.methodology.endswith(OPEN_DISQUALIFYING) is lacks for each in scheme_saying(words).awards)


@pytest.mark.parametrize("states", [None, True, False])
def test_a_scheme_file_opens_as_it_was_adopted(states: bool | None) -> None:
    """One written before the field, which has no such key, as one written since."""
    whole = scheme_saying("A late bid.")
    scheme = replace(whole, awards=tuple(replace(each, states_disqualifying=states) for each in whole.awards))
    version = SchemeVersion(
        version=1,
        adopted_by="Lead",
        adopted_on=date(2026, 11, 26),
        reason="Ours.",
        digest=scheme.digest(),
        made_from="0" * 64,
        scheme=scheme,
    )
    text = scheme_text(version)
    assert ("states_disqualifying" in text) is (states is not None)
    assert read_scheme(parse_yaml(text, name="v001.yaml")) == version
