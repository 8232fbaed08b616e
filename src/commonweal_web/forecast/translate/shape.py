"""The curve of a belief as a drawing, with its quantiles where they can be taken hold of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from commonweal.exchange.forecast_report.words import say_number
from commonweal.forecast.estimate import stated as to_decimal
from commonweal.forecast.inputs import StatedBelief
from commonweal.quantities.belief import Belief
from commonweal.quantities.curve import Curve, curve_of
from commonweal.quantities.distribution import Distribution, distribution_of
from commonweal.quantities.eliciting import elicit
from commonweal.quantities.family import level_of

WIDTH, HEIGHT, TOP, FOOT = 400, 190, 34, 8  # of the drawing: room above for names of quantiles, below for the base
USUAL = ("p10", "p50", "p90")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantile:
    """A quantile of the drawing. `asked` is empty where nobody stated it; `handle` where it can be moved."""

    name: str
    x: str
    value: str
    asked: str
    achieved: str
    handle: bool

    @property
    def title(self) -> str:
        return self.name.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A belief drawn: `path` of its outline, or `bars` of separate values as (x, y, height)."""

    path: str
    bars: tuple[tuple[str, str, str], ...]
    low: str
    high: str
    least: str
    most: str
    quantiles: tuple[Quantile, ...]
    mean: str
    sd: str
    unit: str
    warnings: tuple[str, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT
    top: int = TOP


def draw_shape(stated: StatedBelief) -> Shape:
    """The curve of a belief, what was asked of it, and what it has. Raises MisuseError for one without numbers."""
    belief = stated.belief
    distribution = distribution_of(belief)
    curve = curve_of(distribution)
    return Shape(
        path="" if curve.discrete else _outline(curve),
        bars=_bars(curve) if curve.discrete else (),
        low=say(curve.low),
        high=say(curve.high),
        least=f"{curve.low:.12g}",
        most=f"{curve.high:.12g}",
        quantiles=_quantiles(belief, distribution, curve),
        mean=say(distribution.mean),
        sd=say(distribution.sd),
        unit=stated.unit,
        warnings=tuple(each.message for each in elicit(belief).findings) if belief.elicited else (),
    )


def say(number: float) -> str:
    return say_number(to_decimal(number))


def _quantiles(belief: Belief, distribution: Distribution, curve: Curve) -> tuple[Quantile, ...]:
    asked = belief.quantiles()
    return tuple(
        Quantile(
            name=name,
            x=_number(_across(curve, found)),
            value=f"{found:.12g}",
            asked=say_number(asked[name]) if name in asked else "",
            achieved=say(found),
            handle=name in asked,
        )
        for name in (asked or USUAL)
        for found in [distribution.quantile(level_of(name))]
    )


def _outline(curve: Curve) -> str:
    base = HEIGHT - FOOT
    points = [f"{_number(_across(curve, x))} {_number(y)}" for x, y in _heights(curve)]
    return f"M0 {base} L{' L'.join(points)} L{WIDTH} {base} Z"


def _bars(curve: Curve) -> tuple[tuple[str, str, str], ...]:
    base = HEIGHT - FOOT
    return tuple((_number(_across(curve, x) - 2), _number(y), _number(base - y)) for x, y in _heights(curve))


def _heights(curve: Curve) -> Sequence[tuple[float, float]]:
    """Each point with its height in the drawing; where a density runs away it is cut at four times the middling."""
    tops = sorted(y for _x, y in curve.points)
    most = min(tops[-1], 4 * tops[int(len(tops) * 0.9)] or tops[-1]) or 1.0
    room = HEIGHT - FOOT - TOP
    return [(x, HEIGHT - FOOT - min(y / most, 1.0) * room) for x, y in curve.points]


def _across(curve: Curve, x: float) -> float:
    return min(max((x - curve.low) / (curve.high - curve.low), 0.0), 1.0) * WIDTH


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
