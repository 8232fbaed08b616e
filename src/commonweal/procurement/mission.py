"""Missions: dated tags that outcomes and procurements serve. They carry importance, never a link in law."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """A mission, known by its code in a dated pack.

    `what` says what it is for, `what_source` who says so; `outcomes` are those of an edition that serve it,
    PACK/OUTCOME.
    """

    title: str
    source: Source
    what: str = ""
    what_source: Source | None = None
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionShare:
    """How far something serves a mission: a share from 0 to 1."""

    mission: str
    share: Decimal
