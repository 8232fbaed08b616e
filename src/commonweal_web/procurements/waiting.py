"""What waits for one person across their procurements: each app adds how it looks, and their first page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from commonweal_web.accounts.models import User

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One line: what it is, of which procurement, where it is done, and by when."""

    text: Text
    of: str
    url: str = ""
    due_on: date | None = None
    late: bool = False


Looker = Callable[[User], Sequence[Waiting]]
_LOOKERS: dict[str, Looker] = {}


def register_looker(key: str, looker: Looker) -> None:
    """Add a way of looking; it must be quick, and takes a query or two."""
    _LOOKERS[key] = looker


def waiting_for(user: User) -> list[Waiting]:
    """Everything that waits for a person, what is due first before what has no day."""
    found = [each for looker in _LOOKERS.values() for each in looker(user)]
    return sorted(found, key=lambda each: each.due_on or date.max)
