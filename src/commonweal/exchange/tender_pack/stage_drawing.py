"""The stages to scale, for documents: numbered bars and gates, without the odds, which are not for bidders."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.exchange.report.ribbon import make_ribbon
from commonweal.procurement.procurement import Procurement
from commonweal.record.text import inside_sentence

# Units of the drawing. A letter's width in a bar, and under it.
WIDTH, HEIGHT, BAR_TOP, BAR_HEIGHT, GATE = 960, 92, 4, 50, 15
LETTER, SMALL_LETTER = 11, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnBar:
    """`label` stands in the bar; `under` beneath it, empty where there is no room. The table of stages has both."""

    x: float
    width: float
    label: str
    under: str
    bought: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDrawing:
    """Bars, the x of each gate's middle, and the same in words."""

    bars: tuple[DrawnBar, ...]
    gates: tuple[float, ...]
    words: str


def draw_stages(procurement: Procurement) -> StageDrawing:
    ribbon = make_ribbon(procurement)
    bars = [
        DrawnBar(
            x=bar.x,
            width=bar.width,
            label=_label(bar.title, number, bar.width) if bar.under_contract else "",
            under=_fitting(bar.months if bar.under_contract else "not bought here", bar.width),
            bought=bar.under_contract,
        )
        for number, bar in enumerate(ribbon.bars, start=1)
    ]
    return StageDrawing(bars=tuple(bars), gates=tuple(each.x for each in ribbon.gates), words=_words(procurement))


def _label(title: str, number: int, width: float) -> str:
    named = f"{number} {title}"
    return named if len(named) * LETTER < width - GATE else str(number)


def _fitting(text: str, width: float) -> str:
    return text if len(text) * SMALL_LETTER < width + GATE else ""


def _words(procurement: Procurement) -> str:
    """What the drawing shows, for those who do not see it."""
    ribbon = make_ribbon(procurement)
    gates = [f"after {inside_sentence(stage.title)}" for stage in procurement.contract_stages if stage.gate]
    gated = f" Gates: {'; '.join(gates)}." if gates else ""
    return f"Stages to scale: {ribbon.sentence}{gated}"
