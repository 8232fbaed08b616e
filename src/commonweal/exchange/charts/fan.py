"""The fan: social value as it adds up over the years, with how far it may lie from that, and what is spent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.legend import Entry, draw_key
from commonweal.exchange.charts.look import (
    INK,
    MARGIN,
    TEAL,
    TEAL_LIGHT,
    TEAL_MIDDLE,
    domain,
    frame,
    layer,
    pounds_axis,
    room_for,
)
from commonweal.exchange.charts.wording import about, between, has_prices
from commonweal.exchange.forecast_report.words import number_of
from commonweal.forecast.result import Forecast, YearForecast

NAME, CONTRACT, TOGETHER = "fan", "The contract alone", "With what may follow it"
PARTS = ("p5", "p25", "p50", "p75", "p95", "mean", "spent")
HEADINGS = ("P5", "P25", "median", "P75", "P95", "mean", "spent")
BETWEEN = 24  # pixels between two panels
NINE, HALF = "nine cases of ten", "half of cases"
BANDS = {NINE: TEAL_LIGHT, HALF: TEAL_MIDDLE}
LINES = {"median": (TEAL, (1, 0)), "mean": (TEAL, (2, 3)), "spent": (INK, (8, 4))}


def draw_fan(forecast: Forecast, *, size: Size = WIDE) -> Chart:
    """Cumulative social value by year (P5–P95, P25–P75, median, mean) and the cost spent; pounds at present value."""
    if not has_prices(forecast):
        return leave_out(
            NAME, "Social value over the years", because="No effect has a price, so no value adds up.", size=size
        )
    panels = [(CONTRACT, forecast.years)]
    if forecast.years_with_branch:
        panels.append((TOGETHER, forecast.years_with_branch))
    title = _title(forecast)
    return Chart(
        name=NAME,
        title=title,
        description=_describe(forecast, panels),
        spec=_draw(forecast, panels, title=title, size=size),
        table=_tabulate(forecast, panels),
        size=size,
    )


def _title(forecast: Forecast) -> str:
    last = (forecast.years_with_branch or forecast.years)[-1]
    said = (
        f"In {_years(forecast)} years about {about(last.mean)} of social value is expected, "
        f"for about {about(last.spent)} spent"
    )
    if not forecast.years_with_branch:
        return said
    return f"{said}; the contract alone brings about {about(forecast.years[-1].mean)}"


def _describe(forecast: Forecast, panels: Sequence[tuple[str, tuple[YearForecast, ...]]]) -> str:
    said = []
    for name, years in panels:
        last = years[-1]
        said.append(
            f"{name}: after {_years(forecast)} years the median is {about(last.p50)} and the mean {about(last.mean)}; "
            f"half of cases lie {between(last.p25, last.p75)}, nine of ten {between(last.p5, last.p95)}; "
            f"{about(last.spent)} is spent."
        )
    return f"Cumulative social value by year, as a fan about its median. {' '.join(said)}"


def _draw(
    forecast: Forecast, panels: Sequence[tuple[str, tuple[YearForecast, ...]]], *, title: str, size: Size
) -> Spec:
    rows = [row for name, years in panels for row in _points(forecast, name, years)]
    numbers = [number_of(getattr(year, part)) for _, years in panels for year in years for part in PARTS]
    beside = len(panels) > 1 and not size.narrow
    span = domain(numbers)
    left = room_for(span, size)
    width = size.width - 2 * MARGIN - left
    subtitle = f"Cumulative, at present value, in pounds of {forecast.price_base}; years from the start"
    facet = {"field": "panel", "type": "nominal", "sort": [name for name, _ in panels], "title": None}
    picture = {
        "data": {"values": rows},
        "facet": facet,
        "columns": 2 if beside else 1,
        "spacing": BETWEEN,
        "spec": {
            "width": (width - BETWEEN) / 2 if beside else width,
            "height": 160 if size.narrow else 240,
            "layer": _layers(forecast, span, size),
        },
        "resolve": {"axis": {"x": "independent"}},
    }
    return frame(title, subtitle, size, vconcat=[draw_key(_key(), size, width=width, left=left), picture], spacing=10)


def _key() -> list[Entry]:
    bands = [Entry(words=words, colour=colour) for words, colour in BANDS.items()]
    return [*bands, *(Entry(words=words, colour=colour, dashes=dashes) for words, (colour, dashes) in LINES.items())]


def _layers(forecast: Forecast, span: list[float], size: Size) -> list[Spec]:
    ticks = {"title": None, "grid": False, "tickMinStep": 1, "tickCount": 6, "labelFlush": False}
    end = float(forecast.horizon_months) / 12
    x = {"field": "at", "type": "quantitative", "axis": ticks, "scale": {"domain": [0, end], "nice": False}}
    axis = pounds_axis(max(abs(each) for each in span), size)
    y = {"type": "quantitative", "scale": {"domain": span, "nice": True}, "axis": axis}
    areas = [
        layer(
            {"type": "area", "opacity": 1, "color": BANDS[band]},
            {"x": x, "y": {"field": low, **y}, "y2": {"field": high}},
        )
        for band, low, high in ((NINE, "p5", "p95"), (HALF, "p25", "p75"))
    ]
    lines = [
        layer(
            {"type": "line", "color": colour, "strokeDash": list(dashes), "strokeWidth": 2.5, "strokeCap": "butt"},
            {"x": x, "y": {"field": "p50" if name == "median" else name, **y}},
        )
        for name, (colour, dashes) in LINES.items()
    ]
    return [*areas, *lines]


def _points(forecast: Forecast, panel: str, years: Sequence[YearForecast]) -> list[Spec]:
    """Nothing at the start, and then the end of each year; a year that is cut by the horizon ends there."""
    start: Spec = {"panel": panel, "at": 0.0, **dict.fromkeys(PARTS, 0.0)}
    return [
        start,
        *({"panel": panel, "at": float(_end(forecast, year)), **_floats(year)} for year in years if _known(year)),
    ]


def _floats(year: YearForecast) -> Spec:
    return {part: float(getattr(year, part)) for part in PARTS}


def _known(year: YearForecast) -> bool:
    return all(getattr(year, part).value is not None for part in PARTS)


def _end(forecast: Forecast, year: YearForecast) -> Decimal:
    return min(Decimal(year.year + 1), forecast.horizon_months / 12)


def _years(forecast: Forecast) -> str:
    """The horizon in years: 11.5, or 12."""
    return f"{(forecast.horizon_months / 12).quantize(Decimal('0.1')).normalize():f}"


def _tabulate(forecast: Forecast, panels: Sequence[tuple[str, tuple[YearForecast, ...]]]) -> Table:
    return Table(
        columns=(
            Column(heading="Part", unit=Unit.TEXT),
            Column(heading="Up to year", unit=Unit.YEARS),
            *(Column(heading=f"{heading} (£)") for heading in HEADINGS),
        ),
        rows=tuple(
            (name, _end(forecast, year), *(getattr(year, part).value for part in PARTS))
            for name, years in panels
            for year in years
        ),
    )
