"""Lots: parts of a procurement that are awarded separately. A stage is not a lot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    id: str
    title: str
