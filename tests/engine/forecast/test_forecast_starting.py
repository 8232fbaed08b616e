"""A sensible start: from any scheme to inputs that can be forecast, each belief with why, nothing priced unsourced."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from commonweal.design import propose_schemes
from commonweal.exchange.case_file import open_case
from commonweal.exchange.case_file.forecast_file import inputs_text, read_inputs
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.starting import FirstInputs, propose_inputs
from commonweal.forecast.starting_beliefs import STATED_WEIGHT, first_odds, first_quantity, open_price
from commonweal.frameworks import MeasureKind, Packs, load_packs, parse_yaml
from commonweal.frameworks.appraisal import appraisal_pack
from commonweal.procurement import Procurement
from commonweal.procurement.stage import Gate
from commonweal.quantities.additionality import SocialTerm
from commonweal.quantities.distribution import distribution_of
from commonweal.record.source import SourceKind
from commonweal.scheme.scheme import Scheme
from strategies import make_case, stage

ROOT = Path(__file__).resolve().parents[3]
EXAMPLES = sorted(file.parent for file in (ROOT / "examples").rglob("case.yaml"))


@cache
def packs() -> Packs:
    return load_packs()


@cache
def proposed(folder: Path) -> tuple[Procurement, Scheme, FirstInputs]:
    case = open_case(folder).case
    scheme = propose_schemes(case, packs=packs()).option("balanced").scheme
    return case.procurement, scheme, propose_inputs(case.procurement, scheme, packs=packs())


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda each: each.name)
def test_every_shipped_example_has_a_first_forecast(folder: Path) -> None:
    """It is written, read back and forecast; every belief says why, and one with a price says who says so."""
    procurement, _, first = proposed(folder)
    inputs = read_inputs(parse_yaml(inputs_text(first.inputs), name="inputs.yaml"))
    assert inputs == first.inputs and inputs.effects
    assert all(each.because and each.unit and each.title for each in inputs.beliefs.values())
    for effect in inputs.effects:
        assert effect.because and effect.evidence and effect.kind is not MeasureKind.EFFORT
        if effect.value:
            source = inputs.beliefs[effect.value].source
            assert source is not None and source.kind is SourceKind.GUIDANCE
            assert effect.kind not in {MeasureKind.LEARNING, MeasureKind.CAPABILITY}
    forecast = forecast_impact(procurement, inputs, packs=packs(), seed=1, draws=512, live=True)
    assert len(forecast.effects) == len(inputs.effects)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda each: each.name)
def test_nothing_is_counted_twice(folder: Path) -> None:
    """One effect for a measure at a stage, one at all for what is described; what is only reported is none."""
    _, scheme, first = proposed(folder)
    effects = first.inputs.effects
    assert len({(each.title, each.stage) for each in effects}) == len(effects)
    adopted = {each.code for each in (*scheme.scored, *scheme.contract, *scheme.branches)}
    assert {each.criterion for each in effects} <= adopted
    described = [each.criterion for each in effects if each.unit == "commitments kept"]
    assert len(described) == len(set(described))
    if scheme.reporting:
        assert any(note.startswith("Only reported, and not counted again") for note in first.notes)


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda each: each.name)
def test_what_lies_outside_the_contract_is_a_branch(folder: Path) -> None:
    """An effect of a criterion outside the contract is of a stage outside it, and its odds hang on others too."""
    procurement, scheme, first = proposed(folder)
    outside = {stage.id for stage in procurement.stages if not stage.under_contract}
    branches = {each.code for each in scheme.branches}
    for effect in first.inputs.effects:
        assert (effect.stage in outside) == (effect.criterion in branches)
        if effect.stage in outside:
            assert SocialTerm.ATTRIBUTION in effect.additionality and "nobody's commitment" in effect.because
    if outside:
        last = procurement.contract_stages[-1]
        assert last.id in first.inputs.gates


def test_first_quantities_are_wide() -> None:
    """From P10 to P90 at least threefold, or from nothing; midway between a good and a poor deliverer."""
    seen = 0
    for pack in packs().editions:
        for measure in pack.measures.values():
            signal = measure.fit.signal
            if signal.per_million is None:
                continue
            seen += 1
            belief = first_quantity(measure, title="x", million_pounds=Decimal(2)).belief
            found = distribution_of(belief)
            low, high = found.quantile(0.1), found.quantile(0.9)
            assert high >= 3 * low and high > 0
            poor = float(signal.deadweight + (1 - signal.deadweight) * signal.poor_share)
            assert found.mean == pytest.approx(float(signal.per_million) * (1 + poor), rel=0.01)
    assert seen > 40


def test_odds_are_around_what_was_stated_or_borrowed_and_named() -> None:
    """A stated chance weighs a few observations; an unstated one comes from counts elsewhere, with their source."""
    pack = appraisal_pack(packs())
    told = first_odds(stage(gate=True), pack)
    found = distribution_of(told.belief)
    assert found.mean == pytest.approx(0.7) and told.source is None
    assert told.belief.a is not None and told.belief.b is not None
    assert told.belief.a + told.belief.b == STATED_WEIGHT
    unsaid = first_odds(replace(stage(), gate=Gate()), pack)
    assert unsaid.source is not None and "42 of 55" in unsaid.because and "weak prior" in unsaid.because
    assert distribution_of(unsaid.belief).mean == pytest.approx(42 / 55, abs=0.002)
    sure = first_odds(replace(stage(), gate=Gate(pass_share=Decimal(1))), pack)
    assert distribution_of(sure.belief).variance == 0


def test_only_an_open_value_that_fits_the_unit_is_a_price() -> None:
    """Carbon by the year it is cut, with its range and its price base; people and pounds have none."""
    pack = appraisal_pack(packs())
    carbon = open_price("tonnes CO2e", pack, year=2030, price_base=2026)
    assert carbon is not None and carbon.source is not None
    assert (carbon.belief.low, carbon.belief.high) == (Decimal("147.250"), Decimal("441.750"))
    assert "in prices of 2022, not uprated to 2026" in carbon.because
    assert open_price("WELLBY", pack, year=2026, price_base=2026) is not None
    for unit in ("people", "pounds", "uses", "tonnes", "square metres"):
        assert open_price(unit, pack, year=2026, price_base=2026) is None


def test_a_pilot_has_a_study_only_where_it_informs_something() -> None:
    """Of the odds of a later stage; else a note says that it has none."""
    two = make_case(
        stage("pilot", 6, gate=True), stage("demonstrate", 6, gate=True), stage("scale", 12), model="staged-funding"
    )
    one = make_case(stage("pilot", 6, gate=True), stage("scale", 12))
    scheme = propose_schemes(two, packs=packs()).option("balanced").scheme
    first = propose_inputs(two.procurement, scheme, packs=packs())
    assert [study.about for study in first.inputs.studies] == ["demonstrate.gate"]
    assert any(note.startswith("Assumed: 12 take part") for note in first.notes)
    scheme = propose_schemes(one, packs=packs()).option("balanced").scheme
    alone = propose_inputs(one.procurement, scheme, packs=packs())
    assert alone.inputs.studies == () and any("has no study" in note for note in alone.notes)


def test_the_same_case_starts_the_same() -> None:
    """To the byte."""
    procurement, scheme, first = proposed(EXAMPLES[0])
    again = propose_inputs(procurement, scheme, packs=packs())
    assert inputs_text(again.inputs) == inputs_text(first.inputs)
