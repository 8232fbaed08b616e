"""One condition an attack of the pack, by its name; a test holds the two sets together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from commonweal.challenge.attacks import (
    cheap_talk,
    double_counter,
    overclaimer,
    padding_pays,
    token_tick,
    vanisher,
    volume_padder,
)
from commonweal.challenge.attacks.context import AttackContext, Found

Condition = Callable[[AttackContext], Iterator[Found]]

ATTACKS: Mapping[str, Condition] = {
    "cheap-talk": cheap_talk.attack,
    "double-counter": double_counter.attack,
    "overclaimer": overclaimer.attack,
    "padding-pays": padding_pays.attack,
    "token-tick": token_tick.attack,
    "vanisher": vanisher.attack,
    "volume-padder": volume_padder.attack,
}
