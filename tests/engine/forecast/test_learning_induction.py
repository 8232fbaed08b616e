"""Deciding at gates with what has been seen: every rule tried by brute force, closed forms, bounds, and blanks."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from learning_cases import sobol_rows
from scipy import special

from commonweal.forecast.learning import GateAction, GateRows, decide_with_evidence, simulate_signal
from commonweal.forecast.learning.closed_forms import gain_from_lines, normal_evppi, normal_evsi
from commonweal.forecast.study import Likelihood
from commonweal.record.errors import MisuseError

NOTHING_OR_IT = np.array([0.0, 0.0]), np.array([0.0, 1.0])

# The tree: three worlds, a 0/1 signal at each of three gates, odds and values that depend on the world.
WORLDS = np.array([0.5, 0.3, 0.2])
RIGHT = np.array([[0.2, 0.5, 0.8], [0.3, 0.6, 0.9], [0.1, 0.5, 0.7]])  # P(signal is 1 | world), by gate
PASSES = np.array([[0.6, 0.8, 0.9], [0.7, 0.7, 0.95], [1.0, 1.0, 1.0]])
PROCEED = np.array([[-10.0, -9.0, -8.0], [-20.0, -18.0, -15.0], [-60.0, 5.0, 120.0]])
ADAPT = np.array([-12.0, -6.0, -30.0])  # another action at the second gate, which continues too


def tree_gates(worlds: np.ndarray, signals: np.ndarray) -> list[GateRows]:
    """The tree on runs: worlds by run, signals (gate, replicates, draws)."""
    gates = []
    for gate in range(3):
        last = gate == 2
        actions = [
            GateAction(name="stop", value=np.zeros(worlds.shape)),
            GateAction(name="proceed", value=PROCEED[gate][worlds], continues=not last),
        ]
        if gate == 1:
            actions.append(GateAction(name="adapt", value=ADAPT[worlds], continues=True))
        gates.append(
            GateRows(
                name=f"gate {gate + 1}",
                actions=tuple(actions),
                signals=signals[gate][..., np.newaxis],
                passes=None if last else PASSES[gate][worlds],
            )
        )
    return gates


def best_of_every_rule() -> float:
    """Exact, by trying every rule: 4 actions after the first signal, 81 after two, 256 after three (82,944 rules)."""
    first, second = (np.array(list(itertools.product(range(k), repeat=n))) for k, n in ((2, 2), (3, 4)))
    third = np.array(list(itertools.product(range(2), repeat=8)))
    worth = np.zeros((len(first), len(second), len(third)))
    for world, s1, s2, s3 in itertools.product(range(3), range(2), range(2), range(2)):
        chance = WORLDS[world] * math.prod(
            RIGHT[gate, world] if seen else 1 - RIGHT[gate, world] for gate, seen in enumerate((s1, s2, s3))
        )
        end = np.array([0.0, PROCEED[2, world]])[third[:, 4 * s1 + 2 * s2 + s3]]
        middle = second[:, 2 * s1 + s2]
        here = np.array([0.0, PROCEED[1, world], ADAPT[world]])[middle]
        goes_on = (middle > 0) * PASSES[1, world]
        later = here[:, np.newaxis] + goes_on[:, np.newaxis] * end
        start = first[:, s1][:, np.newaxis, np.newaxis]
        worth += chance * start * (PROCEED[0, world] + PASSES[0, world] * later)
    return float(worth.max())


def best_fixed_course() -> float:
    """Exact, with nothing seen: the best of stop, and the courses that go on."""
    after = [PROCEED[1] + PASSES[1] * PROCEED[2], PROCEED[1], ADAPT + PASSES[1] * PROCEED[2], ADAPT, 0 * ADAPT]
    courses = [0.0, *(float(WORLDS @ (PROCEED[0] + PASSES[0] * each)) for each in after)]
    return max(courses)


def best_with_world_known() -> float:
    """Exact, the world seen before the first gate."""
    last = np.maximum(PROCEED[2], 0)
    middle = np.maximum(np.maximum(PROCEED[1], ADAPT) + PASSES[1] * last, 0)
    return float(WORLDS @ np.maximum(PROCEED[0] + PASSES[0] * middle, 0))


def tree_runs(seed: int, draws: int = 1024) -> tuple[np.ndarray, np.ndarray]:
    points = sobol_rows(4, draws, seed=seed)
    worlds = np.searchsorted(np.cumsum(WORLDS)[:-1], points[..., 0], side="right")
    signals = np.stack([(points[..., 1 + gate] < RIGHT[gate][worlds]) * 1.0 for gate in range(3)])
    return worlds, signals


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_three_gates_match_every_rule_tried(seed: int) -> None:
    """The tree against 82,944 rules tried one by one; decided now and with the world known against exact sums."""
    found = decide_with_evidence(tree_gates(*tree_runs(seed)))
    exact, fixed, known = best_of_every_rule(), best_fixed_course(), best_with_world_known()
    assert fixed < exact < known
    for estimate, value in (
        (found.with_evidence, exact),
        (found.decided_now, fixed),
        (found.clairvoyant, known),
        (found.learning, exact - fixed),
        (found.perfect_information, known - fixed),
    ):
        assert estimate.standard_error is not None
        assert estimate.standard_error < 0.02 * known
        assert estimate.number == pytest.approx(value, abs=4 * estimate.standard_error + 1e-3 * known)
    assert found.poor_fits == ()
    assert found.plan[0] == "stop"


def test_shares_add_up_to_the_chance_of_reaching_each_gate() -> None:
    """At the first gate 1; later, no more than was continued from; the share stopped is one of what is reported."""
    found = decide_with_evidence(tree_gates(*tree_runs(4)))
    totals = [sum(each.values()) for each in found.shares]
    assert totals[0] == pytest.approx(1)
    for gate in (1, 2):
        went_on = sum(share for name, share in found.shares[gate - 1].items() if name != "stop")
        assert totals[gate] <= went_on
    assert set(found.shares[1]) == {"stop", "proceed", "adapt"}


def normal_gate(seed: int, *, mean: float, size: int, draws: int = 512) -> GateRows:
    points = sobol_rows(2, draws, seed=seed)
    theta = mean + 2 * special.ndtri(points[..., 0])
    seen = simulate_signal(theta, points[..., 1], likelihood=Likelihood.NORMAL, size=size, sd=3.0)
    actions = (GateAction(name="stop", value=0 * theta), GateAction(name="proceed", value=theta))
    return GateRows(name="the gate", actions=actions, signals=seen[..., np.newaxis])


@pytest.mark.parametrize("mean", [-1.0, 0.3, 1.5])
def test_one_gate_is_the_normal_case(mean: float) -> None:
    """Stop or proceed on θ ~ N(m, 4) with ten observations of sd 3: learning is EVSI, perfect information EVPPI."""
    found = decide_with_evidence([normal_gate(5, mean=mean, size=10, draws=1024)])
    evsi = normal_evsi(*NOTHING_OR_IT, mean=mean, sd=2, error_sd=3, size=10)
    evppi = normal_evppi(*NOTHING_OR_IT, mean=mean, sd=2)
    assert found.learning.number == pytest.approx(evsi, rel=0.02)
    assert found.perfect_information.number == pytest.approx(evppi, rel=0.01)
    assert found.plan == (("proceed",) if mean > 0 else ("stop",))


def test_two_studies_add_up_to_one() -> None:
    """Ten observations before the first gate and fifteen before the second decide as twenty-five would at the last."""
    points = sobol_rows(3, 1024, seed=6)
    theta = 0.2 + special.ndtri(points[..., 0])
    seen = [
        simulate_signal(theta, points[..., 1 + place], likelihood=Likelihood.NORMAL, size=size, sd=3.0)
        for place, size in enumerate((10, 15))
    ]
    wait = (GateAction(name="go on", value=0 * theta, continues=True),)
    choose = (GateAction(name="stop", value=0 * theta), GateAction(name="proceed", value=theta))
    gates = [
        GateRows(name="first", actions=wait, signals=seen[0][..., np.newaxis]),
        GateRows(name="second", actions=choose, signals=seen[1][..., np.newaxis]),
    ]
    exact = normal_evsi(*NOTHING_OR_IT, mean=0.2, sd=1, error_sd=3, size=25)
    assert decide_with_evidence(gates).learning.number == pytest.approx(exact, rel=0.03)


def test_reaching_a_gate_is_evidence_too() -> None:
    """Odds that rise with θ: those who reach the gate expect more of it, even with nothing seen. Against quadrature."""
    points = sobol_rows(1, 1024, seed=7)
    theta = special.ndtri(points[..., 0])
    odds = special.ndtr(2 * theta)
    gates = [
        GateRows(name="start", actions=(GateAction(name="go", value=0 * theta, continues=True),), passes=odds),
        GateRows(
            name="gate",
            actions=(GateAction(name="stop", value=0 * theta), GateAction(name="proceed", value=theta - 0.3)),
        ),
    ]
    found = decide_with_evidence(gates)
    nodes = special.ndtri((np.arange(100_000) + 0.5) / 100_000)
    assert found.plan == ("go", "proceed")
    assert found.decided_now.number == pytest.approx(float((special.ndtr(2 * nodes) * (nodes - 0.3)).mean()), abs=1e-3)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(["none", "constant", "empty study"]), st.booleans())
def test_a_blank_signal_is_worth_exactly_nothing(seed: int, blank: str, tie: bool) -> None:
    """Bit for bit, in every scramble: with nothing seen the rule is the one decided now."""
    worlds, signals = tree_runs(seed % 1000, draws=128)
    gates = []
    for gate in tree_gates(worlds, 0 * signals + 0.7):
        seen = gate.signals
        if blank == "none":
            seen = None
        if blank == "empty study":
            seen = simulate_signal(worlds / 2, np.full(worlds.shape, 0.4), likelihood=Likelihood.BINOMIAL, size=0)[
                ..., np.newaxis
            ]
        actions = (*gate.actions, GateAction(name="again", value=gate.actions[1].value)) if tie else gate.actions
        gates.append(GateRows(name=gate.name, actions=actions, signals=seen, passes=gate.passes))
    found = decide_with_evidence(gates)
    assert (found.learning.value, found.learning.low, found.learning.high) == (0.0, 0.0, 0.0)
    assert (found.by_replicate["with_evidence"] == found.by_replicate["decided_now"]).all()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.floats(-40, 40))
def test_nobody_does_better_than_hindsight(seed: int, shift: float) -> None:
    """In every scramble every rule is at most the clairvoyant's; idle signals gain nothing within three errors."""
    worlds, signals = tree_runs(seed % 997, draws=256)
    gates = tree_gates(worlds, signals)
    last = gates[2]
    moved = (last.actions[0], GateAction(name="proceed", value=last.actions[1].value + shift))
    gates[2] = GateRows(name=last.name, actions=moved, signals=last.signals)
    found = decide_with_evidence(gates)
    for name in ("with_evidence", "decided_now"):
        assert (found.by_replicate[name] <= found.by_replicate["clairvoyant"] + 1e-9).all()
    assert found.learning.standard_error is not None
    assert found.learning.number >= -3 * found.learning.standard_error - 1e-9


def test_a_signal_of_nothing_is_not_flattered() -> None:
    """Noise as the signal, at a dead heat: scored on other scrambles than it was found on, it gains nothing."""
    gains = []
    for seed in range(12):
        points = special.ndtri(sobol_rows(2, 64, seed=seed))
        actions = (GateAction(name="stop", value=0 * points[..., 0]), GateAction(name="proceed", value=points[..., 0]))
        found = decide_with_evidence([GateRows(name="gate", actions=actions, signals=points[..., 1:])])
        gains.append(found.learning.number)
    assert np.mean(gains) <= 3 * np.std(gains) / math.sqrt(12)


def test_several_options_at_once_match_the_envelope() -> None:
    """Four actions, lines in θ, seen through a study: the envelope's exact gain."""
    points = sobol_rows(2, 1024, seed=9)
    theta = special.ndtri(points[..., 0])
    a, b = np.array([0.0, -0.1, 0.1, -0.4]), np.array([0.0, 0.8, -0.6, 1.5])
    seen = simulate_signal(theta, points[..., 1], likelihood=Likelihood.NORMAL, size=8, sd=2.0)
    actions = tuple(GateAction(name=str(each), value=a[each] + b[each] * theta) for each in range(4))
    found = decide_with_evidence([GateRows(name="gate", actions=actions, signals=seen[..., np.newaxis])])
    assert found.learning.number == pytest.approx(gain_from_lines(a, b * math.sqrt(8 / 12)), rel=0.02)


def test_equal_runs_give_equal_results() -> None:
    """The same runs twice: the same numbers to the last bit."""
    one, other = (decide_with_evidence(tree_gates(*tree_runs(3, draws=256))) for _ in range(2))
    assert one.learning == other.learning
    assert one.shares == other.shares


def test_a_poor_fit_is_named_and_costs_only_value() -> None:
    """A wave that the regression cannot follow: the gate is named, and what is found stays below hindsight."""
    points = sobol_rows(1, 512, seed=3)
    theta = special.ndtri(points[..., 0])
    actions = (GateAction(name="stop", value=0 * theta), GateAction(name="proceed", value=np.sin(25 * theta)))
    found = decide_with_evidence([GateRows(name="the pilot's gate", actions=actions, signals=theta[..., np.newaxis])])
    assert found.poor_fits == ("the pilot's gate",)
    assert found.with_evidence.number < 0.5 * found.clairvoyant.number


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ({"passes": np.full((8, 64), 1.2)}, "from 0 to 1"),
        ({"signals": np.full((8, 64, 1), np.nan)}, "not finite"),
        ({"signals": np.zeros((8, 32, 1))}, "8 replicates of 32 runs"),
        ({"actions": (GateAction(name="go", value=np.zeros((8, 64)), continues=True),)}, "last gate"),
        ({"actions": (GateAction(name="go", value=np.full((8, 64), np.inf)),)}, "not finite"),
        ({"actions": (GateAction(name="go", value=np.zeros((2, 256))),)}, "replicates are too few"),
        ({"actions": ()}, "no action"),
    ],
)
def test_gates_that_make_no_sense_are_refused(spoil: dict[str, object], message: str) -> None:
    """Odds over 1, NaN seen, runs that differ, a last gate that goes on, no action: one sentence each."""
    sound: dict[str, object] = {"actions": (GateAction(name="stop", value=np.zeros((8, 64))),)}
    with pytest.raises(MisuseError, match=message):
        decide_with_evidence([GateRows(name="gate", **(sound | spoil))])  # type: ignore[arg-type]
    with pytest.raises(MisuseError, match="no gate"):
        decide_with_evidence([])
