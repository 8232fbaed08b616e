"""Missions: dated tags that outcomes and procurements serve. They carry importance, never a link in law."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """A mission, known by its code in a dated pack."""

    title: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionShare:
    """How far something serves a mission: a share from 0 to 1."""

    mission: str
    share: Decimal
