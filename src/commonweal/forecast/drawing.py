"""The draws of one forecast: every named belief once a run, a coin for each gate and the noise of each study."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from commonweal.forecast.estimate import Floats
from commonweal.forecast.inputs import ForecastInputs
from commonweal.quantities.belief import Belief, Family
from commonweal.quantities.copula import EDGE, make_copula
from commonweal.quantities.quantile_table import draw_from
from commonweal.quantities.sampling import REPLICATES, draw_beliefs, stream
from commonweal.record.errors import MisuseError

FEWEST, MOST = 512, 2**18
GATE, STUDY = "\x00gate ", "\x00study "  # what no belief is called
COIN = Belief(family=Family.UNIFORM, low=Decimal(0), high=Decimal(1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Columns in order of replicate: shape (count,), or () for what is the same in every draw.

    `beliefs` by name, `gates` uniform numbers by stage, `noise` uniform numbers by study.
    """

    beliefs: Mapping[str, Floats]
    gates: Mapping[str, Floats]
    noise: Mapping[str, Floats]
    count: int

    def holding(self, name: str, column: Floats) -> Draws:
        """The same draws with one belief's column put in its place, everywhere it is named."""
        return replace(self, beliefs={**self.beliefs, name: column})


def draw_all(inputs: ForecastInputs, *, stages: tuple[str, ...], draws: int, seed: int) -> Draws:
    """So many draws in all, in eight independent scrambles of Sobol points.

    Beliefs come in order of their names, so that the order in which they were stated never matters; then the gates'
    coins, then the studies' noise. Raises MisuseError where the draws are no power of two or out of bounds.
    """
    if not FEWEST <= draws <= MOST or draws & (draws - 1):
        raise MisuseError(
            f"A forecast takes a power of two from {FEWEST} to {MOST} draws, not {draws}.", remedy="8192 are usual."
        )
    return _of_columns(_columns(inputs, stages, draws, seed), inputs, stages, draws)


def _of_columns(columns: Mapping[str, Floats], inputs: ForecastInputs, stages: tuple[str, ...], draws: int) -> Draws:
    return Draws(
        beliefs={name: columns[name] for name in sorted(inputs.beliefs)},
        gates={stage: columns[f"{GATE}{stage}"] for stage in stages},
        noise={study.id: columns[f"{STUDY}{study.id}"] for study in inputs.studies},
        count=draws,
    )


def draw_plainly(inputs: ForecastInputs, *, stages: tuple[str, ...], draws: int, seed: int) -> Draws:
    """So many independent draws, without Sobol points: they need no library that is slow to load, and err more.

    For what is asked once, in a process of its own, and needs no more than two digits.
    """
    coordinates = _coordinates(inputs, stages)
    names = tuple(coordinates)
    ranks = {(each.one, each.other): float(each.rank) for each in inputs.correlations}
    shares = {
        name: np.clip(stream(seed, 0, lane=lane).random(draws), EDGE, 1 - EDGE) for lane, name in enumerate(names)
    }
    if ranks:
        copula = make_copula(names, ranks)
        carried = copula.carry(np.stack([shares[name] for name in copula.names]))
        shares |= dict(zip(copula.names, carried, strict=True))
    columns = {
        name: np.array(float(belief.value))
        if belief.family is Family.FIXED and belief.value is not None
        else draw_from(belief, shares[name])
        for name, belief in coordinates.items()
    }
    return _of_columns(columns, inputs, stages, draws)


def draw_one(draws: Draws, inputs: ForecastInputs, name: str, *, seed: int) -> Draws:
    """What `draw_all` gives where of all beliefs only the named one differs from those that were drawn."""
    columns = _columns(inputs, tuple(draws.gates), draws.count, seed, only=(name,))
    return draws.holding(name, columns[name])


def _columns(
    inputs: ForecastInputs, stages: tuple[str, ...], draws: int, seed: int, *, only: Collection[str] | None = None
) -> dict[str, Floats]:
    """The column of each coordinate, or of `only` some of them."""
    coordinates = _coordinates(inputs, stages)
    ranks = {(each.one, each.other): float(each.rank) for each in inputs.correlations}
    runs = [
        draw_beliefs(coordinates, draws=draws // REPLICATES, seed=seed, replicate=each, ranks=ranks, only=only)
        for each in range(REPLICATES)
    ]
    return {
        name: np.array(float(belief.value))
        if belief.family is Family.FIXED and belief.value is not None
        else np.concatenate([run[name] for run in runs])
        for name, belief in coordinates.items()
        if name in runs[0]
    }


def _coordinates(inputs: ForecastInputs, stages: tuple[str, ...]) -> dict[str, Belief]:
    """What each coordinate of a point is drawn for: beliefs by name, gates by stage, studies by id."""
    named = {name: inputs.beliefs[name].belief for name in sorted(inputs.beliefs)}
    gates = [f"{GATE}{stage}" for stage in stages]
    studies = [f"{STUDY}{study}" for study in sorted(each.id for each in inputs.studies)]
    return {**named, **dict.fromkeys([*gates, *studies], COIN)}
