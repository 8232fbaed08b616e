"""forecast/inputs.yaml: what is written is read back, what is wrong is said with its line, and a case carries it."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.exchange.case_file import forecast_schema, open_case, zip_case
from commonweal.exchange.case_file.folder import case_of_texts, texts_of_zip
from commonweal.exchange.case_file.forecast_file import inputs_text, place_fault, read_inputs
from commonweal.exchange.case_file.placing import placing_inputs
from commonweal.forecast.capability import CapabilityGain, FollowOn
from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.inputs import (
    Adaptation,
    Correlation,
    ForecastInputs,
    Hopefulness,
    Scenario,
    StatedBelief,
)
from commonweal.forecast.study import Likelihood, Study
from commonweal.frameworks import MeasureKind, parse_yaml
from commonweal.quantities.additionality import SocialTerm
from commonweal.quantities.belief import Belief, Family
from commonweal.record import CommonwealError, MisuseError, UnreadableInput
from commonweal.record.source import judged
from strategies import belief, pool

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "examples" / "sandbox-pilot"

texts = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=20).map(str.strip)
titles = texts.filter(bool)
shares = st.decimals(0, 1, places=2)
# One of every family, by parameters and by quantiles.
BELIEFS = (
    belief("fixed", value="-1.25"),
    belief("uniform", low=0, high="0.5"),
    belief("triangular", low=0, mode="0.25", high=1),
    belief("pert", low=-3, mode=2, high=40000),
    belief("normal", p10=-60, p90=280),
    belief("lognormal", p10=3500, p50=9000, p90=21000, low=100),
    belief("beta", a="5.6", b="2.4"),
    belief("gamma", shape="1.5", scale="0.001"),
    belief("poisson", mean=2),
    belief("negative-binomial", mean="1.44", dispersion="0.662"),
    belief("bernoulli", share="0.5"),
    Belief(family=Family.DISCRETE, values=(Decimal(1), Decimal(4)), shares=(Decimal("0.25"), Decimal("0.75"))),
    Belief(family=Family.EMPIRICAL, data=(Decimal("1.5"), Decimal(2), Decimal("-7"))),
    pool((belief("normal", mean=1, sd=2), 1), (belief("uniform", low=0, high=9), 3)),
)


@st.composite
def stated(draw: st.DrawFn) -> StatedBelief:
    return StatedBelief(
        belief=draw(st.sampled_from(BELIEFS)),
        unit=draw(texts),
        title=draw(texts),
        because=draw(texts),
        source=draw(st.none() | titles.map(judged)),
    )


@st.composite
def all_inputs(draw: st.DrawFn) -> ForecastInputs:
    """Inputs that use every part of the file, some beliefs named after their place and some not."""
    names = [
        "shared",
        "jobs.quantity",
        "jobs.lag",
        "jobs.deadweight",
        "jobs.value",
        "pilot.gate",
        "skill.follow_on.beta",
    ]
    known = {name: draw(stated()) for name in names}
    pick = st.sampled_from(names)
    effect = Effect(
        id="jobs",
        title=draw(titles),
        kind=draw(st.sampled_from([kind for kind in MeasureKind if kind is not MeasureKind.EFFORT])),
        stage="pilot",
        trigger=draw(st.sampled_from(Trigger)),
        quantity=draw(st.sampled_from(["jobs.quantity", "shared"])),
        unit=draw(titles),
        yearly=draw(st.booleans()),
        value=draw(st.sampled_from(["", "jobs.value", "shared"])),
        lag=draw(st.sampled_from(["", "jobs.lag", "jobs.quantity"])),
        additionality=draw(
            st.dictionaries(st.just(SocialTerm.DEADWEIGHT), st.sampled_from(["jobs.deadweight", "shared"]))
        ),
        missions=draw(st.dictionaries(st.just("nhs"), shares)),
        because=draw(texts),
    )
    follow = FollowOn(number=draw(pick), pass_share=draw(pick), value=draw(pick), beta="skill.follow_on.beta")
    return ForecastInputs(
        beliefs=known,
        effects=(effect,),
        price_base=draw(st.integers(1990, 2100)),
        gates=draw(st.dictionaries(st.just("pilot"), st.sampled_from(["pilot.gate", "shared"]))),
        studies=(Study(id="s", title="S", stage="pilot", about=draw(pick), likelihood=Likelihood.BINOMIAL, size=9),),
        capabilities=(
            CapabilityGain(
                id="skill", title="Skill", stage="pilot", before=Decimal(1), after=Decimal(2), follow_on=follow
            ),
        ),
        correlations=draw(st.just(()) | st.just((Correlation(one="shared", other="jobs.lag", rank=Decimal("0.5")),))),
        hopefulness=draw(st.dictionaries(st.just("pilot"), st.just(Hopefulness(work="outsourcing")))),
        adaptations=draw(st.just(()) | st.just((Adaptation(id="half", title="Half", gate="pilot"),))),
        scenarios=(Scenario(id="low", title="Low", beliefs={draw(pick): draw(stated())}, without=("jobs",)),),
        horizon_months=draw(st.none() | st.integers(1, 500).map(Decimal)),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(all_inputs())
def test_inputs_written_read_back_the_same(inputs: ForecastInputs) -> None:
    """Every field, by way of the YAML that people see; and a second writing is the first, to the byte."""
    text = inputs_text(inputs, heading="Ours.")
    read = read_inputs(parse_yaml(text, name="inputs.yaml"))
    assert read == inputs
    assert inputs_text(read, heading="Ours.") == text


def test_a_belief_stands_where_it_is_needed() -> None:
    """It takes name, unit and title from its place, and a plain number is one for certain."""
    inputs = read_inputs(parse_yaml(GOOD, name="inputs.yaml"))
    quantity = inputs.beliefs["jobs.quantity"]
    assert (quantity.unit, quantity.title) == ("people a year", "Jobs held: how much")
    assert inputs.beliefs["jobs.lag"].unit == "months"
    assert inputs.beliefs["pilot.gate"] == StatedBelief(
        belief=belief("fixed", value=0.6), unit="probability", title="The gate after pilot"
    )
    assert inputs.effects[0].quantity == "jobs.quantity" and inputs.gates == {"pilot": "pilot.gate"}
    low = inputs.scenarios[0].beliefs["jobs.quantity"]
    assert (low.belief, low.unit, low.title) == (belief("fixed", value=2), quantity.unit, quantity.title)
    assert inputs_text(inputs).count("0.6") == 1


GOOD = """price_base: 2026
gates:
  pilot: 0.6
beliefs:
  anyway: {family: uniform, low: 0.1, high: 0.5, unit: share}
effects:
  - id: jobs
    title: Jobs held
    kind: outcome
    stage: pilot
    trigger: reached
    unit: people
    yearly: true
    quantity: {family: gamma, p10: 1, p90: 9, because: A guess.}
    lag: 3
    additionality:
      deadweight: anyway
studies:
  - {id: asked, title: People asked, stage: pilot, about: pilot.gate, likelihood: binomial, size: 20}
scenarios:
  - id: low
    title: Few
    beliefs:
      jobs.quantity: 2
    without: []
"""

BROKEN = [
    ("price_base: 2026\n", "", 1, "'price_base' is missing"),
    ("price_base: 2026", "price_base: soon", 1, "'price_base' should be a whole number, not text"),
    ("gates:", "gate:", 2, "The key 'gate' is not known here. Did you mean 'gates'?"),
    ("pilot: 0.6", "pilot: anyway-else", 3, "'anyway-else' is named here and not stated. Did you mean 'anyway'?"),
    ("pilot: 0.6", "pilot: true", 3, "'pilot' is the name of a belief, a number, or a belief with its family"),
    ("family: uniform", "family: unifrom", 5, "Did you mean 'uniform'?"),
    ("low: 0.1", "low: 0.9", 5, "The low of a uniform belief (0.9) is above its high (0.5)"),
    ("unit: share", "units: share", 5, "The key 'units' is not known here. Did you mean 'unit'?"),
    ("  anyway: {family: uniform, low: 0.1, high: 0.5, unit: share}", "  anyway: [1]", 5, "'anyway' is a number, or a"),
    ("    kind: outcome", "    kind: effort", 7, "The effect 'Jobs held' is an effort"),
    ("    kind: outcome", "    kind: outcomes", 9, "'kind' cannot be 'outcomes'"),
    ("    unit: people", "    unit: ''", 7, "The effect 'Jobs held' has no unit"),
    ("    unit: people\n", "", 7, "'unit' is missing"),
    ("p10: 1, p90: 9", "p10: 9, p90: 1", 14, "The p10 of a gamma belief (9) is above its p90 (1)"),
    ("{family: gamma, p10: 1, p90: 9, because: A guess.}", "{p10: 1}", 14, "'family' is missing"),
    ("lag: 3", "lag: [3]", 15, "'lag' is the name of a belief, a number, or a belief with its family"),
    ("lag: 3", "persistence_months: nan", 15, "'persistence_months' is 'nan', which is not a number"),
    ("lag: 3", "missions: {nhs: Infinity}", 15, "'nhs' is 'Infinity', which is not a number"),
    ("deadweight: anyway", "deadweight: ''", 7, "The deadweight of 'Jobs held' names no belief"),
    ("deadweight: anyway", "deadwieght: anyway", 16, "Did you mean 'deadweight'?"),
    ("deadweight: anyway", "drop-off: anyway", 7, "is stated as drop_off_share, not under additionality"),
    ("about: pilot.gate", "about: pilot.gates", 19, "'pilot.gates' is named here and not stated"),
    ("size: 20", "size: -1", 19, "The size of the study 'People asked' is zero or more"),
    ("likelihood: binomial", "likelihood: normal", 19, "states sd where its likelihood is normal"),
    ("jobs.quantity: 2", "jobs.lags: 2", 24, "'jobs.lags' is named here and not stated. Did you mean 'jobs.lag'?"),
    ("jobs.quantity: 2", "jobs.quantity: few", 24, "'jobs.quantity' is a number, or a belief with its family"),
    ("without: []", "without: [pay]", 25, "There is no effect 'pay' to leave out. There are jobs."),
    ("  anyway:", "  jobs.lag: 3\n  anyway:", 16, "The belief 'jobs.lag' is stated twice"),
]


@pytest.mark.parametrize(("old", "new", "line", "words"), BROKEN, ids=[each[3][:50] for each in BROKEN])
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, line: int, words: str) -> None:
    """One sentence, with file and line, for every fault."""
    assert old in GOOD
    with pytest.raises(UnreadableInput) as caught:
        read_inputs(parse_yaml(GOOD.replace(old, new, 1), name="inputs.yaml"))
    assert words in str(caught.value)
    assert caught.value.where == f"inputs.yaml:{line}"


@pytest.mark.parametrize("text", ["- a", "just words", "3"])
def test_what_is_no_set_of_keys_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput, match="keys and values"):
        read_inputs(parse_yaml(text, name="inputs.yaml"))


@pytest.mark.parametrize("key", ["effects", "studies", "scenarios"])
def test_two_of_one_id_are_refused(key: str) -> None:
    """Naming the second one's line."""
    data = parse_yaml(GOOD, name="x").data
    lines = GOOD.splitlines()
    start = lines.index(f"{key}:") + 1
    end = next((i for i in range(start, len(lines)) if not lines[i].startswith(" ")), len(lines))
    doubled = "\n".join([*lines[:end], *lines[start:end], *lines[end:]]) + "\n"
    with pytest.raises(UnreadableInput, match=f"Two of the {key} share the id '{data[key][0]['id']}'") as caught:
        read_inputs(parse_yaml(doubled, name="inputs.yaml"))
    assert caught.value.where == f"inputs.yaml:{end + 1}"


PIECES = (
    "beliefs: {a: 3}",
    "beliefs: 4",
    "gates: {pilot: a}",
    "gates: [1]",
    "effects: [{id: x}]",
    "effects: 3",
    "scenarios: [3]",
    "studies: {a: 1}",
    "capabilities: [{follow_on: {beta: [1]}}]",
    "correlations: [{one: 3}]",
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), unique_by=lambda each: each.partition(":")[0]), st.text(max_size=30))
def test_the_reader_gives_inputs_or_one_sentence(pieces: list[str], noise: str) -> None:
    """Whatever stands in the file."""
    text = "\n".join(["price_base: 2026", *pieces, f"vintage: {json.dumps(noise)}"])
    try:
        assert isinstance(read_inputs(parse_yaml(text, name="inputs.yaml")), ForecastInputs)
    except CommonwealError as error:
        assert error.where.startswith("inputs.yaml")


def as_json(text: str) -> Any:
    data = parse_yaml(text, name="inputs.yaml").data
    return json.loads(json.dumps(data, default=lambda each: float(each) if isinstance(each, Decimal) else str(each)))


def test_the_published_schema_takes_what_the_reader_takes() -> None:
    """And refuses an unknown key, a belief that is a list, and a family that is none."""
    check = jsonschema.Draft202012Validator(forecast_schema())
    for text in (GOOD, (EXAMPLE / "forecast" / "inputs.yaml").read_text(encoding="utf-8")):
        check.validate(as_json(text))
    for old, new in (("gates:", "gate:"), ("lag: 3", "lag: [3]"), ("family: gamma", "family: gama")):
        assert not check.is_valid(as_json(GOOD.replace(old, new, 1)))


def test_a_zip_carries_the_inputs_as_the_folder_does(tmp_path: Path) -> None:
    """Word for word, and nothing else of their folder."""
    case = tmp_path / "case"
    shutil.copytree(EXAMPLE, case)
    (case / "forecast" / "notes.txt").write_text("Not of the case.", encoding="utf-8")
    zip_case(case, tmp_path / "case.zip")
    folder, zipped = open_case(case), open_case(tmp_path / "case.zip")
    assert folder.forecast is not None
    assert (zipped.forecast, zipped.forecast_text) == (folder.forecast, folder.forecast_text)
    texts = texts_of_zip((tmp_path / "case.zip").read_bytes(), name="case.zip")
    assert set(texts) == {"case.yaml", "forecast/inputs.yaml"}
    again = case_of_texts(texts, path=Path("elsewhere"))
    assert again.forecast == folder.forecast
    shutil.rmtree(case / "forecast")
    assert open_case(case).forecast is None and open_case(case).forecast_text == ""


def test_what_only_the_whole_can_show_is_said_with_its_line(tmp_path: Path) -> None:
    """An error of the forecast names the line of what its sentence quotes."""
    shutil.copytree(EXAMPLE, tmp_path / "case")
    opened = open_case(tmp_path / "case")
    assert opened.forecast_file is not None
    lines = opened.forecast_text.splitlines()
    for said, shown in (
        ("The effect 'Readers' hours saved' is of the stage 'nowhere'.", "  - id: readers-time"),
        ("What the study 'read-twice' counts is 0 or more, and 'caught' can be -100.", "  - id: read-twice"),
        ("Nobody can pass the gate: 'caught' is zero.", "  caught:"),
    ):
        with pytest.raises(MisuseError) as caught, placing_inputs(opened):
            raise MisuseError(said)
        assert caught.value.where == f"{opened.forecast_file.name}:{lines.index(shown) + 1}"
    with pytest.raises(MisuseError) as caught, placing_inputs(opened):
        raise MisuseError("No discount vintage is the standard one.")
    assert caught.value.where == opened.forecast_file.name
    assert place_fault(opened.forecast_file.data, "Nothing is quoted.") == ()


def test_a_belief_of_the_file_is_a_plain_one() -> None:
    """So that its digest hangs on what is believed, and not on the file it stood in."""
    inputs = read_inputs(parse_yaml(GOOD, name="inputs.yaml"))
    assert {type(each.belief) for each in inputs.beliefs.values()} == {Belief}
