"""Survival: how often each choice comes back when all factors are moved at once (method, section 5)."""

from __future__ import annotations

import math
import random
import statistics
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from commonweal.design.choosing import Chooser
from commonweal.design.fit import Factor
from commonweal.design.groundwork import Groundwork
from commonweal.design.judgements import move_margins
from commonweal.design.moving import Move, move_factors
from commonweal.design.problem import Key

Factored = tuple[str, Factor]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How the scheme's survival differs between runs in which one factor was moved up and runs in which it was moved
    down: a difference of shares, and its standard error."""

    difference: float
    error: float

    @property
    def is_clear(self) -> bool:
        """Whether it is more than twice its standard error: of twenty that mean nothing, one will be too."""
        return abs(self.difference) > 2 * self.error


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """By criterion, stage and whether it is scored: the share of runs (0–1) in which it was chosen again.

    `swings` are by criterion and factor.
    """

    option: str
    runs: int
    seed: int
    shares: Mapping[Key, float]
    swings: Mapping[Factored, Swing]

    def share(self, code: str, stage: str, *, scored: bool) -> float:
        return self.shares.get((code, stage, scored), 0.0)


def measure_survival(
    ground: Groundwork, chooser: Chooser, *, runs: int, seed: int, done: Callable[[], None] = lambda: None
) -> Survival:
    """Choose again and again with every fit's factors moved, and count what comes back.

    In each run every criterion draws one move per factor, even within the pack's margins (`move-…`, shares of the
    factor itself), the same at every stage, so thresholds are crossed both ways. Outcomes are chosen afresh. Equal
    arguments give equal answers. The standard error of a share p is about sqrt(p(1 - p)/runs): eleven points for a
    half in 20 runs. `done` is called after each run.
    """
    generator = random.Random(seed)  # noqa: S311 - repeatable on purpose
    first = chooser.choose(ground).keys
    times: Counter[Key] = Counter()
    draws: list[dict[Factored, float]] = []
    kept: list[float] = []
    for _ in range(runs):
        draws.append(_draw(ground, generator))
        keys = chooser.choose(move_factors(ground, _moves(draws[-1]))).keys
        times.update(keys)
        kept.append(len(keys & first) / len(first) if first else float(not keys))
        done()
    return Survival(
        option=chooser.option,
        runs=runs,
        seed=seed,
        shares={key: count / runs for key, count in sorted(times.items())},
        swings=_swings(draws, kept),
    )


def _draw(ground: Groundwork, generator: random.Random) -> dict[Factored, float]:
    """One multiple for every factor of every criterion."""
    margins = move_margins(ground.settings)
    return {
        (code, factor): 1 + generator.uniform(-float(margin), float(margin))
        for code in sorted({candidate.code for candidate in ground.candidates})
        for factor, margin in margins.items()
    }


def _moves(draw: Mapping[Factored, float]) -> list[Move]:
    return [Move(code=code, factor=factor, multiple=multiple) for (code, factor), multiple in draw.items()]


def _swings(draws: list[dict[Factored, float]], kept: list[float]) -> dict[Factored, Swing]:
    found = {}
    for drawn in draws[0] if draws else ():
        up = [share for draw, share in zip(draws, kept, strict=True) if draw[drawn] > 1]
        down = [share for draw, share in zip(draws, kept, strict=True) if draw[drawn] <= 1]
        if min(len(up), len(down)) > 1:
            error = math.sqrt(statistics.variance(up) / len(up) + statistics.variance(down) / len(down))
            found[drawn] = Swing(difference=statistics.fmean(up) - statistics.fmean(down), error=error)
    return found
