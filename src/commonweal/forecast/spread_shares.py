"""Which beliefs make the effects unsure: how much of their spread knowing one of them would take away.

It needs no price and no decision, so it says what to find out first where costs are weighed against nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.forecast.estimate import Estimate, Floats, estimate
from commonweal.forecast.learning.basis import lay_basis
from commonweal.forecast.learning.regression import fit_outcomes
from commonweal.forecast.simulation import Simulation
from commonweal.quantities.sampling import REPLICATES


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadShare:
    """The share, 0 to 1, of the variance of the effects that knowing one belief is expected to take away.

    Each effect counts alike, in its own unit, gates in expectation.
    """

    belief: str
    title: str
    unit: str
    share: Estimate


def share_out_spread(simulation: Simulation) -> tuple[SpreadShare, ...]:
    """Every belief that an effect or a gate names, the one that makes the effects most unsure first.

    Var E[Y | belief] / Var Y, averaged over the effects Y: Sobol's first-order index (1993), and what knowing the
    belief is worth to an estimate under squared error (Jackson and others 2019, JASA 114). By the regression that the
    worth of beliefs is found by; standard errors between scrambles.
    """
    outcomes = _outcomes(simulation)
    if not outcomes.shape[2]:
        return ()
    stated, drawn = simulation.model.inputs.beliefs, simulation.draws.beliefs
    found = []
    for name in _named(simulation):
        share = explained_share(outcomes, np.reshape(drawn[name], (REPLICATES, -1)))
        found.append(SpreadShare(belief=name, title=stated[name].title or name, unit=stated[name].unit, share=share))
    return tuple(sorted(found, key=lambda each: (-float(each.share), each.belief)))


def explained_share(outcomes: Floats, belief: Floats) -> Estimate:
    """The mean share of variance that a belief explains of outcomes (replicates, draws, outcomes), each of variance 1.

    `belief` has shape (replicates, draws); one that does not vary explains nothing.
    """
    basis = lay_basis(belief[..., np.newaxis])
    if basis is None:
        return estimate(0.0, np.zeros(len(belief)), method="nothing varies")
    fitted = basis.columns @ fit_outcomes(basis, outcomes).whole
    left = ((outcomes - fitted) ** 2).mean(axis=(1, 2))
    shares = 1.0 - left / (outcomes**2).mean(axis=(1, 2))
    whole = 1.0 - float(left.mean()) / float((outcomes**2).mean())
    return estimate(max(0.0, whole), shares, method=f"variance explained by {basis.method}", bounds=(0.0, 1.0))


def _outcomes(simulation: Simulation) -> Floats:
    """What each effect that varies is expected to come to in each draw, centred, its variance 1."""
    columns = []
    for part in simulation.parts:
        column = np.broadcast_to(simulation.odds(part) * part.counted, (simulation.draws.count,))
        spread = float(column.std())
        if spread > 1e-12 * float(np.abs(column).max(initial=0.0)):
            columns.append(((column - column.mean()) / spread).reshape(REPLICATES, -1))
    return np.stack(columns, axis=-1) if columns else np.zeros((REPLICATES, 1, 0))


def _named(simulation: Simulation) -> list[str]:
    gates = set(simulation.model.inputs.gates.values())
    effects = {name for part in simulation.parts for name in part.effect.names}
    return [name for name, column in simulation.draws.beliefs.items() if np.ndim(column) and name in gates | effects]
