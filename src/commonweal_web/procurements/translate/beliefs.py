"""Beliefs of a forecast in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.forecast.inputs import StatedBelief
from commonweal.quantities.belief import Belief, Family
from commonweal.quantities.family import level_of
from commonweal.record.source import Source
from commonweal_web.layout.components import CONFIDENCES, MARKS
from commonweal_web.layout.numbers import say_date, say_decimal, say_number

Text = str | Promise
FAMILIES: Mapping[Family, Text] = {
    Family.FIXED: gettext_lazy("for certain"),
    Family.UNIFORM: gettext_lazy("uniform"),
    Family.TRIANGULAR: gettext_lazy("triangular"),
    Family.PERT: gettext_lazy("PERT"),
    Family.NORMAL: gettext_lazy("normal"),
    Family.LOGNORMAL: gettext_lazy("lognormal"),
    Family.BETA: gettext_lazy("beta"),
    Family.GAMMA: gettext_lazy("gamma"),
    Family.POISSON: gettext_lazy("Poisson"),
    Family.NEGATIVE_BINOMIAL: gettext_lazy("negative binomial"),
    Family.BERNOULLI: gettext_lazy("yes or no"),
    Family.DISCRETE: gettext_lazy("some values"),
    Family.EMPIRICAL: gettext_lazy("as observed"),
    Family.POOL: gettext_lazy("several experts"),
}
PARAMETERS: Mapping[str, Text] = {
    "value": gettext_lazy("%(number)s"),
    "low": gettext_lazy("lowest %(number)s"),
    "mode": gettext_lazy("most likely %(number)s"),
    "high": gettext_lazy("highest %(number)s"),
    "mean": gettext_lazy("mean %(number)s"),
    "sd": gettext_lazy("standard deviation %(number)s"),
    "a": gettext_lazy("a %(number)s"),
    "b": gettext_lazy("b %(number)s"),
    "shape": gettext_lazy("shape %(number)s"),
    "scale": gettext_lazy("scale %(number)s"),
    "dispersion": gettext_lazy("dispersion %(number)s"),
    "share": gettext_lazy("yes with a share of %(number)s"),
}
SHOWN = 12  # values of a belief that are told one by one


def say_belief(belief: Belief) -> str:
    """What it is given by and its family: "10% below 300, 90% below 3,500 (gamma)"."""
    said = [
        _("%(share)s%% below %(value)s") % {"share": say_decimal(round(level_of(name) * 100)), "value": say_decimal(at)}
        for name, at in belief.quantiles().items()
    ]
    said += [
        str(words) % {"number": say_decimal(number)}
        for name, words in PARAMETERS.items()
        if (number := getattr(belief, name)) is not None
    ]
    more = _LISTS.get(belief.family)
    said += more(belief) if more else []
    return _("%(given)s (%(family)s)") % {"given": ", ".join(said), "family": FAMILIES[belief.family]}


def _say_average(belief: Belief) -> list[str]:
    """Of the two numbers of a beta, which by themselves tell few people anything."""
    if belief.a is None or belief.b is None or belief.low is not None or belief.high is not None:
        return []
    return [_("on average %(mean)s") % {"mean": say_number(belief.a / (belief.a + belief.b))}]


def _say_values(belief: Belief) -> list[str]:
    if len(belief.values) > SHOWN:
        return [_say_many(belief.values)]
    return [
        _("%(value)s with a share of %(share)s") % {"value": say_decimal(value), "share": say_decimal(share)}
        for value, share in zip(belief.values, belief.shares, strict=True)
    ]


def _say_data(belief: Belief) -> list[str]:
    many = len(belief.data) > SHOWN
    return [_say_many(belief.data)] if many else [say_decimal(each) for each in belief.data]


def _say_many(values: Sequence[Decimal]) -> str:
    said = ngettext(
        "%(count)s value from %(low)s to %(high)s with a mean of %(mean)s",
        "%(count)s values from %(low)s to %(high)s with a mean of %(mean)s",
        len(values),
    )
    mean = sum(values, Decimal(0)) / len(values)
    ends = {"low": say_decimal(min(values)), "high": say_decimal(max(values)), "mean": say_decimal(mean)}
    return said % {"count": say_decimal(len(values)), **ends}


def _say_experts(belief: Belief) -> list[str]:
    return [
        _("%(name)s with a weight of %(weight)s: %(belief)s")
        % {
            "name": each.name or _("expert %(number)s") % {"number": number},
            "weight": say_decimal(each.weight),
            "belief": say_belief(each.belief),
        }
        for number, each in enumerate(belief.experts, start=1)
    ]


_LISTS: Mapping[Family, Callable[[Belief], list[str]]] = {
    Family.BETA: _say_average,
    Family.DISCRETE: _say_values,
    Family.EMPIRICAL: _say_data,
    Family.POOL: _say_experts,
}


def say_stated(stated: StatedBelief) -> list[str]:
    """A belief with its unit, why, and who says so: a line each."""
    lines = [say_belief(stated.belief)]
    lines += [_("Unit: %(unit)s") % {"unit": stated.unit}] if stated.unit else []
    lines += [stated.because] if stated.because else []
    return lines + (say_source(stated.source) if stated.source else [])


def say_source(source: Source) -> list[str]:
    """Who says so, and how it is known; what is noted of it, and where it can be read."""
    title = _("%(title)s, %(where)s") % {"title": source.title, "where": source.where} if source.where else source.title
    lines = [_("Source (%(kind)s): %(title)s") % {"kind": MARKS[source.kind], "title": title}]
    lines += [_("Dated %(day)s") % {"day": say_date(source.dated)}] if source.dated else []
    known = CONFIDENCES.get(source.confidence)
    return [*lines, *(str(each) for each in (known, source.note, source.url) if each)]
