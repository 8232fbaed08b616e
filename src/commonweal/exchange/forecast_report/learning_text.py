"""What to find out first, and how big the studies should be, as lines of a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from commonweal.exchange.forecast_report.reading import (
    HOW_MANY,
    most_unsure,
    refused_worths,
    starts_now,
    widest_swings,
    worth_knowing,
)
from commonweal.exchange.forecast_report.words import (
    number_of,
    say_at,
    say_ends,
    say_estimate,
    say_pounds,
    say_share,
    surely_above,
)
from commonweal.forecast.learning_value import StudyForecast
from commonweal.forecast.result import Forecast
from commonweal.forecast.sensitivity import Switching
from commonweal.forecast.spread_shares import SpreadShare


def first_to_find_out(forecast: Forecast) -> Iterator[Padding]:
    """The beliefs worth knowing, with how far each may move; where none could be valued, what moves net value most."""
    best, refused = worth_knowing(forecast), refused_worths(forecast)
    switching = {each.belief: each for each in forecast.sensitivity.switching} if forecast.sensitivity else {}
    for place, each in enumerate(best, start=1):
        turn = say_turn(switching.get(each.belief))
        yield _line(
            f"{place}. {each.title}: knowing it before the start is worth up to {say_estimate(each.worth)}.{turn}"
        )
    if not best and not refused:
        yield _line("No single belief, however well known, would change what is best to do now.")
    if refused:
        of = f"{refused} other beliefs" if best else f"{refused} beliefs" if refused > 1 else "one belief"
        yield _line(f"What knowing {of} is worth could not be found surely enough to state.", style="dim")
    if refused and len(best) < HOW_MANY:
        yield _line("These move net value most, from where one in ten to where nine in ten expect them to lie:")
        for swing in widest_swings(forecast):
            low, high = say_pounds(number_of(swing.at_p10)), say_pounds(number_of(swing.at_p90))
            words = f"{swing.title}, {say_ends(swing.p10, swing.p90, swing.unit)}: {low} to {high}."
            yield _line(f"{words}{say_turn(switching.get(swing.belief))}", indent=4)


def first_to_narrow(forecast: Forecast) -> Iterator[Padding]:
    """What makes the effects most unsure, where costs are not weighed against them."""
    yield _line("Better evidence on these would say most about how much it brings, in its own units:")
    for place, each in enumerate(most_unsure(forecast), start=1):
        yield _line(f"{place}. {say_narrowing(each)}")


def say_narrowing(share: SpreadShare) -> str:
    return f"{share.title}: it makes {say_share(share.share)} of the spread of the effects."


def say_turn(switching: Switching | None) -> str:
    """Where another course becomes the best one, as a sentence after a space; empty where none does."""
    if switching is None or switching.refused:
        return ""
    said = [
        f"{way} {say_at(switch.value, switching.unit)} another course is best: {switch.becomes}"
        for way, switch in (("below", switching.below), ("above", switching.above))
        if switch is not None
    ]
    return f" {' and '.join(said)[0].upper()}{' and '.join(said)[1:]}." if said else ""


def studies_text(forecast: Forecast) -> Iterator[Padding]:
    """How big each study should be, or why that cannot be said."""
    for study in forecast.learning.studies if forecast.learning else ():
        yield _line(say_study(study, forecast))


def say_study(study: StudyForecast, forecast: Forecast) -> str:
    """How big a study should be, in a sentence or two; or why that cannot be said.

    What a study is worth counts on the start; where nobody would start, that is said.
    """
    if study.refused:
        return f"How big ‘{study.title}’ should be cannot be said: {study.refused}"
    if not study.best_size:
        return f"‘{study.title}’: no size that was compared repays its cost."
    best = next(each for each in study.sizes if each.size == study.best_size)
    near = (
        f", and {study.least_size} to {study.most_size} do nearly as well"
        if study.least_size is not None and study.least_size != study.most_size
        else ""
    )
    starts = starts_now(forecast.policies) or surely_above(forecast.policies.learning)
    would = "It is" if starts else "If this were started at all, it would be"
    costs = "costs" if starts else "would cost"
    now = "as planned" if study.best_size == study.size else f"where {study.size} is planned"
    return (
        f"‘{study.title}’: of the sizes compared {study.best_size} is best ({now}){near}. {would} worth "
        f"{say_estimate(best.worth)} and {costs} {say_pounds(best.cost)}."
    )


def _line(words: str, *, style: str = "", indent: int = 2) -> Padding:
    return Padding(Text(words, style=style), (0, 0, 0, indent))
