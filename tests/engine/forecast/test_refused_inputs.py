"""Everything that cannot be computed is refused in one clear sentence that says what and where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from impact_cases import PACKS, belief, effect, fixed, inputs, number, procurement, stage

from commonweal.forecast.capability import CapabilityGain, FollowOn
from commonweal.forecast.impact import forecast_impact
from commonweal.forecast.inputs import Adaptation, Correlation, ForecastInputs, Hopefulness, Scenario
from commonweal.forecast.study import Likelihood, Study
from commonweal.procurement import Gate, Procurement
from commonweal.quantities import Money, SocialTerm
from commonweal.record.errors import CommonwealError

CASE = procurement(stage(0, funding=10, share="0.5"), stage(1, funding=20))
BELIEFS = {
    "one": fixed(1),
    "zero": fixed(0),
    "wide": belief("uniform", low="0.5", high="1.5"),
    "signed": belief("normal", mean=5, sd=2),
}
ASKED = inputs(BELIEFS, effect(1, quantity="one", value="one"))


def with_effect(**changes: object) -> ForecastInputs:
    return replace(ASKED, effects=(replace(ASKED.effects[0], **changes),))  # type: ignore[arg-type]


def study(**more: object) -> Study:
    given: dict[str, object] = {"stage": "s0", "about": "one", "likelihood": Likelihood.BINOMIAL, "size": 5}
    return Study(id="trial", title="The trial", **{**given, **more})  # type: ignore[arg-type]


def gain(**more: object) -> CapabilityGain:
    return CapabilityGain(id="c", title="C", stage="s0", before=Decimal(0), after=Decimal(1), **more)  # type: ignore[arg-type]


FOLLOW = {"number": "one", "pass_share": "one", "value": "one", "beta": "one"}
ADAPT = {"id": "a", "title": "A lighter one", "gate": "s0"}

BAD_INPUTS: dict[str, tuple[Callable[[], ForecastInputs], str]] = {
    "a probability over 1": (lambda: replace(ASKED, gates={"s0": "wide"}), "is a share from 0 to 1, and 'wide' runs"),
    "a gate nobody can pass": (lambda: replace(ASKED, gates={"s0": "zero"}), "Nobody can pass the gate of 's0'"),
    "a gate of no stage": (lambda: replace(ASKED, gates={"s9": "one"}), "gates name the stage 's9'"),
    "a negative lag": (lambda: with_effect(lag="signed"), "The lag of 'e1' is 0 or more, and 'signed' can be"),
    "deadweight over 1": (
        lambda: with_effect(additionality={SocialTerm.DEADWEIGHT: "wide"}),
        "The deadweight of 'e1' is a share",
    ),
    "an effect of no stage": (lambda: with_effect(stage="s9"), "is of the stage 's9'"),
    "a grade that is none": (lambda: with_effect(evidence="grade-9"), "has the evidence grade 'grade-9'"),
    "a vintage that is none": (lambda: with_effect(vintage="none-such"), "no discount vintage 'none-such'"),
    "deadweight by no name": (
        lambda: with_effect(additionality={SocialTerm.DEADWEIGHT: ""}),
        "The deadweight of 'e1' names no belief.",
    ),
    "a study without a name": (
        lambda: replace(ASKED, studies=(replace(study(), id=" "),)),
        "The study 'The trial' needs an id and a title.",
    ),
    "a scenario without a title": (
        lambda: replace(ASKED, scenarios=(Scenario(id="x", title=""),)),
        "The scenario 'x' needs an id and a title.",
    ),
    "a horizon before the end": (lambda: replace(ASKED, horizon_months=number(6)), "before the contract ends at 24"),
    "a horizon past all memory": (
        lambda: replace(ASKED, horizon_months=number(12000)),
        "looks up to 1500 months ahead",
    ),
    "a price base that is no year": (lambda: replace(ASKED, price_base=26), "is a year such as 2026, not 26"),
    "bias of no work": (
        lambda: replace(ASKED, hopefulness={"s0": Hopefulness(work="dreams")}),
        "no optimism bias for 'dreams'",
    ),
    "bias of no stage": (
        lambda: replace(ASKED, hopefulness={"s9": Hopefulness(work="outsourcing")}),
        "hopefulness name the stage 's9'",
    ),
    "a study of no stage": (lambda: replace(ASKED, studies=(study(stage="s9"),)), "studies name the stage 's9'"),
    "a study of a share over 1": (
        lambda: replace(ASKED, studies=(study(about="wide"),)),
        "What the study 'The trial' counts is a share",
    ),
    "a study of a rate below 0": (
        lambda: replace(ASKED, studies=(study(about="signed", likelihood=Likelihood.POISSON),)),
        "What the study 'The trial' counts is 0 or more",
    ),
    "an adaptation where nothing is decided": (
        lambda: replace(ASKED, adaptations=(Adaptation(**{**ADAPT, "gate": "s1"}),)),  # type: ignore[arg-type]
        "where nothing is decided",
    ),
    "an adaptation called stop": (
        lambda: replace(ASKED, adaptations=(Adaptation(**{**ADAPT, "id": "stop"}),)),  # type: ignore[arg-type]
        "has the id 'stop', which another has",
    ),
    "an adaptation of no effect": (
        lambda: replace(ASKED, adaptations=(Adaptation(**ADAPT, effect_factors={"e9": number(1)}),)),  # type: ignore[arg-type]
        "scales 'e9', which is no effect",
    ),
    "an adaptation below nothing": (
        lambda: replace(ASKED, adaptations=(Adaptation(**ADAPT, funding_factor=number(-1)),)),  # type: ignore[arg-type]
        "funding factor of 'A lighter one' is zero or more",
    ),
    "an adaptation without bound": (
        lambda: replace(ASKED, adaptations=(Adaptation(**ADAPT, effect_factors={"e1": Decimal("Infinity")}),)),  # type: ignore[arg-type]
        "finite numbers",
    ),
    "projects elsewhere below none": (
        lambda: replace(ASKED, capabilities=(gain(follow_on=FollowOn(**{**FOLLOW, "number": "signed"})),)),
        "The number of projects that 'C' helps",
    ),
    "projects elsewhere before it": (
        lambda: replace(ASKED, capabilities=(gain(follow_on=FollowOn(**FOLLOW, after_months=number(-1))),)),
        "comes after it, not -1",
    ),
    "an impossible correlation": (
        lambda: replace(ASKED, correlations=(Correlation(one="wide", other="signed", rank=number(2)),)),
        "wide",
    ),
    "a scenario of no belief": (
        lambda: replace(ASKED, scenarios=(Scenario(id="x", title="X", beliefs={"none": fixed(1)}),)),
        "changes the belief 'none'",
    ),
    "a scenario of no effect": (
        lambda: replace(ASKED, scenarios=(Scenario(id="x", title="X", without=("none",)),)),
        "changes the effect 'none'",
    ),
    "a scenario of no stage": (
        lambda: replace(ASKED, scenarios=(Scenario(id="x", title="X", funding={"s9": number(1)}),)),
        "funding name the stage 's9'",
    ),
    "a scenario that pays below nothing": (
        lambda: replace(ASKED, scenarios=(Scenario(id="x", title="X", funding={"s0": number(-1)}),)),
        "The funding of 'Stage 0' is zero or more",
    ),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_bad_inputs_are_refused_in_a_sentence(name: str) -> None:
    """What is wrong and where; a sentence that begins large and ends with a full stop, and no traceback's words."""
    make, said = BAD_INPUTS[name]
    with pytest.raises(CommonwealError) as refused:
        forecast_impact(CASE, make(), packs=PACKS, seed=1, draws=512)
    assert said in refused.value.message
    assert refused.value.message[0].isupper() or refused.value.message[0] == "'"
    assert refused.value.message.endswith(".")


BAD_CASES: dict[str, tuple[Procurement, str]] = {
    "a gate of unknown odds": (
        procurement(stage(0, gate=Gate()), stage(1)),
        "Nobody has said how likely 'Stage 0' is to pass its gate.",
    ),
    "euros": (
        procurement(replace(stage(0), funding=Money(amount=Decimal(1), currency="EUR")), stage(1)),
        "a forecast is in pounds",
    ),
}


@pytest.mark.parametrize("name", BAD_CASES)
def test_bad_procurements_are_refused_in_a_sentence(name: str) -> None:
    """A gate that nobody has judged, money that cannot be added."""
    case, said = BAD_CASES[name]
    with pytest.raises(CommonwealError) as refused:
        forecast_impact(case, ASKED, packs=PACKS, seed=1, draws=512)
    assert said in refused.value.message


@pytest.mark.parametrize("draws", [0, 256, 1000, 2**23])
def test_draws_are_a_power_of_two_within_bounds(draws: int) -> None:
    """Sobol points come in powers of two; eight scrambles need enough of them."""
    with pytest.raises(CommonwealError, match="a power of two from 512"):
        forecast_impact(CASE, ASKED, packs=PACKS, seed=1, draws=draws)
