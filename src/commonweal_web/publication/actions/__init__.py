"""What can be done between a scheme and its publication. Each is one transaction, one event, by a person."""

from __future__ import annotations


class Refused(Exception):
    """What was asked for is not done, because of how the case stands now: one sentence, and nothing was changed."""
