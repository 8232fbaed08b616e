"""What a check looks at, and how it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from commonweal.frameworks.applicability import Applicability
from commonweal.frameworks.pack import Pack, Packs
from commonweal.frameworks.pack_head import PackKind
from commonweal.procurement.authority import AuthorityKind
from commonweal.procurement.case import Case
from commonweal.procurement.exemption import treated_procurement
from commonweal.procurement.procurement import Procurement
from commonweal.procurement.regime import RegimeKind
from commonweal.procurement.valuation import Valuation
from commonweal.record.errors import MisuseError
from commonweal.record.source import Source
from commonweal.scheme.scheme import Scheme

T = TypeVar("T", bool, date, str, Decimal)


class State(StrEnum):
    """The five answers. Only a person can turn *not answered* into another."""

    MET = "met"
    NOT_MET = "not met"
    NOT_ANSWERED = "not answered"
    UNKNOWN = "unknown"
    DOES_NOT_APPLY = "does not apply"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a predicate answers: the state, one sentence, where in the case, and the questions still open.

    `sources` stand in for the rule's own where the answer rests on others, such as those of the edition that applies.
    """

    state: State
    message: str
    where: str = ""
    asks: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a check may look at. `scheme` is None while there is none: checks on it answer *does not apply*."""

    case: Case
    applicability: Applicability
    valuation: Valuation
    packs: Packs
    scheme: Scheme | None

    @property
    def procurement(self) -> Procurement:
        """As the law treats it: covered, where a claim to be exempt research fails on the answers."""
        return treated_procurement(self.case)

    @property
    def law(self) -> Pack:
        """The pack that carries thresholds and rules of law."""
        packs = self.packs.of_kind(PackKind.LAW)
        if not packs:
            raise MisuseError("No pack of law is at hand.", remedy="Load the shipped packs with your own.")
        return packs[-1]

    @property
    def under_the_act(self) -> bool | None:
        return self.procurement.regime.under_the_act

    def regime_is(self, *kinds: RegimeKind) -> bool:
        return self.procurement.regime.kind in kinds

    def said(self, check: str, ask: str, kind: type[T]) -> T | None:
        """A person's answer, or None; blank text is none. One of another type is refused when the case is read."""
        answer = self.case.answer(check, ask)
        if isinstance(answer, str) and not answer.strip():
            return None
        if isinstance(answer, kind) and not (kind is Decimal and isinstance(answer, bool)):
            return answer
        if kind is Decimal and isinstance(answer, int) and not isinstance(answer, bool):
            return Decimal(answer)  # type: ignore[return-value]
        return None


Predicate = Callable[[Context], Verdict]


def met(message: str, *, where: str = "") -> Verdict:
    return Verdict(state=State.MET, message=message, where=where)


def not_met(message: str, *, where: str = "") -> Verdict:
    return Verdict(state=State.NOT_MET, message=message, where=where)


def not_answered(message: str, *asks: str, where: str = "") -> Verdict:
    return Verdict(state=State.NOT_ANSWERED, message=message, where=where, asks=asks)


def unknown(message: str, *, where: str = "") -> Verdict:
    return Verdict(state=State.UNKNOWN, message=message, where=where)


def does_not_apply(message: str) -> Verdict:
    return Verdict(state=State.DOES_NOT_APPLY, message=message)


# Bodies that s.2(5) leaves outside the Act whatever they procure.
OUTSIDE_BODIES = frozenset({AuthorityKind.INTELLIGENCE_SERVICE, AuthorityKind.RESEARCH_AGENCY})


def outside_the_act(context: Context) -> Verdict | None:
    """The answer of a check of the Act where the Act's rules on award do not apply, or None where they do.

    An unknown regime is taken as covered: the check is asked, and says so. A devolved Scottish authority is taken at
    its word when it states a regime of the Act (s.115A).
    """
    procurement = context.procurement
    kind = procurement.authority.kind
    if kind in OUTSIDE_BODIES or (kind is AuthorityKind.DEVOLVED_SCOTLAND and context.under_the_act is None):
        return does_not_apply(f"The Act does not reach this body (s.2(5)): {kind.words}.")
    if context.under_the_act is False:
        return does_not_apply(
            f"The Act's rules on award do not apply here: the regime is {procurement.regime.kind.words}."
        )
    return None
