"""A criterion of a scheme as a card: its bars, its reasons, its sources; ready for a template."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.design.fit import Factor, Fit
from commonweal.design.survival import Survival
from commonweal.exchange.report.words import (
    FACTOR_LABELS,
    KIND_COLOURS,
    SOURCE_MARKS,
    say_percent,
    say_source,
)
from commonweal.record.source import Source
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.placement import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    mark: str
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """One factor as a bar: its words, its percentage, its threshold, and whether it is borderline."""

    words: str
    symbol: str
    percent: int
    least: int
    borderline: bool
    because: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One placed criterion."""

    criterion: AdoptedCriterion
    place: str
    weighting: str
    kind: str
    colour: str
    why: str
    more: tuple[str, ...]
    survival: str
    bars: tuple[BarView, ...]
    sources: tuple[SourceView, ...]


def say_survival(criterion: AdoptedCriterion, survival: Survival | None) -> str:
    """How often the choice came back, in words."""
    if survival is None:
        return ""
    share = survival.share(criterion.code, criterion.stage, scored=criterion.place is Place.SCORED)
    return f"Chosen again in {round(share * survival.runs)} of {survival.runs} runs with our judgements moved."


def make_card(criterion: AdoptedCriterion, fit: Fit, survival: str) -> CardView:
    first, *rest = criterion.reasons
    return CardView(
        criterion=criterion,
        place=criterion.place.words,
        weighting=say_percent(criterion.weighting) if criterion.weighting is not None else "",
        kind=criterion.measure_kind.value,
        colour=KIND_COLOURS[criterion.measure_kind],
        why=first.text,
        more=(*(reason.text for reason in rest), *((survival,) if survival else ())),
        survival=survival,
        bars=tuple(bars_of(fit)),
        sources=source_views(tuple(source for reason in criterion.reasons for source in reason.sources)),
    )


def bars_of(fit: Fit) -> list[BarView]:
    return [
        BarView(
            words=FACTOR_LABELS[reading.factor],
            symbol=reading.factor.symbol,
            percent=round(reading.value * 100),
            least=round(reading.least * 100),
            borderline=reading.borderline,
            because=reading.because,
            by=reading.by,
        )
        for reading in fit.readings
        if reading.factor is not Factor.RELEVANCE
    ]


def source_views(sources: tuple[Source, ...]) -> tuple[SourceView, ...]:
    """Each source once, with its mark."""
    return tuple(
        dict.fromkeys(SourceView(mark=SOURCE_MARKS[each.kind], text=say_source(each), url=each.url) for each in sources)
    )
