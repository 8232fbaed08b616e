"""How often each choice survives when the judgements behind it are moved (method, section 5)."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from commonweal.design.candidates import Candidate
from commonweal.design.fit import Factor, Fit
from commonweal.design.groundwork import Groundwork, lay_ground
from commonweal.design.outcomes import choose_outcomes
from commonweal.design.proposal import option_share, problems_of
from commonweal.design.selection import choose_best, choose_fewest_hours
from commonweal.design.settings import Settings
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case

RUNS = 40
Key = tuple[str, str, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """By criterion, stage and whether it is scored: the share of runs (0–1) in which it was chosen again."""

    option: str
    runs: int
    seed: int
    shares: Mapping[Key, float]

    def share(self, code: str, stage: str, *, scored: bool) -> float:
        return self.shares.get((code, stage, scored), 0.0)


def measure_stability(
    case: Case, *, packs: Packs, option: str = "balanced", runs: int = RUNS, seed: int = 0
) -> Stability:
    """Design again and again with every fit's factors moved, and count what comes back.

    In each run every criterion draws one move per factor, even within the pack's margins (`move-…`, shares of the
    factor itself), the same at every stage, so thresholds are crossed both ways. Outcomes are chosen afresh. Equal
    arguments give equal answers. The spread of a share p is about sqrt(p(1 - p)/runs): eight points for 40 runs.
    """
    ground = lay_ground(case, packs=packs)
    generator = random.Random(seed)  # noqa: S311 - repeatable on purpose
    times: Counter[Key] = Counter()
    for _ in range(runs):
        times.update(_choose(_moved(ground, generator), option))
    return Stability(option=option, runs=runs, seed=seed, shares={key: count / runs for key, count in times.items()})


def _choose(ground: Groundwork, option: str) -> frozenset[Key]:
    keys: set[Key] = set()
    for problem in problems_of(ground, choose_outcomes(ground)):
        best = choose_best(problem)
        if best is not None:
            share = option_share(option, ground.settings)
            keys |= (best if share >= 1 else choose_fewest_hours(best, share)).keys
    return frozenset(keys)


def _moved(ground: Groundwork, generator: random.Random) -> Groundwork:
    """The groundwork with every criterion's factors moved by one draw each."""
    margins = _margins(ground.settings)
    moves = {
        code: {factor: 1 + generator.uniform(-margin, margin) for factor, margin in margins.items()}
        for code in sorted({candidate.code for candidate in ground.candidates})
    }
    return replace(ground, candidates=tuple(_move(candidate, moves[candidate.code]) for candidate in ground.candidates))


def _margins(settings: Settings) -> dict[Factor, float]:
    return {
        Factor.OBSERVABILITY: float(settings.move_observability),
        Factor.INFLUENCE: float(settings.move_influence),
        Factor.SIGNAL: float(settings.move_signal),
        Factor.MEANING: float(settings.move_meaning),
    }


def _move(candidate: Candidate, moves: Mapping[Factor, float]) -> Candidate:
    return replace(
        candidate, scored=_move_fit(candidate.scored, moves), condition=_move_fit(candidate.condition, moves)
    )


def _move_fit(fit: Fit, moves: Mapping[Factor, float]) -> Fit:
    """A person's own factor stays where it was put."""
    readings = tuple(
        reading if reading.by else replace(reading, value=min(1.0, reading.value * moves.get(reading.factor, 1.0)))
        for reading in fit.readings
    )
    return replace(fit, readings=readings)
