"""Charts of a forecast: true titles, the Forecast's own figures, nothing missing drawn, pictures that stand alone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import chart_cases
import pytest

from commonweal.exchange.charts import (
    NARROW,
    WIDE,
    Chart,
    Column,
    Table,
    Unit,
    draw_charts,
    render_png,
    render_svg,
    table_csv,
    write_charts,
)
from commonweal.exchange.charts.look import KINDS, MARGIN, SHADES, TEAL, TEAL_LIGHT, TEAL_MIDDLE, contrast, width_of
from commonweal.exchange.charts.wording import about
from commonweal.forecast.estimate import Estimate, refuse
from commonweal.forecast.result import Forecast
from commonweal.record.errors import MisuseError

NAMES = ("fan", "staircase", "spread", "tornado", "study-size", "missions", "kinds", "capability")
SVG = "{http://www.w3.org/2000/svg}"
TITLES = {"nhs": "An NHS fit for the future", "growth": "Kickstart economic growth"}


@pytest.fixture(scope="module")
def forecast() -> Forecast:
    return chart_cases.whole()


@pytest.fixture(scope="module")
def charts(forecast: Forecast) -> dict[str, Chart]:
    return {chart.name: chart for chart in draw_charts(forecast, missions=TITLES)}


def estimate(value: str, low: str = "", high: str = "") -> Estimate:
    ends = [Decimal(each or value) for each in (value, low, high)]
    return Estimate(value=ends[0], standard_error=Decimal(1), low=ends[1], high=ends[2], method="said")


def again(forecast: Forecast, **changed: Any) -> dict[str, Chart]:
    """The charts of the forecast with some of its policies' numbers put in others' place."""
    return {chart.name: chart for chart in draw_charts(replace(forecast, **changed))}


def with_policies(forecast: Forecast, **changed: Estimate) -> dict[str, Chart]:
    return again(forecast, policies=replace(forecast.policies, **changed))


def numbers_drawn(part: Any) -> Iterator[Any]:
    """Every value of every row of data in a spec."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "values" and isinstance(value, list) and value and isinstance(value[0], dict):
                for row in value:
                    yield from row.values()
            yield from numbers_drawn(value)
    elif isinstance(part, list):
        for each in part:
            yield from numbers_drawn(each)


def test_every_chart_is_drawn_from_a_full_forecast(charts: dict[str, Chart]) -> None:
    """Eight charts in the order that a reader asks, each with a title, a description, a spec and a table of its own."""
    assert tuple(charts) == NAMES
    for chart in charts.values():
        assert chart.spec is not None and not chart.absent
        assert chart.title and len(chart.description) > len("a few words")
        assert chart.table.rows
        assert len(chart.table.shown()) == len(chart.table.rows)
        assert "nan" not in chart.spec_text.lower().replace("finan", "")


def test_the_fan_and_its_table_have_the_forecast_s_years(forecast: Forecast, charts: dict[str, Chart]) -> None:
    """Contract first, then with its branch: percentiles, mean and cost as the Forecast states them, digit by digit."""
    rows = [*forecast.years, *forecast.years_with_branch]
    shown = charts["fan"].table.rows
    assert len(shown) == len(rows) == 2 * len(forecast.years)
    for row, year in zip(shown, rows, strict=True):
        parts = (year.p5, year.p25, year.p50, year.p75, year.p95, year.mean, year.spent)
        assert row[2:] == tuple(each.value for each in parts)
    assert shown[len(forecast.years) - 1][1] == forecast.horizon_months / 12
    last = forecast.years_with_branch[-1]
    assert f"about {about(last.mean)} of social value" in charts["fan"].title
    assert f"about {about(last.spent)} spent" in charts["fan"].title
    assert charts["fan"].title.endswith(f"the contract alone brings about {about(forecast.years[-1].mean)}")
    drawn = list(numbers_drawn(charts["fan"].spec))
    assert float(last.p95) in drawn and float(last.p5) in drawn


def test_the_staircase_has_the_five_policies_and_their_steps(forecast: Forecast, charts: dict[str, Chart]) -> None:
    """Values and margins of the policies, then of the steps between them, and what the studies cost."""
    found, policies = charts["staircase"], forecast.policies
    names = ("committed", "staged", "decided_now", "with_evidence", "clairvoyant")
    names += ("staging", "right_to_stop", "learning", "perfect_information", "study_cost")
    wanted = [getattr(policies, name) for name in names]
    assert [row[1:] for row in found.table.rows] == [(each.value, each.low, each.high) for each in wanted]
    assert f"Staging is worth about {about(policies.staging)}" in found.title
    assert about(policies.study_cost) in found.title


def test_a_step_is_never_surer_in_a_title_than_it_is(forecast: Forecast) -> None:
    """Nothing, a loss, a number that cannot be told from zero and a refused one are each said as what they are."""
    said = {
        "nothing": estimate("0"),
        "nothing that can be told from zero": estimate("1500", "-200", "3200"),
        "about −£42,000": estimate("-42100", "-43000", "-41000"),
        "about £42,000": estimate("42100", "41000", "43000"),
        "not known": refuse("It cannot be found.", method="said"),
    }
    for words, worth in said.items():
        assert f"learning {words}, before" in with_policies(forecast, learning=worth)["staircase"].title


def test_the_spread_has_each_policy_s_percentiles(forecast: Forecast, charts: dict[str, Chart]) -> None:
    """Percentiles are the spread's own; the mean is the policy's, which has no noise of coins."""
    for row, each in zip(charts["spread"].table.rows, forecast.policies.spreads, strict=True):
        net = each.net
        ends = tuple(one.value for one in (net.p5, net.p25, net.p50, net.p75, net.p95))
        assert row[1:6] == ends
        assert row[6] == getattr(forecast.policies, each.policy).value
        assert row[7] == net.positive_share.value
    informed = next(each.net for each in forecast.policies.spreads if each.policy == "with_evidence")
    assert f"falls below about {about(informed.p5)}" in charts["spread"].title


def test_groups_stack_to_the_forecast_s_years(forecast: Forecast, charts: dict[str, Chart]) -> None:
    """Missions and kinds by year as the Forecast has them; losses and what serves no mission have their own words."""
    for name, groups in (("missions", forecast.missions), ("kinds", forecast.kinds)):
        table = charts[name].table
        by_group = {group.name: group.by_year for group in groups if any(group.by_year)}
        columns = list(zip(*table.rows, strict=True))[1:]
        assert sorted(columns) == sorted(by_group.values())
    title = charts["missions"].title
    assert title.startswith("An NHS fit for the future: about £")
    assert "given to no mission: about −£" in title
    assert "Kickstart economic growth (£)" in charts["missions"].table.headings


def test_no_gain_is_never_called_one(forecast: Forecast) -> None:
    """Where every group loses, the title says that no gain is expected."""
    lost = tuple(replace(each, by_year=tuple(-abs(year) for year in each.by_year)) for each in forecast.kinds)
    assert again(forecast, kinds=lost)["kinds"].title.startswith("No gain is expected; ")


def test_the_tornado_has_every_swing_and_counts_those_that_turn_the_sign(
    forecast: Forecast, charts: dict[str, Chart]
) -> None:
    """The table has all of them, the picture the widest; a sign is turned only beyond the margin of the method."""
    assert forecast.sensitivity is not None
    swings = forecast.sensitivity.swings
    wanted = [(each.title, each.p10, each.p90, each.at_p10.value, each.at_p90.value, each.swing) for each in swings]
    found = charts["tornado"].table.rows
    assert [(row[0], *row[2:]) for row in found] == wanted
    low, high = estimate("-50000", "-60000", "-40000"), estimate("70000", "60000", "80000")
    sure = replace(swings[0], at_p10=low, at_p90=high)
    for swing, turns in ((sure, True), (replace(sure, at_p90=estimate("7000", "-100", "15000")), False)):
        title = again(forecast, sensitivity=replace(forecast.sensitivity, swings=(swing,)))["tornado"].title
        assert title.startswith(f"‘{swings[0].title}’ moves net value most: from about −£50,000 to £7")
        assert ("no belief alone turns its sign" in title) != turns


def test_the_best_size_of_a_study_is_the_forecast_s(forecast: Forecast, charts: dict[str, Chart]) -> None:
    """EVSI with its margin, cost and ENBS by size; a study without an answer is told in words, and not drawn."""
    assert forecast.learning is not None
    trial, late = forecast.learning.studies
    assert trial.best_size and late.refused
    found = charts["study-size"]
    assert f"is best at a size of {trial.best_size}: worth about {about(trial.best_net)} after its cost" in found.title
    assert late.refused in found.description
    wanted = [
        (Decimal(each.size), each.worth.value, each.worth.low, each.worth.high, each.cost, each.net)
        for each in trial.sizes
    ]
    assert [row[1:] for row in found.table.rows] == wanted
    useless = replace(trial, best_size=0, best_net=Decimal(0), least_size=None, most_size=None)
    title = again(forecast, learning=replace(forecast.learning, studies=(useless,)))["study-size"].title
    assert title.endswith("repays its cost at no size that was compared")


def test_several_studies_have_a_panel_each(forecast: Forecast) -> None:
    """The most worthwhile is in the title, and every one of them has its own heading."""
    assert forecast.learning is not None
    trial = forecast.learning.studies[0]
    other = replace(trial, id="other", title="Another trial", best_net=trial.best_net / 2)
    found = again(forecast, learning=replace(forecast.learning, studies=(other, trial)))["study-size"]
    assert found.title.endswith("the most of 2 studies")
    assert "Another trial" in render_svg(found) and found.title.startswith(f"‘{trial.title}’")


def test_capability_is_told_with_who_holds_it_and_whether_it_lasts(charts: dict[str, Chart]) -> None:
    """Maturity before and after, as stated."""
    found = charts["capability"]
    assert found.title == "‘A test bed’ goes from 1 to 3 of 5, and outlasts the contract"
    assert found.table.rows[0][:3] == ("A test bed", Decimal(1), Decimal(3))
    assert "held by a council" in found.description


@pytest.mark.parametrize(
    ("given", "left_out"),
    [
        ("bare", {"fan", "tornado", "study-size", "missions", "kinds", "capability"}),
        ("live", {"tornado", "study-size"}),
    ],
)
def test_a_chart_without_anything_to_show_says_why(given: str, left_out: set[str]) -> None:
    """One sentence instead of an empty picture; asking for the picture repeats it."""
    found = {chart.name: chart for chart in draw_charts(getattr(chart_cases, given)())}
    assert {name for name, chart in found.items() if chart.spec is None} == left_out
    for name in left_out:
        chart = found[name]
        assert re.fullmatch(r"[A-Z][^.]+\.", chart.absent)
        assert not chart.table.rows
        with pytest.raises(MisuseError, match=re.escape(chart.absent)):
            render_svg(chart)


def test_a_refused_number_is_never_drawn(forecast: Forecast) -> None:
    """It is left out of the picture and said to be not known in the table, whichever number it is."""
    no = refuse("It cannot be found.", method="said")
    assert forecast.sensitivity is not None and forecast.learning is not None
    trial = forecast.learning.studies[0]
    broken = replace(
        forecast,
        years_with_branch=(*forecast.years_with_branch[:-1], replace(forecast.years_with_branch[-1], p95=no)),
        policies=replace(forecast.policies, with_evidence=no, learning=no),
        sensitivity=replace(
            forecast.sensitivity,
            swings=(replace(forecast.sensitivity.swings[0], at_p90=no), *forecast.sensitivity.swings[1:]),
        ),
        learning=replace(
            forecast.learning,
            studies=(replace(trial, sizes=(replace(trial.sizes[0], worth=no, net=None), *trial.sizes[1:])),),
        ),
    )
    for chart in draw_charts(broken):
        drawn = list(numbers_drawn(chart.spec))
        assert drawn and None not in drawn
        ElementTree.fromstring(render_svg(chart))
        if chart.name in {"fan", "staircase", "spread", "tornado", "study-size"}:
            assert any("not known" in row for row in chart.table.shown()), chart.name


@pytest.mark.parametrize("value", [None, float("nan"), float("inf")])
def test_a_chart_with_a_number_that_is_not_there_is_refused(value: float | None) -> None:
    """Vega-Lite would draw it as zero or as a gap; here it cannot even be made."""
    with pytest.raises(MisuseError, match="not there"):
        Chart(
            name="x",
            title="x",
            description="x",
            spec={"layer": [{"data": {"values": [{"y": value}]}}]},
            table=Table(columns=(), rows=()),
        )


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_pictures_stand_alone_and_speak_for_themselves(forecast: Forecast, size: Any) -> None:
    """An image with its title and description; no script, no style, no reference, and as wide as was asked."""
    for chart in draw_charts(forecast, missions=TITLES, size=size):
        text = render_svg(chart)
        root = ElementTree.fromstring(text)
        assert root.get("role") == "img"
        title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None and title.text == chart.title
        assert description is not None and description.text == chart.description
        assert root.get("aria-labelledby") == title.get("id") and root.get("aria-describedby") == description.get("id")
        assert float(root.get("width", "nan")) <= size.width + MARGIN
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert not tags & {"script", "style", "image", "use", "foreignObject", "a", "animate"}
        for element in root.iter():
            assert not any(name.lower().startswith("on") or name.endswith("href") for name in element.attrib)
            assert not any("url(" in value for value in element.attrib.values())
        assert re.findall(r'https?://[^"]+', text) == ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"]


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_letters_stay_large_and_inside_the_picture(forecast: Forecast, size: Any) -> None:
    """No text is under 13 pixels, and none runs over the edge by the widths that it was laid out with."""
    for chart in draw_charts(forecast, missions=TITLES, size=size):
        root = ElementTree.fromstring(render_svg(chart))
        letters = [element.get("font-size", "") for element in root.iter(f"{SVG}text")]
        assert letters and min(float(each.removesuffix("px")) for each in letters) >= 13, chart.name
        for element in root.iter(f"{SVG}text"):
            bold = element.get("font-weight") == "bold"
            for line in element.itertext():
                wide = width_of(line, float(element.get("font-size", "0").removesuffix("px")), bold=bold)
                assert wide <= size.width - 2 * MARGIN, (chart.name, line)


def test_a_title_cannot_break_a_picture(forecast: Forecast) -> None:
    """Marks of XML, controls and overrides of direction in what people wrote are shown, and do nothing."""
    assert forecast.sensitivity is not None
    swing = replace(
        forecast.sensitivity.swings[0],
        title="A </text><script>x</script>\x07 & \u202e\x00\ud800\uffff{datum.value} 🙂 שלום",
    )
    found = again(forecast, sensitivity=replace(forecast.sensitivity, swings=(swing,)))["tornado"]
    text = render_svg(found)
    tags = {element.tag for element in ElementTree.fromstring(text).iter()}
    assert f"{SVG}script" not in tags and "\x07" not in text and "\u202e" not in text
    assert "{datum.value}" in text and render_png(found).startswith(b"\x89PNG")


def test_a_wrong_spec_is_an_error_and_no_empty_picture(charts: dict[str, Chart]) -> None:
    """The converter refuses what is not Vega-Lite, and data from anywhere outside."""
    outside = {"data": {"url": "https://example.org/x.csv"}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    for spec in ({"mark": "no-such-mark", "encoding": {}}, {"nothing": 1}, outside):
        with pytest.raises(ValueError, match=r".+"):
            render_svg(replace(charts["fan"], spec=spec))


def test_the_same_chart_is_the_same_bytes(charts: dict[str, Chart]) -> None:
    """Twice drawn, twice the same, as SVG and as PNG."""
    for chart in charts.values():
        assert render_svg(chart) == render_svg(chart)
    png = render_png(charts["fan"])
    assert png == render_png(charts["fan"])
    assert png.startswith(b"\x89PNG") and len(render_png(charts["fan"], scale=1)) < len(png)


def test_neighbours_differ_in_grey() -> None:
    """Bands of the fan, halves of the tornado and neighbouring missions differ in lightness, not only in hue.

    What an outline of ink parts from its neighbour, kinds, differs from the next kind too.
    """
    assert contrast(TEAL_LIGHT, TEAL_MIDDLE) > 2 and contrast(TEAL_MIDDLE, TEAL) > 3
    assert contrast(TEAL_LIGHT, TEAL) > 6
    for one, other in pairwise(SHADES):
        assert contrast(one, other) >= 2
    kinds = list(KINDS.values())
    for one, other in pairwise(kinds):
        assert contrast(one, other) >= 1.15
    assert contrast("#000000", "#ffffff") == pytest.approx(21) and contrast("#777777", "#ffffff") == pytest.approx(
        4.48, abs=0.01
    )


def test_charts_are_written_whole_with_their_tables(forecast: Forecast, tmp_path: Path) -> None:
    """Pictures and tables side by side, nothing else left in the folder; a second time, the same bytes."""
    folder = tmp_path / "new" / "charts"
    written = write_charts(forecast, folder, missions=TITLES)
    wanted = {f"{name}.{ending}" for name in NAMES for ending in ("csv", "svg", "png")}
    assert {path.name for path in folder.iterdir()} == wanted == {path.name for path in written.files}
    assert not written.left_out
    rows = list(csv.reader(io.StringIO((folder / "fan.csv").read_text())))
    assert rows[0][0] == "Part" and Decimal(rows[-1][6]) == forecast.years_with_branch[-1].p95.value
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    write_charts(forecast, folder, missions=TITLES, kinds=("svg",))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_what_is_left_out_is_told_and_not_written(tmp_path: Path) -> None:
    """Only what can be drawn is written, of the kinds that were asked for."""
    written = write_charts(chart_cases.bare(), tmp_path, kinds=("svg",))
    assert {path.name for path in tmp_path.iterdir()} == {"staircase.csv", "staircase.svg", "spread.csv", "spread.svg"}
    assert len(written.left_out) == 6 and all(chart.absent for chart in written.left_out)


def test_charts_are_refused_where_they_cannot_go(forecast: Forecast, tmp_path: Path) -> None:
    """An unknown kind of picture, and a folder that is a file."""
    with pytest.raises(MisuseError, match="gif"):
        write_charts(forecast, tmp_path, kinds=("gif",))
    (tmp_path / "file").write_text("kept")
    with pytest.raises(MisuseError, match="this is a file"):
        write_charts(forecast, tmp_path / "file")
    assert (tmp_path / "file").read_text() == "kept"


def test_a_table_in_a_spreadsheet_begins_no_formula() -> None:
    """Text that would be one has an apostrophe before it; numbers keep all their digits; what is refused is empty."""
    columns = (Column(heading="What", unit=Unit.TEXT), Column(heading="£"), Column(heading="Share", unit=Unit.SHARE))
    table = Table(columns=columns, rows=(("=1+1", Decimal("-1234567.891"), None),))
    assert table_csv(table) == "What,£,Share\n'=1+1,-1234567.891,\n"
    assert table.shown() == (("=1+1", "−£1.23m", "not known"),)
