"""What a design is made from, as a supposition changes it: a case, its packs, and factors that are moved."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design.groundwork import Groundwork, lay_ground
from commonweal.design.moving import Move, move_factors
from commonweal.frameworks.pack import Packs
from commonweal.procurement.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One thing supposed: its name in full, what it is now and what it is supposed to be, in words.

    `stands_in` says where such a thing stands, for whoever wants to keep it: decisions, the case, or an overlay.
    """

    name: str
    before: str
    after: str
    stands_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a design is made from: a case, its packs, and the factors that are moved.

    `same_fits`: nothing supposed so far bears on how any criterion fits, moves apart. `same_thresholds`: what does,
    stands in a stage or a measure, so that criteria elsewhere fit as before.
    """

    case: Case
    packs: Packs
    moves: tuple[Move, ...] = ()
    same_fits: bool = True
    same_thresholds: bool = True

    def ground(self, known: Groundwork) -> Groundwork:
        """Its groundwork; where only factors are moved, that of the case as it stands, moved."""
        same = self.case is known.case and self.packs is known.packs
        fits = known.candidates if self.same_fits else None
        near = known.candidates if self.same_thresholds else ()
        ground = known if same else lay_ground(self.case, packs=self.packs, known=fits, near=near)
        return move_factors(ground, self.moves) if self.moves else ground
