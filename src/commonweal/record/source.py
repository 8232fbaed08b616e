"""Who says so: law, guidance, or our judgement, and how well we know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class SourceKind(StrEnum):
    """Three things that must never look alike."""

    LAW = "law"
    GUIDANCE = "guidance"
    JUDGEMENT = "judgement"


class Confidence(StrEnum):
    """How a fact was learnt.

    primary: read in the official text. secondary: reported by others who cite it.
    recalled: from general knowledge, to be verified. judgement: ours, replaceable.
    """

    PRIMARY = "primary"
    SECONDARY = "secondary"
    RECALLED = "recalled"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that says so. `dated` is the date of the text that was read."""

    kind: SourceKind
    title: str
    confidence: Confidence
    where: str = ""
    url: str = ""
    dated: date | None = None
    note: str = ""

    def __str__(self) -> str:
        parts = [self.title]
        if self.where:
            parts.append(self.where)
        text = ", ".join(parts)
        doubts = "" if self.confidence is Confidence.PRIMARY else f" ({self.confidence})"
        return f"{text}{doubts}"


def judged(title: str, *, where: str = "") -> Source:
    """A judgement of Commonweal's own, marked as one."""
    return Source(kind=SourceKind.JUDGEMENT, title=title, where=where, confidence=Confidence.JUDGEMENT)
