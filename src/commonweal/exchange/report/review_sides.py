"""What a notice asks beside what would fit, side by side; ready for a template."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.design.proposal import Proposals
from commonweal.exchange.report.cards import BarView, SourceView, bars_of, source_views
from commonweal.exchange.report.summary import summarise_option
from commonweal.exchange.report.words import KIND_COLOURS, say_percent
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement.notice import PublishedKpi
from commonweal.procurement.procurement import PriceMethod
from commonweal.quantities.period import describe_months
from commonweal.record.text import first_upper, inside_sentence, say_list
from commonweal.review.asking import AskedCriterion
from commonweal.review.award_reading import read_method
from commonweal.review.criteria_reading import Share, whole_lot, without_methods
from commonweal.review.reviewing import Review
from commonweal.review.scrubbing import scrub
from commonweal.scheme.criterion import AdoptedCriterion
from commonweal.scheme.scheme import AwardScheme

# No more sets of criteria than this are laid out; the others are counted.
MOST_LOTS = 4
PARTS = ("Price", "Quality", "Social value", "In the contract, without marks")
STAYS, GOES, UNTOLD = "would stay", "would not stay", "cannot be told"
_BARE = "What would earn the marks is not told."


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """One thing on a side: what, its weighting, one line of place or verdict, and why. `verdict` is empty where none is
    given; `bars` are of a criterion that would fit."""

    title: str
    weighting: str = ""
    verdict: str = ""
    why: tuple[str, ...] = ()
    place: str = ""
    colour: str = ""
    kind: str = ""
    bars: tuple[BarView, ...] = ()
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One part of the marks: what the notice asks, and what would fit."""

    part: str
    asks: tuple[LineView, ...]
    fits: tuple[LineView, ...]


def lay_sides(review: Review) -> tuple[SideView, ...]:
    """Part by part; what neither side has is left out."""
    proposals = review.proposals
    awards = proposals.option("balanced").scheme.awards if proposals else ()
    fits = {part: _fits(part, awards, review) for part in PARTS}
    asks = {part: _asks(part, review) for part in PARTS}
    if not review.lots and not any(fits.values()):
        return ()
    return tuple(
        SideView(part=part, asks=asks[part], fits=_unless_alike(asks[part], fits[part]))
        for part in PARTS
        if asks[part] or fits[part]
    )


def _unless_alike(asks: tuple[LineView, ...], fits: tuple[LineView, ...]) -> tuple[LineView, ...]:
    """What would fit; one line where it is just what is asked."""
    if asks and [(each.title, each.weighting) for each in asks] == [(each.title, each.weighting) for each in fits]:
        return (LineView(title="As the notice asks"),)
    return fits


def _asks(part: str, review: Review) -> tuple[LineView, ...]:
    if part == PARTS[3]:
        return tuple(LineView(title=say_kpi(each)[0], place="KPI") for each in review.notice.kpis)
    method = read_method(review.notice)
    if part == PARTS[0] and method.is_absolute and not review.lots:
        return (_method_line(method),)
    shares = {PARTS[0]: {Share.PRICE}, PARTS[1]: {Share.QUALITY}, PARTS[2]: {Share.SOCIAL_VALUE, Share.MERGED}}[part]
    found: dict[LineView, list[str]] = {}
    for lot in review.lots[:MOST_LOTS]:
        for each in lot.criteria:
            if each.share in shares:
                found.setdefault(_asked_line(each, review), []).extend(lot.lots)
    every = sum(len(lot.lots) for lot in review.lots)
    return tuple(replace(line, place=_say_lots(lots, every)) for line, lots in found.items())


def _method_line(method: PriceMethod) -> LineView:
    """A method that sets price against points, in price's place."""
    return LineView(title=first_upper(method.words), place="a method: price has no weighting")


def fits_lot(review: Review) -> str:
    """The lot whose weightings what would fit goes by, where lots differ; empty where they do not."""
    whole = whole_lot(without_methods(review.notice.criteria))
    return whole[0].lot if len(review.lots) > 1 and whole and review.proposals else ""


def _say_lots(lots: list[str], every: int) -> str:
    """Which lots ask for it; nothing where all do."""
    if len(lots) == every:
        return ""
    lots = sorted(lots, key=lambda each: (len(each), each))
    named = ", ".join(lots[:MOST_LOTS]) + (f" and {len(lots) - MOST_LOTS} more" if len(lots) > MOST_LOTS else "")
    return f"lot{'s' * (len(lots) > 1)} {named}"


def _asked_line(criterion: AskedCriterion, review: Review) -> LineView:
    weighting = say_percent(criterion.weighting) if criterion.weighting is not None else "no weighting told"
    verdict, why = _verdict(criterion, review) if criterion.is_social_value else ("", ())
    return LineView(title=scrub(criterion.label), weighting=weighting, verdict=verdict, why=tuple(map(scrub, why)))


def _verdict(criterion: AskedCriterion, review: Review) -> tuple[str, tuple[str, ...]]:
    """Whether what social value asks for would be asked for with marks at this stage, and why (not)."""
    if criterion.share is Share.MERGED:
        return UNTOLD, ("Social value has no weighting of its own here.",)
    judged = [(each, review.survivals.get(each.code)) for each in criterion.measures]
    if not judged:
        untold = "Its words name no measure that we know." if criterion.explained else _BARE
        return UNTOLD, (untold,)
    if any(survival is None for _, survival in judged):
        return UNTOLD, ("The notice tells too little of the stage.",)
    lines = tuple(
        f"‘{each.words}’: {inside_sentence(survival.because)}" for each, survival in judged if survival is not None
    )
    stays = [survival.survives for _, survival in judged if survival is not None]
    verdict = STAYS if all(stays) else GOES if not any(stays) else "would stay in part"
    return verdict, lines


def _fits(part: str, awards: tuple[AwardScheme, ...], review: Review) -> tuple[LineView, ...]:
    proposals = review.proposals
    if proposals is None:
        every = review.any_size if part == PARTS[2] else ()
        return (LineView(title="Can be asked for here whatever the value", why=every),) if every else ()
    if part == PARTS[3]:
        return _contract(proposals)
    lines: list[LineView] = []
    for award in awards:
        at = f"{award.title}" if len(awards) > 1 else ""
        if part == PARTS[0] and award.split.price:
            told = "" if proposals.case.procurement.split else "the usual split, assumed"
            place = ", ".join(filter(None, (at, told)))
            lines.append(LineView(title="Price", weighting=say_percent(award.split.price), place=place))
        elif part == PARTS[0] and award.split.method.is_absolute:
            lines.append(_method_line(award.split.method))
        elif part == PARTS[1]:
            lines += [
                LineView(title=each.title, weighting=say_percent(each.weighting), place=at) for each in award.quality
            ]
        elif part == PARTS[2]:
            lines += [_scored(each, proposals, at) for each in award.social_value]
            if award.conflict:
                lines.append(LineView(title="A person must choose", why=(award.conflict,), place=at))
            elif not award.social_value:
                lines.append(LineView(title="Nothing is scored as social value", why=_why_nothing(proposals), place=at))
    return tuple(lines)


def _why_nothing(proposals: Proposals) -> tuple[str, ...]:
    found = [each for each in proposals.option("balanced").findings if each.code == "nothing-scored"]
    return tuple(first_upper(each.message.partition(": ")[2] or each.message) for each in found[:1])


def _scored(criterion: AdoptedCriterion, proposals: Proposals, at: str) -> LineView:
    fit = next(
        each.scored for each in proposals.candidates if (each.code, each.stage.id) == (criterion.code, criterion.stage)
    )
    stage = proposals.case.procurement.stage(criterion.stage).title
    several = len(proposals.case.procurement.contract_stages) > 1
    return LineView(
        title=criterion.title,
        weighting=say_percent(criterion.weighting or Decimal(0)),
        why=(criterion.reasons[0].text,),
        place=f"{at}{', ' if at else ''}for {stage}" if several else at,
        colour=KIND_COLOURS[criterion.measure_kind],
        kind=criterion.measure_kind.value,
        bars=tuple(bars_of(fit)),
        sources=source_views(tuple(source for reason in criterion.reasons for source in reason.sources)),
    )


def _contract(proposals: Proposals) -> tuple[LineView, ...]:
    """What would be asked for in the contract, each thing once with its places and stages."""
    procurement = proposals.case.procurement
    several = len(procurement.contract_stages) > 1
    placed: dict[str, dict[str, list[str]]] = {}
    kinds: dict[str, MeasureKind] = {}
    for each in proposals.option("balanced").scheme.contract:
        stages = placed.setdefault(each.title, {}).setdefault(each.place.words, [])
        stages.append(procurement.stage(each.stage).title)
        kinds[each.title] = each.measure_kind
    return tuple(
        LineView(
            title=title,
            place=first_upper(
                "; ".join(f"{place}, {say_list(stages)}" if several else place for place, stages in places.items())
            ),
            colour=KIND_COLOURS[kinds[title]],
            kind=kinds[title].value,
        )
        for title, places in placed.items()
    )


def other_options(proposals: Proposals) -> tuple[tuple[str, str], ...]:
    """The lighter and the fuller option, each in its own sentence."""
    return tuple(
        (
            each.option.capitalize(),
            f"The same as {each.same_as}." if each.same_as else summarise_option(each, proposals),
        )
        for each in proposals.options
        if each.option != "balanced"
    )


def say_kpi(kpi: PublishedKpi) -> tuple[str, str, str]:
    """Its title, what the notice says of it besides, and how often it is reported."""
    title, more = (kpi.title or kpi.description)[:160], kpi.description if kpi.title else ""
    every = f"every {describe_months(kpi.months)}" if kpi.months else ""
    return scrub(title), scrub(" ".join(more.split())[:240]), every
