"""Crosswalks: what becomes of each criterion of an earlier edition in a later one, and what is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source

if TYPE_CHECKING:
    from commonweal.frameworks.pack import Packs


class Fate(StrEnum):
    """What becomes of a criterion: carried to one, split over several, or lost."""

    CARRIED = "carried"
    SPLIT = "split"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Where one criterion goes. `onto` is empty where nothing takes it up, and `because` then says what is lost.

    `dropped`: on a way through another edition, what was lost of it there though something of it came through.
    """

    because: str
    onto: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.onto)) != len(self.onto):
            raise MisuseError(f"A crossing names {', '.join(self.onto)}, one of them twice.")

    @property
    def fate(self) -> Fate:
        if not self.onto:
            return Fate.LOST
        return Fate.CARRIED if len(self.onto) == 1 else Fate.SPLIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    """From the criteria of one pack to those of another. Nearest equivalents for comparing, never a rule.

    `via` are the packs between the two, where this was composed.
    """

    title: str
    earlier: str
    later: str
    crossings: Mapping[str, Crossing]
    source: Source
    via: tuple[str, ...] = ()

    def of_fate(self, fate: Fate) -> tuple[str, ...]:
        return tuple(code for code, crossing in self.crossings.items() if crossing.fate is fate)

    def into(self, code: str) -> tuple[str, ...]:
        """The earlier criteria of which something reaches a later one."""
        return tuple(each for each, crossing in self.crossings.items() if code in crossing.onto)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindHomes:
    """The criteria of each pack in which a kind of value (capability, learning) has a home; an empty list is none."""

    title: str
    because: str
    homes: Mapping[str, tuple[str, ...]]
    source: Source


def compose(first: Crosswalk, second: Crosswalk) -> Crosswalk:
    """First one crosswalk, then the next. What either loses is lost, and it is said where."""
    if first.later != second.earlier:
        raise MisuseError(f"A crosswalk to {first.later} cannot be followed by one from {second.earlier}.")
    return Crosswalk(
        title=f"{first.title}; then {second.title}",
        earlier=first.earlier,
        later=second.later,
        crossings={code: _on(crossing, second) for code, crossing in first.crossings.items()},
        source=first.source,
        via=(*first.via, first.later, *second.via),
    )


def _on(crossing: Crossing, second: Crosswalk) -> Crossing:
    """Where a criterion goes from where it went."""
    if not crossing.onto:
        return crossing
    next_ones = {code: second.crossings[code] for code in crossing.onto}
    onto = dict.fromkeys(code for each in next_ones.values() for code in each.onto)
    lost = tuple(f"{second.earlier}/{code}" for code, each in next_ones.items() if not each.onto)
    then = " ".join(dict.fromkeys(each.because for each in next_ones.values()))
    return Crossing(
        onto=tuple(onto),
        dropped=(*crossing.dropped, *(lost if onto else ())),
        because=f"As {second.earlier} {' and '.join(crossing.onto)}: {crossing.because} Then: {then}",
    )


def find_crosswalk(packs: Packs, earlier: str, later: str) -> Crosswalk:
    """The crosswalk between two packs by id: one that is written, else the shortest chain of those that are."""
    known = [each for pack in packs.newest() for each in pack.crosswalks.values()]
    for name in (earlier, later):
        packs.get(name)
    chains: list[tuple[Crosswalk, ...]] = [(each,) for each in known if each.earlier == earlier]
    while chains:
        for chain in chains:
            if chain[-1].later == later:
                return reduce(compose, chain)
        chains = [
            (*chain, each)
            for chain in chains
            for each in known
            if each.earlier == chain[-1].later and each.later not in {step.earlier for step in chain}
        ]
    ways = ", ".join(f"{each.earlier} to {each.later}" for each in known)
    back = any(each.later == earlier and each.earlier == later for each in known)
    raise MisuseError(
        f"There is no crosswalk from {earlier} to {later}.",
        remedy=f"Name the earlier edition first: {later} {earlier}." if back else f"There are {ways or 'none'}.",
    )
