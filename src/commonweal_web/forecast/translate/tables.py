"""The one kind of table that the pages of a forecast have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from commonweal_web.layout.components import Column, Table


def small_table(caption: str, columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> Table:
    """Small and dense; on a narrow screen each row is a list."""
    return Table(caption=caption, columns=columns, rows=rows, size="s", dense=True, stack=True)
