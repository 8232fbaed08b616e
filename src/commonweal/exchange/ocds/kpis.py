"""The KPIs that contracts are to be judged by, and the reason where a contract sets none."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commonweal.exchange.ocds.releases import Metric, Outcome, Release
from commonweal.exchange.ocds.wording import read_code, read_line, read_text
from commonweal.procurement.notice import PublishedKpi, Said

# Find a Tender puts the interval of reporting where the standard puts readings.
FREQUENCY = "frequency"
LONGEST_INTERVAL = 120


def read_kpis(release: Release) -> tuple[PublishedKpi, ...]:
    """Every KPI of every contract that says anything, in order; of a performance notice those that it rates."""
    return tuple(
        _read(metric, f"contracts/{at}/{field}/{place}")
        for at, contract in enumerate(release.contracts or ())
        for field, metrics in (metrics_of(contract),)
        for place, metric in enumerate(metrics)
        if metric.title or metric.description
    )


def metrics_of(contract: Outcome) -> tuple[str, tuple[Metric, ...]]:
    """What a contract is to be judged by, with the field's name; else what its performance was judged by."""
    if contract.agreed_metrics or contract.implementation is None:
        return "agreedMetrics", contract.agreed_metrics or ()
    return "implementation/metrics", contract.implementation.metrics or ()


def read_no_kpis_reason(release: Release) -> Said[str] | None:
    """Why a contract sets no KPIs: the first reason that is given."""
    return next(_reasons(release.contracts or ()), None)


def _reasons(contracts: tuple[Outcome, ...]) -> Iterator[Said[str]]:
    for at, contract in enumerate(contracts):
        text = read_line(contract.no_agreed_metrics_rationale)
        if text:
            yield Said(value=text, where=f"contracts/{at}/noAgreedMetricsRationale")


def _read(metric: Metric, where: str) -> PublishedKpi:
    return PublishedKpi(
        title=read_line(metric.title), description=read_text(metric.description), where=where, months=_months(metric)
    )


def _months(metric: Metric) -> int | None:
    """How often it is reported, in whole months."""
    for each in metric.observations or ():
        months = each.period.duration_in_months if each.period else None
        if read_code(each.id) == FREQUENCY and months is not None and _is_interval(months):
            return int(months)
    return None


def _is_interval(months: Decimal) -> bool:
    return months.is_finite() and months == months.to_integral_value() and 0 < months <= LONGEST_INTERVAL
