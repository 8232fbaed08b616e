"""What may be decided at each gate with what has been seen by then: backward induction over runs of a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from commonweal.forecast.learning.adequacy import find_misfit
from commonweal.forecast.learning.basis import Basis, lay_basis
from commonweal.forecast.learning.estimate import Estimate, estimate_between
from commonweal.forecast.learning.regression import fit_whole
from commonweal.forecast.learning.rows import Floats, as_rows, check_enough, check_signals
from commonweal.record.errors import MisuseError

KEPT_BYTES = 1 << 18  # signals of more than this are not kept: their bases are large


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GateAction:
    """One thing that may be done at a gate.

    `value`, shape (replicates, draws), is what it brings between this gate and the next, in pounds at present value:
    in each run what is *expected* given the run's beliefs and that this gate is reached, costs taken off. Where
    `continues`, the next gate may then be reached; else nothing follows.
    """

    name: str
    value: Floats
    continues: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GateRows:
    """A gate as a model's runs see it; the first in order may be the start, where nothing is seen.

    `signals`, shape (replicates, draws, number), are what is seen here for the first time; what was seen before is
    remembered. None, or signals that are the same in every run, are blank. `passes`, shape (replicates, draws), is in
    each run the chance, given its beliefs, that the next gate is reached when this one was and the action continues;
    none is for certain. Draws of 0 and 1 serve too.
    """

    name: str
    actions: tuple[GateAction, ...]
    signals: Floats | None = None
    passes: Floats | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceValue:
    """What deciding with evidence is worth, at present value, in pounds; every difference on the same runs.

    `with_evidence` is policy 4 of the method, `decided_now` 3, `clairvoyant` 5 (an upper bound: it knows the beliefs'
    true values, not what gates bring). `learning` is 4 less 3, `perfect_information` 5 less 3. `plan` holds the action
    at each gate, should it be reached, that is best decided now; `shares` for each gate how often, of all runs, it is
    reached and each action taken; `taken` for each gate the place of the action that each run takes with evidence,
    should it reach the gate: (replicates, draws). `by_replicate` holds the policies' values by scramble, so that others
    may be set beside them. `poor_fits` names gates where the regression missed the shape of what it should tell: the
    rule is then less than the best, and `with_evidence`, scored honestly, a lower bound.
    """

    with_evidence: Estimate
    decided_now: Estimate
    clairvoyant: Estimate
    learning: Estimate
    perfect_information: Estimate
    plan: tuple[str, ...]
    shares: tuple[Mapping[str, float], ...]
    taken: tuple[np.ndarray, ...]
    by_replicate: Mapping[str, Floats]
    poor_fits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rule:
    """Which action each run takes at each gate, (replicates, draws), and what it brings from the first gate on."""

    taken: tuple[np.ndarray, ...]
    worth: Floats
    poor_fits: tuple[str, ...]


def decide_with_evidence(gates: Sequence[GateRows]) -> EvidenceValue:
    """At each gate take the action of highest expected net value given the signals seen so far, and say what it gains.

    `gates` in order of time, each with arrays of one shape (replicates, draws): four independent scrambles or more.
    From the last gate backwards, each action's value with what follows it is regressed on all signals seen by then,
    each run weighted by its chance of having reached the gate: reaching it is evidence too (least-squares Monte Carlo,
    Longstaff and Schwartz 2001; Strong, Oakley and Brennan 2014). The rule is found on one half of the scrambles and
    scored on the other, and the other way round, so it is never flattered by the runs that it was found on. Where
    nothing was seen by a gate there is one decision and no rule: it is taken on all scrambles, so that the best fixed
    course is never worth less than another. Decided now goes through the same steps with nothing seen, so blank signals
    are worth exactly 0.

    What a later gate's actions bring may not depend on which continuing action was taken before. MisuseError where
    shapes differ, numbers are not finite, chances leave [0, 1], or the last gate's actions would continue.
    """
    _check_gates(gates)
    reached, seen = _reach_chances(gates), _lay_signals(gates)
    blank: list[Basis | None] = [None] * len(gates)
    halves = _halves(gates[0].actions[0].value.shape[0])
    evidence = [_find_rule(gates, reached, seen, half) for half in halves]
    now = [_find_rule(gates, reached, blank, half) for half in halves]
    every = np.ones(len(halves[0]), dtype=bool)
    whole = _find_rule(gates, reached, blank, every)
    values = {
        "with_evidence": _score(evidence, halves),
        "decided_now": _score(now, halves),
        "clairvoyant": _know_beliefs(gates).mean(axis=1),
    }
    taken = _taken_across(evidence, halves)
    return EvidenceValue(
        **_told_values(values, seen),
        plan=tuple(gate.actions[int(taken.flat[0])].name for gate, taken in zip(gates, whole.taken, strict=True)),
        shares=_count_shares(gates, taken),
        taken=taken,
        by_replicate=values,
        poor_fits=tuple(dict.fromkeys(name for rule in evidence for name in rule.poor_fits)),
    )


def _told_values(values: Mapping[str, Floats], seen: Sequence[Basis | None]) -> dict[str, Estimate]:
    names = sorted({basis.method for basis in seen if basis is not None}) or ["no signal"]
    learnt = f"backward induction by regression ({', '.join(names)}), scored on other scrambles than it was found on"
    known = "each run's best course, its beliefs known"
    fixed = "the best fixed course"
    return {
        "with_evidence": estimate_between(values["with_evidence"], method=learnt),
        "decided_now": estimate_between(values["decided_now"], method=fixed),
        "clairvoyant": estimate_between(values["clairvoyant"], method=known),
        "learning": estimate_between(values["with_evidence"] - values["decided_now"], method=learnt),
        "perfect_information": estimate_between(values["clairvoyant"] - values["decided_now"], method=known),
    }


def _halves(replicates: int) -> tuple[np.ndarray, np.ndarray]:
    """Two sets of scrambles, every other one in each: a rule is found on one and scored on the other."""
    first = np.arange(replicates) % 2 == 0
    return first, ~first


def _reach_chances(gates: Sequence[GateRows]) -> list[Floats]:
    """In each run the chance that each gate is reached when every gate before it was continued from."""
    reached = [np.ones(gates[0].actions[0].value.shape)]
    for gate in gates[:-1]:
        reached.append(reached[-1] if gate.passes is None else reached[-1] * gate.passes)
    return reached


def _lay_signals(gates: Sequence[GateRows]) -> list[Basis | None]:
    """For each gate the basis of all signals seen by then; none where nothing was."""
    bases: list[Basis | None] = []
    known: Floats | None = None
    for gate in gates:
        if gate.signals is None:
            bases.append(bases[-1] if bases else None)
            continue
        new = check_signals(gate.signals, like=gate.actions[0].value, what=f"The signals at '{gate.name}'")
        known = new if known is None else np.concatenate((known, new), axis=2)
        bases.append(_basis_of(known))
    return bases


def _basis_of(signals: Floats) -> Basis | None:
    """The basis of signals, kept for those last seen: a forecast made again has mostly the same, to the byte."""
    if signals.nbytes > KEPT_BYTES:
        return lay_basis(signals)
    return _kept_basis(np.ascontiguousarray(signals).tobytes(), signals.shape)


@lru_cache(maxsize=4)
def _kept_basis(signals: bytes, shape: tuple[int, ...]) -> Basis | None:
    return lay_basis(np.frombuffer(signals).reshape(shape))


def _find_rule(
    gates: Sequence[GateRows], reached: Sequence[Floats], seen: Sequence[Basis | None], half: np.ndarray
) -> _Rule:
    """The rule found on the replicates marked in `half`, and what it brings in every run."""
    shape = gates[0].actions[0].value.shape
    follows = np.zeros(shape)
    taken: list[np.ndarray] = []
    poor: list[str] = []
    for gate, weights, basis in reversed(list(zip(gates, reached, seen, strict=True))):
        onward = follows if gate.passes is None else follows * gate.passes
        outcomes = [each.value + onward if each.continues else each.value for each in gate.actions]
        if basis is None or len(outcomes) == 1 or not weights[half].any():
            best = _best_fixed(outcomes, weights)
            taken.append(np.broadcast_to(np.intp(best), shape))
            follows = outcomes[best]
            continue
        expected, fits = _expect(basis, outcomes, weights, half)
        if not fits:
            poor.append(gate.name)
        taken.append(expected.argmax(axis=-1))
        follows = outcomes[0]
        for place, outcome in enumerate(outcomes[1:], 1):
            follows = np.where(taken[-1] == place, outcome, follows)
    return _Rule(taken=tuple(reversed(taken)), worth=follows, poor_fits=tuple(reversed(poor)))


def _best_fixed(outcomes: Sequence[Floats], weights: Floats) -> int:
    """The place of the action that brings most where nothing is seen, over all scrambles; of equal ones the first."""
    gains = [float(np.vdot(each - outcomes[0], weights)) for each in outcomes]
    return gains.index(max(gains))


def _expect(basis: Basis, outcomes: Sequence[Floats], weights: Floats, half: np.ndarray) -> tuple[Floats, bool]:
    """What each action is expected to bring in each run, less the first action, and whether the fit is good."""
    gains = np.stack([(each - outcomes[0])[half] for each in outcomes[1:]], axis=-1)
    weigh = weights[half]
    coefficients = fit_whole(basis.columns[half], basis.roughness, gains, weigh)
    fitted = basis.columns @ coefficients
    cells = basis.cells.reshape(weights.shape)[half].ravel()
    misfit = find_misfit(cells, gains, fitted[half], weigh)
    return np.concatenate((np.zeros((*weights.shape, 1)), fitted), axis=-1), not misfit


def _score(rules: Sequence[_Rule], halves: Sequence[np.ndarray]) -> Floats:
    """By replicate, what the rule that was found on the other half brings."""
    scores = np.zeros(len(halves[0]))
    for rule, half in zip(rules, halves, strict=True):
        scores[~half] = rule.worth[~half].mean(axis=1)
    return scores


def _know_beliefs(gates: Sequence[GateRows]) -> Floats:
    """In each run the value of its own best course: nobody can do better, so it bounds every rule from above."""
    follows = np.zeros(gates[0].actions[0].value.shape)
    for gate in reversed(gates):
        onward = follows if gate.passes is None else follows * gate.passes
        best = [each.value + onward if each.continues else each.value for each in gate.actions]
        follows = np.maximum.reduce(best)
    return follows


def _taken_across(rules: Sequence[_Rule], halves: Sequence[np.ndarray]) -> tuple[np.ndarray, ...]:
    """For each gate what each run takes by the rule that was found on the other half."""
    return tuple(
        np.where(halves[0][:, np.newaxis], other, one)
        for one, other in zip(rules[0].taken, rules[1].taken, strict=True)
    )


def _count_shares(gates: Sequence[GateRows], taken: Sequence[np.ndarray]) -> tuple[Mapping[str, float], ...]:
    """For each gate the share of all runs in which it is reached under the rule and each action taken."""
    chance = np.ones(gates[0].actions[0].value.shape)
    shares = []
    for gate, chosen in zip(gates, taken, strict=True):
        masks = [chosen == place for place in range(len(gate.actions))]
        shares.append(
            {each.name: float((chance * mask).mean()) for each, mask in zip(gate.actions, masks, strict=True)}
        )
        goes_on = np.any([mask for each, mask in zip(gate.actions, masks, strict=True) if each.continues], axis=0)
        chance = chance * goes_on * (1.0 if gate.passes is None else gate.passes)
    return tuple(shares)


def _check_gates(gates: Sequence[GateRows]) -> None:
    if not gates:
        raise MisuseError("There is no gate to decide at.")
    for gate in gates:
        if not gate.actions:
            raise MisuseError(f"There is no action to take at '{gate.name}'.", remedy="List stopping at least.")
    shape = as_rows(gates[0].actions[0].value, dimensions=2, what=f"The first action at '{gates[0].name}'").shape
    check_enough(*shape)
    for gate in gates:
        for each in gate.actions:
            what = f"The value of '{each.name}' at '{gate.name}'"
            if as_rows(each.value, dimensions=2, what=what).shape != shape:
                raise MisuseError(f"{what} has shape {each.value.shape}, and the first gate's {shape}.")
        if gate.passes is not None:
            chances = as_rows(gate.passes, dimensions=2, what=f"The odds of '{gate.name}'")
            if chances.shape != shape or chances.min() < 0 or chances.max() > 1:
                raise MisuseError(f"The odds of '{gate.name}' are one chance a run, from 0 to 1, of shape {shape}.")
    if any(each.continues for each in gates[-1].actions):
        raise MisuseError(f"'{gates[-1].name}' is the last gate, and an action there continues to another.")
