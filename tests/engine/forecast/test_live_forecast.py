"""A prepared forecast says what a fresh one says, to the byte, whatever belief is changed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from impact_cases import PACKS, belief, fixed, number
from test_uncertain_impact import rich_case

from commonweal.forecast.capability import CapabilityGain
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import Correlation, ForecastInputs, Scenario, StatedBelief
from commonweal.forecast.live import Prepared, prepare
from commonweal.forecast.study import Likelihood, Study
from commonweal.procurement import Procurement
from commonweal.record.digest import canonical_json
from commonweal.record.errors import MisuseError

SEED, DRAWS = 5, 512
SCENARIO = Scenario(id="lean", title="Lean", beliefs={"q2": fixed(900)}, funding={"s1": number(90_000)})
NAMES = sorted({*rich_case()[1].beliefs, "rise", "saved"})


def whole_case() -> tuple[Procurement, ForecastInputs]:
    """The rich case with correlations, a study, a capability and a scenario."""
    case, asked = rich_case()
    return case, replace(
        asked,
        beliefs={
            **asked.beliefs,
            "rise": belief("uniform", low="0.1", high="0.5"),
            "saved": belief("uniform", low="0.05", high="0.3"),
        },
        correlations=(Correlation(one="q0", other="q1", rank=number("0.4")),),
        studies=(Study(id="trial", title="Trial", stage="s1", about="q2", likelihood=Likelihood.NORMAL, size=9, sd=5),),
        capabilities=(
            CapabilityGain(
                id="bed",
                title="A bed",
                stage="s0",
                before=number(1),
                after=number(3),
                survives=True,
                raises={"s1": "rise"},
                shortens={"s1": "saved"},
            ),
        ),
        scenarios=(SCENARIO,),
    )


@lru_cache(maxsize=4)
def prepared(scenario: str = "") -> Prepared:
    case, asked = whole_case()
    return prepare(case, asked, packs=PACKS, seed=SEED, draws=DRAWS, scenario=scenario)


def fresh(changes: dict[str, StatedBelief], *, scenario: str = "") -> str:
    case, asked = whole_case()
    changed = replace(asked, beliefs={**asked.beliefs, **changes})
    forecast = forecast_impact(case, changed, packs=PACKS, seed=SEED, draws=DRAWS, scenario=scenario, live=True)
    return canonical_json(forecast)


@st.composite
def shares(draw: st.DrawFn) -> StatedBelief:
    """A belief that any place may name: within 0 and 1, certain or not."""
    low = draw(st.integers(1, 60))
    if draw(st.booleans()):
        return fixed(f"0.{low:02}")
    return belief("uniform", low=f"0.{low:02}", high=f"0.{draw(st.integers(low + 1, 99)):02}")


@settings(max_examples=5, deadline=None)
@given(name=st.sampled_from(NAMES), other=st.sampled_from(NAMES), one=shares(), two=shares())
def test_a_changed_belief_gives_what_a_fresh_forecast_gives(
    name: str, other: str, one: StatedBelief, two: StatedBelief
) -> None:
    """Any belief changed, and then another: the same bytes as inputs stated so from the start."""
    once = prepared().with_belief(name, one)
    assert canonical_json(once.forecast()) == fresh({name: one})
    assert canonical_json(once.with_belief(other, two).forecast()) == fresh({name: one, other: two})


@pytest.mark.parametrize("name", NAMES)
def test_each_belief_can_be_the_one_that_changes(name: str) -> None:
    """Quantities, values, lags, odds, correlated ones and those of capabilities; the one prepared is left as it was."""
    before = canonical_json(prepared().forecast())
    stated = belief("triangular", low="0.1", mode="0.3", high="0.8")
    assert canonical_json(prepared().with_belief(name, stated).forecast()) == fresh({name: stated})
    assert canonical_json(prepared().forecast()) == before == fresh({})


@pytest.mark.parametrize("name", ["q2", "p1"])
def test_under_a_scenario_its_own_beliefs_stand(name: str) -> None:
    """A belief that the scenario replaces changes no number there; every other does as without it."""
    stated = belief("triangular", low="0.1", mode="0.3", high="0.8")
    changed = prepared("lean").with_belief(name, stated)
    assert canonical_json(changed.forecast()) == fresh({name: stated}, scenario="lean")
    assert (changed.simulation is prepared("lean").simulation) is (name == "q2")


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    """An unknown name, and a share beyond one where a chance is named."""
    with pytest.raises(MisuseError, match="There is no belief 'luck' to change"):
        prepared().with_belief("luck", fixed(1))
    with pytest.raises(MisuseError, match="is a share from 0 to 1"):
        prepared().with_belief("p1", belief("uniform", low=0, high=2))
