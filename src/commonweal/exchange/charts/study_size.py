"""How big a study should be: what it is worth at each size, what it costs, and the difference (ENBS)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.legend import Entry, draw_key
from commonweal.exchange.charts.look import (
    GRID,
    INK,
    LEARNING,
    MARGIN,
    TEAL,
    domain,
    fold,
    frame,
    layer,
    pounds_axis,
    room_for,
)
from commonweal.exchange.charts.wording import about, quoted
from commonweal.forecast.learning_value import SizeWorth, StudyForecast
from commonweal.forecast.result import Forecast
from commonweal.record.text import first_upper, inside_sentence

NAME = "study-size"
TITLE = "How big a study should be"
WORTH, COST, NET = "what it is worth", "what it costs", "worth less cost"
LINES = {WORTH: (LEARNING, (1, 0)), COST: (INK, (8, 4)), NET: (TEAL, (1, 0))}


def draw_study_sizes(forecast: Forecast, *, size: Size = WIDE) -> Chart:
    """Every study by size: EVSI, cost and ENBS, with the best size and the sizes within 5% of it."""
    studies = forecast.learning.studies if forecast.learning else ()
    drawn = [study for study in studies if not study.refused and len(_known(study)) > 1]
    because = "" if drawn else _because(forecast, studies)
    if because:
        return leave_out(NAME, TITLE, because=because, size=size)
    title = _title(drawn)
    return Chart(
        name=NAME,
        title=title,
        description=" ".join(_describe(study) for study in studies),
        spec=_draw(forecast, drawn, title=title, size=size),
        table=_tabulate(studies),
        size=size,
    )


def _because(forecast: Forecast, studies: Sequence[StudyForecast]) -> str:
    if forecast.learning is None:
        return "A live forecast leaves out what studies are worth."
    if not studies:
        return "No study is stated, so there is no size to choose."
    if studies[0].refused:
        return f"There is no size to show for {quoted(studies[0].title)}: {inside_sentence(studies[0].refused)}"
    return f"There is only one size to show for {quoted(studies[0].title)}, so there is nothing to compare."


def _known(study: StudyForecast) -> list[SizeWorth]:
    """The sizes whose worth is not refused."""
    return [each for each in study.sizes if each.worth.value is not None and each.net is not None]


def _title(studies: Sequence[StudyForecast]) -> str:
    first = max(studies, key=lambda study: study.best_net)
    if not first.best_size:
        which = f"{quoted(first.title)} repays its cost at no size" if len(studies) == 1 else "No study repays its cost"
        return f"{which} that was compared"
    best = f"{quoted(first.title)} is best at a size of {first.best_size:,}"
    said = f"{best}: worth about {about(first.best_net)} after its cost"
    return said if len(studies) == 1 else f"{said}, the most of {len(studies)} studies"


def _near(study: StudyForecast) -> str:
    if study.least_size == study.most_size:
        return "no other size that was compared comes within 5% of it"
    return f"from {study.least_size:,} to {study.most_size:,} it is within 5% of that"


def _describe(study: StudyForecast) -> str:
    return f"{quoted(study.title)}: {study.refused or f'{_finding(study)}.'}"


def _finding(study: StudyForecast) -> str:
    if not study.best_size:
        return "no size that was compared repays its cost"
    return (
        f"worth less cost is greatest at a size of {study.best_size:,}, about {about(study.best_net)}; {_near(study)}"
    )


def _draw(forecast: Forecast, studies: Sequence[StudyForecast], *, title: str, size: Size) -> Spec:
    span = {study.id: _span(study) for study in studies}
    left = max(room_for(each, size) for each in span.values())
    width = size.width - 2 * MARGIN - left
    key = [Entry(words=words, colour=colour, dashes=dashes) for words, (colour, dashes) in LINES.items()]
    alone = len(studies) == 1
    panels = [_panel(study, span[study.id], size, width=width, alone=alone) for study in studies]
    subtitle = f"By size of the study, at present value, in pounds of {forecast.price_base}"
    if alone and studies[0].best_size:
        subtitle = f"{subtitle}; {_near(studies[0])}"
    return frame(title, subtitle, size, vconcat=[draw_key(key, size, width=width, left=left), *panels], spacing=16)


def _span(study: StudyForecast) -> list[float]:
    known = _known(study)
    return domain([number for each in known for number in (each.worth.low, each.worth.high, each.cost, each.net)])


def _panel(study: StudyForecast, span: list[float], size: Size, *, width: float, alone: bool) -> Spec:
    axis = pounds_axis(max(abs(end) for end in span), size)
    y = {"type": "quantitative", "scale": {"domain": span, "nice": True}, "axis": axis}
    ticks = {"title": None, "grid": False, "tickCount": 5, "tickMinStep": 1}
    x = {"field": "size", "type": "quantitative", "axis": ticks, "scale": {"nice": True, "zero": True}}
    drawn: Spec = {
        "width": width,
        "height": 180 if size.narrow else 240,
        "layer": [*_best(study, x), *_curves(_known(study), x, y)],
    }
    return drawn if alone else {"title": _heading(study, size, width=width), **drawn}


def _heading(study: StudyForecast, size: Size, *, width: float) -> Spec:
    """What stands over one of several studies."""
    return {
        "text": fold(study.title, size, bold=True, letter=size.letter + 1, width=width),
        "subtitle": fold(first_upper(_finding(study)), size, width=width),
        "fontSize": size.letter + 1,
        "anchor": "start",
        "frame": "group",
        "offset": 8,
    }


def _best(study: StudyForecast, x: Spec) -> list[Spec]:
    """The range within 5% of the best as a band, and the best as a line."""
    if not study.best_size:
        return []
    rows = [{"size": study.best_size, "least": study.least_size, "most": study.most_size}]
    band = layer({"type": "rect", "color": GRID}, {"x": {**x, "field": "least"}, "x2": {"field": "most"}}, rows)
    rule = layer({"type": "rule", "color": INK, "strokeWidth": 1}, {"x": x}, rows)
    return [rule] if study.least_size == study.most_size else [band, rule]


def _curves(known: Sequence[SizeWorth], x: Spec, y: Spec) -> list[Spec]:
    margins = [
        {"size": each.size, "low": float(each.worth.low), "high": float(each.worth.high)}
        for each in known
        if each.worth.low is not None and each.worth.high is not None
    ]
    whisker = {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}}
    value = {"x": x, "y": {"field": "value", **y}}
    point = {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": TEAL}
    lines = [
        layer(
            {"type": "line", "color": colour, "strokeDash": list(dashes), "strokeWidth": 2.5, "strokeCap": "butt"},
            value,
            _points(known, name),
        )
        for name, (colour, dashes) in LINES.items()
    ]
    margin = layer({"type": "rule", "color": LEARNING, "strokeWidth": 1.5}, whisker, margins)
    return [margin, *lines, layer(point, value, _points(known, NET))]


def _points(known: Sequence[SizeWorth], name: str) -> list[Spec]:
    rows = []
    for each in known:
        number = {WORTH: each.worth.value, COST: each.cost, NET: each.net}[name]
        if number is not None:
            rows.append({"size": each.size, "value": float(number)})
    return rows


def _tabulate(studies: Sequence[StudyForecast]) -> Table:
    return Table(
        columns=(
            Column(heading="Study", unit=Unit.TEXT),
            Column(heading="Size", unit=Unit.NUMBER),
            Column(heading="Worth, EVSI (£)"),
            Column(heading="Low, 95% (£)"),
            Column(heading="High, 95% (£)"),
            Column(heading="Cost (£)"),
            Column(heading="Worth less cost, ENBS (£)"),
        ),
        rows=tuple(
            (study.title, Decimal(each.size), each.worth.value, each.worth.low, each.worth.high, each.cost, each.net)
            for study in studies
            for each in study.sizes
        ),
    )
