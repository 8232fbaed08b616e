"""The whole forecast of a case: contract and branch apart, groups that add up, scenarios, and its workings."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from impact_cases import PACKS, belief, effect, fixed, inputs, number, procurement, stage
from test_uncertain_impact import rich_case

from commonweal.forecast.estimate import Estimate, Method, estimate_ratio, refuse, stated
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import ForecastInputs, Scenario
from commonweal.forecast.result import Forecast
from commonweal.forecast.study import Likelihood, Study
from commonweal.frameworks.pack import Packs
from commonweal.procurement import Extra, Gate
from commonweal.quantities import Money, Vat
from commonweal.record.digest import canonical_json, digest
from commonweal.record.errors import MisuseError


@pytest.fixture(scope="module")
def whole() -> Forecast:
    """The rich case with missions, an effect in natural units, a study and scenarios."""
    case, asked = rich_case()
    first, second, third = asked.effects
    study = Study(
        id="trial",
        title="The trial",
        stage="s1",
        about="q2",
        likelihood=Likelihood.NORMAL,
        size=40,
        sd=number(3000),
        cost_each=number(50),
    )
    given = replace(
        asked,
        beliefs={**asked.beliefs, "people": belief("gamma", "people", shape=4, scale=5)},
        effects=(
            replace(first, missions={"growth": number("0.5"), "health": number("0.3")}),
            second,
            replace(third, missions={"health": number(1)}),
            effect(1, id="taught", quantity="people", unit="person", kind="learning", yearly=True, trigger="reached"),
        ),
        studies=(study,),
        scenarios=(
            Scenario(id="same", title="The same"),
            Scenario(
                id="lean",
                title="A lean pilot",
                beliefs={"q2": belief("normal", mean=1000, sd=600)},
                funding={"s1": number(100_000)},
                without=("taught",),
            ),
        ),
    )
    return forecast_impact(case, given, packs=PACKS, seed=11, draws=2048)


def near(one: Estimate, value: float, *, rel: float = 1e-9) -> bool:
    return float(one) == pytest.approx(value, rel=rel, abs=1e-6)


def test_contract_and_branch_are_apart_and_add_up(whole: Forecast) -> None:
    """The branch is in no number of the contract, and both together are the sum of their means."""
    assert whole.branch is not None
    for name in ("social_value", "public_cost", "net"):
        parts = [float(getattr(each, name).mean) for each in (whole.contract, whole.branch.adds)]
        assert near(getattr(whole.together, name).mean, sum(parts))
    assert near(whole.branch.if_reached, float(whole.branch.adds.net.mean) / float(whole.branch.chance), rel=1e-6)
    assert near(whole.branch.chance, 0.8 * 0.7, rel=1e-3)
    assert whole.contract_policies is not None
    assert len(whole.contract_policies.gates) == 2 < len(whole.policies.gates)


def test_a_branch_is_never_a_commitment(whole: Forecast) -> None:
    """What staging saves is money of the contract alone: the second stage, where the first fails."""
    assert near(whole.policies.staging, 0.2 * 150_000, rel=1e-9)


def test_groups_and_years_add_up_to_the_whole(whole: Forecast) -> None:
    """Stages, missions with the rest, kinds, and the last year of the fan each total the social value."""
    total = float(whole.together.social_value.mean)
    assert sum(float(each.value.mean) for each in whole.stages) == pytest.approx(total)
    for groups in (whole.missions, whole.kinds):
        means = [float(each.contract.mean) + (float(each.branch.mean) if each.branch else 0) for each in groups]
        assert sum(means) == pytest.approx(total)
        assert sum(float(year) for each in groups for year in each.by_year) == pytest.approx(total)
    assert [each.name for each in whole.missions] == ["growth", "health", ""]
    assert float(whole.years_with_branch[-1].mean) == pytest.approx(total)
    assert float(whole.years[-1].mean) == pytest.approx(float(whole.contract.social_value.mean))
    assert float(whole.years[-1].p95) == pytest.approx(float(whole.contract.social_value.p95))
    assert float(whole.years[-1].spent) == pytest.approx(float(whole.contract.public_cost.mean))


def test_a_fan_of_good_effects_only_rises(whole: Forecast) -> None:
    """Cumulative value and cost never fall from year to year, and percentiles keep their order."""
    for before, after in zip(whole.years, whole.years[1:], strict=False):
        assert float(before.mean) <= float(after.mean) + 1e-6
        assert float(before.spent) <= float(after.spent) + 1e-6
    for year in whole.years_with_branch:
        row = [float(each) for each in (year.p5, year.p25, year.p50, year.p75, year.p95)]
        assert row == sorted(row)


def test_an_effect_without_a_price_is_counted_and_never_priced(whole: Forecast) -> None:
    """20 people a year for a year, at odds .8; no pounds, and the reason why."""
    taught = next(each for each in whole.effects if each.id == "taught")
    assert near(taught.quantity.mean, 16, rel=1e-3)
    assert sum(float(each) for each in taught.by_year) == pytest.approx(16, rel=1e-3)
    assert taught.value.value is None and "no price" in taught.value.refused
    assert "learning" not in {each.name for each in whole.kinds}
    with pytest.raises(MisuseError, match="refused"):
        float(taught.value)


def test_scenarios_are_compared_on_the_same_draws(whole: Forecast) -> None:
    """A scenario that changes nothing differs by exactly nothing; a leaner one by what its funding saves at least."""
    lean, same = whole.scenarios
    assert (same.difference.mean.value, same.difference.p5.value, same.difference.p95.value) == (0, 0, 0)
    assert same.totals == whole.together
    assert float(lean.totals.public_cost.mean) == pytest.approx(float(whole.together.public_cost.mean) - 0.8 * 50_000)
    assert near(lean.difference.mean, float(lean.totals.net.mean) - float(whole.together.net.mean), rel=1e-6)
    error = float(lean.difference.mean.standard_error or 0)
    assert error < float(whole.together.net.mean.standard_error or 0) + float(lean.totals.net.mean.standard_error or 0)


def test_a_forecast_under_a_scenario_is_that_scenario(whole: Forecast) -> None:
    """Asked for by name it has the totals and policies that stand beside the forecast; no name that is none."""
    case, asked = rich_case()
    given = replace(asked, scenarios=(Scenario(id="lean", title="A lean pilot", funding={"s1": number(100_000)}),))
    base = forecast_impact(case, given, packs=PACKS, seed=3, draws=512)
    lean = forecast_impact(case, given, packs=PACKS, seed=3, draws=512, scenario="lean")
    assert (lean.scenario, lean.together, lean.policies) == (
        "lean",
        base.scenarios[0].totals,
        base.scenarios[0].policies,
    )
    assert lean.workings == base.workings
    with pytest.raises(MisuseError, match="no scenario 'rich'"):
        forecast_impact(case, given, packs=PACKS, seed=3, scenario="rich")


def test_a_forecast_carries_its_workings(whole: Forecast) -> None:
    """Digests, seed, draws and the method of each number; it is written as canonical JSON and has a digest."""
    case, _ = rich_case()
    workings = whole.workings
    assert (workings.seed, workings.draws, workings.replicates) == (11, 2048, 8)
    assert workings.procurement_digest == digest(case)
    assert list(workings.pack_digests) == ["green-book/2026-02"]
    assert len(digest(whole)) == 64
    assert "NaN" not in canonical_json(whole) and "Infinity" not in canonical_json(whole)
    assert whole.contract.net.mean.method == Method.EXPECTED
    assert whole.contract.net.p5.method == Method.DRAWN


def test_the_exact_answer_stands_beside_the_draws(whole: Forecast) -> None:
    """The rich case is a sum of independent terms: its mean and its percentiles are told without draws too."""
    assert whole.exact is not None and whole.exact.net is not None
    assert float(whole.exact.net.mean) == pytest.approx(float(whole.together.net.mean), rel=0.01)
    assert float(whole.exact.net.positive_share) == pytest.approx(float(whole.together.net.positive_share), abs=0.02)


def test_what_is_worth_knowing_is_ranked(whole: Forecast) -> None:
    """Beliefs come by what it is worth to know them; the study is sized, and its net is worth less cost."""
    assert whole.learning is not None
    worths = [each.worth.value or Decimal(0) for each in whole.learning.beliefs]
    assert worths == sorted(worths, reverse=True)
    (study,) = whole.learning.studies
    for size in study.sizes:
        assert size.net is None or float(size.net) == pytest.approx(
            float(size.worth) - float(size.cost), abs=1e-6 * (1 + float(size.cost))
        )
    assert study.best_net == max(Decimal(0), *(each.net for each in study.sizes if each.net is not None))


def test_no_single_belief_is_worth_more_than_knowing_all(whole: Forecast) -> None:
    """EVPPI is at most EVPI, and learning at most perfect information, within three standard errors."""
    assert whole.learning is not None
    most = whole.policies.perfect_information
    told = [each.worth for each in whole.learning.beliefs if each.worth.value is not None]
    assert len(told) >= 6
    for each in (*told, whole.policies.learning):
        slack = 3 * (float(each.standard_error or 0) + float(most.standard_error or 0))
        assert float(each) <= float(most) + slack


def test_a_live_forecast_says_the_same_of_what_it_tells(whole: Forecast) -> None:
    """Live leaves things out, and changes nothing of the rest."""
    case, asked = rich_case()
    live, full = (forecast_impact(case, asked, packs=PACKS, seed=2, draws=512, live=each) for each in (True, False))
    left_out = {
        "learning": None,
        "sensitivity": None,
        "scenarios": (),
        "exact": None,
        "contract_policies": None,
    }
    assert live == replace(full, **left_out)  # type: ignore[arg-type]


def test_nothing_to_forecast_is_a_forecast_of_nothing() -> None:
    """No effect at all: a cost and no value, no division by zero."""
    forecast = forecast_impact(procurement(stage(0, funding=5)), inputs({}), packs=PACKS, seed=1, draws=512)
    assert (forecast.together.net.mean.value, forecast.lost_share.value) == (-5, 0)
    assert forecast.together.social_value.positive_share.value == 0


@pytest.mark.parametrize(
    ("funding", "code", "pounds"),
    [
        (Money(amount=Decimal(120), vat=Vat.INCLUDED, price_base=2026), "funding-included-vat", 100),
        (Money(amount=Decimal(120), vat=Vat.UNKNOWN, price_base=2026), "funding-vat-unknown", 120),
        (Money(amount=Decimal(120), vat=Vat.EXCLUDED), "funding-without-price-base", 120),
        (None, "stage-without-funding", 0),
    ],
)
def test_funding_is_put_on_the_forecasts_footing_with_a_finding(
    funding: Money | None, code: str, pounds: float
) -> None:
    """VAT is taken off and said to be; what nobody stated is supposed and said to be."""
    case = procurement(replace(stage(0), funding=funding))
    forecast = forecast_impact(case, inputs({}), packs=PACKS, seed=1, draws=512, live=True)
    assert code in {each.code for each in forecast.findings}
    assert float(forecast.contract.public_cost.mean) == pytest.approx(pounds)


def test_prices_of_another_year_are_converted_by_the_deflator_or_refused() -> None:
    """2022 to 2024 by 90.5005 to 100; 2026 lies beyond the deflator, so mixing is refused."""
    case = procurement(replace(stage(0), funding=Money(amount=Decimal(1000), vat=Vat.EXCLUDED, price_base=2022)))
    forecast = forecast_impact(case, inputs({}, price_base=2024), packs=PACKS, seed=1, draws=512, live=True)
    assert float(forecast.contract.public_cost.mean) == pytest.approx(1000 * 100 / 90.5005)
    assert "funding-at-another-price-base" in {each.code for each in forecast.findings}
    with pytest.raises(MisuseError, match="no deflator at hand reaches both"):
        forecast_impact(case, inputs({}), packs=PACKS, seed=1)


def test_what_a_person_should_know_is_found() -> None:
    """A lag beyond the horizon, no grade, no price, no unit, no right to stop, a belief that nothing names."""
    bought = procurement(stage(0, gate=Gate(pass_share=Decimal("0.5"))), stage(1))
    case = replace(bought, extras=(Extra(what="an extension"),))
    asked = inputs(
        {"q": fixed(1, unit=""), "late": fixed(200, unit="months"), "spare": fixed(1), "v": fixed(5)},
        effect(1, quantity="q", lag="late", evidence="", trigger="reached"),
        effect(0, quantity="q", value="v"),
        effect(0, id="again", quantity="q", value="v"),
        studies=(
            Study(id="t", title="Too late", stage="s1", about="q", likelihood=Likelihood.NORMAL, size=1, sd=number(1)),
        ),
    )
    forecast = forecast_impact(case, asked, packs=PACKS, seed=1, draws=512, live=True)
    assert {each.code for each in forecast.findings} >= {
        "effect-beyond-horizon",
        "effect-without-grade",
        "effect-without-price",
        "belief-without-unit",
        "belief-unused",
        "beliefs-are-judgements",
        "right-to-stop-not-given",
        "study-informs-nothing",
        "quantity-priced-twice",
        "extras-not-counted",
        "effect-without-additionality",
        "study-without-cost",
    }
    late = next(each for each in forecast.effects if each.id == "e1")
    assert (late.lost_share.value, late.quantity.mean.value) == (1, 0)


def test_a_stage_whose_cost_stands_among_the_effects_is_not_called_free() -> None:
    """A branch without funding: free, unless an effect of it is priced below zero."""
    case = procurement(stage(0, share="0.5", funding=9), replace(stage(1, under_contract=False), funding=None))
    beliefs = {"q": fixed(5), "v": fixed(1), "cost": fixed(-1)}
    brings = effect(1, quantity="q", value="v", trigger="reached")
    paid = effect(1, id="paid", quantity="q", value="cost", trigger="reached")
    for effects, code in (((brings,), "stage-without-funding"), ((brings, paid), "cost-among-effects")):
        made = forecast_impact(case, inputs(beliefs, *effects), packs=PACKS, seed=1, draws=512, live=True)
        assert {"stage-without-funding", "cost-among-effects"} & {each.code for each in made.findings} == {code}


def test_odds_and_costs_that_may_be_misread_are_found() -> None:
    """Odds of several contracts; a stage that may fail without a gate; a branch that costs after the horizon."""
    case = procurement(
        stage(0, share="0.3", contracts=10), stage(1), stage(2, months=120, under_contract=False, funding=9)
    )
    asked = inputs({"p": fixed("0.5"), "q": fixed(1)}, gates={"s1": "p"}, horizon_months=number(30))
    found = {each.code: each for each in forecast_impact(case, asked, packs=PACKS, seed=1, draws=512).findings}
    assert "10 contracts side by side, and its odds of 30%" in found["odds-of-several-contracts"].message
    assert "falls away, undecided" in found["odds-without-gate"].message
    assert "runs to month 144, past the horizon of 30 months" in found["stage-beyond-horizon"].message
    stated = replace(asked, gates={"s0": "p", "s1": "p"}, horizon_months=None)
    codes = {each.code for each in forecast_impact(case, stated, packs=PACKS, seed=1, draws=512).findings}
    assert not codes & {"odds-of-several-contracts", "stage-beyond-horizon"}


def test_the_horizon_cuts_and_says_how_much() -> None:
    """Ten years of life, the horizon after four and a stage of one: six tenths are lost, undiscounted."""
    asked = inputs(
        {"q": fixed(10)},
        effect(0, quantity="q", yearly=True, persistence_months=number(120), trigger="reached"),
        horizon_months=number(48),
    )
    forecast = forecast_impact(procurement(stage(0)), asked, packs=PACKS, seed=1, draws=512, live=True)
    assert float(forecast.effects[0].lost_share) == pytest.approx(0.6)
    assert float(forecast.effects[0].quantity.mean) == pytest.approx(40)


def test_another_vintage_discounts_an_effect_by_its_own_rates() -> None:
    """Health at 1.5% beside the standard 3.5%."""
    asked = inputs(
        {"q": fixed(1), "v": fixed(100), "lag": fixed(24)},
        effect(0, id="plain", quantity="q", value="v", lag="lag", trigger="reached"),
        effect(0, id="health", quantity="q", value="v", lag="lag", trigger="reached", vintage="gb2026-health"),
    )
    forecast = forecast_impact(procurement(stage(0)), asked, packs=PACKS, seed=1, draws=512, live=True)
    values = {each.id: float(each.value) for each in forecast.effects}
    assert values == pytest.approx({"plain": 100 / 1.035**2, "health": 100 / 1.015**2})


def test_numbers_that_are_none_never_leave() -> None:
    """Infinity and not-a-number are refused where floats become decimals; so is a ratio to nothing, with a reason."""
    for bad in (float("nan"), float("inf")):
        with pytest.raises(MisuseError, match="came out as"):
            stated(bad)
    assert estimate_ratio(np.ones(8), np.zeros(8), method="x").value is None
    assert refuse("no reason", method="x").refused == "no reason"


def test_packs_without_appraisal_figures_are_refused() -> None:
    """Nothing to discount by: one sentence."""
    case, asked = rich_case()
    assert isinstance(asked, ForecastInputs)
    with pytest.raises(MisuseError, match="No pack of figures for appraisal"):
        forecast_impact(case, asked, packs=Packs(editions=()), seed=1)
