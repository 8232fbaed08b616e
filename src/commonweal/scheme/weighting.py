"""Weightings: published percentages, shared out exactly."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

from commonweal.record.errors import MisuseError


def share_out(total: Decimal, claims: Sequence[float], *, least: Decimal, unit: Decimal = Decimal(1)) -> list[Decimal]:
    """Share a total in proportion to claims, in whole units, each share at least `least`, the sum exact.

    Largest remainder (Hamilton), after the least is given: a claim whose proportion falls under the least gets the
    least, and the others share what is left. Ties go to the earlier claim. A total that is no multiple of the unit is
    shared in hundredths. Raises MisuseError when the leasts exceed the total.
    """
    if not claims:
        return []
    if any(claim <= 0 for claim in claims):
        raise MisuseError("Every claim to a weighting is above zero.")
    if least * len(claims) > total:
        raise MisuseError(f"{len(claims)} criteria of at least {least}% do not fit into {total}%.")
    if total % unit or least % unit:
        unit = Decimal("0.01")
    at_least: set[int] = set()
    while True:
        free = [index for index in range(len(claims)) if index not in at_least]
        left = total - least * len(at_least)
        scale = sum(claims[index] for index in free)
        under = {index for index in free if float(left) * claims[index] / scale < float(least)} if free else set()
        if not under:
            break
        at_least |= under
    shares = [least] * len(claims)
    exact = {index: left * Decimal(claims[index] / scale) for index in free}
    for index in free:
        shares[index] = max(least, (exact[index] / unit).to_integral_value(ROUND_FLOOR) * unit)
    spare = int((total - sum(shares)) / unit)
    by_remainder = sorted(free, key=lambda index: (-(exact[index] - shares[index]), index))
    for index in by_remainder[:spare]:
        shares[index] += unit
    return shares
