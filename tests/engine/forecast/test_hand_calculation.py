"""Where nothing is uncertain a forecast equals a sheet worked in exact decimals, month by month."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impact_cases import PACKS, effect, fixed, inputs, number, procurement, run, stage

from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import ForecastInputs, Hopefulness
from commonweal.forecast.totals import keep_ledger, total_up
from commonweal.frameworks.appraisal import find_vintage
from commonweal.procurement import Procurement
from commonweal.quantities import SocialTerm, discount_factors

FACTORS = discount_factors(find_vintage(PACKS), 60)
SHARES = st.integers(0, 8).map(lambda n: Decimal(n) / 8)


def work_sheet(what: Procurement, asked: ForecastInputs) -> tuple[Decimal, Decimal]:
    """Social value and public cost: a row a month of life or of spending, whole months only."""
    known = {name: said.belief.value or Decimal(0) for name, said in asked.beliefs.items()}
    starts = [sum((each.months for each in what.stages[:place]), Decimal(0)) for place in range(len(what.stages))]
    ids = [each.id for each in what.stages]
    horizon = starts[-1] + what.stages[-1].months + 120
    value = cost = Decimal(0)
    for place, each in enumerate(what.stages):
        assert each.funding is not None
        for month in range(int(each.months)):
            cost += each.funding.amount / each.months * FACTORS[int(starts[place] + month) // 12]
    for each in asked.effects:
        place = ids.index(each.stage)
        start = starts[place] + (what.stages[place].months if each.trigger == "passed" else 0)
        start += known[each.lag] if each.lag else 0
        amount = known[each.quantity] * known[each.value]
        for term, name in each.additionality.items():
            amount *= known[name] if term is SocialTerm.ATTRIBUTION else 1 - known[name]
        if not each.yearly:
            value += amount * FACTORS[int(start) // 12] if start < horizon else 0
            continue
        for month in range(int(each.persistence_months)):
            if start + month < horizon:
                left = (1 - each.drop_off_share) ** (month // 12)
                value += amount / 12 * left * FACTORS[int(start + month) // 12]
    return value, cost


@st.composite
def certain_cases(draw: st.DrawFn) -> tuple[Procurement, ForecastInputs]:
    stages = tuple(
        stage(place, funding=draw(st.integers(0, 10**6)), months=draw(st.integers(1, 40)))
        for place in range(draw(st.integers(1, 3)))
    )
    beliefs, effects = {}, []
    for place in range(draw(st.integers(1, 3))):
        names = {name: f"{name}{place}" for name in ("quantity", "value", "lag", "dead", "attributed")}
        beliefs |= {
            names["quantity"]: fixed(draw(st.integers(-50, 500))),
            names["value"]: fixed(draw(st.integers(1, 900))),
            names["lag"]: fixed(draw(st.integers(0, 200))),
            names["dead"]: fixed(draw(SHARES)),
            names["attributed"]: fixed(draw(SHARES)),
        }
        effects.append(
            effect(
                draw(st.integers(0, len(stages) - 1)),
                id=f"e{place}",
                quantity=names["quantity"],
                value=names["value"],
                lag=names["lag"],
                trigger=draw(st.sampled_from(["reached", "passed"])),
                yearly=draw(st.booleans()),
                persistence_months=number(draw(st.integers(1, 150))),
                drop_off_share=draw(SHARES.filter(lambda share: share < 1)),
                additionality={SocialTerm.DEADWEIGHT: names["dead"], SocialTerm.ATTRIBUTION: names["attributed"]},
            )
        )
    return procurement(*stages), inputs(beliefs, *effects)


@settings(max_examples=40)
@given(certain_cases())
def test_a_certain_forecast_equals_the_sheet(case: tuple[Procurement, ForecastInputs]) -> None:
    """Without gates, and with fixed beliefs, every number of the totals is the sheet's."""
    simulation = run(*case, draws=512)
    totals = total_up(keep_ledger(simulation), places=range(len(case[0].stages)))
    value, cost = (float(each) for each in work_sheet(*case))
    scale = 1e-9 * (1 + abs(value) + cost)
    for got, wanted in ((totals.social_value, value), (totals.public_cost, cost), (totals.net, value - cost)):
        for each in (got.mean, got.p5, got.p50, got.p95):
            assert float(each) == pytest.approx(wanted, abs=scale)
            assert each.standard_error == 0 or float(each.standard_error or 0) < scale


def test_one_effect_by_hand() -> None:
    """12 a year from month 6 + 5, £100 each, a quarter deadweight, grade 4: year 0 has 1 month of it, and so on."""
    case = procurement(stage(0, funding=60_000, months=6))
    asked = inputs(
        {"q": fixed(12), "v": fixed(100), "lag": fixed(5), "dead": fixed("0.25")},
        effect(
            0,
            quantity="q",
            value="v",
            lag="lag",
            yearly=True,
            persistence_months=number(36),
            drop_off_share=number("0.2"),
            additionality={SocialTerm.DEADWEIGHT: "dead"},
            evidence="grade-4",
        ),
    )
    forecast = forecast_impact(case, asked, packs=PACKS, seed=7, draws=512, live=True)
    amounts = [Fraction(1), Fraction(118, 10), Fraction(944, 100), Fraction(704, 100)]
    hand = sum(float(amount) * 100 * 0.75 * 0.85 / 1.035**year for year, amount in enumerate(amounts))
    assert float(forecast.contract.social_value.mean) == pytest.approx(hand, rel=1e-11)
    assert [float(each) for each in forecast.effects[0].by_year[:5]] == pytest.approx(
        [float(amount) * 0.6375 for amount in amounts] + [0]
    )
    assert float(forecast.contract.public_cost.mean) == 60_000
    assert float(forecast.contract.net.mean) == pytest.approx(hand - 60_000, rel=1e-11)


def test_optimism_bias_multiplies_cost_and_months() -> None:
    """Equipment half mitigated: cost by 2, months by 1.27 (the pack's example), so what follows comes later."""
    case = procurement(stage(0, funding=1000, months=10), stage(1))
    asked = inputs(
        {"q": fixed(1)},
        effect(1, quantity="q", trigger="reached"),
        hopefulness={"s0": Hopefulness(work="equipment-development", mitigated_share=number("0.5"))},
    )
    forecast = forecast_impact(case, asked, packs=PACKS, seed=1, draws=512, live=True)
    assert (forecast.stages[0].funding, forecast.stages[0].months) == (2000, number("12.7"))
    assert forecast.stages[1].start == number("12.7")
    assert forecast.horizon_months == number("144.7")
