"""What costs the engine time, kept in this process by what it was made from."""

from __future__ import annotations

from functools import lru_cache

from commonweal.design import check_case, propose_schemes
from commonweal.design.proposal import Proposals, SchemeProposal
from commonweal.exchange.case_file import CaseFolder
from commonweal.exchange.case_file.adopted import basis_digest
from commonweal.frameworks import Packs
from commonweal.record.digest import digest
from commonweal.scheme.checks import CheckAnswer
from commonweal.scheme.scheme import Scheme


class Remembered:
    """A case, its scheme if there is one, and packs, as a key of the memory: equal where `said` is equal."""

    __slots__ = ("opened", "packs", "said", "scheme")

    def __init__(self, opened: CaseFolder, packs: Packs, said: tuple[str, ...], scheme: Scheme | None = None) -> None:
        self.opened, self.packs, self.scheme = opened, packs, scheme
        self.said = (*said, digest({pack.name: pack.digest for pack in packs.editions}))

    def __hash__(self) -> int:
        return hash(self.said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Remembered) and self.said == other.said


def answers_to(opened: CaseFolder, scheme: Scheme | None, packs: Packs) -> tuple[CheckAnswer, ...]:
    """Every check's answer on a scheme; with none, on the balanced proposal."""
    asked = scheme or proposal_of(opened, "balanced", packs).scheme
    return _answers(Remembered(opened, packs, (digest(opened.case_text), asked.digest()), asked))


def proposal_of(opened: CaseFolder, option: str, packs: Packs) -> SchemeProposal:
    """What Commonweal would propose of a case, in one option.

    Found once for what a scheme is made from: an answer to a check changes no choice, and need not be waited for. The
    answers that stand in this proposal may therefore be older: ask `answers_to`.
    """
    return _proposals(Remembered(opened, packs, (basis_digest(opened.case),))).option(option)


@lru_cache(maxsize=128)
def _answers(asked: Remembered) -> tuple[CheckAnswer, ...]:
    return check_case(asked.opened.case, packs=asked.packs, scheme=asked.scheme)


@lru_cache(maxsize=32)
def _proposals(asked: Remembered) -> Proposals:
    return propose_schemes(asked.opened.case, packs=asked.packs)
