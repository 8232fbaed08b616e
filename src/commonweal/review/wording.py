"""How a review says numbers, stages and ways of delivery inside a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from commonweal.procurement.procurement import DeliveryModel
from commonweal.procurement.stage import StageKind

if TYPE_CHECKING:
    from commonweal.review.asking import AskedLot
    from commonweal.review.remarks.context import Context

STAGE_WORDS = {
    StageKind.EXPLORE: "exploration",
    StageKind.PROTOTYPE: "prototype",
    StageKind.PILOT: "pilot",
    StageKind.DEMONSTRATE: "demonstration",
    StageKind.SCALE: "scale-up",
    StageKind.OPERATE: "operating contract",
}
MODEL_WORDS = {
    DeliveryModel.PILOT: "a pilot",
    DeliveryModel.SANDBOX: "a sandbox pilot",
    DeliveryModel.STAGED_FUNDING: "a staged programme",
    DeliveryModel.CHALLENGE: "a challenge",
    DeliveryModel.RESEARCH: "a study",
    DeliveryModel.CALL_OFF: "a call-off",
    DeliveryModel.CONVENTIONAL: "a conventional contract",
}
_LEAST_ODDS = 0.005


def shorten(text: str, longest: int = 80) -> str:
    """A quotation that ends at a word, or inside one that is too long.

    >>> shorten("one two three", 8)
    'one two …'
    >>> shorten("onetwothree", 8)
    'onetwoth …'
    """
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    space = flat.rfind(" ", longest // 2, longest)
    return flat[: space if space > 0 else longest].rstrip(" ,;") + " …"


def plain(number: Decimal) -> str:
    """As people write it: 10, 7.5."""
    return f"{number.normalize():f}"


def say_odds(share: float) -> str:
    """Odds in words that promise no more than they know.

    >>> say_odds(0.0001), say_odds(0.13)
    ('under 1%', 'about 13%')
    """
    return "under 1%" if share < _LEAST_ODDS else f"about {share:.0%}"


def say_lots(lot: AskedLot, context: Context) -> str:
    """Which lots, where the notice has more than one set of criteria."""
    if len(context.lots) < 2:
        return ""
    named = ", ".join(lot.lots[:5]) + (", …" if len(lot.lots) > 5 else "")
    return f" of lot{'s' * (len(lot.lots) > 1)} {named}"
