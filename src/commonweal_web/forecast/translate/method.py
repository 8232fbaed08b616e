"""How a forecast was made, as its page tells it: draws, margins, the method of each number, and what was refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.exchange.forecast_report.reading import exact_mean, worth_knowing
from commonweal.exchange.forecast_report.tables import rows_of
from commonweal.exchange.forecast_report.words import number_of, say_amount, say_pounds
from commonweal.forecast.estimate import Estimate
from commonweal.forecast.result import Forecast
from commonweal_web.forecast.translate.tables import small_table
from commonweal_web.layout.components import Column, Table

WEIGHED = frozenset({"belief", "study", "policy", "policy, contract alone", "policy, at gates"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A number that could not be given, and why."""

    item: str
    because: str


def tell_method(forecast: Forecast, *, weighed: bool) -> Iterable[str]:
    workings = forecast.workings
    said = _(
        "%(draws)s draws in %(replicates)s independent scrambles of a Sobol sequence, seed %(seed)s. The margin after "
        "± is that of the method, at %(sureness)s, and not of what will happen."
    )
    yield said % {
        "draws": f"{workings.draws:,}",
        "replicates": workings.replicates,
        "seed": workings.seed,
        "sureness": "95%",
    }
    said = _("Discounted by %(vintage)s. Horizon %(months)s months; %(lost)s of the value would fall after it.")
    lost = f"{number_of(forecast.lost_share):.1%}"
    yield said % {"vintage": workings.vintage, "months": f"{forecast.horizon_months:.0f}", "lost": lost}
    yield from workings.notes
    exact = exact_mean(forecast, weighed=weighed)
    if exact is not None:
        said = _("Found without draws as well: mean net value %(exact)s.")
        alone = _("Found without draws as well: mean social value %(exact)s.")
        yield (said if weighed else alone) % {"exact": say_amount(exact)}


def method_table(forecast: Forecast, *, weighed: bool) -> Table:
    """How the numbers that decisions rest on were come by, with the standard error of each.

    Where costs are weighed against nothing, nothing is said of net value.
    """
    together, policies = forecast.together, forecast.policies
    named = [
        (_("Social value, mean"), together.social_value.mean),
        (_("Social value, P5"), together.social_value.p5),
        (_("Social value, P95"), together.social_value.p95),
        (_("Public cost, mean"), together.public_cost.mean),
    ]
    if weighed:
        named += [
            (_("Net value, mean"), together.net.mean),
            (_("Stop paying where a stage fails"), policies.staged),
            (_("Best course fixed now"), policies.decided_now),
            (_("Decide on evidence"), policies.with_evidence),
            (_("Knowing every belief"), policies.perfect_information),
        ]
    rows = [(name, say_amount(each), _error(each), each.method) for name, each in named]
    rows += [
        (
            _("Worth of knowing “%(belief)s”") % {"belief": each.title},
            say_amount(each.worth),
            _error(each.worth),
            each.worth.method,
        )
        for each in (worth_knowing(forecast) if weighed else ())
    ]
    columns = (
        Column(title=_("Number")),
        Column(title=_("Value"), number=True),
        Column(title=_("Standard error"), number=True),
        Column(title=_("Come by through")),
    )
    return small_table(_("How each number was come by"), columns, rows)


def _error(each: Estimate) -> str:
    return "" if each.standard_error is None else say_pounds(each.standard_error)


def tell_refused(forecast: Forecast, *, weighed: bool) -> Iterable[Refusal]:
    """Why numbers were refused: each reason once, with what it is said of; of those that the page would show."""
    titles = {each.belief: each.title for each in (forecast.learning.beliefs if forecast.learning else ())}
    for parts in (forecast.stages, forecast.effects, forecast.capabilities):
        titles |= {each.id: each.title for each in parts}
    reasons: dict[str, list[str]] = {}
    for row in rows_of(forecast):
        hidden = (row.table == "effect" and row.what == "value") or (row.table in WEIGHED and not weighed)
        if row.number.refused and not hidden:
            reasons.setdefault(row.number.refused, []).append(titles.get(row.item, row.item or row.table))
    for because, items in reasons.items():
        once = list(dict.fromkeys(items))
        more = len(once) - 4
        said = ", ".join(once[:4])
        if more > 0:
            said = _("%(items)s and %(more)s more") % {"items": said, "more": more}
        yield Refusal(item=said, because=because)
