"""Adopted schemes between a case file and the service's rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from commonweal.exchange.case_file.adopted import scheme_name
from commonweal.exchange.case_file.folder import LOCK_FILE, case_of_texts
from commonweal_web.procurements.models import SchemeVersion


def scheme_columns(texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The columns of each scheme that was adopted in a case file, in their order."""
    if not any(name.startswith("schemes/") for name in texts):
        return []
    opened = case_of_texts(texts, path=Path("case"))
    return [
        {
            "number": version.version,
            "text": texts[scheme_name(version.version)],
            "lock": texts.get(LOCK_FILE, ""),
            "digest": version.digest,
            "case_version": 1,
            "option": version.scheme.option,
            "reason": version.reason[:4_000],
            "adopted_at": datetime.combine(version.adopted_on, time(12), tzinfo=UTC),
        }
        for version in opened.schemes
    ]


def unmatched_scheme(texts: Mapping[str, str], schemes: Sequence[SchemeVersion]) -> int | None:
    """The first scheme that a file and the service do not both hold, word for word; None where all are the same."""
    ours = {scheme_name(each.number): each.text for each in schemes}
    theirs = {name: text for name, text in texts.items() if name.startswith("schemes/")}
    for number, name in enumerate(sorted({*ours, *theirs}), start=1):
        if ours.get(name) != theirs.get(name):
            return number
    return None
