"""Small procurements and inputs that the tests of the forecast share."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from commonweal.forecast.drawing import draw_all
from commonweal.forecast.effect import Effect, Trigger
from commonweal.forecast.inputs import ForecastInputs, StatedBelief
from commonweal.forecast.model import build_model
from commonweal.forecast.simulation import Simulation, simulate
from commonweal.frameworks.loading import load_packs
from commonweal.frameworks.measures import MeasureKind
from commonweal.procurement import Gate, Procurement, Stage, StageKind
from commonweal.quantities import Belief, Family, Money, Vat
from strategies import make_case

PACKS = load_packs()
KINDS = list(StageKind)


def number(text: object) -> Decimal:
    return Decimal(str(text))


def numbers(value: Any) -> Any:
    return tuple(number(each) for each in value) if isinstance(value, tuple) else number(value)


def belief(family: str, unit: str = "pounds", **parameters: Any) -> StatedBelief:
    """A stated belief, its parameters as plain numbers."""
    return StatedBelief(
        belief=Belief(family=Family(family), **{name: numbers(value) for name, value in parameters.items()}), unit=unit
    )


def fixed(value: object, unit: str = "pounds") -> StatedBelief:
    return belief("fixed", unit, value=value)


def stage(place: int, *, funding: object = 0, share: object = None, months: object = 12, **more: Any) -> Stage:
    """A stage named s0, s1 … with a gate where a share is given."""
    return Stage(
        id=more.pop("id", f"s{place}"),
        title=more.pop("title", f"Stage {place}"),
        kind=KINDS[place % len(KINDS)],
        months=number(months),
        funding=Money(amount=number(funding), vat=Vat.EXCLUDED, price_base=2026),
        gate=more.pop("gate", None if share is None else Gate(pass_share=number(share), stop_right=True)),
        **more,
    )


def procurement(*stages: Stage) -> Procurement:
    return make_case(*stages).procurement


def effect(place: int, *, quantity: str, value: str = "", trigger: str = "passed", **more: Any) -> Effect:
    """An effect of stage s0, s1 …, audited, given once unless said otherwise."""
    name = more.pop("id", f"e{place}")
    more.setdefault("evidence", "grade-1")
    return Effect(
        id=name,
        title=more.pop("title", name),
        kind=MeasureKind(more.pop("kind", "outcome")),
        stage=more.pop("stage", f"s{place}"),
        trigger=Trigger(trigger),
        quantity=quantity,
        unit=more.pop("unit", "one"),
        value=value,
        **more,
    )


def inputs(beliefs: dict[str, StatedBelief], *effects: Effect, **more: Any) -> ForecastInputs:
    return ForecastInputs(beliefs=beliefs, effects=effects, price_base=more.pop("price_base", 2026), **more)


def run(what: Procurement, given: ForecastInputs, *, draws: int = 1024, seed: int = 1) -> Simulation:
    """A simulation, straight from procurement and inputs."""
    model = build_model(what, given, packs=PACKS)
    return simulate(model, draw_all(given, stages=tuple(each.id for each in model.stages), draws=draws, seed=seed))
