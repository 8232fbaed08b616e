"""How price earns its points or decides, by the scheme's method: as formulas, and in words beside them."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.procurement.procurement import PriceMethod, Split


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceCells:
    """Addresses that a price formula reads: this bid's price and points, all prices counted, two published prices."""

    price: str
    points: str
    prices: str
    full: str = ""
    none: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePart:
    """A price method as the result shows it.

    `head` names the column. `entered`: people enter the points. `published`: two prices are asked for. `ranked` is
    what the ranking goes by, `least` whether the least of it wins.
    """

    head: str
    words: tuple[str, ...]
    has_price: bool = True
    entered: bool = False
    published: bool = False
    decides: bool = False
    least: bool = False


RELATIVE = "It is relative: a bid's points hang on the other bids, so one bid more or fewer can change the order."


def price_part(split: Split) -> PricePart:
    """The price part of a split, with its formula told in words."""
    most = f"{split.price:f}"
    words: tuple[str, ...]
    if split.method is PriceMethod.PRICE_PER_QUALITY_POINT:
        words = ("Price per point = price / points for quality and social value. The least wins.",)
        return PricePart(head="Price per point (£)", words=words, decides=True, least=True)
    if split.method is PriceMethod.VALUE_INDEX:
        words = ("Points per £1m = points for quality and social value / price × 1,000,000. The most wins.",)
        return PricePart(head="Points per £1m", words=words, decides=True)
    if not split.price:
        return PricePart(head="Price points", words=("Price carries no weighting in this award.",), has_price=False)
    if split.method is PriceMethod.LOWEST_RATIO:
        words = (f"Price points = {most} × lowest price / price, over the bids that are assessed.", RELATIVE)
        return PricePart(head="Price points", words=words)
    if split.method is PriceMethod.LINEAR:
        formula = f"{most} × (1 - (price - lowest) / (highest - lowest))"
        words = (f"Price points = {formula}; where all are equal, {most}.", RELATIVE)
        return PricePart(head="Price points", words=words)
    if split.method is PriceMethod.FIXED_POINT:
        words = (f"Price points = {most} at the first published price or below, falling evenly to 0 at the second.",)
        return PricePart(head="Price points", words=words, published=True)
    words = (
        f"The scheme does not state how price earns its {most} points: state it before publication.",
        "Until the scheme does, enter the points that the published method gives. This workbook works none out.",
    )
    return PricePart(head="Price points (enter)", words=words, entered=True)


def price_formula(split: Split, cells: PriceCells) -> str:
    """What price earns, or the figure that decides, of a bid whose price and points are there."""
    most = f"{split.price:f}"
    match split.method:
        case PriceMethod.PRICE_PER_QUALITY_POINT:
            return f"{cells.price}/{cells.points}"
        case PriceMethod.VALUE_INDEX:
            return f"{cells.points}/{cells.price}*1000000"
        case PriceMethod.LOWEST_RATIO:
            return f"{most}*MIN({cells.prices})/{cells.price}"
        case PriceMethod.LINEAR:
            low, high = f"MIN({cells.prices})", f"MAX({cells.prices})"
            return f"IF({low}={high},{most},{most}*(1-({cells.price}-{low})/({high}-{low})))"
        case PriceMethod.FIXED_POINT:
            share = f"({cells.none}-{cells.price})/({cells.none}-{cells.full})"
            return f"{most}*MAX(0,MIN(1,{share}))"
        case PriceMethod.UNSTATED:
            return "0"
