"""The stage ribbon: stages as bars to scale, gates as diamonds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import Gate, Stage
from commonweal.quantities.period import describe_months
from commonweal.record.text import inside_sentence

WIDTH = 960
BAR_TOP, BAR_HEIGHT = 30, 34
# A bar narrower than this cannot hold its own name; the name then stands under it.
NAME_WIDTH = 10
LEAST_WIDTH = 26
UNSTATED = "odds unstated"
# A letter beside the bars, and the space between two texts of one row.
LETTER_WIDTH, TEXT_GAP = 8.4, 10
ROW_HEIGHT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class RibbonBar:
    """`name` is what stands over a bar that cannot hold it, at `name_x` in a row counted upwards from 0; the months
    join it where they do not fit under the bar."""

    title: str
    months: str
    kind: str
    x: float
    width: float
    inside: bool
    label: str
    under_contract: bool
    name: str = ""
    name_x: float = 0
    row: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RibbonGate:
    """`row` counts downwards from 0, so that the words of near gates do not run into each other."""

    title: str
    x: float
    odds: str
    row: int = 0

    @property
    def words(self) -> str:
        return "gate" if self.odds == UNSTATED else f"gate, {self.odds}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RibbonStep:
    """One stage in words, for screens too narrow for the drawing; `gate` is empty where none follows."""

    title: str
    months: str
    gate: str
    odds: str
    under_contract: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """Positions in a drawing of `width` units, and a sentence and a list that say the same.

    It rises over and falls under its usual height by as much as its rows of names and of gates need.
    """

    width: int
    bars: tuple[RibbonBar, ...]
    gates: tuple[RibbonGate, ...]
    steps: tuple[RibbonStep, ...]
    sentence: str

    @property
    def rise(self) -> int:
        return ROW_HEIGHT * max((bar.row for bar in self.bars), default=0)

    @property
    def height(self) -> int:
        return 112 + self.rise + ROW_HEIGHT * max((gate.row for gate in self.gates), default=0)


def make_ribbon(procurement: Procurement) -> Ribbon:
    """Draw stages under contract to scale; those outside the contract share a short stub at the end."""
    inside = procurement.contract_stages
    outside = [stage for stage in procurement.stages if not stage.under_contract]
    room = WIDTH - 130 * bool(outside)
    total = float(sum(stage.months for stage in inside))
    scale = (room - 18 * len(inside)) / total
    bars, gates, x = [], [], 0.0
    for stage in inside:
        width = max(LEAST_WIDTH, float(stage.months) * scale)
        fits = len(stage.title) * NAME_WIDTH < width - 8
        bars.append(
            RibbonBar(
                title=stage.title,
                months=describe_months(stage.months),
                kind=stage.kind.value,
                x=round(x, 1),
                width=round(width, 1),
                inside=True,
                label=stage.title if fits else "",
                under_contract=True,
            )
        )
        x += width
        if stage.gate:
            gates.append(RibbonGate(title=_gate_title(stage), x=round(x + 9, 1), odds=_odds(stage.gate)))
        x += 18
    bars += [
        RibbonBar(
            title=stage.title,
            months=describe_months(stage.months),
            kind=stage.kind.value,
            x=round(x, 1),
            width=max(60.0, WIDTH - x - 2),
            inside=False,
            label="",
            under_contract=False,
        )
        for stage in outside[:1]
    ]
    steps = [f"{stage.title} ({describe_months(stage.months)})" for stage in inside]
    after = [f"{stage.title}, outside the contract" for stage in outside]
    return Ribbon(
        width=WIDTH,
        bars=_name_bars(bars),
        gates=_stagger_gates(gates),
        steps=tuple(_step(stage) for stage in procurement.stages),
        sentence="; ".join([*steps, *after]) + ".",
    )


def _name_bars(bars: list[RibbonBar]) -> tuple[RibbonBar, ...]:
    """Names that do not fit their bars, in as many rows over them as keep them apart."""
    tight = [bar.under_contract and bar.width + 18 - TEXT_GAP < _length(bar.months) for bar in bars]
    names = [
        "" if bar.label else f"{bar.title}, {bar.months}" if narrow else bar.title
        for bar, narrow in zip(bars, tight, strict=True)
    ]
    starts = [
        max(0.0, min(bar.x if bar.under_contract else WIDTH, WIDTH - _length(name)))
        for bar, name in zip(bars, names, strict=True)
    ]
    rows = _rows([(at, at + _length(name)) if name else None for at, name in zip(starts, names, strict=True)])
    return tuple(
        replace(bar, name=name, name_x=round(at, 1), row=row, months="" if narrow and name else bar.months)
        for bar, name, at, row, narrow in zip(bars, names, starts, rows, tight, strict=True)
    )


def _stagger_gates(gates: list[RibbonGate]) -> tuple[RibbonGate, ...]:
    halves = [_length(each.words) / 2 for each in gates]
    rows = _rows([(each.x - half, each.x + half) for each, half in zip(gates, halves, strict=True)])
    return tuple(replace(each, row=row) for each, row in zip(gates, rows, strict=True))


def _rows(spans: list[tuple[float, float] | None]) -> list[int]:
    """The first row in which each span meets no earlier one; 0 where there is none."""
    placed: list[list[tuple[float, float]]] = []
    rows = []
    for span in spans:
        row = 0
        if span is not None:
            clear = (at for at, others in enumerate(placed) if not any(_meet(span, other) for other in others))
            row = next(clear, len(placed))
            placed += [[]] * (row == len(placed))
            placed[row] = [*placed[row], span]
        rows.append(row)
    return rows


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + TEXT_GAP and other[0] < one[1] + TEXT_GAP


def _length(text: str) -> float:
    return len(text) * LETTER_WIDTH


def _step(stage: Stage) -> RibbonStep:
    gate = stage.gate if stage.under_contract else None
    return RibbonStep(
        title=stage.title,
        months=describe_months(stage.months),
        gate=_gate_title(stage) if gate else "",
        odds=_odds_words(gate) if gate else "",
        under_contract=stage.under_contract,
    )


def _gate_title(stage: Stage) -> str:
    return (stage.gate.title if stage.gate else "") or f"after {inside_sentence(stage.title)}"


def _odds_words(gate: Gate) -> str:
    return _odds(gate) if gate.pass_share is None else f"odds {_odds(gate)}"


def _odds(gate: Gate) -> str:
    return f"{gate.pass_share:.0%}" if gate.pass_share is not None else UNSTATED
