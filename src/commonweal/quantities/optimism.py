"""Optimism bias: what is added to costs and months because plans are hopeful."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.quantities.span import Span
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class OptimismBias:
    """For one kind of work: the share of cost, and of duration, from the least to the most that is added.

    The upper end is where an appraisal starts; `mitigated` work moves towards the lower. The ends may be known
    differently well, so each has its source.
    """

    title: str
    cost: Span
    upper_source: Source
    lower_source: Source
    duration: Span | None = None

    def __post_init__(self) -> None:
        for span in (self.cost, self.duration):
            if span is not None and (span.low is None or span.low < 0):
                raise MisuseError(f"The optimism bias of '{self.title}' is a low and a high share, zero or more.")


def optimism_multiplier(bias_share: Decimal, *, mitigated_share: Decimal = Decimal(0)) -> Decimal:
    """What a cost or a duration is multiplied by: 1 + OB × (1 - the share of the bias that has been mitigated)."""
    if bias_share < 0:
        raise MisuseError(f"An optimism bias is zero or more, not {bias_share}.")
    if not 0 <= mitigated_share <= 1:
        raise MisuseError(f"The mitigated share is from 0 to 1, not {mitigated_share}.")
    return 1 + bias_share * (1 - mitigated_share)
