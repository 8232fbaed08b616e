"""The digests of rows: what a row says, as the engine digests every value."""

from __future__ import annotations

from datetime import UTC, datetime

from commonweal.record.digest import digest
from commonweal_web.audit.models import Event


def event_digest(event: Event) -> str:
    """The digest of an event: canonical JSON of everything it says and of the digest before it."""
    return digest(
        {
            "number": event.number,
            "chain": event.chain,
            "sequence": event.sequence,
            "kind": event.kind,
            "at": moment(event.at),
            "by": event.by,
            "facts": event.facts,
            "previous": event.previous,
        }
    )


def site_digest(previous: str, own: str) -> str:
    return digest({"previous": previous, "event": own})


def moment(at: datetime) -> str:
    """A moment as text that both databases give back alike."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
