"""How forecast/inputs.yaml is laid out: beliefs by name, or stated in the place that needs one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any

from commonweal.forecast.capability import CapabilityGain
from commonweal.forecast.effect import Effect
from commonweal.forecast.inputs import Adaptation, Correlation, Hopefulness, StatedBelief
from commonweal.forecast.study import Study
from commonweal.quantities.belief import Belief
from commonweal.record.source import Source

Path = tuple[str | int, ...]

_EFFECT_WORDS = {"quantity": "how much", "value": "worth of one", "lag": "months until it shows"}
FOLLOW_ON = {
    "number": ("projects elsewhere", "projects"),
    "pass_share": ("chance of one elsewhere", "probability"),
    "value": ("worth of one success elsewhere", "pounds"),
    "beta": ("what a level adds to the odds elsewhere", "log-odds a level"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class BeliefLayout(Belief):
    """A belief as it stands in the file: what it is given by, and beside that its unit, why, and who says so.

    Where it stands in an effect or at a gate, unit and title may be left out: the place says them.
    """

    unit: str | None = None
    title: str | None = None
    because: str = ""
    source: Source | None = None

    def __post_init__(self) -> None:
        self.plain()  # what is wrong with the belief itself is said of it alone

    def plain(self) -> Belief:
        return Belief(**{each.name: getattr(self, each.name) for each in fields(Belief)})

    def stated(self, *, unit: str = "", title: str = "") -> StatedBelief:
        """The belief that it stands for, with the unit and title of its place where it states none."""
        return StatedBelief(
            belief=self.plain(),
            unit=unit if self.unit is None else self.unit,
            title=title if self.title is None else self.title,
            because=self.because,
            source=self.source,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioLayout:
    """A named change. A belief put in another's place keeps that one's unit and title unless it states its own."""

    id: str
    title: str
    beliefs: Mapping[str, BeliefLayout] = field(default_factory=dict)
    funding: Mapping[str, Decimal] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastLayout:
    """forecast/inputs.yaml. Where a belief is needed there stands its name, a number, or the belief itself."""

    price_base: int
    beliefs: Mapping[str, BeliefLayout] = field(default_factory=dict)
    gates: Mapping[str, str] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    studies: tuple[Study, ...] = ()
    capabilities: tuple[CapabilityGain, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    hopefulness: Mapping[str, Hopefulness] = field(default_factory=dict)
    adaptations: tuple[Adaptation, ...] = ()
    scenarios: tuple[ScenarioLayout, ...] = ()
    horizon_months: Decimal | None = None
    vintage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place that needs a belief: its path in the file, and the name, unit and title of one stated right there."""

    path: Path
    name: str
    unit: str
    title: str


def spots(data: Mapping[str, Any]) -> Iterator[Spot]:
    """Every place of plain data that needs a belief, whether one is there or not as it should be."""
    for stage in _mapping(data, "gates"):
        yield Spot(path=("gates", stage), name=f"{stage}.gate", unit="probability", title=f"The gate after {stage}")
    for place, effect in _parts(data, "effects"):
        yield from _spots_of_effect(effect, ("effects", place))
    for place, gain in _parts(data, "capabilities"):
        yield from _spots_of_capability(gain, ("capabilities", place))


def _spots_of_effect(effect: Mapping[str, Any], path: Path) -> Iterator[Spot]:
    for key, words in _EFFECT_WORDS.items():
        if key in effect:
            yield Spot(
                path=(*path, key),
                name=f"{effect.get('id')}.{key}",
                unit=unit_of(key, unit=str(effect.get("unit", "")), yearly=effect.get("yearly") is True),
                title=f"{effect.get('title')}: {words}",
            )
    for term in _mapping(effect, "additionality"):
        yield Spot(
            path=(*path, "additionality", term),
            name=f"{effect.get('id')}.{term}",
            unit="share",
            title=f"{effect.get('title')}: {term}",
        )


def unit_of(key: str, *, unit: str, yearly: bool) -> str:
    """The unit of an effect's belief, from that of the effect."""
    if key == "lag":
        return "months"
    if key == "value":
        return "pounds a unit"
    return f"{unit} a year" if yearly and not unit.endswith("a year") else unit


def _spots_of_capability(gain: Mapping[str, Any], path: Path) -> Iterator[Spot]:
    said = gain.get("title")
    for key, unit, words in (
        ("raises", "log-odds a level", "what a level adds to the odds of"),
        ("shortens", "share of its months", "what is saved of"),
    ):
        for stage in _mapping(gain, key):
            where = (*path, key, stage)
            yield Spot(path=where, name=f"{gain.get('id')}.{key}.{stage}", unit=unit, title=f"{said}: {words} {stage}")
    for key in _mapping(gain, "follow_on"):
        if key in FOLLOW_ON:
            words, unit = FOLLOW_ON[key]
            where = (*path, "follow_on", key)
            yield Spot(path=where, name=f"{gain.get('id')}.follow_on.{key}", unit=unit, title=f"{said}: {words}")


def mentions(data: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Where plain data names a belief that is stated elsewhere in it, and the name."""
    for spot in spots(data):
        named = part_at(data, spot.path)
        if isinstance(named, str):
            yield spot.path, named
    for key, names in (("studies", ("about",)), ("correlations", ("one", "other"))):
        for place, each in _parts(data, key):
            yield from (((key, place, name), each[name]) for name in names if isinstance(each.get(name), str))
    for place, scenario in _parts(data, "scenarios"):
        yield from ((("scenarios", place, "beliefs", name), name) for name in _mapping(scenario, "beliefs"))


def part_at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _mapping(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = data.get(key)
    return found if isinstance(found, dict) else {}


def _parts(data: Mapping[str, Any], key: str) -> list[tuple[int, Mapping[str, Any]]]:
    found = data.get(key)
    return [(i, each) for i, each in enumerate(found) if isinstance(each, dict)] if isinstance(found, list) else []
