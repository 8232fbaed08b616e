"""One error family. An error is part of the interface: what is wrong, where, what to do."""

from __future__ import annotations

from typing import ClassVar


class CommonwealError(Exception):
    """Base of every error that Commonweal raises on purpose; shown without a traceback.

    `where` is a file, line or path in the case; `remedy` says what to do next.
    """

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.message}{remedy}"


class MisuseError(CommonwealError, ValueError):
    """Something was asked for that makes no sense: a code that is not in any pack, say."""

    exit_status = 2


class MixedMoney(MisuseError):
    """Two sums of money that must not be added or compared: currency, VAT or prices differ."""


class UnreadableInput(CommonwealError, ValueError):
    """A file that cannot be read as what it is meant to be."""

    exit_status = 3


class RefusedError(CommonwealError, PermissionError):
    """Understood, and not done: it would break a promise (a published scheme changed, say)."""

    exit_status = 4


class AlteredEdition(RefusedError):
    """A published pack edition whose content is no longer what was published."""
