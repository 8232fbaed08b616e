"""Beliefs in words: as somebody stated them, and what that means in numbers."""

from __future__ import annotations

from decimal import Decimal

from commonweal.exchange.forecast_report.words import say_number
from commonweal.forecast.estimate import stated as as_stated
from commonweal.forecast.inputs import StatedBelief
from commonweal.quantities.belief import Belief
from commonweal.quantities.distribution import distribution_of
from commonweal.quantities.family import Family
from commonweal.record.source import Confidence

PARAMETERS = ("low", "mode", "high", "mean", "sd", "a", "b", "shape", "scale", "dispersion", "share")
JUDGED = "our judgement"


def say_belief(said: StatedBelief) -> str:
    """As it was stated, with its unit."""
    unit = f" {said.unit}" if said.unit else ""
    return f"{_form(said.belief)}{unit}"


def _form(belief: Belief) -> str:
    if belief.family is Family.FIXED:
        assert belief.value is not None
        return f"{_exact(belief.value)}, for certain:"
    if belief.family is Family.POOL:
        return f"pool of {len(belief.experts)} experts,"
    if belief.family in {Family.EMPIRICAL, Family.DISCRETE}:
        many = len(belief.data or belief.values)
        return f"{belief.family.value}, {many} values,"
    parts = [f"{name} {_exact(value)}" for name in PARAMETERS if (value := getattr(belief, name)) is not None]
    parts += [f"{name.upper()} {_exact(value)}" for name, value in belief.quantiles().items()]
    return f"{belief.family.value}: {', '.join(parts)}"


def say_spread(said: StatedBelief) -> str:
    """What it means: P5, median and P95 as the forecast has them; empty where it is certain."""
    if said.belief.family is Family.FIXED:
        return ""
    distribution = distribution_of(said.belief)
    low, middle, high = (say_number(as_stated(distribution.quantile(share))) for share in (0.05, 0.5, 0.95))
    return f"P5 {low}, P50 {middle}, P95 {high}"


def say_mark(said: StatedBelief) -> str:
    """Law, guidance or our judgement; how well it is known stands under it where that is below primary."""
    if said.source is None:
        return JUDGED
    mark = JUDGED if said.source.confidence is Confidence.JUDGEMENT else said.source.kind.value
    known = said.source.confidence
    return mark if known in {Confidence.PRIMARY, Confidence.JUDGEMENT} else f"{mark}\n{known.value}"


def say_why(said: StatedBelief) -> str:
    """The reason that somebody gave, and the source; without either, that there is none."""
    source = ""
    if said.source is not None:
        where = f", {said.source.where}" if said.source.where else ""
        dated = f" ({said.source.dated})" if said.source.dated else ""
        note = f"; {said.source.note}" if said.source.note else ""
        source = f"{said.source.title}{where}{dated}{note}."
    return "\n".join(each for each in (said.because, source) if each) or "No reason was given."


def _exact(number: Decimal) -> str:
    """Every digit that was stated, thousands apart."""
    text = f"{number:,f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace("-", "−")
