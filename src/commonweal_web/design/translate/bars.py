"""Fits and weightings as the bars that pages draw."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from commonweal.design import Fit
from commonweal.exchange.report.recognised import RecognisedStage
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal_web.layout.components import Factor, Weight


def factors_of(fit: Fit) -> tuple[Factor, ...]:
    """All five factors, each with the least that is asked of it."""
    return tuple(
        Factor(
            name=reading.factor.value,
            share=reading.value,
            least=reading.least,
            borderline=reading.borderline,
            because=reading.because,
        )
        for reading in fit.readings
    )


def kind_weights(scored: Iterable[AdoptedCriterion], *, awards: int) -> tuple[Weight, ...]:
    """Scored weighting by kind of measure, the mean of every award decision."""
    totals: dict[str, Decimal] = {}
    for each in scored:
        totals[each.measure_kind.value] = totals.get(each.measure_kind.value, Decimal(0)) + (each.weighting or 0)
    order = ("effort", "output", "learning", "outcome", "capability", "impact")
    return tuple(Weight(kind=kind, weighting=round(totals[kind] / awards, 1)) for kind in order if kind in totals)


def stage_weights(stage: RecognisedStage) -> tuple[Weight, ...]:
    return tuple(Weight(kind=kind.value, weighting=weighting) for kind, weighting in stage.weights)
