"""What packs define for the challenge: efforts of bidders, usual counts, bidder types, attacks. All is judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.stage import StageKind
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class EffortKind:
    """One kind of real effort, named by the kind of measure that evidences it: a column of M, an entry of V and of K.

    `value`: what one more unit is worth, by stage kind (V). `raises`: how far one unit raises a criterion of each kind,
    its own being 1 (M). `cost` of quadratic effort (K). `padding` says how its evidence is padded, at `padding_cost`.
    Only ratios count.
    """

    title: str
    value: Mapping[StageKind, Decimal]
    raises: Mapping[MeasureKind, Decimal]
    cost: Decimal
    padding: str
    padding_cost: Decimal
    because: str
    source: Source

    def __post_init__(self) -> None:
        if missing := [kind.value for kind in StageKind if kind not in self.value]:
            raise MisuseError(f"The effort '{self.title}' needs its value in {', '.join(missing)}.")
        if min([*self.value.values(), *self.raises.values()], default=Decimal(0)) < 0:
            raise MisuseError(f"Values and raises of the effort '{self.title}' are zero or more.")
        if self.cost <= 0 or self.padding_cost <= 0:
            raise MisuseError(f"The costs of the effort '{self.title}' are above zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualCount:
    """A count that schemes score by habit: the measure PACK/MEASURE, as schemes of counts call it."""

    title: str
    measure: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class BidderType:
    """One type of bidder of the tournament.

    `effort`: how much it spends on social value against a usual bidder's 1, work and padding together.
    `ability`: what an hour of each kind of effort yields against a usual bidder's 1; `other` where none is named.
    `follows`: how far effort goes where marks are rather than where value is, 0 to 1. `pads`: how much of the padding
    that pays is done, 0 to 1. `claims`: what is promised for each unit that is expected. `delivers`: the share of what
    was promised and is possible that is done in the end. `writing`: levels of the scale that practised prose adds.
    `quality`, `price`: of the rest of the bid, levels out of 5 and a share of the usual price, each with its spread.
    `size`: hours there are for a bid's social value questions. `incumbent`: has the records of the contract before.
    """

    title: str
    summary: str
    effort: Decimal
    other: Decimal
    ability: Mapping[MeasureKind, Decimal]
    follows: Decimal
    pads: Decimal
    claims: Decimal
    delivers: Decimal
    writing: Decimal
    quality: Decimal
    quality_sd: Decimal
    price: Decimal
    price_sd: Decimal
    size: Decimal
    incumbent: bool
    source: Source

    def __post_init__(self) -> None:
        for name in ("follows", "pads", "delivers"):
            if not 0 <= getattr(self, name) <= 1:
                raise MisuseError(f"'{name}' of the bidder type '{self.title}' is a share from 0 to 1.")
        if min(self.effort, self.other, self.claims, self.quality_sd, self.price_sd, *self.ability.values()) < 0:
            raise MisuseError(f"The numbers of the bidder type '{self.title}' are zero or more.")
        if self.price <= 0 or self.size <= 0:
            raise MisuseError(f"The price and the hours of the bidder type '{self.title}' are above zero.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """The text of one attack on a scheme, and who says so. The condition itself is code."""

    title: str
    condition: str
    why: str
    method: str
    mend: str
    worked_example: str
    exclusions: str
    assumptions: str
    sources: tuple[Source, ...]

    def __post_init__(self) -> None:
        if not self.sources:
            raise MisuseError(f"The attack '{self.title}' names no source.")
