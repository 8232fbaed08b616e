"""Changing one belief in a forecast/inputs.yaml: what a person wrote elsewhere in it, comments too, stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from commonweal.exchange.case_file.editing import with_parts
from commonweal.exchange.case_file.folder import FORECAST_FILE
from commonweal.exchange.case_file.forecast_file import belief_data
from commonweal.exchange.case_file.forecast_layout import Path, Spot, part_at, spots
from commonweal.forecast.inputs import StatedBelief
from commonweal.frameworks.yaml_file import parse_yaml
from commonweal.record.errors import MisuseError


def stated_at(text: str, name: str) -> Any:
    """What a text says of a belief, as plain data; None where it is not stated there (any more)."""
    data = parse_yaml(text, name=FORECAST_FILE).data
    path, _spot = _place(data, name)
    return part_at(data, path) if path else None


def with_belief(text: str, name: str, stated: StatedBelief) -> str:
    """The text with one belief stated otherwise, in the place where it stands. Raises MisuseError where it is gone."""
    data = parse_yaml(text, name=FORECAST_FILE).data
    path, spot = _place(data, name)
    if not path:
        raise MisuseError(f"The belief '{name}' is not in the forecast any more.")
    said = belief_data(stated, unit=spot.unit, title=spot.title) if spot else belief_data(stated)
    before = part_at(data, path)
    if not (isinstance(said, dict) and isinstance(before, dict)):
        return with_parts(text, {path: said}, name=FORECAST_FILE)
    keys = dict.fromkeys((*before, *said))
    return with_parts(text, {(*path, key): said.get(key) for key in keys}, name=FORECAST_FILE)


def _place(data: Mapping[str, Any], name: str) -> tuple[Path, Spot | None]:
    """Where a belief is stated: by name, or in the one place that needs it; () where it is nowhere."""
    beliefs = data.get("beliefs")
    if isinstance(beliefs, dict) and name in beliefs:
        return ("beliefs", name), None
    for spot in spots(data):
        if spot.name == name and not isinstance(part_at(data, spot.path), str):
            return spot.path, spot
    return (), None
