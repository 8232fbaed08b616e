"""How the numbers of a challenge are said: shares in whole percents, points to a tenth."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what challenges loads numpy, and saying a number need not wait for that
    from commonweal.challenge.moving import Fared

NAMED = 3


def say_part(share: Decimal | None) -> str:
    """A share in whole percents, never rounded to certainty; 'not known' where there is none."""
    if share is None:
        return "not known"
    if 0 < share < Decimal("0.005"):
        return "under 1%"
    if Decimal("0.995") < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def say_points(points: Decimal | float) -> str:
    """Percentage points of the whole mark, to a tenth: '3.2', '4', '0'."""
    return f"{points:.1f}".removesuffix(".0").replace("-", "−")


def say_change(before: str, after: str) -> str:
    """'21% to 61%', or 'stays 21%' where both are said alike."""
    return f"stays {after}" if before == after else f"{before} to {after}"


def say_fared(fared: Fared) -> str:
    """In how many draws of V, M and K a claim holds, and what alone would turn it over."""
    if fared.share == 1:
        return f"This holds in every one of {fared.draws:,} draws."
    if fared.share < Decimal("0.5") and not fared.flips:
        return f"This does not hold: it would in {say_part(fared.share)} of {fared.draws:,} draws."
    said = f"This holds in {say_part(fared.share)} of {fared.draws:,} draws"
    if fared.holds:
        return f"{said}."
    if not fared.flips:
        return f"{said}, which is too few to rely on; no single judgement turns it over alone."
    more = len(fared.flips) - NAMED
    named = "; ".join(fared.flips[:NAMED])
    others = f"; and {more} more such" if more > 0 else ""
    return f"{said}, too few to rely on. It turns over {named}{others}."
