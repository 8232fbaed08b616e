"""The stage ribbon: stages as bars to scale, gates as diamonds."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.procurement.procurement import Procurement
from commonweal.procurement.stage import Gate, Stage
from commonweal.quantities.period import describe_months
from commonweal.record.text import inside_sentence

WIDTH = 960
BAR_TOP, BAR_HEIGHT = 30, 34
# A bar narrower than this cannot hold its own name; the name then stands under it.
NAME_WIDTH = 10
LEAST_WIDTH = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class RibbonBar:
    title: str
    months: str
    kind: str
    x: float
    width: float
    inside: bool
    label: str
    under_contract: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RibbonGate:
    title: str
    x: float
    odds: str


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
    """Positions in a drawing of `width` units, and a sentence and a list that say the same."""

    width: int
    bars: tuple[RibbonBar, ...]
    gates: tuple[RibbonGate, ...]
    steps: tuple[RibbonStep, ...]
    sentence: str


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
        bars=tuple(bars),
        gates=tuple(gates),
        steps=tuple(_step(stage) for stage in procurement.stages),
        sentence="; ".join([*steps, *after]) + ".",
    )


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
    return f"{gate.pass_share:.0%}" if gate.pass_share is not None else "odds unstated"
