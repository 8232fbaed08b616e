"""The record as files: CSV for a spreadsheet, JSON with all that the digests are reckoned from."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from commonweal_web.audit.models import Event
from commonweal_web.audit.sentences import tell, title_of
from commonweal_web.audit.translate import moment

COLUMNS = ("number", "sequence", "at", "kind", "title", "by", "name", "sentence", "facts", "digest")
TAKEN_FOR_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class _Line:
    """A file that gives back what is written to it, one line at a time."""

    def write(self, text: str) -> str:
        return text


def as_csv(events: Iterable[Event], names: Mapping[str, str]) -> Iterator[str]:
    """Lines of a table, with a mark first by which spreadsheets know the encoding."""
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    for event in events:
        told = as_values(event, names)
        told["facts"] = json.dumps(event.facts, ensure_ascii=False, sort_keys=True)
        yield str(writer.writerow([harmless(told[column]) for column in COLUMNS]))


def as_json(events: Iterable[Event], names: Mapping[str, str]) -> Iterator[str]:
    """A list, one event a line."""
    yield "["
    for place, event in enumerate(events):
        told = as_values(event, names) | {"previous": event.previous, "site_digest": event.site_digest}
        yield ("," if place else "") + "\n" + json.dumps(told, ensure_ascii=False)
    yield "\n]\n"


def as_values(event: Event, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": event.number,
        "chain": event.chain,
        "sequence": event.sequence,
        "at": moment(event.at),
        "kind": event.kind,
        "title": title_of(event.kind),
        "by": event.by,
        "name": names.get(event.by, ""),
        "sentence": tell(event, names),
        "facts": event.facts,
        "digest": event.digest,
    }


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(TAKEN_FOR_FORMULA) else value
