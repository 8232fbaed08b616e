"""How big a study should be: what it is worth at each size, what it costs, and the difference (ENBS)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from commonweal.exchange.charts.chart import WIDE, Chart, Column, Size, Spec, Table, Unit, leave_out
from commonweal.exchange.charts.look import GRID, INK, LEARNING, TEAL, domain, fold, frame, layer, pounds_axis
from commonweal.exchange.charts.wording import about
from commonweal.forecast.learning_value import SizeWorth, StudyForecast
from commonweal.forecast.result import Forecast
from commonweal.record.text import inside_sentence

NAME = "study-size"
TITLE = "How big a study should be"
WORTH, COST, NET = "what it is worth", "what it costs", "worth less cost"
LINES = {WORTH: (LEARNING, [1, 0]), COST: (INK, [8, 4]), NET: (TEAL, [1, 0])}


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
        return f"There is no size to show for '{studies[0].title}': {inside_sentence(studies[0].refused)}"
    return f"There is only one size to show for '{studies[0].title}', so there is nothing to compare."


def _known(study: StudyForecast) -> list[SizeWorth]:
    """The sizes whose worth is not refused."""
    return [each for each in study.sizes if each.worth.value is not None and each.net is not None]


def _title(studies: Sequence[StudyForecast]) -> str:
    first = max(studies, key=lambda study: study.best_net)
    if not first.best_size:
        which = f"'{first.title}' repays its cost at no size" if len(studies) == 1 else "No study repays its cost"
        return f"{which} that was compared"
    said = (
        f"'{first.title}' is best at a size of {first.best_size:,}: worth about {about(first.best_net)} after its cost"
    )
    return said if len(studies) == 1 else f"{said}, the most of {len(studies)} studies"


def _near(study: StudyForecast) -> str:
    if study.least_size == study.most_size:
        return "no other size that was compared comes within 5% of it"
    return f"from {study.least_size:,} to {study.most_size:,} it is within 5% of that"


def _describe(study: StudyForecast) -> str:
    if study.refused:
        return f"'{study.title}': {study.refused}"
    if not study.best_size:
        return f"'{study.title}': no size that was compared repays its cost."
    return (
        f"'{study.title}': worth less cost is greatest at a size of {study.best_size:,}, about "
        f"{about(study.best_net)}; {_near(study)}."
    )


def _draw(forecast: Forecast, studies: Sequence[StudyForecast], *, title: str, size: Size) -> Spec:
    panels = [_panel(study, size) for study in studies]
    subtitle = f"By size of the study, at present value, in pounds of {forecast.price_base}"
    return frame(title, subtitle, size, vconcat=panels, spacing=28)


def _panel(study: StudyForecast, size: Size) -> Spec:
    known = _known(study)
    numbers = [number for each in known for number in (each.worth.low, each.worth.high, each.cost, each.net)]
    span = domain(numbers)
    axis = pounds_axis(max(abs(end) for end in span), size)
    y = {"type": "quantitative", "scale": {"domain": span, "nice": True}, "axis": axis}
    ticks = {"title": None, "grid": False, "tickCount": 5, "labelFlush": True, "tickMinStep": 1}
    x = {"field": "size", "type": "quantitative", "axis": ticks, "scale": {"nice": False, "zero": True}}
    room = size.width - 80
    words = _describe(study).removeprefix(f"'{study.title}': ").removesuffix(".")
    return {
        "title": {
            "text": fold(study.title, size, bold=True, letter=size.letter + 1, width=room),
            "subtitle": fold(words, size, width=room),
            "fontSize": size.letter + 1,
            "anchor": "start",
            "frame": "group",
            "offset": 8,
        },
        "width": room,
        "height": 180 if size.narrow else 240,
        "layer": [*_best(study, x), *_curves(known, x, y, size)],
    }


def _best(study: StudyForecast, x: Spec) -> list[Spec]:
    """The range within 5% of the best as a band, and the best as a line."""
    if not study.best_size:
        return []
    rows = [{"size": study.best_size, "least": study.least_size, "most": study.most_size}]
    band = {"type": "rect", "color": GRID}
    rule = {"type": "rule", "color": INK, "strokeWidth": 1}
    return [
        layer(band, {"x": {**x, "field": "least"}, "x2": {"field": "most"}}, rows),
        layer(rule, {"x": x}, rows),
    ]


def _curves(known: Sequence[SizeWorth], x: Spec, y: Spec, size: Size) -> list[Spec]:
    names = list(LINES)
    rows = [
        {"size": each.size, "value": float(number), "line": name}
        for each in known
        for name, number in ((WORTH, each.worth.value), (COST, each.cost), (NET, each.net))
        if number is not None
    ]
    margins = [
        {"size": each.size, "low": float(each.worth.low), "high": float(each.worth.high)}
        for each in known
        if each.worth.low is not None and each.worth.high is not None
    ]
    legend = {
        "title": None,
        "orient": "top",
        "direction": "vertical" if size.narrow else "horizontal",
        "symbolType": "stroke",
        "symbolSize": 400,
        "symbolStrokeWidth": 2.5,
    }
    colours = {"domain": names, "range": [colour for colour, _ in LINES.values()]}
    dashes = {"domain": names, "range": [dash for _, dash in LINES.values()]}
    line = {"x": x, "y": {"field": "value", **y}, "stroke": {"field": "line", "type": "nominal", "scale": colours}}
    line["stroke"]["legend"] = legend
    dash = {"field": "line", "type": "nominal", "scale": dashes, "legend": legend}
    nets = [row for row in rows if row["line"] == NET]
    return [
        layer(
            {"type": "rule", "color": LEARNING, "strokeWidth": 1.5},
            {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}},
            margins,
        ),
        layer({"type": "line", "strokeWidth": 2.5, "strokeCap": "butt"}, {**line, "strokeDash": dash}, rows),
        layer(
            {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": TEAL},
            {"x": x, "y": {"field": "value", **y}},
            nets,
        ),
    ]


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
