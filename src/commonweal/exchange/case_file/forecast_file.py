"""forecast/inputs.yaml: what a forecast is made from, beside the case; read strictly, and written for people."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

from commonweal.exchange.case_file.forecast_layout import (
    BeliefLayout,
    ForecastLayout,
    Path,
    ScenarioLayout,
    mentions,
    part_at,
    spots,
)
from commonweal.exchange.case_file.writing import plain_data, yaml_text
from commonweal.forecast.inputs import ForecastInputs, Scenario, StatedBelief
from commonweal.frameworks.typed import convert
from commonweal.frameworks.yaml_file import YamlFile
from commonweal.quantities.belief import Family
from commonweal.record.errors import MisuseError, UnreadableInput

IDENTIFIED = ("effects", "studies", "capabilities", "adaptations", "scenarios")


def read_inputs(file: YamlFile) -> ForecastInputs:
    """The inputs that a file holds. Raises UnreadableInput, one sentence with file and line, for anything else."""
    if not isinstance(file.data, dict):
        raise UnreadableInput(
            "The inputs of a forecast are keys and values.",
            where=f"{file.name}:1",
            remedy="commonweal forecast CASE --start lays out a first set.",
        )
    data = deepcopy(file.data)
    _check_stated(data, file)
    inline = _lift(data, file)
    layout = convert(data, ForecastLayout, file=file)
    beliefs = {name: each.stated() for name, each in layout.beliefs.items()}
    for name, (path, stated) in inline.items():
        if name in beliefs:
            raise UnreadableInput(
                f"The belief '{name}' is stated twice: here and under beliefs.",
                where=f"{file.name}:{file.line(path)}",
                remedy="Keep one of them.",
            )
        beliefs[name] = stated
    _check_names(data, beliefs, file)
    _check_ids(layout, file)
    return _made(layout, beliefs, file)


def _check_stated(data: dict[str, Any], file: YamlFile) -> None:
    """Each belief that is stated by name is sound by itself, with its own line; a plain number is one for certain."""
    scenarios = data.get("scenarios")
    held: list[tuple[Path, Any]] = [(("beliefs",), data.get("beliefs"))]
    if isinstance(scenarios, list):
        held += [
            (("scenarios", i, "beliefs"), each.get("beliefs")) for i, each in enumerate(scenarios) if _is_map(each)
        ]
    for path, beliefs in held:
        for name, said in beliefs.items() if isinstance(beliefs, dict) else ():
            beliefs[name] = _spelt_out(said, file, (*path, name))
            convert(beliefs[name], BeliefLayout, file=file, path=(*path, name))


def _spelt_out(said: Any, file: YamlFile, path: Path) -> dict[str, Any]:
    if not isinstance(said, bool | dict) and isinstance(said, int | Decimal):
        return {"family": Family.FIXED.value, "value": said}
    if not isinstance(said, dict):
        inside = path[0] == "beliefs" or "beliefs" in path[2:]
        known = "a number, or a belief" if inside else "the name of a belief, a number, or a belief"
        raise UnreadableInput(f"'{path[-1]}' is {known} with its family.", where=f"{file.name}:{file.line(path)}")
    return said


def _is_map(each: Any) -> bool:
    return isinstance(each, dict)


def _lift(data: dict[str, Any], file: YamlFile) -> dict[str, tuple[Path, StatedBelief]]:
    """Take each belief that stands where it is needed out of the data, which then names it."""
    found = {}
    for spot in list(spots(data)):
        said = part_at(data, spot.path)
        if isinstance(said, str):
            continue
        layout = convert(_spelt_out(said, file, spot.path), BeliefLayout, file=file, path=spot.path)
        found[spot.name] = (spot.path, layout.stated(unit=spot.unit, title=spot.title))
        part_at(data, spot.path[:-1])[spot.path[-1]] = spot.name
    return found


def _check_names(data: Mapping[str, Any], beliefs: Mapping[str, StatedBelief], file: YamlFile) -> None:
    for path, name in mentions(data):
        if name and name not in beliefs:
            near = difflib.get_close_matches(name, beliefs, n=1)
            raise UnreadableInput(
                f"The belief '{name}' is named here and not stated.",
                where=f"{file.name}:{file.line(path)}",
                remedy=f"Did you mean '{near[0]}'?" if near else "State it under beliefs, or right here.",
            )


def _check_ids(layout: ForecastLayout, file: YamlFile) -> None:
    for key in IDENTIFIED:
        seen: set[str] = set()
        for place, each in enumerate(getattr(layout, key)):
            if each.id in seen:
                raise UnreadableInput(
                    f"Two of the {key} share the id '{each.id}'.",
                    where=f"{file.name}:{file.line((key, place, 'id'))}",
                    remedy="Give one of them another.",
                )
            seen.add(each.id)
    effects = {each.id for each in layout.effects}
    for place, scenario in enumerate(layout.scenarios):
        for number, name in enumerate(scenario.without):
            if name not in effects:
                raise UnreadableInput(
                    f"There is no effect '{name}' to leave out.",
                    where=f"{file.name}:{file.line(('scenarios', place, 'without', number))}",
                    remedy=f"There are {', '.join(sorted(effects)) or 'none'}.",
                )


def _made(layout: ForecastLayout, beliefs: Mapping[str, StatedBelief], file: YamlFile) -> ForecastInputs:
    try:
        return ForecastInputs(
            price_base=layout.price_base,
            beliefs=beliefs,
            gates=layout.gates,
            effects=layout.effects,
            studies=layout.studies,
            capabilities=layout.capabilities,
            correlations=layout.correlations,
            hopefulness=layout.hopefulness,
            adaptations=layout.adaptations,
            scenarios=tuple(_scenario(each, beliefs) for each in layout.scenarios),
            horizon_months=layout.horizon_months,
            vintage=layout.vintage,
        )
    except MisuseError as error:
        where = f"{file.name}:{file.line(place_fault(file.data, error.message))}"
        raise UnreadableInput(error.message, where=where, remedy=error.remedy) from error


def _scenario(layout: ScenarioLayout, beliefs: Mapping[str, StatedBelief]) -> Scenario:
    return Scenario(
        id=layout.id,
        title=layout.title,
        beliefs={
            name: each.stated(unit=beliefs[name].unit, title=beliefs[name].title)
            for name, each in layout.beliefs.items()
        },
        funding=layout.funding,
        without=layout.without,
        because=layout.because,
    )


def place_fault(data: Any, message: str) -> Path:
    """The path of the first part of the file that a sentence quotes, by title, id or name; () where it quotes none."""
    quoted = [(message.find(f"'{name}'"), path) for path, name in _called(data) if name]
    return min((each for each in quoted if each[0] >= 0), key=lambda each: each[0], default=(0, ()))[1]


def _called(data: Any) -> Iterable[tuple[Path, str]]:
    if not isinstance(data, dict):
        return
    for key in IDENTIFIED:
        for place, each in enumerate(data.get(key) or ()):
            if isinstance(each, dict):
                yield from (((key, place), str(each.get(name))) for name in ("title", "id"))
    for key in ("beliefs", "gates", "hopefulness"):
        if isinstance(data.get(key), dict):
            yield from (((key, name), name) for name in data[key])
    for spot in spots(data):
        if not isinstance(part_at(data, spot.path), str):
            yield spot.path, spot.name
            yield spot.path, spot.title
    yield from mentions(data)


def inputs_text(inputs: ForecastInputs, *, heading: str = "") -> str:
    """forecast/inputs.yaml of inputs: a belief that one place alone states by its name stands in that place.

    What is written is read back as the same inputs.
    """
    data = {key: plain_data(getattr(inputs, key)) for key in _WRITTEN if getattr(inputs, key)}
    placed = set()
    for spot in list(spots(data)):
        stated = inputs.beliefs.get(spot.name)
        if stated is not None and part_at(data, spot.path) == spot.name:
            part_at(data, spot.path[:-1])[spot.path[-1]] = belief_data(stated, unit=spot.unit, title=spot.title)
            placed.add(spot.name)
    named = {name: belief_data(stated) for name, stated in inputs.beliefs.items() if name not in placed}
    scenarios = [_plain_scenario(each, inputs.beliefs) for each in inputs.scenarios]
    parts = {
        "price_base": inputs.price_base,
        "horizon_months": inputs.horizon_months,
        "vintage": inputs.vintage,
        "beliefs": named,
        **data,
        "scenarios": scenarios,
    }
    kept = {key: part for key, part in parts.items() if part not in (None, "", {}, [])}
    return yaml_text(kept, heading=heading)


_WRITTEN = ("gates", "effects", "studies", "capabilities", "correlations", "hopefulness", "adaptations")


def belief_data(stated: StatedBelief, *, unit: str = "", title: str = "") -> Any:
    data = plain_data(stated.belief)
    said = {"unit": (stated.unit, unit), "title": (stated.title, title), "because": (stated.because, "")}
    data |= {key: is_so for key, (is_so, else_so) in said.items() if is_so != else_so}
    if stated.source is not None:
        data["source"] = plain_data(stated.source)
    certain = set(data) == {"family", "value"} and stated.belief.family is Family.FIXED
    return data["value"] if certain else data


def _plain_scenario(scenario: Scenario, beliefs: Mapping[str, StatedBelief]) -> Any:
    data = plain_data(scenario)
    if scenario.beliefs:
        data["beliefs"] = {
            name: belief_data(each, unit=beliefs[name].unit, title=beliefs[name].title)
            if name in beliefs
            else belief_data(each)
            for name, each in scenario.beliefs.items()
        }
    return data


def _dicts(items: Any) -> list[dict[str, Any]]:
    return [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
