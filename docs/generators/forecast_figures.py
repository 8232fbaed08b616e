"""The charts of the sandbox pilot's forecast, and where they stand in the page that explains them."""

from __future__ import annotations

from commonweal.exchange import open_case
from commonweal.exchange.charts import Chart, draw_charts, render_svg
from commonweal.forecast.impact import forecast_impact
from commonweal.frameworks import load_packs
from generators.pages import ROOT, put_between

CASE = ROOT / "examples" / "sandbox-pilot"
PAGE = ROOT / "docs" / "explanation" / "reading-a-forecast.md"
FOLDER = ROOT / "docs" / "figures" / "forecast"
SEED = 1


def draw_forecast_figures() -> None:
    """Draw them anew. Processors differ in last digits, so this is asked for, and never part of a check."""
    packs, opened = load_packs(), open_case(CASE)
    forecast = forecast_impact(opened.case.procurement, opened.forecast, packs=packs, seed=SEED)
    titles = {code: mission.title for pack in packs.editions for code, mission in pack.missions.items()}
    FOLDER.mkdir(parents=True, exist_ok=True)
    text = PAGE.read_text(encoding="utf-8")
    for chart in draw_charts(forecast, missions=titles):
        if chart.spec is not None:
            (FOLDER / f"{chart.name}.svg").write_text(render_svg(chart), encoding="utf-8")
            text = put_between(text, chart.name, _figure(chart))
    PAGE.write_text(text, encoding="utf-8")


def _figure(chart: Chart) -> str:
    alt = chart.description.replace("[", "(").replace("]", ")")
    return f"![{alt}](../figures/forecast/{chart.name}.svg)\n"
