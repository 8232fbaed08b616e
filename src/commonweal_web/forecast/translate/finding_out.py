"""What to find out first, as the page of a forecast says it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.exchange.forecast_report.learning_text import say_turn
from commonweal.exchange.forecast_report.reading import (
    HOW_MANY,
    most_unsure,
    refused_worths,
    widest_swings,
    worth_knowing,
)
from commonweal.exchange.forecast_report.words import number_of, say_ends, say_estimate, say_pounds, say_share
from commonweal.forecast.result import Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFindOut:
    """A belief that is worth better evidence: which, and why in a sentence."""

    belief: str
    title: str
    words: str


def to_find_out(forecast: Forecast) -> Iterable[ToFindOut]:
    """The beliefs most worth better evidence, and where another value would change what is best."""
    switching = {each.belief: each for each in forecast.sensitivity.switching} if forecast.sensitivity else {}
    for each in worth_knowing(forecast):
        said = _("Knowing it before the start is worth up to %(worth)s.%(turn)s")
        words = said % {"worth": say_estimate(each.worth), "turn": say_turn(switching.get(each.belief))}
        yield ToFindOut(belief=each.belief, title=each.title, words=words)


def to_narrow(forecast: Forecast) -> Iterable[ToFindOut]:
    """The beliefs that make the effects most unsure, where costs are weighed against nothing."""
    for each in most_unsure(forecast):
        words = _("It makes %(share)s of the spread of the effects.") % {"share": say_share(each.share)}
        yield ToFindOut(belief=each.belief, title=each.title, words=words)


def about_finding_out(forecast: Forecast) -> Iterable[str]:
    """Why there is nothing to find out, or less than there might be."""
    best, refused = worth_knowing(forecast), refused_worths(forecast)
    if forecast.learning is not None and not best and not refused:
        yield _("No single belief, however well known, would change what is best to do now.")
    if refused:
        yield ngettext(
            "What knowing %(count)s belief is worth could not be found surely enough to state.",
            "What knowing %(count)s beliefs is worth could not be found surely enough to state.",
            refused,
        ) % {"count": refused}


def swings(forecast: Forecast) -> Iterable[ToFindOut]:
    """What moves net value most, where fewer than three beliefs could be valued."""
    if not refused_worths(forecast) or len(worth_knowing(forecast)) >= HOW_MANY:
        return
    for each in widest_swings(forecast):
        said = _("From %(ends)s it moves net value from %(low)s to %(high)s.")
        low, high = say_pounds(number_of(each.at_p10)), say_pounds(number_of(each.at_p90))
        words = said % {"ends": say_ends(each.p10, each.p90, each.unit), "low": low, "high": high}
        yield ToFindOut(belief=each.belief, title=each.title, words=words)
