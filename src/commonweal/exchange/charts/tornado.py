"""The tornado: how far each belief alone moves net value, the widest on top."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.look import INK, TEAL, TEAL_LIGHT, domain, layer, pounds_axis
from commonweal.exchange.charts.rows import Laid, Row, draw_rows, lay_rows
from commonweal.exchange.charts.wording import about, quoted
from commonweal.exchange.forecast_report.words import number_of, say_ends
from commonweal.forecast.result import Forecast
from commonweal.forecast.sensitivity import Swing

NAME = "tornado"
TITLE = "What would change this"
MOST, LEAST_SHARE = 8, 0.01  # how many are drawn, and how wide a swing must be beside the widest


def draw_tornado(forecast: Forecast, *, size: Size = WIDE) -> Chart:
    """Mean net value with each belief at its P10 and at its P90, others as they are; the widest eight are drawn."""
    if forecast.sensitivity is None:
        return leave_out(NAME, TITLE, because="A live forecast leaves out how far each belief moves it.", size=size)
    drawn = _widest(forecast.sensitivity.swings)
    if not drawn:
        return leave_out(NAME, TITLE, because="No uncertain belief moves net value.", size=size)
    title = _title(drawn)
    return Chart(
        name=NAME,
        title=title,
        description=_describe(drawn, len(forecast.sensitivity.swings)),
        spec=_draw(forecast, drawn, title=title, size=size),
        table=_tabulate(forecast.sensitivity.swings),
        size=size,
    )


def _widest(swings: Sequence[Swing]) -> list[Swing]:
    known = [each for each in swings if each.at_p10.value is not None and each.at_p90.value is not None]
    widest = max((abs(float(each.swing)) for each in known), default=0.0)
    return [each for each in known if widest and abs(float(each.swing)) >= LEAST_SHARE * widest][:MOST]


def _title(drawn: Sequence[Swing]) -> str:
    first = drawn[0]
    low, high = sorted((number_of(first.at_p10), number_of(first.at_p90)))
    said = f"{quoted(first.title)} moves net value most: from about {about(low)} to {about(high)}"
    turning = sum(_turns(each) for each in drawn)
    if len(drawn) == 1 or not turning:
        return said if turning else f"{said}; no belief alone turns its sign"
    return (
        f"{said}; {turning} beliefs can each turn its sign alone" if turning > 1 else f"{said}; no other turns its sign"
    )


def _turns(swing: Swing) -> bool:
    """Whether net value lies surely on both sides of zero, beyond the margin of the method."""
    below, above = sorted((swing.at_p10, swing.at_p90), key=number_of)
    return below.high is not None and above.low is not None and below.high < 0 < above.low


def _describe(drawn: Sequence[Swing], count: int) -> str:
    said = [
        f"{each.title}, from {say_ends(each.p10, each.p90, each.unit)}: {about(each.at_p10)} to {about(each.at_p90)}."
        for each in drawn
    ]
    rest = count - len(drawn)
    left = f" {rest} more move it less; the table has them." if rest else ""
    return f"Mean net value with each belief held at its P10 and its P90. {' '.join(said)}{left}"


def _draw(forecast: Forecast, drawn: Sequence[Swing], *, title: str, size: Size) -> Spec:
    laid = lay_rows([Row(name=each.title, words=_ends(each)) for each in drawn], size)
    centre = number_of(forecast.policies.staged)
    span = domain([centre, *(end.value for each in drawn for end in (each.at_p10, each.at_p90))])
    axis = pounds_axis(max(abs(end) for end in span), size)
    x = {"field": "value", "type": "quantitative", "scale": {"domain": span, "nice": False}, "axis": axis}
    subtitle = (
        f"Mean net value, stopping where a stage fails, in pounds of {forecast.price_base}. "
        "Pale: the belief at its P10; dark: at its P90; dashed: as it is believed now"
    )
    return draw_rows(laid, _layers(drawn, laid, x, float(centre)), title=title, subtitle=subtitle, x=x)


def _ends(swing: Swing) -> str:
    return f"{say_ends(swing.p10, swing.p90, swing.unit)}: {about(swing.at_p10)} to {about(swing.at_p90)}"


def _layers(drawn: Sequence[Swing], laid: Laid, x: Spec, centre: float) -> list[Spec]:
    bars = [
        {"value": centre, "to": float(end), "y": middle, "colour": colour}
        for each, middle in zip(drawn, laid.middles, strict=True)
        for end, colour in ((each.at_p10, TEAL_LIGHT), (each.at_p90, TEAL))
    ]
    bar = {"type": "bar", "orient": "horizontal", "size": 14, "stroke": INK, "strokeWidth": 0.75}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    middle = {"type": "rule", "color": INK, "strokeWidth": 1.5, "strokeDash": [4, 3]}
    return [
        layer(bar, {"x": x, "x2": {"field": "to"}, "y": laid.y, "color": colour}, bars),
        layer(middle, {"x": x}, [{"value": centre}]),
    ]


def _tabulate(swings: Sequence[Swing]) -> Table:
    return Table(
        columns=(
            Column(heading="Belief", unit=Unit.TEXT),
            Column(heading="Unit", unit=Unit.TEXT),
            Column(heading="P10", unit=Unit.NUMBER),
            Column(heading="P90", unit=Unit.NUMBER),
            Column(heading="Net value at P10 (£)"),
            Column(heading="Net value at P90 (£)"),
            Column(heading="Swing (£)"),
        ),
        rows=tuple(
            (each.title, each.unit, each.p10, each.p90, each.at_p10.value, each.at_p90.value, each.swing)
            for each in swings
        ),
    )
