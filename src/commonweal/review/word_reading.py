"""The patterns of the reading packs over many short texts, for whole files: which values the words tell, how strongly.

The same answers as `infer_subject`, without the words that tell them. Most patterns are plain words: they match
wherever their letters stand between the right edges, which one pass over a text shows. Only the others are tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ahocorasick_rs import AhoCorasick

from commonweal.frameworks.pack import Pack
from commonweal.review.inference import first_match, reading_parameter
from commonweal.review.literals import read_letters
from commonweal.review.sieve import fold

# What a subject's words tell: values with their weights, the heaviest first.
Weighed = tuple[tuple[str, Decimal], ...]
_EDGE = r"\b"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LENGTH_OF_DAY = 10
_LONGEST_KEPT = 240
_MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True, eq=False)
class _Plain:
    """Plain words: they match wherever one of their spellings stands between the right edges."""

    left: bool
    right: bool
    expression: str
    owners: tuple[int, ...]
    guarded: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Other:
    """An expression that has to be tried where something of each of these sets stands."""

    expression: str
    needed: tuple[frozenset[int], ...]
    owners: tuple[int, ...]
    guarded: tuple[int, ...]


class WordReading:
    """The patterns of some packs on some subjects, made ready. Where packs differ, the later one's parameters hold."""

    def __init__(self, packs: Iterable[Pack], subjects: Iterable[str]) -> None:
        wanted = frozenset(subjects)
        named = [(name, each) for pack in packs for name, each in pack.patterns.items() if each.subject in wanted]
        self._names = [name for name, _ in named]
        self._patterns = [each for _, each in named]
        self._title_weight = max((reading_parameter(pack, "title-weight") for pack in packs), default=Decimal(1))
        self.least = max((reading_parameter(pack, "least-evidence") for pack in packs), default=Decimal(0))
        plain: defaultdict[str, list[_Plain]] = defaultdict(list)
        others: list[tuple[str, tuple[frozenset[str], ...]]] = []
        for expression in dict.fromkeys(each for one in self._patterns for each in (*one.words, *one.not_when)):
            spellings, left, right = _plain_spellings(expression)
            for spelling in spellings:
                plain[spelling].append(_Plain(left, right, expression, *self._owners(expression)))
            others += [] if spellings else [(expression, read_letters(expression).needed)]
        places = {each: at for at, each in enumerate(dict.fromkeys((*plain, *_spellings(others))))}
        self._plain = [tuple(plain[letters]) for letters in places]
        self._others: list[list[_Other]] = [[] for _ in places]
        self._always: list[_Other] = []
        for expression, sets in others:
            first, *rest = (frozenset(places[each] for each in one) for one in sets or (_NONE_NEEDED,))
            other = _Other(expression, tuple(rest), *self._owners(expression))
            self._always += [] if first else [other]
            for place in first:
                self._others[place].append(other)
        self._finder = AhoCorasick(list(places)) if places else None
        self._kept: dict[str, frozenset[int]] = {}
        self._weighed: dict[tuple[frozenset[int], frozenset[int]], Mapping[str, Weighed]] = {}

    def _owners(self, expression: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The places of the patterns that look for an expression, and of those that it cancels."""
        owners = tuple(at for at, each in enumerate(self._patterns) if expression in each.words)
        return owners, tuple(at for at, each in enumerate(self._patterns) if expression in each.not_when)

    def matches(self, text: str) -> frozenset[int]:
        """The places of the patterns that match a text, whitespace being single spaces; short texts are kept.

        A day is no text.
        """
        if len(text) == _LENGTH_OF_DAY and _DAY.fullmatch(text):
            return _NONE
        if len(text) > _LONGEST_KEPT:
            return self._match(text)
        kept = self._kept.get(text)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[text] = self._match(text)
        return kept

    def matches_any(self, texts: Iterable[str]) -> frozenset[int]:
        """The places of the patterns that match at least one of the texts."""
        return _NONE.union(*[self.matches(text) for text in texts])

    def _match(self, text: str) -> frozenset[int]:
        low = fold(text)
        hits = self._finder.find_matches_as_indexes(low, overlapping=True) if self._finder else []
        if not hits and not self._always:
            return _NONE
        sure: set[int] = set()
        possible: defaultdict[int, set[str]] = defaultdict(set)
        tried: set[int] = set()
        same = len(low) == len(text)
        for letters, start, end in hits:
            for plain in self._plain[letters]:
                if same and plain.left and start and _is_word(low[start - 1]):
                    continue
                if same and plain.right and end < len(low) and _is_word(low[end]):
                    continue
                for at in plain.owners:
                    sure.add(at)
                    possible[at].add(plain.expression)
                for at in plain.guarded:
                    tried.add(at)
                    possible[at].add(plain.expression)
        for other in self._possible({hit[0] for hit in hits}):
            for at in other.owners:
                tried.add(at)
                possible[at].add(other.expression)
            for at in other.guarded:
                tried.add(at)
                possible[at].add(other.expression)
        if not same:
            tried |= possible.keys()
        return frozenset((sure - tried) | {at for at in tried if self._is_matched(at, text, possible[at])})

    def _possible(self, hits: set[int]) -> set[_Other]:
        """What has to be tried, once each."""
        found = {other for hit in hits for other in self._others[hit]}
        whole = (each for each in found if not any(hits.isdisjoint(one) for one in each.needed))
        return {*self._always, *whole}

    def _is_matched(self, at: int, text: str, possible: set[str]) -> bool:
        pattern = self._patterns[at]
        return not possible.isdisjoint(pattern.words) and bool(first_match(pattern, text, self._names[at], possible))

    def weigh(self, heading: frozenset[int], body: frozenset[int]) -> Mapping[str, Weighed]:
        """For each subject what the matches in headings and elsewhere tell, where there is evidence enough."""
        key = (heading, body)
        known = self._weighed.get(key)
        if known is None:
            if len(self._weighed) >= _MOST_KEPT:
                self._weighed.clear()
            known = self._weighed[key] = self._weigh(heading, body)
        return known

    def _weigh(self, heading: frozenset[int], body: frozenset[int]) -> Mapping[str, Weighed]:
        found: defaultdict[str, dict[str, list[Decimal]]] = defaultdict(dict)
        for at in sorted(heading | body):
            pattern = self._patterns[at]
            weight = pattern.weight * (self._title_weight if at in heading else 1)
            found[pattern.subject].setdefault(pattern.value, []).append(weight)
        ordered = {subject: _in_order(values) for subject, values in found.items()}
        return {subject: row for subject, row in ordered.items() if row[0][1] >= self.least}


_NONE: frozenset[int] = frozenset()
_NONE_NEEDED: frozenset[str] = frozenset()


def _spellings(others: list[tuple[str, tuple[frozenset[str], ...]]]) -> Iterator[str]:
    return (each for _, sets in others for one in sets for each in sorted(one))


def _plain_spellings(expression: str) -> tuple[frozenset[str], bool, bool]:
    """Every spelling of plain words, and whether an edge must stand before and after them; none for anything else."""
    inner = expression.removeprefix(_EDGE)
    core = inner.removesuffix(_EDGE)
    letters = read_letters(core)
    if letters.all is None or not letters.plain or "" in letters.all or "|" in _outside(core):
        return frozenset(), False, False
    return letters.all, inner != expression, core != inner


def _outside(expression: str) -> str:
    """The expression without what stands in brackets."""
    depth, kept = 0, []
    for letter in expression:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if not depth:
            kept.append(letter)
    return "".join(kept)


def _in_order(values: Mapping[str, list[Decimal]]) -> Weighed:
    """The heaviest first, at a tie the one with the strongest single pattern, then by name; the rest by weight."""
    totals = {value: sum(weights, Decimal(0)) for value, weights in sorted(values.items())}
    first = max(totals, key=lambda value: (totals[value], max(values[value])))
    rest = sorted((value for value in totals if value != first), key=lambda value: (-totals[value], value))
    return tuple((value, totals[value]) for value in (first, *rest))


@cache
def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
