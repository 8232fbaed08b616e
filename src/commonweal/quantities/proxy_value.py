"""A proxy value: money for one unit of a change, of one year's prices, with who says so."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.quantities.additionality import SocialTerm
from commonweal.quantities.span import Span
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyValue:
    """Pounds for one `unit`, in prices of `price_base` (None where its publisher does not say).

    `net_of` are the terms of additionality that its publisher has already taken off, so that nobody does it twice.
    """

    title: str
    unit: str
    pounds: Span
    source: Source
    price_base: int | None = None
    net_of: tuple[SocialTerm, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not self.unit.strip():
            raise MisuseError(f"The value '{self.title}' has no unit.")
        if self.price_base is not None and not 1990 <= self.price_base <= 2100:
            raise MisuseError(f"The price base of '{self.title}' is a year such as 2024, not {self.price_base}.")
