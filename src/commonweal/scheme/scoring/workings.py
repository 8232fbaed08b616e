"""The arithmetic of one bid, line by line, as a person would check it by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from commonweal.procurement.procurement import PriceMethod
from commonweal.record.digest import plain_decimal
from commonweal.record.errors import MisuseError
from commonweal.scheme.scoring.bid import Bid
from commonweal.scheme.scoring.points import (
    as_decimal,
    checked_price,
    checked_score,
    criterion_points,
    price_points,
    rounded,
)
from commonweal.scheme.scoring.rules import CriterionRule, Part, PriceRule, ScoringRules

SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingLine:
    """One step: what is worked out, the sum in words, and its result in points (or pounds for a price per point)."""

    what: str
    sum: str
    result: Fraction

    def __str__(self) -> str:
        return f"{self.what}: {self.sum} = {say_number(self.result)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """A bid with its points. `decides` is what the order goes by; `lines` shows the arithmetic."""

    bid: Bid
    points: dict[str, Fraction]
    price_points: Fraction
    quality: Fraction
    social_value: Fraction
    decides: Fraction
    lines: tuple[WorkingLine, ...]


def assess(rules: ScoringRules, bid: Bid, prices: Sequence[Fraction]) -> Assessed:
    """Every line of one bid's arithmetic; `prices` are those of all bids that are assessed.

    Raises MisuseError, naming the bid, for a score or price that is missing or impossible.
    """
    criteria = [_criterion_line(rule, bid, rules.decimals) for rule in rules.criteria]
    points = {rule.id: line.result for rule, line in zip(rules.criteria, criteria, strict=True)}
    of = {part: sum((points[each.id] for each in rules.criteria if each.part is part), Fraction(0)) for part in Part}
    lines, earned = list(criteria), Fraction(0)
    if rules.price.weighting:
        lines.append(_price_line(rules.price, bid, prices, rules.decimals))
        earned = lines[-1].result
    total = of[Part.QUALITY] + of[Part.SOCIAL_VALUE] + earned
    lines.append(WorkingLine(what="Total", sum=" + ".join(say_number(line.result) for line in lines), result=total))
    if rules.price.method.is_absolute:
        lines.append(_deciding_line(rules.price.method, bid, total))
    return Assessed(
        bid=bid,
        points=points,
        price_points=earned,
        quality=of[Part.QUALITY],
        social_value=of[Part.SOCIAL_VALUE],
        decides=lines[-1].result,
        lines=tuple(lines),
    )


def _criterion_line(rule: CriterionRule, bid: Bid, decimals: int | None) -> WorkingLine:
    score = checked_score(rule, bid)
    said = f"{plain_decimal(score)} / {plain_decimal(rule.maximum)} × {plain_decimal(rule.weighting)}"
    return _line(rule.title, said, criterion_points(rule, score), decimals)


def _price_line(rule: PriceRule, bid: Bid, prices: Sequence[Fraction], decimals: int | None) -> WorkingLine:
    price = checked_price(bid)
    return _line("Price", _price_sum(rule, price, prices), price_points(rule, price, prices), decimals)


def _line(what: str, said: str, exact: Fraction, decimals: int | None) -> WorkingLine:
    """A sum with its result, and whether that was rounded."""
    result = rounded(exact, decimals)
    if result != exact:
        said = f"{said}, rounded to {decimals} decimal place{'' if decimals == 1 else 's'}"
    return WorkingLine(what=what, sum=said, result=result)


def _price_sum(rule: PriceRule, price: Fraction, prices: Sequence[Fraction]) -> str:
    most, lowest, highest = plain_decimal(rule.weighting), say_number(min(prices)), say_number(max(prices))
    if rule.method is PriceMethod.LOWEST_RATIO:
        return f"{most} × {lowest} / {say_number(price)}"
    if rule.method is PriceMethod.LINEAR:
        if lowest == highest:
            return f"{most}, for all prices are equal"
        return f"{most} × (1 - ({say_number(price)} - {lowest}) / ({highest} - {lowest}))"
    full, none = plain_decimal(rule.full_at or Decimal(0)), plain_decimal(rule.none_at or Decimal(0))
    return f"{most} × ({none} - {say_number(price)}) / ({none} - {full}), no less than 0 and no more than {most}"


def _deciding_line(method: PriceMethod, bid: Bid, points: Fraction) -> WorkingLine:
    """Price per point, or points per £1m."""
    if not points:
        raise MisuseError(f"The points of {bid.name} are rounded to none, so that it has no price for each point.")
    price = checked_price(bid)
    if method is PriceMethod.VALUE_INDEX:
        said = f"{say_number(points)} / {say_number(price)} × 1,000,000"
        return WorkingLine(what="Points per £1m", sum=said, result=points / price * 1_000_000)
    said = f"{say_number(price)} / {say_number(points)}"
    return WorkingLine(what="Price per point (£)", sum=said, result=price / points)


def say_number(value: Fraction) -> str:
    """A number as people read it, to four places; 'about' where there are more."""
    shown = as_decimal(value, SHOWN)
    text = f"{shown:,f}".rstrip("0").rstrip(".")
    return text if Fraction(shown) == value else f"about {text}"
