"""What can be done between a scheme and its publication. Each is one transaction, one event, by a person."""

from __future__ import annotations

from commonweal.record.errors import CommonwealError

__all__ = ["CommonwealError", "Refused"]


class Refused(Exception):
    """What was asked for is not done, because of how the case stands now: one sentence, and nothing was changed."""
