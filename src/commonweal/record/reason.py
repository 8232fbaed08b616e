"""Why something is proposed. A draft for a person to adopt, never the authority's own reason."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One plain sentence, and who says so. `by` is empty for Commonweal's drafts."""

    text: str
    sources: tuple[Source, ...] = ()
    by: str = ""
