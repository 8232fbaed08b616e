"""Moving the factors of criteria: a groundwork with some of its readings changed, nothing else touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from commonweal.design.candidates import Candidate
from commonweal.design.fit import Factor, Fit, Reading
from commonweal.design.groundwork import Groundwork


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One factor of one criterion, at one stage or (empty) at all: times `multiple`, or put at `value`.

    Moved by a multiple, what a person has set stays where it was put; nothing rises above 1.
    """

    code: str
    factor: Factor
    stage: str = ""
    multiple: float = 1.0
    value: float | None = None

    def is_on(self, candidate: Candidate) -> bool:
        return candidate.code == self.code and self.stage in {"", candidate.stage.id}

    def apply(self, reading: Reading) -> Reading:
        if reading.factor is not self.factor:
            return reading
        if self.value is not None:
            return replace(reading, value=self.value)
        return reading if reading.by else replace(reading, value=min(1.0, reading.value * self.multiple))


def move_factors(ground: Groundwork, moves: Iterable[Move]) -> Groundwork:
    """The groundwork with some factors moved; candidates that are not moved stay the very same."""
    by_code: dict[str, list[Move]] = {}
    for move in moves:
        by_code.setdefault(move.code, []).append(move)
    return replace(ground, candidates=tuple(_moved(each, by_code.get(each.code, [])) for each in ground.candidates))


def _moved(candidate: Candidate, moves: list[Move]) -> Candidate:
    for move in moves:
        if move.is_on(candidate):
            candidate = replace(
                candidate, scored=_moved_fit(candidate.scored, move), condition=_moved_fit(candidate.condition, move)
            )
    return candidate


def _moved_fit(fit: Fit, move: Move) -> Fit:
    return replace(fit, readings=tuple(move.apply(reading) for reading in fit.readings))
