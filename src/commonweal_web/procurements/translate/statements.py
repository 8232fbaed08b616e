"""What law and guidance say in a line, where a form asks about it: as the pack of the law has it, with who says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from commonweal.frameworks.definitions import Limb
from commonweal.frameworks.statement import Statement
from commonweal.record.text import first_upper
from commonweal_web.procurements.translate.choices import shipped_packs

PACK = "procurement-act-2023"
LIMB = "defence-limb-"


@cache
def known() -> Mapping[str, Statement]:
    return shipped_packs().get(PACK).statements


def statement(name: str) -> Statement:
    """A statement by its name in the pack."""
    return known()[name]


def defence_limbs() -> list[tuple[str, str]]:
    """The limbs by which a contract is for defence and security, in the order of the Act."""
    limbs = {name.removeprefix(LIMB): each.text for name, each in known().items() if name.startswith(LIMB)}
    return [(letter, f"({letter}) {limbs[letter]}") for letter in sorted(limbs)]


def link_limbs() -> list[tuple[str, str]]:
    """The limbs of section 23 on which a link to the subject matter may hang."""
    return [(limb.value, first_upper(limb.words)) for limb in Limb]
