"""Rivals: where another design that scores something else is as good as equal, and a person should choose."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design.groundwork import Groundwork
from commonweal.design.problem import Placement
from commonweal.design.proposal import option_share
from commonweal.design.selection import Choice, choose_rival

# Within this share of worth (of hours, where worth is given) two designs are as good as equal.
HAIR = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class NearTie:
    """At some award decisions: what is scored, and what could be scored instead for as good as the same.

    `short_share` is how far the rival falls behind: of the worth in the fuller option, else of the hours.
    """

    decisions: tuple[str, ...]
    scored: tuple[tuple[str, str], ...]
    rival: tuple[tuple[str, str], ...]
    short_share: float


def find_near_ties(ground: Groundwork, choices: tuple[Choice, ...], option: str) -> tuple[NearTie, ...]:
    """For each program: the best design that scores something else, where it is within a hair of the one chosen."""
    share = option_share(option, ground.settings)
    found = (_near_tie(choice, share) for choice in choices)
    return tuple(each for each in found if each is not None)


def _near_tie(choice: Choice, share: float) -> NearTie | None:
    rival = choose_rival(choice, by_hours=share < 1)
    if rival is None:
        return None
    ours, theirs = (choice.minutes, rival.minutes) if share < 1 else (rival.worth, choice.worth)
    short = (theirs - ours) / max(abs(choice.minutes if share < 1 else choice.worth), 1)
    if short > HAIR:
        return None
    return NearTie(
        decisions=tuple(sorted(choice.within.counts)),
        scored=_scored(choice.placements),
        rival=_scored(rival.placements),
        short_share=max(short, 0.0),
    )


def _scored(placements: tuple[Placement, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((each.code, each.stage) for each in placements if each.scored))
