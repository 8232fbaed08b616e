"""One condition an attack of the pack, by its name; a test holds the two sets together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from commonweal.challenge.attacks import (
    big_firm,
    cheap_rival,
    cheap_talk,
    double_counter,
    early_harvest,
    group_wide,
    incumbent,
    letterbox,
    level_field,
    metric_picker,
    most_wins_most,
    overclaimer,
    padding_pays,
    same_words,
    token_tick,
    vanisher,
    volume_padder,
)
from commonweal.challenge.attacks.context import AttackContext, Found

Condition = Callable[[AttackContext], Iterator[Found]]

ATTACKS: Mapping[str, Condition] = {
    "big-firm": big_firm.attack,
    "cheap-rival": cheap_rival.attack,
    "cheap-talk": cheap_talk.attack,
    "double-counter": double_counter.attack,
    "early-harvest": early_harvest.attack,
    "group-wide": group_wide.attack,
    "incumbent": incumbent.attack,
    "letterbox": letterbox.attack,
    "level-field": level_field.attack,
    "metric-picker": metric_picker.attack,
    "most-wins-most": most_wins_most.attack,
    "overclaimer": overclaimer.attack,
    "padding-pays": padding_pays.attack,
    "same-words": same_words.attack,
    "token-tick": token_tick.attack,
    "vanisher": vanisher.attack,
    "volume-padder": volume_padder.attack,
}
