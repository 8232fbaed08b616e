"""The JSON Schema of case.yaml, made from the engine's types."""

from __future__ import annotations

from typing import Any

from commonweal.exchange.case_file.layout import LAYOUT_VERSION, CaseLayout
from commonweal.frameworks.schemas import strict_schema


def case_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a case file; unknown keys are refused, as the reader does."""
    schema = strict_schema(CaseLayout, title="Commonweal case")
    schema["$defs"]["CaseLayout"]["properties"]["commonweal"]["const"] = LAYOUT_VERSION
    return {"$id": f"urn:commonweal:case:{LAYOUT_VERSION}", **schema}
