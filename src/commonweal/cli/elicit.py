"""commonweal elicit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from commonweal.cli.options import JSON, print_json
from commonweal.record.errors import MisuseError

if TYPE_CHECKING:
    from commonweal.quantities.eliciting import Elicitation

# The families that quantiles can give: here, so that help need not load them. A test holds the two together.
FAMILIES = (
    "uniform",
    "triangular",
    "pert",
    "normal",
    "lognormal",
    "beta",
    "gamma",
    "poisson",
    "negative-binomial",
)
LEVELS = ("p5", "p10", "p25", "p50", "p75", "p90", "p95")


class Number(click.ParamType[Decimal]):
    """A decimal number, exactly as typed."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            number = Decimal(str(value).replace(",", ""))
        except ArithmeticError:
            self.fail(f"'{value}' is not a number.", param, ctx)
        if not number.is_finite():
            self.fail(f"'{value}' is not a number that can be used here.", param, ctx)
        return number


def _quantile_options(function: Any) -> Any:
    for level in reversed(LEVELS):
        words = f"{level[1:]} in a hundred lie below this."
        function = click.option(f"--{level}", level, type=Number(), metavar="X", help=words)(function)
    return function


@click.command("elicit")
@click.option("--family", type=click.Choice(FAMILIES), required=True, help="The shape of the belief.")
@_quantile_options
@click.option("--low", type=Number(), metavar="X", help="Where it starts, for families with bounds.")
@click.option("--high", type=Number(), metavar="X", help="Where it ends, for families with bounds.")
@JSON
def command(
    *, family: str, low: Decimal | None, high: Decimal | None, as_json: bool, **quantiles: Decimal | None
) -> None:
    """Fit a belief to quantiles that somebody states.

    It shows what was asked beside what the nearest belief of the family has, with its mean and standard deviation, so
    that the person can look whether that is what they meant.

    \b
    Examples:
      commonweal elicit --family lognormal --p10 300 --p50 900 --p90 2500
      commonweal elicit --family beta --p10 0.4 --p90 0.8
    """
    from commonweal.quantities.belief import Belief, Family
    from commonweal.quantities.eliciting import elicit

    stated = {name: number for name, number in quantiles.items() if number is not None}
    if not stated:
        raise MisuseError("Nothing is stated to fit.", remedy="Add quantiles such as --p10, --p50 and --p90.")
    bounds = {name: number for name, number in (("low", low), ("high", high)) if number is not None}
    given: dict[str, Any] = {**stated, **bounds}
    found = elicit(Belief(family=Family(family), **given))
    print_json(_data(found)) if as_json else _print(found)


def _data(found: Elicitation) -> dict[str, Any]:
    """Plain data; numbers at twelve digits, as forecasts state them."""
    return {
        "family": found.belief.family.value,
        "quantiles": [
            {"name": each.name, "asked": _plain(each.asked), "achieved": _plain(each.achieved)}
            for each in found.quantiles
        ],
        "mean": _plain(found.distribution.mean),
        "sd": _plain(found.distribution.variance**0.5),
        "warnings": [finding.message for finding in found.findings],
    }


def _plain(number: float) -> str:
    return f"{number:.12g}"


def _print(found: Elicitation) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    from commonweal.exchange.report.console import make_console

    console = make_console()
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("", "asked", "achieved"):
        table.add_column(heading, justify="right" if heading else "left")
    for each in found.quantiles:
        table.add_row(each.name.upper(), f"{each.asked:,.4g}", f"{each.achieved:,.4g}")
    console.print(f"[bold]The nearest {found.belief.family.value} belief[/bold]")
    console.print(table)
    console.print(f"Mean {found.distribution.mean:,.4g}, standard deviation {found.distribution.variance**0.5:,.4g}.")
    for finding in found.findings:
        console.print(f"[yellow]{finding.severity.value}:[/yellow] {finding.message} [dim]{finding.remedy}[/dim]")
