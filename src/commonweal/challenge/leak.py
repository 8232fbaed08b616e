"""A leak: how a scheme would reward the wrong bid, where, how much of the mark goes that way, and what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.procurement.case import DecisionKind
from commonweal.record.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One decision that a person would take to mend a scheme: as a Decision of the case, without who, when and why.

    Kinds are weighting, force (to a condition), exclude, wording and factor (meaning, by checking claims).
    """

    kind: DecisionKind
    subject: str
    value: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """One way to stop a leak: what to do in one sentence, and the changes that do it.

    Without changes it is for people to do by hand: what it would bring about is not computed. `costs` says what it
    asks of anybody.
    """

    title: str
    because: str
    changes: tuple[Change, ...] = ()
    costs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """One leak that an attack found.

    `severity`, 0 to 1: the part of the marks at stake that the attack takes; `points`: percentage points of the whole
    mark that are at stake. `finding` is one plain sentence, `because` the number behind it. The smallest mend is first.
    `of_price`: it lies in how price is scored, so that it changes who wins and takes no marks of social value.
    """

    attack: str
    award: str
    criterion: str
    stage: str
    severity: float
    points: Decimal
    finding: str
    because: str
    mends: tuple[Mend, ...]
    sources: tuple[Source, ...] = ()
    of_price: bool = False

    @property
    def harm(self) -> float:
        """Points of the whole mark that go to the wrong bid; none where price is to blame."""
        return 0.0 if self.of_price else self.severity * float(self.points)
