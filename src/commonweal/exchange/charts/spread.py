"""How net value is spread under each policy: what each may bring at worst, at best and in between."""

from __future__ import annotations

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit
from commonweal.exchange.charts.look import INK, PAPER, TEAL, TEAL_MIDDLE, domain, layer, pounds_axis
from commonweal.exchange.charts.rows import Laid, Row, draw_rows, lay_rows
from commonweal.exchange.charts.staircase import POLICIES
from commonweal.exchange.charts.wording import about, between
from commonweal.exchange.forecast_report.words import say_share
from commonweal.forecast.estimate import Estimate
from commonweal.forecast.policy_spread import PolicySpread
from commonweal.forecast.result import Forecast

NAME = "spread"
ENDS = ("p5", "p25", "p50", "p75", "p95")


def draw_spread(forecast: Forecast, *, size: Size = WIDE) -> Chart:
    """Net value under each policy: P5–P95, P25–P75, median, and the mean as the policies themselves give it."""
    title = _title(forecast)
    return Chart(
        name=NAME,
        title=title,
        description=_describe(forecast),
        spec=_draw(forecast, title=title, size=size),
        table=_tabulate(forecast),
        size=size,
    )


def _title(forecast: Forecast) -> str:
    spreads = {each.policy: each.net for each in forecast.policies.spreads}
    informed, blind = spreads["with_evidence"], spreads["committed"]
    return (
        f"Decided on evidence, one case in twenty falls below about {about(informed.p5)}; "
        f"with every stage paid for, below about {about(blind.p5)}"
    )


def _describe(forecast: Forecast) -> str:
    said = [
        f"{POLICIES[each.policy]}: {between(each.net.p5, each.net.p95)} in nine cases of ten, median "
        f"{about(each.net.p50)}, mean {about(_mean(forecast, each))}, {_above(each)}."
        for each in forecast.policies.spreads
    ]
    return f"The spread of net value under five policies. {' '.join(said)}"


def _above(spread: PolicySpread) -> str:
    return f"above £0 in {say_share(spread.net.positive_share)} of cases"


def _mean(forecast: Forecast, spread: PolicySpread) -> Estimate:
    """The policy's own value: that of the spread has the noise of coins."""
    value: Estimate = getattr(forecast.policies, spread.policy)
    return value


def _draw(forecast: Forecast, *, title: str, size: Size) -> Spec:
    spreads = forecast.policies.spreads
    laid = lay_rows(
        [Row(name=POLICIES[each.policy], words=_above(each)) for each in spreads],
        size,
    )
    numbers = [getattr(each.net, end).value for each in spreads for end in ENDS]
    numbers += [_mean(forecast, each).value for each in spreads]
    span = domain(numbers)
    axis = pounds_axis(max(abs(end) for end in span), size)
    x = {"field": "p5", "type": "quantitative", "scale": {"domain": span, "nice": False}, "axis": axis}
    rows = [
        {"y": middle, **{end: float(getattr(each.net, end)) for end in ENDS}}
        for each, middle in zip(spreads, laid.middles, strict=True)
        if all(getattr(each.net, end).value is not None for end in ENDS)
    ]
    means = [
        {"y": middle, "mean": float(_mean(forecast, each))}
        for each, middle in zip(spreads, laid.middles, strict=True)
        if _mean(forecast, each).value is not None
    ]
    key = "Pale: P5 to P95; dark: P25 to P75; line: median; diamond: mean"
    subtitle = f"{key}. Net value at present value, in pounds of {forecast.price_base}"
    return draw_rows(laid, _layers(laid, x, rows, means), title=title, subtitle=subtitle, x=x)


def _layers(laid: Laid, x: Spec, rows: list[Spec], means: list[Spec]) -> list[Spec]:
    def bar(low: str, high: str, colour: str, thick: int) -> Spec:
        mark = {"type": "bar", "orient": "horizontal", "size": thick, "color": colour}
        return layer(mark, {"x": {**x, "field": low}, "x2": {"field": high}, "y": laid.y}, rows)

    tick = {"type": "tick", "orient": "vertical", "size": 20, "thickness": 3, "color": INK, "opacity": 1}
    point = {"type": "point", "shape": "diamond", "size": 90, "filled": True, "opacity": 1, "color": PAPER}
    return [
        bar("p5", "p95", TEAL_MIDDLE, 5),
        bar("p25", "p75", TEAL, 14),
        layer(tick, {"x": {**x, "field": "p50"}, "y": laid.y}, rows),
        layer(
            {**point, "stroke": INK, "strokeWidth": 1.5},
            {"x": {**x, "field": "mean"}, "y": laid.y},
            means,
        ),
    ]


def _tabulate(forecast: Forecast) -> Table:
    return Table(
        columns=(
            Column(heading="Policy", unit=Unit.TEXT),
            *(Column(heading=f"{heading} (£)") for heading in ("P5", "P25", "median", "P75", "P95", "mean")),
            Column(heading="Above £0", unit=Unit.SHARE),
        ),
        rows=tuple(
            (
                POLICIES[each.policy],
                *(getattr(each.net, end).value for end in ENDS),
                _mean(forecast, each).value,
                each.net.positive_share.value,
            )
            for each in forecast.policies.spreads
        ),
    )
