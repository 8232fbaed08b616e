"""What costs the engine time, kept in this process by what it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from commonweal.design import check_case, propose_schemes
from commonweal.design.proposal import SchemeProposal
from commonweal.exchange.case_file import CaseFolder
from commonweal.frameworks import Packs, load_packs
from commonweal.record.digest import digest
from commonweal.scheme.checks import CheckAnswer
from commonweal.scheme.scheme import Scheme


@cache
def packs_at_hand() -> Packs:
    """The packs that this release brings."""
    return load_packs()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """A case, its scheme if there is one, and packs: equal where what they say is equal."""

    opened: CaseFolder
    scheme: Scheme | None
    packs: Packs
    option: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        editions = digest({pack.name: pack.digest for pack in self.packs.editions})
        return digest(self.opened.case_text), self.scheme.digest() if self.scheme else "", editions, self.option


class Remembered:
    """An `Asked` as a key of the memory."""

    __slots__ = ("asked", "key")

    def __init__(self, asked: Asked) -> None:
        self.asked, self.key = asked, asked.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remembered) and self.key == other.key


def answers_to(opened: CaseFolder, scheme: Scheme | None, packs: Packs) -> tuple[CheckAnswer, ...]:
    """Every check's answer on a scheme; with none, on the balanced proposal."""
    return _answers(Remembered(Asked(opened=opened, scheme=scheme, packs=packs)))


def proposal_of(opened: CaseFolder, option: str, packs: Packs) -> SchemeProposal:
    """What Commonweal would propose of a case today, in one option."""
    return _proposal(Remembered(Asked(opened=opened, scheme=None, packs=packs, option=option)))


@lru_cache(maxsize=64)
def _answers(remembered: Remembered) -> tuple[CheckAnswer, ...]:
    asked = remembered.asked
    if asked.scheme is None:
        return proposal_of(asked.opened, "balanced", asked.packs).answers
    return check_case(asked.opened.case, packs=asked.packs, scheme=asked.scheme)


@lru_cache(maxsize=32)
def _proposal(remembered: Remembered) -> SchemeProposal:
    asked = remembered.asked
    return propose_schemes(asked.opened.case, packs=asked.packs).option(asked.option)
