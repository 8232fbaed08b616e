"""Which expressions of a pack could match a text: one pass over it, before any of them is tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from commonweal.frameworks.definitions import Pattern
from commonweal.frameworks.pack import Pack
from commonweal.review.literals import read_letters

# Two letters that an expression takes for an s and an i when case is ignored, and that stay as they are in lower case.
_ALIKE = {"ſ": "s", "ı": "i"}


class Sieve:
    """The letters that each expression of a pack needs, looked for together.

    What it lets through is tried in full; what it holds back cannot match.
    """

    def __init__(self, expressions: Iterable[str]) -> None:
        needing: defaultdict[str, set[str]] = defaultdict(set)
        always: set[str] = set()
        for expression in expressions:
            needed = read_letters(expression).needed
            always |= {expression} if needed is None else set()
            for letters in needed or ():
                needing[letters].add(expression)
        self._always = frozenset(always)
        self._needing = [frozenset(each) for each in needing.values()]
        self._finder = AhoCorasick(list(needing)) if needing else None

    def let_through(self, text: str) -> frozenset[str]:
        """The expressions that could match somewhere in the text, whitespace being single spaces."""
        if self._finder is None:
            return self._always
        hits = {hit[0] for hit in self._finder.find_matches_as_indexes(fold(text), overlapping=True)}
        return self._always.union(*[self._needing[hit] for hit in hits]) if hits else self._always


def fold(text: str) -> str:
    """The text in lower case, with every letter that passes for another in its place."""
    folded = text.lower()
    if not folded.isascii():
        for letter, alike in _ALIKE.items():
            folded = folded.replace(letter, alike)
    return folded


def sieve_of(pack: Pack) -> Sieve:
    """The sieve of all that a pack's patterns look for, guards too; made once."""
    made = _MADE.get(pack.digest)
    if made is None or made[0] is not pack.patterns:
        every = (words for each in pack.patterns.values() for words in (*each.words, *each.not_when))
        made = _MADE[pack.digest] = (pack.patterns, Sieve(dict.fromkeys(every)))
    return made[1]


_MADE: dict[str, tuple[Mapping[str, Pattern], Sieve]] = {}
