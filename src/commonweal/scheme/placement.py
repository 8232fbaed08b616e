"""Where a criterion lives: scored, a KPI, a contract condition, quality, or outside the contract."""

from __future__ import annotations

from enum import StrEnum


class Place(StrEnum):
    SCORED = "scored"
    KPI = "kpi"
    CONDITION = "condition"
    QUALITY = "quality"
    BRANCH = "conditional-branch"

    @property
    def words(self) -> str:
        return {
            Place.SCORED: "scored",
            Place.KPI: "KPI",
            Place.CONDITION: "contract condition",
            Place.QUALITY: "quality criterion",
            Place.BRANCH: "outside the contract",
        }[self]
