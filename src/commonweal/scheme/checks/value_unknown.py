"""A value that cannot be estimated counts as above the threshold; other tests stay unknown (Schedule 3 para 5)."""

from __future__ import annotations

from commonweal.procurement.regime import RegimeKind
from commonweal.scheme.checks.context import Context, Verdict, met, not_met, unknown
from commonweal.scheme.checks.reach import outside_valuation


def check(context: Context) -> Verdict:
    """The value is known, or is shown as unknown and never as small."""
    if outside := outside_valuation(context):
        return outside
    valuation = context.valuation
    if valuation.lowest is not None and valuation.highest is not None:
        return met(f"The value is {valuation}.")
    if context.regime_is(RegimeKind.BELOW_THRESHOLD):
        return not_met("The value is unknown and counts as above the threshold, but the case says below threshold.")
    because = f": {valuation.unknown_because}" if valuation.unknown_because else ""
    return unknown(f"The value is unknown{because}.", where="stages")
