"""The JSON Schemas of case.yaml and of forecast/inputs.yaml, made from the engine's types."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.case_file.forecast_layout import FOLLOW_ON, ForecastLayout
from commonweal.exchange.case_file.layout import LAYOUT_VERSION, CaseLayout
from commonweal.frameworks.schemas import strict_schema


def case_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a case file; unknown keys are refused, as the reader does."""
    schema = strict_schema(CaseLayout, title="Commonweal case")
    schema["$defs"]["CaseLayout"]["properties"]["commonweal"]["const"] = LAYOUT_VERSION
    return {"$id": f"urn:commonweal:case:{LAYOUT_VERSION}", **schema}


def forecast_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of forecast/inputs.yaml: a belief is its name, a number, or is stated in its place."""
    schema = strict_schema(ForecastLayout, title="Commonweal forecast inputs")
    parts = schema["$defs"]
    stated = {"$ref": "#/$defs/BeliefLayout"}
    anywhere = {"anyOf": [{"type": "string"}, {"type": "number"}, stated]}
    for part, keys in {"Effect": ("quantity", "value", "lag"), "FollowOn": FOLLOW_ON}.items():
        for key in keys:
            described = parts[part]["properties"][key]
            parts[part]["properties"][key] = anywhere | {k: v for k, v in described.items() if k == "default"}
    for part, keys in {
        "ForecastLayout": ("gates",),
        "Effect": ("additionality",),
        "CapabilityGain": ("raises", "shortens"),
    }.items():
        for key in keys:
            parts[part]["properties"][key]["additionalProperties"] = anywhere
    for part in ("ForecastLayout", "ScenarioLayout"):
        parts[part]["properties"]["beliefs"]["additionalProperties"] = {"anyOf": [{"type": "number"}, stated]}
    return {"$id": f"urn:commonweal:forecast:{LAYOUT_VERSION}", **schema}
