"""The patterns of the reading packs over many short texts, for whole files: which values the words tell, how strongly.

The same answers as `infer_subject`, without the words that tell them. Most patterns are plain words: they match
wherever their letters stand between the right edges, which one pass over a text shows. Only the others are tried.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import accumulate

from ahocorasick_rs import AhoCorasick, Implementation

from commonweal.frameworks.matching import first_match, fold
from commonweal.frameworks.pack import Pack
from commonweal.review.inference import reading_parameter
from commonweal.review.literals import read_letters
from commonweal.review.sieve import holds_all

# What a subject's words tell: values with their weights, the heaviest first.
Weighed = tuple[tuple[str, Decimal], ...]
# Stands between texts that are joined: no text holds it.
SEPARATOR = "\0"
_EDGE = r"\b"
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
    needed: tuple[frozenset[str], ...]
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
        first = {expression: (sets[0] if sets else _NO_WORDS) for expression, sets in others}
        letters = dict.fromkeys((*plain, *(each for one in first.values() for each in sorted(one))))
        self._plain = [tuple(plain[each]) for each in letters]
        plainly = {each.expression for row in self._plain for each in row}
        self._plain_words = [plainly.intersection((*each.words, *each.not_when)) for each in self._patterns]
        made = [_Other(expression, sets[1:], *self._owners(expression)) for expression, sets in others]
        self._always = [each for each in made if not first[each.expression]]
        self._others = [tuple(each for each in made if one in first[each.expression]) for one in letters]
        self._finder = AhoCorasick(list(letters), implementation=Implementation.ContiguousNFA) if letters else None
        self._kept: dict[str, frozenset[int]] = {}
        self._weighed: dict[tuple[frozenset[int], frozenset[int]], Mapping[str, Weighed]] = {}

    def _owners(self, expression: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The places of the patterns that look for an expression, and of those that it cancels."""
        owners = tuple(at for at, each in enumerate(self._patterns) if expression in each.words)
        return owners, tuple(at for at, each in enumerate(self._patterns) if expression in each.not_when)

    def matches(self, text: str) -> frozenset[int]:
        """The places of the patterns that match a text, whitespace being single spaces; short texts are kept.

        Texts that are joined by SEPARATOR are looked at each by itself, in one pass.
        """
        if len(text) > _LONGEST_KEPT:
            return self._match(text)
        kept = self._kept.get(text)
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            kept = self._kept[text] = self._match(text)
        return kept

    def _match(self, joined: str) -> frozenset[int]:
        low = fold(joined)
        hits = self._finder.find_matches_as_indexes(low, overlapping=True) if self._finder else []
        if not hits and not self._always:
            return _NONE
        if len(low) != len(joined):
            return self._try_all(joined.split(SEPARATOR))
        sure: set[int] = set()
        cancelled: set[int] = set()
        doubted: list[tuple[int, int]] = []
        for place, start, end in hits:
            for plain in self._plain[place]:
                if _stands(plain, low, start, end):
                    sure.update(plain.owners)
                    cancelled.update(plain.guarded)
            if self._others[place]:
                doubted.append((place, start))
        if not doubted and not cancelled and not self._always:
            return frozenset(sure)
        return self._tried(joined.split(SEPARATOR), low.split(SEPARATOR), doubted, sure, cancelled)

    def _tried(
        self, texts: list[str], lows: list[str], hits: list[tuple[int, int]], sure: set[int], cancelled: set[int]
    ) -> frozenset[int]:
        """The patterns that match: those that are sure unless a guard may cancel them, and those that prove so."""
        by_text = {at: self._possible(places, lows[at]) for at, places in _by_text(texts, hits).items()}
        guarded = {at for others in by_text.values() for other in others for at in other.guarded}
        doubted = sure & (cancelled | guarded)
        matched = sure - doubted
        for place in range(len(texts)) if doubted or self._always else by_text:
            others = by_text.get(place, self._always)
            owned = {at for other in others for at in other.owners} | doubted
            for at in owned - matched:
                tried = {other.expression for other in others}
                tried |= self._plain_words[at] if at in doubted else _NO_WORDS
                if first_match(self._patterns[at], texts[place], self._names[at], tried):
                    matched.add(at)
        return frozenset(matched)

    def _try_all(self, texts: list[str]) -> frozenset[int]:
        """Every pattern tried on every text: where lower case changes lengths, places tell nothing."""
        return frozenset(
            at
            for at, (each, name) in enumerate(zip(self._patterns, self._names, strict=True))
            if any(first_match(each, text, name, {*each.words, *each.not_when}) for text in texts)
        )

    def _possible(self, places: set[int], low: str) -> list[_Other]:
        """What has to be tried on a text, by the first letters that stand in it and the others that it needs."""
        found = {other for place in places for other in self._others[place]}
        return [*self._always, *(each for each in found if holds_all(low, each.needed))]

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
_NO_WORDS: frozenset[str] = frozenset()


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


def _stands(plain: _Plain, low: str, start: int, end: int) -> bool:
    """Whether plain words stand between the right edges."""
    if plain.left and start and _is_word(low[start - 1]):
        return False
    return not (plain.right and end < len(low) and _is_word(low[end]))


def _by_text(texts: list[str], hits: list[tuple[int, int]]) -> dict[int, set[int]]:
    """The letters found, by the text that they stand in."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    ends = list(accumulate(len(text) + 1 for text in texts)) if len(texts) > 1 else []
    for place, start in hits:
        found[bisect_right(ends, start)].add(place)
    return found


@cache
def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
