"""A belief as a form has it: its shape, the numbers that give it, who says so; and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.quantities.belief import Belief
from commonweal.quantities.belief_rules import FORMS
from commonweal.quantities.distribution import Distribution, distribution_of
from commonweal.quantities.family import QUANTILES, Family, level_of
from commonweal.record.errors import CommonwealError
from commonweal.record.source import Confidence, Source, SourceKind
from commonweal_web.layout.numbers import round_to_three

Text = str | Promise
BY_QUANTILES, BY_NUMBERS = "quantiles", "numbers"
MAIN = ("p10", "p50", "p90")
# Those that a form can state; lists of values, and what several people believe, are stated in the file.
FAMILIES: Mapping[str, Text] = {
    Family.LOGNORMAL: _("Lognormal: above zero, with a long upper side"),
    Family.NORMAL: _("Normal: the same to both sides, without ends"),
    Family.BETA: _("Beta: a share between nothing and the whole"),
    Family.GAMMA: _("Gamma: above zero, less long than lognormal"),
    Family.TRIANGULAR: _("Triangular: between two ends, straight sides"),
    Family.PERT: _("PERT: between two ends, rounded"),
    Family.UNIFORM: _("Uniform: everything between two ends as likely"),
    Family.POISSON: _("Poisson: a count of what happens at random"),
    Family.NEGATIVE_BINOMIAL: _("Negative binomial: a count, wider than Poisson"),
    Family.BERNOULLI: _("Yes or no: one with a chance, else nought"),
    Family.FIXED: _("One number, for certain"),
}
NUMBERS: Mapping[str, Text] = {
    "value": _("Value"),
    "low": _("Least that it can be"),
    "mode": _("Most likely"),
    "high": _("Most that it can be"),
    "mean": _("Mean"),
    "sd": _("Standard deviation"),
    "a": pgettext_lazy("a number of the beta shape", "a: how much speaks for it"),
    "b": pgettext_lazy("a number of the beta shape", "b: how much speaks against it"),
    "shape": _("Shape"),
    "scale": _("Scale"),
    "dispersion": _("Dispersion: how much wider than Poisson"),
    "share": _("Chance that it is so, as a share"),
}
IN_ITS_UNIT = frozenset({*QUANTILES, "value", "low", "mode", "high", "mean", "sd", "scale"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A number of a form: its name, its label, its unit, and what stands in it at first."""

    name: str
    label: Text
    unit: str = ""
    initial: Decimal | None = None
    main: bool = True


def way_of(belief: Belief) -> str:
    """How a belief is stated: by quantiles, or by the numbers of its family."""
    return BY_QUANTILES if belief.elicited else BY_NUMBERS


def can_elicit(family: str) -> bool:
    return bool(FORMS[Family(family)].unknowns)


def can_state(belief: Belief) -> bool:
    """Whether a form can state it: not what is a list of values, or several people's."""
    return belief.family in FAMILIES


def boxes_of(family: str, way: str, stated: StatedBelief) -> tuple[Box, ...]:
    """The numbers that give a family in one of the two ways, filled from the belief that is held now."""
    form, belief = FORMS[Family(family)], stated.belief
    initial = _held(belief) if (belief.family == family and way_of(belief) == way) else _converted(belief, family)
    if way == BY_QUANTILES:
        names = [*MAIN, *(name for name in QUANTILES if name not in MAIN), *form.bounds]
        shown = initial if way_of(belief) == way and belief.family == family else _three_only(initial)
    else:
        names, shown = [*form.needs, *form.may], initial
    return tuple(
        Box(
            name=name,
            label=_label(name),
            unit=stated.unit if name in IN_ITS_UNIT else "",
            initial=shown.get(name),
            main=name in (MAIN if way == BY_QUANTILES else form.needs),
        )
        for name in names
    )


def _label(name: str) -> Text:
    if name not in QUANTILES:
        return NUMBERS[name]
    level = int(name[1:])
    if level == 50:
        return _("P50: half of all cases lie below this")
    return _("P%(level)s: %(level)s cases in a hundred lie below this") % {"level": level}


def _held(belief: Belief) -> dict[str, Decimal]:
    names = (*QUANTILES, *NUMBERS)
    return {name: number for name in names if (number := getattr(belief, name)) is not None}


def _three_only(initial: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {name: number for name, number in initial.items() if name in MAIN}


def _converted(belief: Belief, family: str) -> dict[str, Decimal]:
    """The same belief roughly, in other numbers: its quantiles, its moments, its ends, to three figures."""
    try:
        held = distribution_of(belief)
        numbers = {name: held.quantile(level_of(name)) for name in QUANTILES} | _moments(held, family)
    except CommonwealError:
        return {}
    return {name: round_to_three(f"{number:.12g}") for name, number in numbers.items() if abs(number) < 1e15}


def _moments(held: Distribution, family: str) -> dict[str, float]:
    mean, variance = held.mean, held.variance
    low, high = held.quantile(0.01), held.quantile(0.99)
    found = {"value": mean, "mean": mean, "sd": variance**0.5, "mode": held.quantile(0.5), "low": low, "high": high}
    if family == Family.GAMMA and mean > 0 and variance:
        found |= {"shape": mean**2 / variance, "scale": variance / mean}
    if family == Family.BETA and 0 < mean < 1 and 0 < variance < mean * (1 - mean):
        total = mean * (1 - mean) / variance - 1
        found |= {"a": mean * total, "b": (1 - mean) * total}
    if 0 <= mean <= 1:
        found["share"] = mean
    optional = FORMS[Family(family)].may  # ends that need not be stated are left as the family has them
    return {name: number for name, number in found.items() if name not in optional}


def belief_of(family: str, numbers: Mapping[str, Any]) -> Belief:
    """The belief that a form states. Raises MisuseError, one sentence, for a bad one."""
    given = {name: number for name, number in numbers.items() if number is not None}
    return Belief(family=Family(family), **given)


def restated(stated: StatedBelief, belief: Belief, *, because: str, source: Source | None) -> StatedBelief:
    return replace(stated, belief=belief, because=because, source=source)


def source_of(said: Mapping[str, Any], held: Source | None) -> Source | None:
    """Who says so, as a form has it; a judgement of the authority's own has no source. What it has no box for stays."""
    if said.get("who") != "source":
        return None
    kept = {"where": held.where, "note": held.note} if held else {}
    return Source(
        kind=held.kind if held else SourceKind.GUIDANCE,
        title=said["source_title"],
        url=said.get("source_url") or "",
        dated=said.get("source_dated"),
        confidence=Confidence(said["confidence"]),
        **kept,
    )


def with_belief_in(inputs: ForecastInputs, name: str, stated: StatedBelief) -> ForecastInputs:
    return replace(inputs, beliefs={**inputs.beliefs, name: stated})


def field_in(message: str, names: Mapping[str, Any]) -> str:
    """The box that a sentence of the engine is about; the first where it is about none of them."""
    found = re.match(r"The (\w+) (?:of|and) ", message)
    if found and found[1] in names:
        return found[1]
    return next(name for name in names if name in {*QUANTILES, *NUMBERS})


def stated_or(held: StatedBelief, family: str, numbers: Mapping[str, Any]) -> StatedBelief:
    """The held belief with what was typed in its place, where that is a sound one."""
    try:
        return replace(held, belief=belief_of(family, numbers))
    except CommonwealError:
        return held


def say_data(data: Any) -> list[str]:
    """What a file says of a belief, in lines."""
    if not isinstance(data, dict):
        return [] if data is None else [str(data)]
    lines = [str(FAMILIES.get(str(data.get("family")), data.get("family")))]
    numbers = [(name, data[name]) for name in (*QUANTILES, *NUMBERS) if name in data]
    lines += [f"{name.upper() if name in QUANTILES else NUMBERS[name]}: {number}" for name, number in numbers]
    source = data.get("source")
    lines += [str(source.get("title", ""))] if isinstance(source, dict) else []
    return [*lines, str(data["because"])] if data.get("because") else lines
