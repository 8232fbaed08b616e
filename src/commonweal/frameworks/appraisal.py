"""Finding the figures of appraisal: the newest pack of them, and the discount vintage to use."""

from __future__ import annotations

from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.quantities.discounting import DiscountSchedule, VintageUse
from commonweal.record.errors import MisuseError


def appraisal_pack(packs: Packs) -> Pack:
    """The newest pack of figures for appraisal; an overlay on it is newer than it."""
    found = packs.of_kind(PackKind.APPRAISAL)
    if not found:
        raise MisuseError("No pack of figures for appraisal is at hand.")
    return found[0]


def find_vintage(packs: Packs, name: str = "") -> DiscountSchedule:
    """A discount vintage by name; with no name, the standard one. Others are asked for by name, never taken."""
    table = appraisal_pack(packs).discounting
    if name:
        if name not in table:
            raise MisuseError(f"There is no discount vintage '{name}'.", remedy=f"There are {', '.join(table)}.")
        return table[name]
    standard = [each for each in table.values() if each.use is VintageUse.STANDARD]
    if len(standard) != 1:
        raise MisuseError("No one discount vintage is the standard one.", remedy="Name one.")
    return standard[0]
