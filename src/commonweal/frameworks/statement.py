"""What a source says in short, where a form asks about it."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that law or guidance says, in words of ours: to find one's way by, never the text itself."""

    text: str
    source: Source
