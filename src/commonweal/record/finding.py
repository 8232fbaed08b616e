"""A problem of the domain: returned, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonweal.record.source import Source


class Severity(StrEnum):
    """Blocking stops adoption or publication; a warning asks for a person; information explains."""

    BLOCKING = "blocking"
    WARNING = "warning"
    INFORMATION = "information"

    @property
    def rank(self) -> int:
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What was found, where in the case, and what mends it."""

    code: str
    severity: Severity
    where: str
    message: str
    remedy: str = ""
    sources: tuple[Source, ...] = ()
