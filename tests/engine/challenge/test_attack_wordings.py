"""Attacks that read words and weigh fields of bids: on shipped examples, and their mends as the design follows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.challenge.attacks import attack_target
from commonweal.challenge.attacks.cheap_rival import EXPECTED, FULL_AT, NONE_AT, decide, near_pairs
from commonweal.challenge.attacks.ladder import ladder_for
from commonweal.challenge.leak import Change, Leak
from commonweal.challenge.mending import mended
from commonweal.challenge.pricing import supposed_rules
from commonweal.challenge.target import Target
from commonweal.challenge.targeting import targets_of
from commonweal.design import propose_schemes
from commonweal.exchange import open_case
from commonweal.procurement.case import Case, Decision, DecisionKind
from commonweal.procurement.procurement import PriceMethod, Split
from commonweal.scheme.question import ScaleLevel
from commonweal.scheme.robustness.irrelevant import find_order_changes
from commonweal.scheme.scoring import Bid, PriceRule, rank_bids
from golden.attack_case import context_of, packs, read_golden, target_of

EXAMPLES = Path(__file__).parents[3] / "examples"
GOLDEN = Path(__file__).parents[2] / "golden" / "attacks"
# What these attacks find in the schemes that ship, each true: judged against today's figures that no text gives.
TRUE_LEAKS = {
    "sandbox-pilot": set(),
    "conventional-service/ppn-002": {("incumbent", "ppn-002/6b")},
    "conventional-service/no-edition": {("incumbent", "ppn-002/4a")},
}
WORDED = {
    "incumbent",
    "big-firm",
    "metric-picker",
    "early-harvest",
    "same-words",
    "most-wins-most",
    "group-wide",
    "letterbox",
    "level-field",
}


def decided(change: Change) -> Decision:
    return Decision(
        kind=change.kind,
        subject=change.subject,
        value=change.value,
        stage=change.stage,
        reason="It stops a leak.",
        by="A. Person",
        on=date(2026, 11, 27),
    )


@cache
def case_of(example: str) -> Case:
    return open_case(EXAMPLES / example).case


def target(case: Case) -> Target:
    scheme = propose_schemes(case, packs=packs()).options[1].scheme
    return targets_of(scheme, case, packs=packs())[0]


def leaks(of: Target, attack: str) -> list[Leak]:
    return [each for each in attack_target(context_of(of)) if each.attack == attack]


@pytest.mark.parametrize("example", TRUE_LEAKS)
def test_proportionate_examples_raise_few_alarms_and_true_ones(example: str) -> None:
    """A scheme of described levels, asked of this contract, is not accused of what it does not do."""
    found = attack_target(context_of(target(case_of(example))))
    assert {(each.attack, each.criterion) for each in found if each.attack in WORDED} == TRUE_LEAKS[example]


def test_given_figures_are_followed_by_the_design_and_stop_the_leak() -> None:
    """The incumbent's first mend, decided in the case: the design words the evidence so, and the leak is gone."""
    case = case_of("conventional-service/ppn-002")
    before = target(case)
    (leak,) = leaks(before, "incumbent")
    after = target(case.with_decisions(tuple(map(decided, leak.mends[0].changes))))
    assert after.criterion("ppn-002/6b") == mended(before, leak.mends[0].changes).criterion("ppn-002/6b")
    assert not leaks(after, "incumbent")


def test_a_question_worded_anew_keeps_the_official_text_before_it() -> None:
    """What stands before an authority's words is the edition's: the mend and the design keep it alike."""
    asked = Change(
        kind=DecisionKind.WORDING,
        subject="ppn-002/6b.question",
        value="Say what you will do. Describe what you support across your organisation.",
    )
    case = case_of("conventional-service/ppn-002").with_decisions((decided(asked),))
    before = target(case)
    (leak,) = leaks(before, "group-wide")
    changes = leak.mends[0].changes
    after = target(case.with_decisions(tuple(map(decided, changes))))
    wanted = mended(before, changes).criterion("ppn-002/6b").question
    assert wanted == after.criterion("ppn-002/6b").question
    assert wanted.startswith("More disabled people working on the contract. Say what you will do.")
    assert "across your organisation" not in wanted


@given(
    social=st.integers(min_value=1, max_value=99),
    method=st.sampled_from([each for each in PriceMethod if each.is_absolute]),
)
@settings(max_examples=8, deadline=None)
def test_no_cheap_rival_decides_under_an_absolute_method(social: int, method: PriceMethod) -> None:
    """Whatever the split, every pair of near bids stays in order where no other bid enters a bid's result."""
    split = Split(price=Decimal(0), quality=Decimal(100 - social), social_value=Decimal(social), method=method)
    one = replace(target_of(read_golden(GOLDEN / "cheap-rival" / "leaks.yaml")), split=split)
    rules = supposed_rules(one)
    assert rules is not None
    assert not any(find_order_changes(rules, pair) for pair in near_pairs(rules))
    assert not leaks(one, "cheap-rival")


def test_no_cheap_rival_decides_between_two_published_prices() -> None:
    """Nor where the prices that earn all and none of the price marks are published."""
    rules = supposed_rules(target_of(read_golden(GOLDEN / "cheap-rival" / "leaks.yaml")))
    assert rules is not None
    price = PriceRule(
        method=PriceMethod.FIXED_POINT, weighting=Decimal(40), full_at=EXPECTED * FULL_AT, none_at=EXPECTED * NONE_AT
    )
    fixed = replace(rules, price=price)
    assert not any(find_order_changes(fixed, pair) for pair in near_pairs(fixed))
    assert decide(fixed).decided == 0


def test_cheap_rival_by_hand() -> None:
    """At 40% for the lowest ratio, 5 marks more (3 points) lose to 10% less in price (3.64 points); with a further bid
    at half the price the gap in price is 1.82 points, and the better bid wins."""
    one = target_of(read_golden(GOLDEN / "cheap-rival" / "leaks.yaml"))
    rules = supposed_rules(one)
    assert rules is not None
    usual, better = next(pair for pair in near_pairs(rules) if pair[1].price == 110 and 75 in pair[1].scores.values())
    rival = Bid(name="Rival", price=Decimal(50), scores={each.id: Decimal(0) for each in rules.criteria})
    assert rank_bids(rules, [usual, better]).order[0] == (usual.name,)
    assert rank_bids(rules, [usual, better, rival]).order[0] == (better.name,)


@pytest.mark.parametrize("count", range(2, 8))
def test_no_two_rungs_of_the_ladder_say_the_same(count: int) -> None:
    """Every level gets words of its own; with more levels than rungs none are proposed."""
    one = target_of(read_golden(GOLDEN / "same-words" / "leaks.yaml"))
    levels = tuple(ScaleLevel(points=Decimal(each), label="", descriptor="A response.") for each in range(count))
    criterion = replace(one.criteria[0], levels=levels)
    ladder = ladder_for(context_of(one), criterion)
    assert len(set(ladder.values())) == (count if count <= 6 else 0)
