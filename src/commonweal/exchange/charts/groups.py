"""Social value by mission, or by kind of effect, stacked year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.look import INK, KINDS, SHADES, domain, frame, layer, pounds_axis
from commonweal.exchange.charts.wording import about, has_prices
from commonweal.forecast.result import Forecast, GroupForecast
from commonweal.record.text import first_upper

MISSIONS, BY_KIND = "missions", "kinds"
NO_MISSION = "No mission"


def draw_missions(forecast: Forecast, *, titles: Mapping[str, str] | None = None, size: Size = WIDE) -> Chart:
    """Expected social value of each mission by year, contract and branch together; `titles` by the missions' codes."""
    named = [group for group in forecast.missions if group.name]
    because = "No effect is given to a mission." if not named else _without_prices(forecast)
    if because:
        return leave_out(MISSIONS, "Social value by mission", because=because, size=size)
    known = titles or {}
    names = {group.name: known.get(group.name, first_upper(group.name)) or NO_MISSION for group in forecast.missions}
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
        return f"No gain is expected: {names[worst.name]} comes to about {about(_total(worst))}"
    others = len(groups) - 1
    if _total(worst) < 0:
        return f"{gain}; {names[worst.name].lower()} takes about {about(abs(_total(worst)))} away"
    return f"{gain}, the most of {others + 1}" if others else gain


def _describe(forecast: Forecast, groups: Sequence[GroupForecast], names: Mapping[str, str]) -> str:
    said = []
    for group in groups:
        peak = max(range(len(group.by_year)), key=lambda year: abs(group.by_year[year]))
        said.append(
            f"{names[group.name]}: about {about(_total(group))} in all, most of it in year {peak + 1} "
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
    labels = {group.name: f"{names[group.name]}: {about(_total(group))}" for group in groups}
    rows = [
        {"year": year + 1, "value": float(value), "group": labels[group.name], "order": place}
        for place, group in enumerate(groups)
        for year, value in enumerate(group.by_year)
        if value
    ]
    spans = _stacked(groups)
    domain_y = {"domain": domain(spans), "nice": True}
    axis = pounds_axis(max(abs(float(each)) for each in spans), size)
    scale = {"domain": list(labels.values()), "range": [colours[group.name] for group in groups]}
    legend = {
        "title": None,
        "orient": "top",
        "direction": "vertical" if size.narrow else "horizontal",
        "columns": 1 if size.narrow else 2,
        "symbolType": "square",
        "symbolStrokeColor": INK,
        "symbolStrokeWidth": 0.75,
        "labelLimit": 0,
    }
    years = list(range(1, len(groups[0].by_year) + 1))
    x = {
        "field": "year",
        "type": "ordinal",
        "scale": {"domain": years, "paddingInner": 0.25, "paddingOuter": 0.15},
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": "parity", "grid": False, "ticks": False},
    }
    zero = {"y": {"datum": 0, "type": "quantitative"}}
    return frame(
        title,
        f"Expected in each year from the start, at present value, in pounds of {forecast.price_base}",
        size,
        width=size.width,
        height=180 if size.narrow else 260,
        autosize={"type": "fit-x", "contains": "padding"},
        layer=[
            layer(
                {"type": "bar", "stroke": INK, "strokeWidth": 0.75},
                {
                    "x": x,
                    "y": {"field": "value", "type": "quantitative", "scale": domain_y, "axis": axis, "stack": "zero"},
                    "fill": {"field": "group", "type": "nominal", "scale": scale, "legend": legend},
                    "order": {"field": "order", "type": "quantitative"},
                },
                rows,
            ),
            layer({"type": "rule", "color": INK, "strokeWidth": 1}, zero, [{}]),
        ],
    )


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
