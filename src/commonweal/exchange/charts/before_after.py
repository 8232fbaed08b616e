"""Before and after: what the best mend of each of the worst leaks would do to alignment, on one scale."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.challenge import AwardChallenge, ChallengeReport
from commonweal.exchange.challenge_report.reading import NamedMend, best_mends, scored_awards
from commonweal.exchange.challenge_report.words import say_part, say_points
from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.look import INK, PAPER, TEAL, TEAL_LIGHT, layer
from commonweal.exchange.charts.rows import Laid, Row, draw_rows, lay_rows
from commonweal.exchange.charts.shares import marked_at, share_axis

NAME, TITLE = "before-after", "Before and after the mends"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row: a mend with where alignment stands before and after it, or what stands as it is (`after` is None)."""

    name: str
    words: str
    before: Decimal
    after: Decimal | None = None
    taken_before: Decimal | None = None
    taken_after: Decimal | None = None


def draw_before_after(report: ChallengeReport, *, size: Size = WIDE) -> Chart:
    """The best computed mend of each of the three worst leaks; then the usual counts of each award decision."""
    mends = [line for best in best_mends(report) for line in _mend(best)]
    awards = scored_awards(report)
    if not mends or not awards:
        because = "Nothing of social value is scored." if not awards else "There is no leak that a computed mend stops."
        return leave_out(NAME, TITLE, because=because, size=size)
    lines = [*mends, *(line for award in awards for line in _counts(award, alone=len(awards) == 1))]
    title = _title(mends)
    return Chart(
        name=NAME,
        title=title,
        description=_describe(lines),
        spec=_draw(lines, awards[0], title=title, size=size),
        table=_tabulate(lines),
        size=size,
    )


def _mend(best: NamedMend) -> list[_Line]:
    effect = best.effect
    if effect is None:
        return []
    taken = f"leaks take {say_points(effect.points_before)}, then {say_points(effect.points_after)} points"
    return [
        _Line(
            name=f"{best.name}: {best.mend.title}",
            words=f"{say_part(effect.alignment_before)} to {say_part(effect.alignment_after)}; {taken}",
            before=effect.alignment_before,
            after=effect.alignment_after,
            taken_before=effect.points_before,
            taken_after=effect.points_after,
        )
    ]


def _counts(award: AwardChallenge, *, alone: bool) -> list[_Line]:
    if award.twin is None:
        return []
    where = "" if alone else f" at ‘{award.target.title}’"
    name = f"The usual counts instead{where}"
    return [_Line(name=name, words=say_part(award.twin.alignment), before=award.twin.alignment)]


def _title(mends: list[_Line]) -> str:
    first = mends[0]
    after = first.before if first.after is None else first.after
    moves = "raise" if after > first.before else "leave"
    if moves == "leave":
        return f"The first mend leaves alignment at about {say_part(after)} and takes points from what leaks"
    return f"The first mend would raise alignment from {say_part(first.before)} to {say_part(after)}"


def _describe(lines: list[_Line]) -> str:
    said = [f"{each.name.rstrip('.')}: {each.words}." for each in lines]
    return f"Alignment before and after each mend. {' '.join(said)}"


def _draw(lines: list[_Line], award: AwardChallenge, *, title: str, size: Size) -> Spec:
    laid, x = lay_rows([Row(name=each.name, words=each.words) for each in lines], size), share_axis("before", size)
    threshold = award.standing.threshold if award.standing else Decimal(0)
    subtitle = (
        "Alignment: hollow before, filled after the mend; pale: counts. "
        f"Dashed: the least we would ask, {say_part(threshold)}"
    )
    layers = [marked_at(threshold, x), *_layers(lines, laid, x)]
    return draw_rows(laid, layers, title=title, subtitle=subtitle, x=x)


def _layers(lines: list[_Line], laid: Laid, x: Spec) -> list[Spec]:
    placed = list(zip(lines, laid.middles, strict=True))
    moved = [
        {"before": float(each.before), "after": float(each.after), "y": middle}
        for each, middle in placed
        if each.after is not None
    ]
    still = [{"before": float(each.before), "y": middle} for each, middle in placed if each.after is None]
    point = {"type": "point", "shape": "circle", "size": 150, "filled": True, "opacity": 1, "stroke": INK}
    after = {**x, "field": "after"}
    return [
        layer(
            {"type": "rule", "color": TEAL, "strokeWidth": 4}, {"x": x, "x2": {"field": "after"}, "y": laid.y}, moved
        ),
        layer({**point, "color": PAPER, "strokeWidth": 2}, {"x": x, "y": laid.y}, moved),
        layer({**point, "color": TEAL, "strokeWidth": 2}, {"x": after, "y": laid.y}, moved),
        layer({**point, "shape": "diamond", "color": TEAL_LIGHT, "strokeWidth": 1.5}, {"x": x, "y": laid.y}, still),
    ]


def _tabulate(lines: list[_Line]) -> Table:
    return Table(
        columns=(
            Column(heading="Mend", unit=Unit.TEXT),
            Column(heading="Alignment before", unit=Unit.SHARE),
            Column(heading="Alignment after", unit=Unit.SHARE),
            Column(heading="Points that leaks take before", unit=Unit.NUMBER),
            Column(heading="Points that leaks take after", unit=Unit.NUMBER),
        ),
        rows=tuple((each.name, each.before, each.after, each.taken_before, each.taken_after) for each in lines),
    )
