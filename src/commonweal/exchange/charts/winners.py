"""Who wins: how often each type of bidder wins where it bids, beside the usual counts and a draw by lot."""

from __future__ import annotations

from commonweal.challenge import AwardChallenge
from commonweal.challenge.tournament.result import Tournament, TypeStanding
from commonweal.exchange.challenge_report.words import say_part
from commonweal.exchange.charts.aligned import BAR, bar_encoding, bar_rows
from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.look import INK, PAPER, TEAL, layer
from commonweal.exchange.charts.rows import Laid, Row, draw_rows, lay_rows
from commonweal.exchange.charts.shares import marked_at, share_axis
from commonweal.exchange.charts.wording import quoted

NAME, TITLE = "who-wins", "Who tends to win"


def draw_winners(award: AwardChallenge, *, after: str = "", size: Size = WIDE) -> Chart:
    """Each type's share of wins where it bids, the likeliest on top; hollow where counts alone were scored."""
    found, counts = award.tournament, award.twin_tournament
    if found is None:
        return leave_out(NAME + after, TITLE, because="No tournament was run here.", size=size)
    types = sorted(found.types, key=lambda each: (-each.wins, each.type))
    title = _title(types, found)
    return Chart(
        name=NAME + after,
        title=title,
        description=_describe(types, found, counts),
        spec=_draw(types, found, counts, title=title, size=size),
        table=_tabulate(types, counts),
        size=size,
    )


def _title(types: list[TypeStanding], found: Tournament) -> str:
    first = types[0]
    said = f"{quoted(first.title)} wins most, {say_part(first.wins)} of the time it bids"
    return f"{said}; the most valuable bid wins {say_part(found.level)} of the time where the rest is level"


def _describe(types: list[TypeStanding], found: Tournament, counts: Tournament | None) -> str:
    by_counts = _by_type(counts)
    said = [
        f"{each.title}: {say_part(each.wins)}"
        f"{f', {say_part(by_counts[each.type].wins)} under counts' if each.type in by_counts else ''}."
        for each in types
    ]
    return f"How often each type of bidder wins where it bids. {' '.join(said)} By lot: {say_part(found.by_luck)}."


def _by_type(counts: Tournament | None) -> dict[str, TypeStanding]:
    return {each.type: each for each in counts.types} if counts else {}


def _draw(types: list[TypeStanding], found: Tournament, counts: Tournament | None, *, title: str, size: Size) -> Spec:
    by_counts = _by_type(counts)
    laid = lay_rows([Row(name=each.title, words=_words(each, by_counts)) for each in types], size)
    most = max(float(each.wins) for each in (*types, *by_counts.values()))
    x = share_axis("value", size, most=min(1.0, max(most, float(found.by_luck)) * 1.1))
    subtitle = (
        f"Share of {found.fields:,} fields of {found.bidders} that it wins where it bids. "
        f"{'Circle: if the usual counts were scored. ' if counts else ''}Dashed: by lot"
    )
    return draw_rows(laid, _layers(types, found, by_counts, laid, x), title=title, subtitle=subtitle, x=x)


def _words(each: TypeStanding, by_counts: dict[str, TypeStanding]) -> str:
    if each.type not in by_counts:
        return say_part(each.wins)
    return f"{say_part(each.wins)}; {say_part(by_counts[each.type].wins)} under the usual counts"


def _layers(
    types: list[TypeStanding], found: Tournament, by_counts: dict[str, TypeStanding], laid: Laid, x: Spec
) -> list[Spec]:
    bars = bar_rows([(each.wins, TEAL) for each in types], laid)
    circles = [
        {"value": float(by_counts[each.type].wins), "y": middle}
        for each, middle in zip(types, laid.middles, strict=True)
        if each.type in by_counts
    ]
    point = {"type": "point", "shape": "circle", "size": 110, "filled": True, "opacity": 1, "color": PAPER}
    return [
        layer(BAR, bar_encoding(x, laid), bars),
        marked_at(found.by_luck, x),
        layer({**point, "stroke": INK, "strokeWidth": 2}, {"x": x, "y": laid.y}, circles),
    ]


def _tabulate(types: list[TypeStanding], counts: Tournament | None) -> Table:
    by_counts = _by_type(counts)
    return Table(
        columns=(
            Column(heading="Type of bidder", unit=Unit.TEXT),
            Column(heading="Wins", unit=Unit.SHARE),
            Column(heading="Wins under the usual counts", unit=Unit.SHARE),
            Column(heading="Marks", unit=Unit.NUMBER),
            Column(heading="Marks that its worth would earn", unit=Unit.NUMBER),
        ),
        rows=tuple(
            (
                each.title,
                each.wins,
                by_counts[each.type].wins if each.type in by_counts else None,
                each.marks,
                each.deserved,
            )
            for each in types
        ),
    )
