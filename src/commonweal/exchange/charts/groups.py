"""Social value by mission, or by kind of effect, stacked year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.legend import Entry, draw_key
from commonweal.exchange.charts.look import INK, KINDS, MARGIN, SHADES, domain, frame, layer, pounds_axis, room_for
from commonweal.exchange.charts.wording import about, has_prices
from commonweal.forecast.result import Forecast, GroupForecast
from commonweal.record.text import first_upper, inside_sentence

MISSIONS, BY_KIND = "missions", "kinds"
NO_MISSION = "Given to no mission"


def draw_missions(forecast: Forecast, *, titles: Mapping[str, str] | None = None, size: Size = WIDE) -> Chart:
    """Expected social value of each mission by year, contract and branch together; `titles` by the missions' codes."""
    named = [group for group in forecast.missions if group.name]
    because = "No effect is given to a mission." if not named else _without_prices(forecast)
    if because:
        return leave_out(MISSIONS, "Social value by mission", because=because, size=size)
    known = titles or {}
    names = {group.name: known.get(group.name, first_upper(group.name) or NO_MISSION) for group in forecast.missions}
    worth = [group for group in forecast.missions if any(group.by_year)]
    colours = {group.name: SHADES[place % len(SHADES)] for place, group in enumerate(worth)}
    return _draw_groups(MISSIONS, forecast, worth, names=names, colours=colours, size=size)


def draw_kinds(forecast: Forecast, *, size: Size = WIDE) -> Chart:
    """Expected social value of each kind of effect by year, contract and branch together."""
    because = _without_prices(forecast)
    if because:
        return leave_out(BY_KIND, "Social value by kind of effect", because=because, size=size)
    order = list(KINDS)
    worth = sorted((each for each in forecast.kinds if any(each.by_year)), key=lambda each: order.index(each.name))
    names = {group.name: first_upper(group.name) for group in worth}
    return _draw_groups(BY_KIND, forecast, worth, names=names, colours=KINDS, size=size)


def _without_prices(forecast: Forecast) -> str:
    if not has_prices(forecast):
        return "No effect has a price, so there are no pounds to share out."
    worth = any(any(group.by_year) for group in forecast.kinds)
    return "" if worth else "What has a price is expected to be worth nothing in any year."


def _draw_groups(
    name: str,
    forecast: Forecast,
    groups: Sequence[GroupForecast],
    *,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    size: Size,
) -> Chart:
    title = _title(groups, names)
    return Chart(
        name=name,
        title=title,
        description=_describe(forecast, groups, names),
        spec=_draw(forecast, groups, names=names, colours=colours, title=title, size=size),
        table=_tabulate(groups, names),
        size=size,
    )


def _total(group: GroupForecast) -> Decimal:
    return sum(group.by_year, start=Decimal(0))


def _title(groups: Sequence[GroupForecast], names: Mapping[str, str]) -> str:
    best, worst = max(groups, key=_total), min(groups, key=_total)
    gain = f"{names[best.name]}: about {about(_total(best))} of expected social value"
    if _total(best) <= 0:
        return f"No gain is expected; {inside_sentence(names[worst.name])}: about {about(_total(worst))}"
    others = len(groups) - 1
    if _total(worst) < 0:
        return f"{gain}; {inside_sentence(names[worst.name])}: about {about(_total(worst))}"
    return f"{gain}, the most of {others + 1}" if others else gain


def _describe(forecast: Forecast, groups: Sequence[GroupForecast], names: Mapping[str, str]) -> str:
    said = []
    for group in groups:
        peak = max(range(len(group.by_year)), key=lambda year: abs(group.by_year[year]))
        said.append(
            f"{names[group.name]}: about {about(_total(group))} in all, at its greatest in year {peak + 1} "
            f"({about(group.by_year[peak])})."
        )
    with_branch = ", the contract and what may follow it together" if forecast.branch else ""
    return f"Expected social value in each year, stacked{with_branch}. {' '.join(said)}"


def _draw(
    forecast: Forecast,
    groups: Sequence[GroupForecast],
    *,
    names: Mapping[str, str],
    colours: Mapping[str, str],
    title: str,
    size: Size,
) -> Spec:
    spans = _stacked(groups)
    span = domain(spans)
    left = room_for(span, size)
    width = size.width - 2 * MARGIN - left
    key = [Entry(words=f"{names[each.name]}: {about(_total(each))}", colour=colours[each.name]) for each in groups]
    return frame(
        title,
        f"Expected in each year from the start, at present value, in pounds of {forecast.price_base}",
        size,
        spacing=14,
        vconcat=[
            draw_key(key, size, width=width, left=left),
            {
                "width": width,
                "height": 180 if size.narrow else 260,
                "layer": _layers(groups, colours, span, size),
            },
        ],
    )


def _layers(groups: Sequence[GroupForecast], colours: Mapping[str, str], span: list[float], size: Size) -> list[Spec]:
    rows = [
        {"year": year + 1, "value": float(value), "colour": colours[group.name], "order": place}
        for place, group in enumerate(groups)
        for year, value in enumerate(group.by_year)
        if value
    ]
    x = {
        "field": "year",
        "type": "ordinal",
        "scale": {"domain": _years(groups), "paddingInner": 0.25, "paddingOuter": 0.15},
        "axis": {
            "title": None,
            "labelAngle": 0,
            "labelOverlap": "parity",
            "labelSeparation": 6,
            "grid": False,
            "ticks": False,
        },
    }
    axis = pounds_axis(max(abs(end) for end in span), size)
    y = {"field": "value", "type": "quantitative", "scale": {"domain": span, "nice": True}, "axis": axis}
    bars = {
        "x": x,
        "y": {**y, "stack": "zero"},
        "fill": {"field": "colour", "type": "nominal", "scale": None},
        "order": {"field": "order", "type": "quantitative"},
    }
    return [
        layer({"type": "bar", "stroke": INK, "strokeWidth": 0.75}, bars, rows),
        layer({"type": "rule", "color": INK, "strokeWidth": 1}, {"y": y}, [{"value": 0.0}]),
    ]


def _years(groups: Sequence[GroupForecast]) -> list[int]:
    return list(range(1, len(groups[0].by_year) + 1))


def _stacked(groups: Sequence[GroupForecast]) -> list[Decimal]:
    """How high the gains of each year stand on each other, and how deep the losses."""
    by_year = list(zip(*(group.by_year for group in groups), strict=True))
    gains = [sum((each for each in year if each > 0), start=Decimal(0)) for year in by_year]
    losses = [sum((each for each in year if each < 0), start=Decimal(0)) for year in by_year]
    return [*gains, *losses]


def _tabulate(groups: Sequence[GroupForecast], names: Mapping[str, str]) -> Table:
    return Table(
        columns=(
            Column(heading="Year", unit=Unit.NUMBER),
            *(Column(heading=f"{names[group.name]} (£)") for group in groups),
        ),
        rows=tuple(
            (Decimal(year + 1), *(group.by_year[year] for group in groups)) for year in range(len(groups[0].by_year))
        ),
    )
