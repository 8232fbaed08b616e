"""Capability before and after: what the procurement leaves behind, who holds it, and whether it lasts."""

from __future__ import annotations

from collections.abc import Sequence

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.look import INK, KINDS, PAPER, layer
from commonweal.exchange.charts.rows import Laid, Row, draw_rows, lay_rows
from commonweal.exchange.charts.wording import quoted
from commonweal.exchange.forecast_report.words import say_share
from commonweal.forecast.capability import MOST_MATURITY
from commonweal.forecast.capability_value import CapabilityForecast
from commonweal.forecast.result import Forecast
from commonweal.record.text import inside_sentence

NAME = "capability"
TITLE = "What it leaves behind"
LASTS = {True: "outlasts the contract", False: "ends with the contract", None: "nobody has said if it lasts"}


def draw_capability(forecast: Forecast, *, size: Size = WIDE) -> Chart:
    """The maturity of each capability, 0 to 5, before and after, with the chance that it comes about."""
    gains = forecast.capabilities
    if not gains:
        return leave_out(NAME, TITLE, because="No capability is stated, so none is known to be left behind.", size=size)
    title = _title(gains)
    return Chart(
        name=NAME,
        title=title,
        description=" ".join(
            [f"Maturity from 0 to {MOST_MATURITY}, before and after.", *(_describe(gain) for gain in gains)]
        ),
        spec=_draw(gains, title=title, size=size),
        table=_tabulate(gains),
        size=size,
    )


def _title(gains: Sequence[CapabilityForecast]) -> str:
    if len(gains) == 1:
        gain = gains[0]
        goes = f"{quoted(gain.title)} goes from {gain.before} to {gain.after} of {MOST_MATURITY}"
        return f"{goes}, and {LASTS[gain.survives]}"
    rising = sum(gain.gain > 0 for gain in gains)
    lasting = sum(gain.survives is True for gain in gains)
    return f"{rising} of {len(gains)} capabilities would rise; {lasting} would outlast the contract"


def _describe(gain: CapabilityForecast) -> str:
    return f"{gain.title}: from {gain.before} to {gain.after}; {_words(gain)}."


def _words(gain: CapabilityForecast) -> str:
    held = f"held by {inside_sentence(gain.held_by)}, " if gain.held_by else ""
    return f"{held}{LASTS[gain.survives]}; comes about in {say_share(gain.chance)} of cases"


def _draw(gains: Sequence[CapabilityForecast], *, title: str, size: Size) -> Spec:
    laid = lay_rows([Row(name=gain.title, words=_words(gain)) for gain in gains], size)
    axis = {"title": None, "values": list(range(MOST_MATURITY + 1)), "format": "d"}
    scale = {"domain": [-0.15, MOST_MATURITY + 0.15], "nice": False, "zero": False}
    x = {"field": "before", "type": "quantitative", "scale": scale, "axis": axis}
    subtitle = f"Maturity, 0 to {MOST_MATURITY}: hollow before, filled after, if it comes about"
    return draw_rows(laid, _layers(gains, laid, x), title=title, subtitle=subtitle, x=x)


def _layers(gains: Sequence[CapabilityForecast], laid: Laid, x: Spec) -> list[Spec]:
    rows = [
        {"before": float(gain.before), "after": float(gain.after), "y": middle}
        for gain, middle in zip(gains, laid.middles, strict=True)
    ]
    point = {"type": "point", "shape": "circle", "size": 150, "filled": True, "opacity": 1, "stroke": INK}
    line = {"type": "rule", "color": KINDS["capability"], "strokeWidth": 4}
    after = {**x, "field": "after"}
    return [
        layer(line, {"x": x, "x2": {"field": "after"}, "y": laid.y}, rows),
        layer({**point, "color": PAPER, "strokeWidth": 2}, {"x": x, "y": laid.y}, rows),
        layer({**point, "color": KINDS["capability"], "strokeWidth": 2}, {"x": after, "y": laid.y}, rows),
    ]


def _tabulate(gains: Sequence[CapabilityForecast]) -> Table:
    return Table(
        columns=(
            Column(heading="Capability", unit=Unit.TEXT),
            Column(heading="Before", unit=Unit.NUMBER),
            Column(heading="After", unit=Unit.NUMBER),
            Column(heading="Chance", unit=Unit.SHARE),
            Column(heading="Held by", unit=Unit.TEXT),
            Column(heading="Lasts", unit=Unit.TEXT),
            Column(heading="Worth to what follows (£)"),
        ),
        rows=tuple(
            (
                gain.title,
                gain.before,
                gain.after,
                gain.chance.value,
                gain.held_by,
                LASTS[gain.survives],
                gain.value.value,
            )
            for gain in gains
        ),
    )
