"""Rivals: where another design that scores something else is as good as equal, and a person should choose."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design.problem import Placement
from commonweal.design.selection import choose_rival
from commonweal.design.solution import Choice

# Within this share of the best worth two designs are as good as equal.
HAIR = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class NearTie:
    """At some award decisions: what the design of greatest worth scores, and what one could score instead.

    Each is criteria by stage. `short_share` is how far the rival's worth falls short, as a share of the best.
    """

    decisions: tuple[str, ...]
    scored: tuple[tuple[str, str], ...]
    rival: tuple[tuple[str, str], ...]
    short_share: float


def find_near_ties(bests: tuple[Choice, ...]) -> tuple[NearTie, ...]:
    """For each program: the best design that scores something else, where it is within a hair of the best of all."""
    return tuple(each for best in bests for each in [_near_tie(best)] if each is not None)


def _near_tie(best: Choice) -> NearTie | None:
    rival = choose_rival(best, within_share=HAIR) if best.worth > 0 else None
    if rival is None:
        return None
    return NearTie(
        decisions=tuple(sorted(best.within.counts)),
        scored=_scored(best.placements),
        rival=_scored(rival.placements),
        short_share=(best.worth - rival.worth) / best.worth,
    )


def _scored(placements: tuple[Placement, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((each.code, each.stage) for each in placements if each.scored))
