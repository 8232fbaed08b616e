"""One condition an attack of the pack, by its name; a test holds the two sets together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from commonweal.challenge.attacks import (
    volume_padder,
)
from commonweal.challenge.attacks.context import AttackContext, Found

Condition = Callable[[AttackContext], Iterator[Found]]

ATTACKS: Mapping[str, Condition] = {
    "volume-padder": volume_padder.attack,
}
