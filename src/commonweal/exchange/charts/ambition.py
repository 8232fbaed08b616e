"""The reward of ambition: what an honest bidder earns by the size of the contribution that it offers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.challenge import AwardChallenge
from commonweal.challenge.tournament.result import Ambition
from commonweal.exchange.challenge_report.words import say_points
from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.legend import Entry, draw_key
from commonweal.exchange.charts.look import INK, LEARNING, LINE, MARGIN, TEAL, frame, layer, width_of

NAME, TITLE = "ambition", "What ambition earns"
SURE, RISKY = "Sure to come off", "May not come off"
COUNTS = "Sure, under the usual counts"
LINES: dict[str, tuple[str, tuple[int, ...]]] = {
    SURE: (TEAL, (1, 0)),
    RISKY: (LEARNING, (7, 4)),
    COUNTS: (LINE, (2, 3)),
}
Curves = dict[str, Sequence[Decimal]]


def draw_ambition(award: AwardChallenge, *, after: str = "", size: Size = WIDE) -> Chart:
    """Mean marks by the size of the contribution, the usual one being 1: sure, risky, and sure under counts."""
    if award.tournament is None:
        return leave_out(NAME + after, TITLE, because="No tournament was run here.", size=size)
    found = award.tournament.ambition
    curves: Curves = {SURE: found.sure, RISKY: found.risky}
    if award.twin_tournament is not None and award.twin_tournament.ambition.sizes == found.sizes:
        curves[COUNTS] = award.twin_tournament.ambition.sure
    title = _title(found)
    return Chart(
        name=NAME + after,
        title=title,
        description=_describe(found, curves),
        spec=_draw(found, curves, float(award.target.total), title=title, size=size),
        table=_tabulate(found, curves),
        size=size,
    )


def _title(found: Ambition) -> str:
    more = say_points(found.a_doubling)
    if found.pays:
        return f"Ambition pays: twice the contribution earns about {more} marks more"
    return f"Ambition is hardly paid: twice the contribution earns about {more} marks more"


def _describe(found: Ambition, curves: Curves) -> str:
    first, last = found.sizes[0], found.sizes[-1]
    said = [f"{name}: from {say_points(marks[0])} to {say_points(marks[-1])} marks." for name, marks in curves.items()]
    sizes = f"{first.normalize():f} to {last.normalize():f} times the usual one"
    return f"Mean marks for contributions of {sizes}. {' '.join(said)}"


def _draw(found: Ambition, curves: Curves, total: float, *, title: str, size: Size) -> Spec:
    left = width_of(f"{total:.0f}", size.letter) + 20
    width = size.width - 2 * MARGIN - left
    key = [Entry(words=name, colour=LINES[name][0], dashes=LINES[name][1]) for name in curves]
    plot = {
        "width": width,
        "height": 180 if size.narrow else 260,
        "layer": _layers(found, curves, _axes(total)),
    }
    return frame(
        title,
        f"Marks of {total:g}, by how many times the usual contribution an honest bidder offers",
        size,
        spacing=14,
        vconcat=[draw_key(key, size, width=width, left=left), plot],
    )


def _axes(total: float) -> Spec:
    return {
        "x": {"type": "quantitative", "axis": {"title": None, "grid": False, "tickCount": 5}, "scale": {"nice": False}},
        "y": {
            "type": "quantitative",
            "axis": {"title": None, "tickCount": 5},
            "scale": {"domain": [0, total], "nice": False},
        },
    }


def _layers(found: Ambition, curves: Curves, axes: Spec) -> list[Spec]:
    usual = {"type": "rule", "color": INK, "strokeWidth": 1, "strokeDash": [4, 3]}
    drawn = [layer(usual, {"x": {**axes["x"], "field": "size"}}, [{"size": 1.0}])]
    encoding = {"x": {**axes["x"], "field": "size"}, "y": {**axes["y"], "field": "marks"}}
    for name, marks in curves.items():
        colour, dashes = LINES[name]
        line = {"type": "line", "color": colour, "strokeWidth": 2.5, "strokeDash": list(dashes), "strokeCap": "butt"}
        rows = [{"size": float(each), "marks": float(mark)} for each, mark in zip(found.sizes, marks, strict=True)]
        drawn.append(layer(line, encoding, rows))
    return drawn


def _tabulate(found: Ambition, curves: Curves) -> Table:
    return Table(
        columns=(
            Column(heading="Times the usual contribution", unit=Unit.NUMBER),
            *(Column(heading=f"Marks: {name[:1].lower()}{name[1:]}", unit=Unit.NUMBER) for name in curves),
        ),
        rows=tuple((size, *(marks[place] for marks in curves.values())) for place, size in enumerate(found.sizes)),
    )
