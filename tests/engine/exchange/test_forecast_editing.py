"""One belief changed in forecast/inputs.yaml, and a forecast kept as text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.exchange.case_file import open_case
from commonweal.exchange.case_file.forecast_editing import stated_at, with_belief
from commonweal.exchange.case_file.forecast_file import read_inputs
from commonweal.exchange.forecast_report.kept import forecast_json, read_forecast
from commonweal.forecast.impact import Step, forecast_impact
from commonweal.forecast.inputs import ForecastInputs
from commonweal.frameworks import load_packs, parse_yaml
from commonweal.record import MisuseError, UnreadableInput
from commonweal.record.source import judged
from strategies import belief

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sandbox-pilot"
TEXT = (EXAMPLE / "forecast" / "inputs.yaml").read_text(encoding="utf-8")
INPUTS = read_inputs(parse_yaml(TEXT, name="inputs.yaml"))
NEW = (
    belief("lognormal", p10=3, p50=9, p90=21),
    belief("normal", mean=2, sd="0.5"),
    belief("fixed", value="0.25"),
    belief("triangular", low=0, mode="0.25", high=1),
)


def read(text: str) -> ForecastInputs:
    return read_inputs(parse_yaml(text, name="inputs.yaml"))


@settings(deadline=None, max_examples=12)
@given(name=st.sampled_from(sorted(INPUTS.beliefs)), new=st.sampled_from(NEW), sourced=st.booleans())
def test_a_changed_belief_changes_itself_alone(name: str, new: object, sourced: bool) -> None:
    """Whatever belief, by name or in its place: it is read back as stated, and all others as they were."""
    source = judged("A panel of three") if sourced else None
    stated = replace(INPUTS.beliefs[name], belief=new, because="They said so: all three.", source=source)
    after = read(with_belief(TEXT, name, stated))
    assert after == replace(INPUTS, beliefs={**INPUTS.beliefs, name: stated})


def test_what_stands_around_a_belief_stays_as_it_is_written() -> None:
    """Comments, order and the other lines are a person's own."""
    text = TEXT.replace("beliefs:\n", "beliefs:\n  # agreed with the wards on 3 May\n", 1)
    assert text != TEXT
    name = next(iter(INPUTS.beliefs))
    changed = with_belief(text, name, replace(INPUTS.beliefs[name], because="We asked again."))
    assert "# agreed with the wards on 3 May" in changed
    differing = set(changed.splitlines()) ^ set(text.splitlines())
    assert 0 < len(differing) < 6
    assert stated_at(changed, name)["because"] == "We asked again."
    assert with_belief(text, name, INPUTS.beliefs[name]) == with_belief(
        with_belief(text, name, INPUTS.beliefs[name]), name, INPUTS.beliefs[name]
    )


def test_a_belief_that_is_gone_is_not_written_anew() -> None:
    """Somebody took it out: that is said, in one sentence."""
    stated = next(iter(INPUTS.beliefs.values()))
    assert stated_at(TEXT, "not-there") is None
    with pytest.raises(MisuseError, match="'not-there' is not in the forecast any more"):
        with_belief(TEXT, "not-there", stated)


def test_a_kept_forecast_is_read_back_as_the_same() -> None:
    """Every number, with its error and its method; and what is damaged or of another release says so."""
    opened = open_case(EXAMPLE)
    assert opened.forecast is not None
    forecast = forecast_impact(opened.case.procurement, opened.forecast, packs=load_packs(), seed=3, draws=512)
    text = forecast_json(forecast)
    assert read_forecast(text) == forecast
    with pytest.raises(UnreadableInput, match="another release"):
        read_forecast(text.replace('"price_base"', '"price_bass"'))
    with pytest.raises(UnreadableInput, match="damaged"):
        read_forecast(text[:-5])


def test_a_forecast_tells_its_steps_and_can_be_ended_at_any() -> None:
    """Whoever watches hears every step once, in order, and may end it there."""
    opened = open_case(EXAMPLE)
    assert opened.forecast is not None
    packs, told = load_packs(), []
    asked = {"packs": packs, "seed": 3, "draws": 512}
    forecast_impact(opened.case.procurement, opened.forecast, progress=told.append, **asked)  # type: ignore[arg-type]
    assert told == list(Step)
    live: list[Step] = []
    forecast_impact(opened.case.procurement, opened.forecast, progress=live.append, live=True, **asked)  # type: ignore[arg-type]
    assert live == list(Step)[:3]

    class Enough(Exception):
        pass

    def end(step: Step) -> None:
        if step is Step.LEARNING:
            raise Enough

    with pytest.raises(Enough):
        forecast_impact(opened.case.procurement, opened.forecast, progress=end, **asked)  # type: ignore[arg-type]
