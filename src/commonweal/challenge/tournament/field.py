"""Fields of bidders, drawn: who bids, how able each is, its quality and its price. Nothing here knows the scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from commonweal.challenge.judgements import KINDS, Judgements
from commonweal.frameworks.challenging import BidderType
from commonweal.quantities.arrays import Numbers
from commonweal.record.errors import MisuseError

FIELDS = 1000
# Where many bid, fewer fields are as sure: a field of 40 tells more than one of 4.
MOST_BIDS = 12_000
FEWEST_FIELDS = 300
QUALITY_TOP = 5.0
LEAST_PRICE = 0.3


@dataclass(frozen=True, kw_only=True)
class Field:
    """Fields (fields, bidders), the same for every scheme that is tried on them.

    `kinds` are places in `types`; `ability` (fields, bidders, efforts): what an hour yields against a usual bidder's 1;
    `quality` of the rest of the bid, 0 to 1, as it is and `read` as it is read; `price` against the usual price's 1.
    """

    types: tuple[tuple[str, BidderType], ...]
    seed: int
    kinds: NDArray[np.int64]
    ability: Numbers
    quality: Numbers
    read: Numbers
    price: Numbers

    @property
    def shape(self) -> tuple[int, int]:
        fields, bidders = self.kinds.shape
        return fields, bidders

    def misreading(self, name: str) -> Numbers:
        """Standard normal errors (fields, bidders) of reading one criterion: its own, whatever else is scored."""
        return _errors(self.seed, crc32(name.encode()), self.shape)

    def by_type(self, numbers: Numbers) -> Numbers:
        """Numbers (types, …) as (fields, bidders, …): each bidder has those of its type."""
        return numbers[self.kinds]


def draw_field(
    types: Mapping[str, BidderType], judgements: Judgements, *, bidders: int, fields: int, seed: int
) -> Field:
    """Fields of bidders whose types are drawn independently, each equally likely.

    Ability varies about that of the type by a lognormal of mean 1 for each kind of effort; quality and price normally.
    The same seed draws the same fields, in whatever order the types are. Raises MisuseError without types, bidders or
    at least two fields.
    """
    if not types or bidders < 1 or fields < 2:
        raise MisuseError("A tournament needs a type of bidder, a bidder, and at least two fields.")
    ordered = tuple(sorted(types.items()))
    random = _random(seed, 0)
    kinds = random.integers(len(ordered), size=(fields, bidders))
    drawn = random.standard_normal((3, fields, bidders))
    spread = float(judgements.ability_spread)
    varied = np.exp(spread * random.standard_normal((fields, bidders, len(KINDS))) - spread**2 / 2)
    numbers = np.array(
        [[float(getattr(each, name)) for name in _DRAWN] for _type, each in ordered],
    )
    quality, quality_sd, price, price_sd = np.moveaxis(numbers[kinds], -1, 0)
    true = np.clip(quality + quality_sd * drawn[0], 0, QUALITY_TOP)
    misread = float(judgements.quality_reader_sd) * drawn[1]
    return Field(
        types=ordered,
        seed=seed,
        kinds=kinds,
        ability=varied * np.array([_ability(each) for _type, each in ordered])[kinds],
        quality=true / QUALITY_TOP,
        read=np.clip(true + misread, 0, QUALITY_TOP) / QUALITY_TOP,
        price=np.maximum(price + price_sd * drawn[2], LEAST_PRICE),
    )


_DRAWN = ("quality", "quality_sd", "price", "price_sd")


def fields_for(bidders: int) -> int:
    """How many fields are drawn where nobody says."""
    return min(FIELDS, max(FEWEST_FIELDS, MOST_BIDS // max(bidders, 1)))


def _ability(each: BidderType) -> list[float]:
    return [float(each.ability.get(kind, each.other)) for kind in KINDS]


@lru_cache(maxsize=64)
def _errors(seed: int, key: int, shape: tuple[int, int]) -> Numbers:
    """Drawn once for all the mends that are tried on the same fields."""
    errors: Numbers = _random(seed, key).standard_normal(shape)
    errors.flags.writeable = False
    return errors


def _random(seed: int, key: int) -> np.random.Generator:
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(key,)))
