"""What a document of blocks says, gathered once, so that whatever is written from it cannot differ.

The annex to a business case is one, the report of a challenge another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what draws is slow to import, and a terminal draws nothing
    from commonweal.exchange.charts.chart import Chart

NORMAL, LEAD_IN, QUIET, NEEDS, LABEL = "normal", "lead-in", "quiet", "needs", "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph. `style` is normal, quiet, a lead-in to what follows, a label, or for what needs a person."""

    text: str
    style: str = NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list of short lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading inside a part."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridColumn:
    """A column: its heading, its width in millimetres of 170, and whether it holds numbers or a mark of a source."""

    heading: str
    width: int
    number: bool = False
    mark: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. In a cell, what stands under the first line is said more quietly; the first cell names the row."""

    caption: str
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart, with words for those who do not see it."""

    chart: Chart

    @property
    def words(self) -> str:
        return f"{self.chart.title}. {self.chart.description}"


Block = Words | Points | Heading | Grid | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One numbered part. `mark` is what the contents lead to."""

    mark: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessCase:
    """The document. `finding` stands first, `status` says what it is not, `foot` stands on every page.

    `standing` says how far the scheme is, and `mark` on top of every page that it is a draft; empty where neither is.
    `opening` stands with the finding, before the contents.
    """

    title: str
    subtitle: str
    authority: str
    finding: tuple[str, ...]
    standing: str
    mark: str
    status: str
    foot: str
    parts: tuple[Part, ...]
    opening: tuple[Block, ...] = ()
