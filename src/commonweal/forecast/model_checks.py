"""What a belief must be for the place that names it, one clear sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.forecast.inputs import ForecastInputs
from commonweal.forecast.study import Likelihood
from commonweal.quantities.distribution import distribution_of
from commonweal.record.errors import MisuseError

INFINITE = float("inf")


def check_beliefs(inputs: ForecastInputs) -> None:
    """Refuse a share outside 0 to 1, a lag or a number below zero, a gate that nobody can pass, a change of nothing."""
    for where, name, low, high in _bounds(inputs):
        least, most = distribution_of(inputs.beliefs[name].belief).support
        if least < low or most > high:
            _refuse(where, name, least=least, most=most, low=low, high=high)
    for stage, name in inputs.gates.items():
        if distribution_of(inputs.beliefs[name].belief).mean <= 0:
            raise MisuseError(
                f"Nobody can pass the gate of '{stage}': '{name}' is zero.",
                remedy="State a chance above zero, or end the stages before it.",
            )
    _check_capabilities(inputs)
    _check_adaptations(inputs)


def _bounds(inputs: ForecastInputs) -> Iterator[tuple[str, str, float, float]]:
    """Where a belief is named, its name, and the bounds of what it can be there."""
    for stage, name in inputs.gates.items():
        yield f"The chance to pass the gate of '{stage}'", name, 0.0, 1.0
    for effect in inputs.effects:
        if effect.lag:
            yield f"The lag of '{effect.title}'", effect.lag, 0.0, INFINITE
        for term, name in effect.additionality.items():
            yield f"The {term} of '{effect.title}'", name, 0.0, 1.0
    for study in inputs.studies:
        if study.likelihood is not Likelihood.NORMAL:
            most = 1.0 if study.likelihood is Likelihood.BINOMIAL else INFINITE
            yield f"What the study '{study.title}' counts", study.about, 0.0, most
    for gain in inputs.capabilities:
        for stage, name in gain.shortens.items():
            yield f"The share of '{stage}' that '{gain.title}' saves", name, 0.0, 1.0
        if gain.follow_on:
            yield f"The number of projects that '{gain.title}' helps", gain.follow_on.number, 0.0, INFINITE
            yield f"The chance of projects that '{gain.title}' helps", gain.follow_on.pass_share, 0.0, 1.0


def _refuse(where: str, name: str, *, least: float, most: float, low: float, high: float) -> None:
    if high < INFINITE:
        raise MisuseError(
            f"{where} is a share from 0 to 1, and '{name}' runs from {least:g} to {most:g}.",
            remedy="Use a family that keeps within 0 and 1, such as beta or uniform.",
        )
    raise MisuseError(
        f"{where} is {low:g} or more, and '{name}' can be {least:g}.",
        remedy="Use a family that starts at zero, such as lognormal or gamma.",
    )


def _check_capabilities(inputs: ForecastInputs) -> None:
    for gain in inputs.capabilities:
        for stage, name in gain.shortens.items():
            if distribution_of(inputs.beliefs[name].belief).support[1] >= 1:
                raise MisuseError(
                    f"'{gain.title}' can save all months of '{stage}'; the share that is saved stays below 1."
                )
        if gain.follow_on and gain.follow_on.after_months < 0:
            raise MisuseError(f"What '{gain.title}' does elsewhere comes after it, not {gain.follow_on.after_months}.")


def _check_adaptations(inputs: ForecastInputs) -> None:
    for each in inputs.adaptations:
        if not each.funding_factor.is_finite() or each.funding_factor < 0:
            raise MisuseError(f"The funding factor of '{each.title}' is zero or more, not {each.funding_factor}.")
        if any(not factor.is_finite() for factor in each.effect_factors.values()):
            raise MisuseError(f"The effect factors of '{each.title}' are finite numbers.")
