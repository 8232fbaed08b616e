"""How findings are said in titles: about, with a sign, and never surer than they are."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.forecast_report.words import (
    REFUSED,
    say_about,
    say_pounds,
    surely_above,
)
from commonweal.forecast.estimate import Estimate
from commonweal.forecast.result import Forecast


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


def quoted(title: str) -> str:
    """A title that somebody gave, set off from the words around it."""
    return f"‘{title}’"


def has_prices(forecast: Forecast) -> bool:
    """Whether any effect is worth pounds at all."""
    return any(effect.value.value is not None for effect in forecast.effects)
