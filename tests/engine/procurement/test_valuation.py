"""The legal value: everything at its maximum, nothing weighed by odds (Procurement Act 2023 Schedule 3)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from commonweal.procurement import Case, Extra, Stage, Valuation, award_decisions, reach_shares, value_procurement
from commonweal.quantities import Vat
from strategies import cases, make_case, pounds, stage


def test_every_stage_and_contract_counts_at_full_size() -> None:
    """Ten feasibility contracts, three prototypes, one demonstration: £3m net is £3.6m with VAT."""
    case = make_case(
        stage("explore", 4, 60_000, contracts=10, gate=True),
        stage("prototype", 9, 400_000, contracts=3, gate=True),
        stage("demonstrate", 15, 1_200_000),
        structure="contract-per-stage",
    )
    valuation = value_procurement(case.procurement)
    assert (valuation.lowest, valuation.highest) == (Decimal(3_600_000), Decimal(3_600_000))
    assert valuation.aggregated
    assert valuation.expected == Decimal("720000") + Decimal("1440000") * Decimal("0.7") + Decimal("1440000") * Decimal(
        "0.49"
    )


def test_a_recorded_reason_values_separate_stages_apart() -> None:
    """Then the largest stage's contracts are the value (Sch 3 para 4)."""
    case = make_case(
        stage("explore", 4, 60_000, contracts=10), stage("prototype", 9, 400_000), structure="contract-per-stage"
    )
    apart = replace(case.procurement, separate_reason="The second stage's scope depends on the first's findings")
    assert value_procurement(apart).highest == Decimal(720_000)
    assert value_procurement(case.procurement).highest == Decimal(1_200_000)


def test_options_and_payments_to_participants_count() -> None:
    """Extensions, options, fees, prizes: all of them (Sch 3 para 1)."""
    case = make_case(stage("pilot", 6, 100_000), extras=(Extra(what="Second year", amount=pounds(50_000)),))
    assert value_procurement(case.procurement).highest == Decimal(180_000)


def test_unknown_vat_leaves_a_range_and_answers_only_where_both_agree() -> None:
    """£4.5m of unknown VAT may or may not exceed £5m."""
    case = make_case(replace(stage("pilot", 6), funding=pounds(4_500_000, Vat.UNKNOWN)))
    valuation = value_procurement(case.procurement)
    assert valuation.more_than(5_000_000) is None
    assert valuation.more_than(4_000_000) is True
    assert valuation.more_than(6_000_000) is False


def test_exactly_five_million_tells_the_two_tests_apart() -> None:
    """More than £5m is not at least £5m."""
    case = make_case(replace(stage("pilot", 6), funding=pounds(5_000_000, Vat.INCLUDED)))
    valuation = value_procurement(case.procurement)
    assert (valuation.more_than(5_000_000), valuation.at_least(5_000_000)) == (False, True)


def test_another_currency_is_unknown_and_never_converted() -> None:
    """A legal test on it answers unknown."""
    money = replace(pounds(9_000_000), currency="EUR")
    valuation = value_procurement(make_case(replace(stage(), funding=money)).procurement)
    assert valuation.at_least(1) is None
    assert "never converted" in valuation.unknown_because


def test_a_stated_maximum_is_a_floor() -> None:
    """A whole-life value above the stages' sum counts; one below does not."""
    case = make_case(stage("pilot", 6, 100_000), declared_value=pounds(900_000, Vat.INCLUDED))
    assert value_procurement(case.procurement).highest == Decimal(900_000)
    low = make_case(stage("pilot", 6, 100_000), declared_value=pounds(1, Vat.INCLUDED))
    assert value_procurement(low.procurement).highest == Decimal(120_000)


def test_a_stated_maximum_never_hides_what_is_known_where_a_stage_is_not_funded() -> None:
    """£4m stated and a known stage of £6m: at least £6m, whatever the other stage costs."""
    known = replace(stage("pilot", 6), funding=pounds(6_000_000, Vat.INCLUDED))
    open_still = replace(stage("operate", 12), funding=None)
    case = make_case(known, open_still, declared_value=pounds(4_000_000, Vat.INCLUDED))
    valuation = value_procurement(case.procurement)
    assert (valuation.lowest, valuation.highest) == (Decimal(6_000_000), Decimal(6_000_000))


def test_extras_beside_a_stated_maximum_may_lie_inside_it_or_on_top() -> None:
    """£4m stated, a stage of £1m, an option of £3m, one stage open: from £4m to £7m."""
    known = replace(stage("pilot", 6), funding=pounds(1_000_000, Vat.INCLUDED))
    case = make_case(
        known,
        replace(stage("operate", 12), funding=None),
        declared_value=pounds(4_000_000, Vat.INCLUDED),
        extras=(Extra(what="Second year", amount=pounds(3_000_000, Vat.INCLUDED)),),
    )
    valuation = value_procurement(case.procurement)
    assert (valuation.lowest, valuation.highest) == (Decimal(4_000_000), Decimal(7_000_000))
    assert valuation.more_than(5_000_000) is None


def test_without_a_stated_maximum_an_unfunded_stage_leaves_the_value_unknown() -> None:
    case = make_case(stage("pilot", 6, 100_000), replace(stage("operate", 12), funding=None))
    assert value_procurement(case.procurement).highest is None


def apart(*stages: Stage) -> Valuation:
    """The value of stages let one by one and valued apart."""
    return value_procurement(
        make_case(*stages, structure="contract-per-stage", separate_reason="Later scope hangs on findings").procurement
    )


def test_valued_apart_each_bound_is_the_largest_of_its_own() -> None:
    """£110,000 with VAT against £100,000 of unknown VAT: from £110,000 to £120,000."""
    valuation = apart(
        replace(stage("explore", 3), funding=pounds(110_000, Vat.INCLUDED)),
        replace(stage("pilot", 3), funding=pounds(100_000, Vat.UNKNOWN)),
    )
    assert (valuation.lowest, valuation.highest) == (Decimal(110_000), Decimal(120_000))


def test_valued_apart_a_part_in_another_currency_leaves_the_whole_unknown() -> None:
    foreign = replace(stage("explore", 3), funding=replace(pounds(9_000_000), currency="EUR"))
    valuation = apart(foreign, stage("pilot", 3, 100_000))
    assert valuation.highest is None
    assert (valuation.at_least(120_000), valuation.at_least(120_001)) == (True, None)
    assert str(valuation) == "at least £120,000 including VAT, the rest unknown"
    assert "never converted" in valuation.unknown_because


@given(cases())
def test_expected_value_never_exceeds_the_legal_one(case: Case) -> None:
    """Odds only lower a sum of stages that are all under one value."""
    valuation = value_procurement(case.procurement)
    if valuation.expected is not None and valuation.highest is not None and not case.procurement.separate_reason:
        assert valuation.expected <= valuation.highest


@given(cases())
def test_every_stage_under_contract_belongs_to_one_award_decision(case: Case) -> None:
    """No stage is awarded twice, or by nobody."""
    decided = [each for decision in award_decisions(case.procurement) for each in decision.stages]
    assert decided == [each.id for each in case.procurement.contract_stages]


def test_reach_is_the_product_of_earlier_gates() -> None:
    """0.7 where nobody has said, our judgement."""
    case = make_case(stage("explore", gate=True), stage("pilot", gate=True), stage("operate"))
    assert reach_shares(case.procurement.stages) == {
        "explore": Decimal(1),
        "pilot": Decimal("0.7"),
        "operate": Decimal("0.49"),
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": " "}, "needs a title"),
        ({"cpv": ("7310",)}, "eight digits"),
    ],
)
def test_procurement_refuses_what_makes_no_sense(change: dict[str, object], words: str) -> None:
    """One sentence each."""
    with pytest.raises(ValueError, match=words):
        replace(make_case().procurement, **change)  # type: ignore[arg-type]


def test_an_extra_that_nobody_can_size_leaves_the_value_unknown() -> None:
    """What is known can only grow: a test that it passes is answered, no other, and why is said."""
    procurement = make_case(stage("pilot", 12, 100_000)).procurement
    valuation = value_procurement(replace(procurement, extras=(Extra(what="A later order"),)))
    assert (valuation.lowest, valuation.highest) == (120_000, None)
    assert (valuation.more_than(119_999), valuation.more_than(120_000)) == (True, None)
    assert "A later order" in valuation.unknown_because
