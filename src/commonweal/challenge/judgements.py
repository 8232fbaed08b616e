"""V, M and K: what efforts are worth, what they raise, what they cost. Judgements of a pack, shown and replaceable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.frameworks.challenging import BidderType, EffortKind
from commonweal.frameworks.definitions import Pattern
from commonweal.frameworks.measures import MeasureKind
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source

KINDS = tuple(MeasureKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """Everything that the challenge takes for granted, from one pack."""

    efforts: Mapping[MeasureKind, EffortKind]
    least_alignment: Decimal
    moved_share: Decimal
    holds_share: Decimal
    forecast_share: Decimal
    usual_mark: Decimal
    ability_spread: Decimal
    reader_sd: Decimal
    quality_reader_sd: Decimal
    held_share: Decimal
    usual_chance: Decimal
    ambition_pays: Decimal
    bidders: Mapping[str, BidderType]
    patterns: Mapping[str, Pattern]
    source: Source

    @property
    def small_firm_hours(self) -> Decimal | None:
        """Hours that the type with the fewest has for social value questions; None where the pack has no types."""
        return min((each.size for each in self.bidders.values()), default=None)


def challenge_pack(packs: Packs) -> Pack:
    """The pack of efforts, bidders and attacks."""
    found = packs.of_kind(PackKind.CHALLENGE)
    if not found:
        raise MisuseError("No pack for challenging is at hand.", remedy="Load the shipped packs with your own.")
    return found[-1]


def judgements_of(packs: Packs) -> Judgements:
    """The judgements of the pack at hand. Raises MisuseError where it leaves a kind of effort out."""
    pack = challenge_pack(packs)
    if missing := [kind.value for kind in KINDS if kind not in pack.efforts]:
        raise MisuseError(f"The pack {pack.name} has no effort of kind {', '.join(missing)}.")
    source = pack.efforts[KINDS[0]].source
    return Judgements(
        efforts=pack.efforts,
        least_alignment=pack.parameter("least-alignment"),
        moved_share=pack.parameter("moved-share"),
        holds_share=pack.parameter("holds-share"),
        forecast_share=pack.parameter("forecast-share"),
        usual_mark=pack.parameter("usual-mark"),
        ability_spread=pack.parameter("ability-spread"),
        reader_sd=pack.parameter("reader-sd"),
        quality_reader_sd=pack.parameter("quality-reader-sd"),
        held_share=pack.parameter("held-share"),
        usual_chance=pack.parameter("usual-chance"),
        ambition_pays=pack.parameter("ambition-pays"),
        bidders=pack.bidders,
        patterns=pack.patterns,
        source=source,
    )
