"""Alignment by criterion: how far bidders' own interest would reach if all the weight lay on that one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.challenge import AwardChallenge, TargetCriterion
from commonweal.challenge.standing import CriterionStanding, Standing
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.look import INK, KINDS, layer
from commonweal.exchange.charts.rows import Laid, Row, draw_rows, lay_rows
from commonweal.exchange.charts.shares import marked_at, share_axis
from commonweal.exchange.charts.wording import quoted

NAME, TITLE = "alignment", "How far each criterion reaches"
ALL, COUNTS = "The whole scheme", "The usual counts instead"
COLOURS = {ALL: "#0f4c4a", COUNTS: "#cfe0de"}


def draw_alignment(award: AwardChallenge, *, after: str = "", size: Size = WIDE) -> Chart:
    """Each criterion alone, in the colour of its kind; then the scheme, and the usual counts at the same weight."""
    standing, twin = award.standing, award.twin
    if standing is None or twin is None:
        return leave_out(NAME + after, TITLE, because="Nothing of social value is scored.", size=size)
    title = _title(standing, twin)
    return Chart(
        name=NAME + after,
        title=title,
        description=_describe(award, standing, twin),
        spec=_draw(award, standing, twin, title=title, size=size),
        table=_tabulate(award, standing, twin),
        size=size,
    )


def _title(standing: Standing, twin: Standing) -> str:
    least = min(standing.criteria, key=lambda each: each.alone)
    whole = f"The scheme reaches {say_part(standing.alignment)} of the value that is there, counts alone "
    said = f"{whole}{say_part(twin.alignment)}"
    if len(standing.criteria) < 2:
        return said
    return f"{said}; {quoted(least.title)} reaches least, {say_part(least.alone)}"


def _describe(award: AwardChallenge, standing: Standing, twin: Standing) -> str:
    said = [f"{each.title}: {say_part(each.alone)}." for each in standing.criteria]
    return (
        f"Alignment with all the weight on one criterion. {' '.join(said)} "
        f"{ALL} of {award.target.title}: {say_part(standing.alignment)}. {COUNTS}: {say_part(twin.alignment)}. "
        f"The least we would ask is {say_part(standing.threshold)}."
    )


def _draw(award: AwardChallenge, standing: Standing, twin: Standing, *, title: str, size: Size) -> Spec:
    rows = [Row(name=each.title, words=_words(each, known)) for each, known in _pairs(award, standing)]
    rows += [Row(name=ALL, words=say_part(standing.alignment)), Row(name=COUNTS, words=say_part(twin.alignment))]
    laid, x = lay_rows(rows, size), share_axis("value", size)
    subtitle = (
        "Share of the value that the same effort could bring, if all the weight lay on it alone. "
        f"Dashed: the least we would ask of a scheme, {say_part(standing.threshold)}"
    )
    return draw_rows(laid, _layers(award, standing, twin, laid, x), title=title, subtitle=subtitle, x=x)


def _pairs(award: AwardChallenge, standing: Standing) -> list[tuple[CriterionStanding, TargetCriterion]]:
    return list(zip(standing.criteria, award.target.criteria, strict=True))


def _words(each: CriterionStanding, known: TargetCriterion) -> str:
    return f"{say_part(each.alone)}; {known.kind.value}, {say_points(each.weighting)} points"


def _layers(award: AwardChallenge, standing: Standing, twin: Standing, laid: Laid, x: Spec) -> list[Spec]:
    bars: list[tuple[Decimal, str]] = [(each.alone, KINDS[known.kind.value]) for each, known in _pairs(award, standing)]
    bars += [(standing.alignment, COLOURS[ALL]), (twin.alignment, COLOURS[COUNTS])]
    return [layer(BAR, bar_encoding(x, laid), bar_rows(bars, laid)), marked_at(standing.threshold, x)]


BAR = {"type": "bar", "orient": "horizontal", "size": 16, "stroke": INK, "strokeWidth": 0.75}


def bar_encoding(x: Spec, laid: Laid) -> Spec:
    colour = {"field": "colour", "type": "nominal", "scale": None}
    return {"x": x, "x2": {"field": "from"}, "y": laid.y, "color": colour}


def bar_rows(bars: Sequence[tuple[Decimal, str]], laid: Laid) -> list[Spec]:
    return [
        {"value": float(share), "from": 0.0, "y": middle, "colour": colour}
        for (share, colour), middle in zip(bars, laid.middles, strict=True)
    ]


def _tabulate(award: AwardChallenge, standing: Standing, twin: Standing) -> Table:
    return Table(
        columns=(
            Column(heading="Criterion", unit=Unit.TEXT),
            Column(heading="Kind", unit=Unit.TEXT),
            Column(heading="Points", unit=Unit.NUMBER),
            Column(heading="Alignment", unit=Unit.SHARE),
        ),
        rows=(
            *((each.title, known.kind.value, each.weighting, each.alone) for each, known in _pairs(award, standing)),
            (ALL, "", award.target.total, standing.alignment),
            (COUNTS, "", award.target.total, twin.alignment),
        ),
    )
