"""The stages of a case drawn to time scale, downwards, in the geometry of the reports' ribbon."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.exchange.report.ribbon import Ribbon, RibbonBar, RibbonGate, make_ribbon
from commonweal.record.errors import CommonwealError
from commonweal_web.procurements.translate.document import Document, draft_case

SCALE = 0.45  # from the width of the reports' drawing to the height of this one
LINE, GAP = 20, 6
BAR_WIDTH, REACH = 26, 10  # REACH is half of a gate's diamond
LETTERS, MOST_LINES = 30, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Lines of text beside a bar or a gate, from `y` downwards; `from_y` is what they belong to."""

    lines: tuple[tuple[int, str], ...]
    quiet: tuple[int, str]
    from_y: int
    to_y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    y: int
    height: int
    under_contract: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a template needs to draw the stages without reckoning, and a sentence that says the same."""

    height: int
    bars: tuple[Bar, ...]
    diamonds: tuple[str, ...]
    labels: tuple[Label, ...]
    sentence: str


def draw_ribbon(document: Document) -> Drawing | None:
    """The drawing; None where no stage has been entered, or none can be drawn."""
    if "stages" in document.missing:
        return None
    try:
        return _draw(make_ribbon(draft_case(document.text).procurement))
    except CommonwealError:
        return None


def _draw(ribbon: Ribbon) -> Drawing:
    parts: list[RibbonBar | RibbonGate] = sorted([*ribbon.bars, *ribbon.gates], key=lambda each: each.x)
    labels: list[Label] = []
    end = 0
    for part in parts:
        label = _label(part, least=end)
        labels.append(label)
        end = label.quiet[0] + GAP + 6
    bars = tuple(
        Bar(y=_down(bar.x), height=max(8, _down(bar.width)), under_contract=bar.under_contract) for bar in ribbon.bars
    )
    return Drawing(
        height=max(end, max((bar.y + bar.height for bar in bars), default=0)) + 2,
        bars=bars,
        diamonds=tuple(_diamond(_down(gate.x)) for gate in ribbon.gates),
        labels=tuple(labels),
        sentence=ribbon.sentence,
    )


def _down(x: float) -> int:
    return round(x * SCALE)


def _label(part: RibbonBar | RibbonGate, *, least: int) -> Label:
    """Beside the middle of its gate or the top of its bar, or lower where another label is in the way."""
    if isinstance(part, RibbonGate):
        words, at = [_("Gate: %(title)s") % {"title": part.title}], _down(part.x)
        quiet = "" if part.odds == "odds unstated" else _("likely to be passed: %(share)s") % {"share": part.odds}
        top = at - LINE // 2
    else:
        words, at = [part.title], _down(part.x) + min(12, _down(part.width) // 2)
        quiet = part.months if part.under_contract else _("may follow, not in this contract")
        top = _down(part.x)
    wrapped = textwrap.wrap(words[0], LETTERS, max_lines=MOST_LINES, placeholder=" …")
    start = max(least, top) + 15
    lines = tuple((start + number * LINE, text) for number, text in enumerate(wrapped))
    last = lines[-1][0] + (LINE if quiet else 0)
    return Label(lines=lines, quiet=(last, quiet), from_y=at, to_y=start - 5)


def _diamond(y: int) -> str:
    x = BAR_WIDTH // 2
    return f"{x},{y - REACH} {x + REACH},{y} {x},{y + REACH} {x - REACH},{y}"
