"""Axes and marks that pictures of shares have in common."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.charts.chart import Size, Spec
from commonweal.exchange.charts.look import INK, layer

WORDS_FORMAT = "format(datum.value * 100, '.0f') + '%'"


def share_axis(field: str, size: Size, *, most: float = 1.0) -> Spec:
    """An encoding of shares from 0 to `most`, its axis in percent."""
    axis = {"title": None, "labelExpr": WORDS_FORMAT, "tickCount": 4 if size.narrow else 6}
    return {"field": field, "type": "quantitative", "scale": {"domain": [0, most]}, "axis": axis}


def marked_at(share: Decimal, x: Spec) -> Spec:
    """A dashed line over all rows, at a share that bars are read against."""
    rule = {"type": "rule", "color": INK, "strokeWidth": 1.5, "strokeDash": [4, 3]}
    return layer(rule, {"x": {**x, "field": "at"}}, [{"at": float(share)}])
