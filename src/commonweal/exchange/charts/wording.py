"""How findings are said in titles: about, with a sign, and never surer than they are."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.forecast_report.words import (
    REFUSED,
    say_about,
    say_estimate,
    say_number,
    say_pounds,
    surely_above,
)
from commonweal.forecast.estimate import Estimate
from commonweal.forecast.result import Forecast

SHARES = ("share", "probability")


def about(amount: Estimate | Decimal) -> str:
    """Pounds to two digits, with a minus where they are below zero; 'not known' where they are refused."""
    number = amount.value if isinstance(amount, Estimate) else amount
    if number is None:
        return REFUSED
    said = say_about(number)
    return f"−{said}" if number < 0 and said != "£0" else said


def between(low: Estimate, high: Estimate) -> str:
    """'between −£490,000 and £4.6 million', or 'at £0' where there is no room between."""
    ends = about(low), about(high)
    return f"at about {ends[0]}" if ends[0] == ends[1] else f"between about {ends[0]} and {ends[1]}"


def say_worth(worth: Estimate) -> str:
    """What a step is worth, in words that are true beyond the margin of the method."""
    if worth.value is None:
        return REFUSED
    if say_pounds(worth.value) == "£0":
        return "nothing"
    if surely_above(worth) or (worth.high is not None and worth.high < 0):
        return f"about {about(worth)}"
    return "nothing that can be told from zero"


def with_sign(step: Estimate) -> str:
    """A step with its sign and margin: '+£303,000', '+£107,000 ± £4,190'."""
    said = say_estimate(step)
    return said if said.startswith(("−", "£0")) or step.value is None else f"+{said}"


def quoted(title: str) -> str:
    """A title that somebody gave, set off from the words around it."""
    return f"‘{title}’"


def say_ends(low: Decimal, high: Decimal, unit: str) -> str:
    """'20% to 65%' for shares and chances, '−60 to 280 findings a year' for all else."""
    if unit in SHARES:
        return f"{low:.0%} to {high:.0%}"
    return f"{say_number(low)} to {say_number(high)} {unit}"


def has_prices(forecast: Forecast) -> bool:
    """Whether any effect is worth pounds at all."""
    return any(effect.value.value is not None for effect in forecast.effects)
