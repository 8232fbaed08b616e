"""What a part of a pack says, in one line and in full: figures with their unit, their prices and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import singledispatch
from typing import Any

from commonweal.exchange.report.words import say_percent
from commonweal.frameworks.challenging import BidderType, EffortKind, UsualCount
from commonweal.frameworks.crosswalk import Crosswalk, Fate, KindHomes
from commonweal.frameworks.definitions import Outcome
from commonweal.frameworks.naming import Formula, NamedCriterion
from commonweal.frameworks.notice_type import NoticeType
from commonweal.frameworks.statement import Statement
from commonweal.procurement.mission import Mission
from commonweal.quantities import (
    BaseRate,
    DiscountSchedule,
    EvidenceGrade,
    OptimismBias,
    ProxyValue,
    Schedule,
    Span,
    TermGuide,
    VintageUse,
    YearSeries,
    discount_factors,
)
from commonweal.quantities.working_day import Calendar
from commonweal.record.digest import plain_decimal
from commonweal.record.source import Confidence, Source
from commonweal.record.text import say_list

# The years whose factors are shown.
SHOWN_YEARS = (1, 5, 10, 20, 30, 31, 50, 75)
NOT_SHOWN = "licensed: its amount is computed with, and not shown"

Sections = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`what` the part is, its title, what it says in one line, and in full by heading."""

    what: str
    title: str
    line: str
    sources: tuple[Source, ...]
    sections: Sections = ()


@singledispatch
def say_part(part: Any, *, licensed: bool = False) -> Said:  # noqa: ARG001 - most parts are never licensed
    """What a part says. Amounts of a licensed pack are left out. Other types than these are not known here."""
    raise TypeError(f"Nothing is known of how to say a {type(part).__name__}.")


def knows(part: Any) -> bool:
    """Whether say_part can say it."""
    return say_part.dispatch(type(part)) is not say_part.dispatch(object)


def say_doubts(sources: Iterable[Source]) -> str:
    """In brackets, each confidence below primary that a line rests on."""
    doubts = dict.fromkeys(each.confidence.value for each in sources if each.confidence is not Confidence.PRIMARY)
    return f" ({', '.join(doubts)})" if doubts else ""


@say_part.register
def _(part: DiscountSchedule, *, licensed: bool = False) -> Said:  # noqa: ARG001 - none is licensed
    bands = [f"{_percent(band.rate)} to year {band.to_year}" for band in part.bands if band.to_year is not None]
    last = part.bands[-1]
    if last.to_year is None:
        bands.append(f"then {_percent(last.rate)}" if bands else f"{_percent(last.rate)} in every year")
    use = {
        VintageUse.STANDARD: "the one to use",
        VintageUse.SPECIAL: "for a special kind of effect",
        VintageUse.SENSITIVITY: "for sensitivity alone",
    }[part.use]
    factors = discount_factors(part, max(SHOWN_YEARS) + 1)
    shown = "\n".join(f"D({year}) = {factors[year]:.4f}" for year in SHOWN_YEARS)
    line = f"{', '.join(bands)}; {use}"
    sections = (("Rates a year, real", ", ".join(bands)), ("Use", f"{use}. {part.for_what}"), ("Factors", shown))
    return Said(what="discount vintage", title=part.title, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: YearSeries, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    first, last = part.values[0], part.values[-1]
    prices = f", {part.price_base} prices" if part.price_base else ""
    line = f"{_number(first.value)} in {first.year} to {_number(last.value)} in {last.year}; {part.unit}{prices}"
    if part.low_factor is not None and part.high_factor is not None:
        line += f"; from {_number(part.low_factor)} to {_number(part.high_factor)} times that"
    years = "\n".join(f"{each.year}  {_number(each.value)}" for each in part.values)
    sections = (("In short", line), ("By year", years))
    return Said(what="series by year", title=part.title, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: ProxyValue, *, licensed: bool = False) -> Said:
    prices = f"{part.price_base} prices" if part.price_base else "prices of no stated year"
    amount = NOT_SHOWN if licensed else f"{say_pounds(part.pounds)} for one {part.unit}, {prices}"
    net = f"Already taken off: {say_list([term.value for term in part.net_of])}." if part.net_of else ""
    sections = [("Unit", f"one {part.unit}, {prices}"), ("Amount", amount)]
    sections += [("Additionality", net)] if net else []
    sections += [("Note", part.note)] if part.note and not licensed else []
    return Said(what="proxy value", title=part.title, line=amount, sections=tuple(sections), sources=(part.source,))


@say_part.register
def _(part: OptimismBias, *, licensed: bool = False) -> Said:  # noqa: ARG001 - none is licensed
    line = f"cost {_shares(part.cost)}; duration {_shares(part.duration) if part.duration else 'not given'}"
    sections = (
        ("Added to cost", _shares(part.cost)),
        ("Added to duration", _shares(part.duration) if part.duration else "No figure is given."),
    )
    sources = (part.upper_source, part.lower_source)
    return Said(what="optimism bias", title=part.title, line=line, sections=sections, sources=sources)


@say_part.register
def _(part: TermGuide, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    bands = ", ".join(f"{name} {_percent(share)}" for name, share in part.bands.items())
    line = f"{part.meaning}{f' Bands: {bands}.' if bands else ''}"
    sections = (("Meaning", part.meaning), ("Bands where nothing better is known", bands or "none"))
    sources = tuple(dict.fromkeys(each for each in (part.source, part.bands_source) if each))
    return Said(what="term of additionality", title=part.title, line=line, sections=sections, sources=sources)


@say_part.register
def _(part: EvidenceGrade, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    share = part.correction_share
    line = f"a claimed benefit is cut by {_percent(share)}" if share else "a claimed benefit counts in full"
    sources = (part.source, part.reading_source)
    sections = (("Correction", line),)
    return Said(what="grade of evidence", title=part.title, line=line, sections=sections, sources=sources)


@say_part.register
def _(part: BaseRate, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    (accepted, applied), (tested, of_these) = part.accepted(), part.tested()
    line = f"{accepted} of {applied} were accepted, and {tested} of {of_these} of those went on to a test"
    rows = "\n".join(
        f"{each.title}: {each.applied} applied, {each.accepted} accepted, "
        f"{'tests not published' if each.tested is None else f'{each.tested} tested'}"
        for each in part.cohorts
    )
    sections = (("In all", line), ("By cohort", rows))
    return Said(what="base rate of gates", title=part.title, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: Formula, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    sections = [("Formula", part.formula), ("Meaning", part.meaning), *([("Note", part.note)] if part.note else [])]
    return Said(what="formula", title=part.title, line=part.formula, sections=tuple(sections), sources=(part.source,))


@say_part.register
def _(part: Statement, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    sections = (("Note", part.source.note),) if part.source.note else ()
    line = part.source.where or part.source.title
    return Said(what="statement", title=part.text, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: EffortKind, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    worth = ", ".join(f"{stage.value} {plain_decimal(value)}" for stage, value in part.value.items())
    raises = ", ".join(f"{kind.value} {plain_decimal(value)}" for kind, value in part.raises.items() if value)
    line = f"worth {worth}; cost {plain_decimal(part.cost)}"
    sections = (
        ("Worth of one more unit, by stage", worth),
        ("Raises criteria of each kind", raises),
        ("Cost", f"{plain_decimal(part.cost)}; of its padding {plain_decimal(part.padding_cost)}"),
        ("How it is padded", part.padding),
        ("Because", part.because),
    )
    return Said(what="kind of effort", title=part.title, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: UsualCount, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    sections = (("Measure", part.measure),)
    return Said(
        what="usual count",
        title=part.title,
        line=f"measure {part.measure}",
        sections=sections,
        sources=(part.source,),
    )


@say_part.register
def _(part: BidderType, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    ability = ", ".join(f"{kind.value} {plain_decimal(value)}" for kind, value in part.ability.items())
    sections = (
        ("What it is like", part.summary),
        ("Yield of an hour", f"{plain_decimal(part.other)}{'; ' + ability if ability else ''}"),
        ("Follows marks, pads", f"{plain_decimal(part.follows)}, {plain_decimal(part.pads)}"),
        ("Claims, delivers", f"{plain_decimal(part.claims)}, {plain_decimal(part.delivers)}"),
        ("Quality and price", f"{plain_decimal(part.quality)} of 5, {plain_decimal(part.price)} of the usual price"),
    )
    return Said(what="type of bidder", title=part.title, line=part.summary, sections=sections, sources=(part.source,))


@say_part.register
def _(part: NamedCriterion, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    line = f"outcome {part.outcome}; held by name only"
    held = "By name only: older notices and portfolios can refer to it. What it asks is not held."
    sections = (("Outcome", part.outcome), ("Held", held))
    return Said(what="criterion", title=part.title, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: NoticeType, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    contents = "\n".join(
        f"- {item.text}{f', {item.when}' if item.when else ''} ({item.source.where})" for item in part.contents
    )
    sections = [
        ("Moment", part.point.words),
        ("Who publishes it", part.publisher),
        ("When", part.when),
        ("Section", part.section),
        ("In force", part.in_force),
        ("Not for", part.not_for),
        ("What it says, as far as it was read", contents),
        ("Not read, or not in the law", part.unread),
    ]
    return Said(
        what="notice",
        title=f"{part.label} {part.title}",
        line=f"{part.label}, {part.section}; {part.point.words}",
        sections=tuple((heading, body) for heading, body in sections if body),
        sources=_once((part.source, part.label_source, *(replace(item.source, where="") for item in part.contents))),
    )


@say_part.register
def _(part: Crosswalk, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    counts = {fate: len(part.of_fate(fate)) for fate in Fate}
    line = say_list([f"{count} {fate.value}" for fate, count in counts.items() if count])
    rows = "\n".join(
        f"{code} → {', '.join(each.onto) or 'nothing'}: {each.because}" for code, each in part.crossings.items()
    )
    sections = (("In short", line), ("Crossings", rows))
    return Said(what="crosswalk", title=part.title, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: KindHomes, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    line = "; ".join(f"{pack} {', '.join(codes) or 'none'}" for pack, codes in part.homes.items())
    sections = (("Homes", line), ("Why", part.because))
    return Said(what="homes", title=part.title, line=line, sections=sections, sources=(part.source,))


@say_part.register
def _(part: Mission, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    sections = [("What it is for", part.what), ("Outcomes that serve it", "\n".join(part.outcomes))]
    return Said(
        what="mission",
        title=part.title,
        line=part.what,
        sections=tuple((heading, body) for heading, body in sections if body),
        sources=tuple(each for each in (part.source, part.what_source) if each),
    )


@say_part.register
def _(part: Outcome, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    under = f"mission {part.mission}" if part.mission else f"theme {part.theme}" if part.theme else ""
    sections = (("Under", under),) if under else ()
    return Said(what="outcome", title=part.title, line=under, sections=sections, sources=(part.source,))


@say_part.register
def _(part: Schedule, *, licensed: bool = False) -> Said:  # type: ignore[type-arg]  # noqa: ARG001 - likewise
    values = [f"{_in_groups(each.value, part.unit)} {part.unit} from {each.applies_from}" for each in part.values]
    sources = _once(each.source for each in part.values)
    sections = (("Value", "\n".join(values)),)
    return Said(what="number", title=part.label, line=values[-1], sections=sections, sources=sources)


@say_part.register
def _(part: Calendar, *, licensed: bool = False) -> Said:  # noqa: ARG001 - likewise
    """The days off of each year; outside the years that are known nothing is counted."""
    years = sorted({day.on.year for day in part.days})
    days = {year: [f"{day.on}  {day.what} ({day.where})" for day in part.days if day.on.year == year] for year in years}
    known = f"{part.known_from} to {part.known_until}; outside it no answer is given"
    sections = (("Known", known), *((f"{year}", "\n".join(lines)) for year, lines in days.items()))
    line = f"{len(part.days)} days that are no working days, from {part.known_from} to {part.known_until}"
    return Said(what="calendar", title=part.label, line=line, sections=sections, sources=(part.source,))


def _once(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(sources))


def _percent(share: Decimal) -> str:
    return say_percent(share * 100)


def _shares(span: Span) -> str:
    assert span.low is not None and span.high is not None  # an optimism bias has both
    return f"{_percent(span.low)} to {_percent(span.high)}"


def _in_groups(value: Decimal, unit: str) -> str:
    """Pounds in groups of three; a year, say, is left as it is."""
    return f"{value:,f}" if unit.startswith("pounds") else f"{value:f}"


def _number(value: Decimal) -> str:
    return plain_decimal(value)


def say_pounds(span: Span) -> str:
    central = f"£{span.central:,}" if span.central is not None else ""
    if span.low is None:
        return central
    ends = f"£{span.low:,} to £{span.high:,}"
    return f"{central} ({ends})" if central else ends
