"""Kinds of notice: which moment of a procurement each belongs to, who publishes it, and what it must say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from commonweal.record.errors import MisuseError
from commonweal.record.source import Source


class CyclePoint(StrEnum):
    """The moments of a procurement at which something is published, in their order."""

    PLANNING = "planning"
    ENGAGEMENT = "engagement"
    COMPETITION = "competition"
    AWARD = "award"
    CONTRACT = "contract"
    DELIVERY = "delivery"
    END = "end"
    MARKETS = "markets"

    @property
    def words(self) -> str:
        return {
            CyclePoint.PLANNING: "while planning",
            CyclePoint.ENGAGEMENT: "before the tender notice",
            CyclePoint.COMPETITION: "when the competition begins, or is ended",
            CyclePoint.AWARD: "before the contract is entered into",
            CyclePoint.CONTRACT: "after the contract is entered into",
            CyclePoint.DELIVERY: "while the contract runs",
            CyclePoint.END: "when the contract ends",
            CyclePoint.MARKETS: "for dynamic markets",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeItem:
    """One thing that a notice says, and who asks for it. `when` limits it; empty where it always does."""

    text: str
    source: Source
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeType:
    """One kind of notice. Its label is a platform's, not the law's; that it exists, and its section, is the law's.

    `contents` hold what was read for this pack, never all that the regulations ask for; `unread` says what was not.
    """

    title: str
    label: str
    section: str
    point: CyclePoint
    publisher: str
    when: str
    source: Source
    label_source: Source
    contents: tuple[NoticeItem, ...] = ()
    not_for: str = ""
    unread: str = ""
    in_force: str = ""

    def __post_init__(self) -> None:
        if not self.contents and not self.unread:
            raise MisuseError(f"The notice {self.label} lists no contents and does not say that they were not read.")
