"""A bulk forecast in a terminal: totals with their far percentiles, and how sure they are."""

from __future__ import annotations

from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from commonweal.exchange.forecast_report.words import say_amount, say_pounds, say_share
from commonweal.exchange.report.console import make_console
from commonweal.forecast.bulk.running import BulkForecast, BulkTotals
from commonweal.forecast.bulk.tally import BulkSpread


def print_bulk(forecast: BulkForecast) -> None:
    """Print it."""
    parts: list[RenderableType] = [
        Text(forecast.title, style="bold"),
        Text(f"{forecast.trials:,} independent trials, each with its own beliefs and gates.", style="dim"),
        *(each for words, totals in _parts(forecast) for each in _totals(words, totals, forecast.price_base)),
        Text("\nHow sure these are", style="bold cyan"),
        *(Padding(Text(each), (0, 2)) for each in _sureness(forecast)),
    ]
    make_console().print(Group(*parts))


def _totals(words: str, totals: BulkTotals, price_base: int) -> list[RenderableType]:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), collapse_padding=True)
    for place, column in enumerate(("", "mean", "P1", "P5", "median", "P95", "P99")):
        table.add_column(column, justify="right" if place else "left", overflow="fold")
    for name, spread in _lines(totals):
        numbers = (spread.mean, spread.p1, spread.p5, spread.p50, spread.p95, spread.p99)
        table.add_row(name, *(say_amount(each) for each in numbers))
    odds = f"The net value lies above zero in {say_share(totals.net.positive_share)} of the trials."
    heading = Text(f"\n{words}, in pounds of {price_base}, at present value", style="bold cyan")
    return [heading, table, Padding(Text(odds), (0, 2))]


def _parts(forecast: BulkForecast) -> list[tuple[str, BulkTotals]]:
    if forecast.together is None:
        return [("The contract", forecast.contract)]
    return [("The contract alone", forecast.contract), ("With the branch", forecast.together)]


def _lines(totals: BulkTotals) -> tuple[tuple[str, BulkSpread], ...]:
    return (
        ("social value", totals.social_value),
        ("public cost", totals.public_cost),
        ("net", totals.net),
    )


def _sureness(forecast: BulkForecast) -> list[str]:
    net = _parts(forecast)[-1][1].net
    said = [f"Of all trials the net value ran from {say_pounds(net.least)} to {say_pounds(net.most)}."]
    if net.mean.low is not None and net.mean.high is not None and net.mean.low < net.mean.high:
        said.append(f"Its mean lies between {_exact(net.mean.low)} and {_exact(net.mean.high)}, at 95%.")
    if net.cell:
        said.append(f"Trials are counted in cells of £{net.cell:,.2f}: no percentile is off by more through that.")
    return [*said, f"The same seed, {forecast.seed}, gives the same numbers, wherever the trials are drawn."]


def _exact(amount: Decimal) -> str:
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.0f}"
