"""Which expressions of a pack could match a text: one pass over it, before any of them is tried."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from commonweal.frameworks.definitions import Pattern
from commonweal.frameworks.matching import fold
from commonweal.frameworks.pack import Pack
from commonweal.review.literals import read_letters


class Sieve:
    """The letters that each expression of a pack needs, looked for together.

    What it lets through is tried in full; what it holds back cannot match.
    """

    def __init__(self, expressions: Iterable[str]) -> None:
        needing: dict[str, tuple[frozenset[str], ...]] = {each: read_letters(each).needed for each in expressions}
        places = {
            each: at
            for at, each in enumerate(dict.fromkeys(each for sets in needing.values() for one in sets for each in one))
        }
        self._always = frozenset(each for each, sets in needing.items() if not sets)
        self._needing: list[list[tuple[str, tuple[frozenset[int], ...]]]] = [[] for _ in places]
        for expression, sets in needing.items():
            if not sets:
                continue
            first, *others = (frozenset(places[each] for each in one) for one in sets)
            for place in first:
                self._needing[place].append((expression, tuple(others)))
        self._finder = AhoCorasick(list(places)) if places else None

    def let_through(self, text: str) -> frozenset[str]:
        """The expressions that could match somewhere in the text, whitespace being single spaces."""
        if self._finder is None:
            return self._always
        hits = {hit[0] for hit in self._finder.find_matches_as_indexes(fold(text), overlapping=True)}
        found = (
            expression
            for hit in hits
            for expression, others in self._needing[hit]
            if not any(hits.isdisjoint(each) for each in others)
        )
        return self._always.union(found) if hits else self._always


def holds_all(text: str, needed: tuple[frozenset[str], ...]) -> bool:
    """Whether a text in lower case holds something of every set."""
    return all(any(letters in text for letters in spellings) for spellings in needed)


def sieve_of(pack: Pack) -> Sieve:
    """The sieve of all that a pack's patterns look for, guards too; made once."""
    made = _MADE.get(pack.digest)
    if made is None or made[0] is not pack.patterns:
        every = (words for each in pack.patterns.values() for words in (*each.words, *each.not_when))
        made = _MADE[pack.digest] = (pack.patterns, Sieve(dict.fromkeys(every)))
    return made[1]


_MADE: dict[str, tuple[Mapping[str, Pattern], Sieve]] = {}
