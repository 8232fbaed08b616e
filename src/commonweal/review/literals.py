"""The letters without which a regular expression cannot match: looked for first, so that few expressions are tried.

A reader for the part of the syntax that packs use. What it does not know it treats as any text at all, and then says
that nothing is needed: such a pattern is always tried. It can cost time, never an answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Beyond so many spellings an expression is taken apart into its longest needed part.
MOST_SPELLINGS = 96
# What stands for no letters: edges of words, line and text.
_EDGES = "bBAZ"
_KINDS = "dDwWsS"
_NOTHING = frozenset({""})
# A set of more spellings takes longer to look for than the expression takes to be tried.
_FEW = 12
# Groups, with upper and lower case alike or apart; and what only looks round.
_GROUPS = ("?:", "?-i:", "?i:")
_LOOKS = ("?=", "?!", "?<=", "?<!")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """What a part of an expression can be. `all`: every spelling, in lower case, or None where there is no end of them.

    `needed`: of each of these sets some spelling is in every match, the most telling set first. `plain`: no edge and no
    look around stands inside, so that wherever a spelling of `all` stands, the part matches.
    """

    all: frozenset[str] | None
    needed: tuple[frozenset[str], ...] = ()
    plain: bool = True


ANYTHING = Letters(all=None)


def read_letters(expression: str) -> Letters:
    r"""The letters of a whole expression.

    >>> sorted(read_letters("licen[cs]es?").all)
    ['licence', 'licences', 'license', 'licenses']
    >>> [sorted(each) for each in read_letters(r"(?:begin|launch) (?:[\w-]+ ){0,3}pilots? of").needed]
    [['pilot of', 'pilots of'], ['begin ', 'launch ']]
    """
    reader = _Reader(expression)
    try:
        found = reader.alternatives()
    except (IndexError, ValueError):
        return ANYTHING
    if reader.at < len(expression):
        return ANYTHING
    return Letters(all=found.all, needed=_needed(found), plain=found.plain)


def telling(choices: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The sets of which something must be there: the rarest first, then those that are quickly looked for."""
    usable = dict.fromkeys(each for each in choices if each and "" not in each)
    first, *others = sorted(usable, key=_how_common) or [frozenset[str]()]
    return (first, *(each for each in others if len(each) <= _FEW)) if first else ()


def _how_common(spellings: frozenset[str]) -> float:
    """A rough guess of how often something of a set stands in a text: each letter more makes it a third as likely."""
    return sum(3.0 ** -len(each) for each in spellings)


def _needed(part: Letters) -> tuple[frozenset[str], ...]:
    return part.needed if part.all is None else telling([part.all])


class _Reader:
    """Goes through an expression once, from left to right."""

    def __init__(self, expression: str) -> None:
        self.text = expression
        self.at = 0

    def alternatives(self) -> Letters:
        found = [self.sequence()]
        while self.at < len(self.text) and self.text[self.at] == "|":
            self.at += 1
            found.append(self.sequence())
        return found[0] if len(found) == 1 else _either(found)

    def sequence(self) -> Letters:
        """One part after the other: spellings are joined as long as they stay few."""
        joined: frozenset[str] = _NOTHING
        choices: list[frozenset[str]] = []
        ended, plain = True, True
        while self.at < len(self.text) and self.text[self.at] not in "|)":
            part = self.repeated(self.part())
            plain = plain and part.plain
            if part.all is not None and len(joined) * len(part.all) <= MOST_SPELLINGS:
                joined = frozenset(one + other for one in joined for other in part.all)
                continue
            choices += [joined, *part.needed]
            joined, ended = part.all or _NOTHING, False
        whole = joined if ended else None
        return Letters(all=whole, needed=telling([*choices, joined]), plain=plain)

    def part(self) -> Letters:
        letter = self.text[self.at]
        self.at += 1
        if letter == "(":
            return self.group()
        if letter == "[":
            return self.letter_class()
        if letter == "\\":
            return self.escape()
        if letter == ".":
            return ANYTHING
        if letter in "^$":
            return Letters(all=_NOTHING, plain=False)
        return _letter(letter)

    def group(self) -> Letters:
        looks = False
        if self.text.startswith("?", self.at):
            mark = next((each for each in (*_GROUPS, *_LOOKS) if self.text.startswith(each, self.at)), None)
            if mark is None:
                raise ValueError(self.text)
            looks = mark in _LOOKS
            self.at += len(mark)
        inside = self.alternatives()
        if self.text[self.at] != ")":
            raise ValueError(self.text)
        self.at += 1
        return Letters(all=_NOTHING, plain=False) if looks else inside

    def letter_class(self) -> Letters:
        end = self.text.index("]", self.at + 1)
        while self.text[end - 1] == "\\":
            end = self.text.index("]", end + 1)
        inside, self.at = self.text[self.at : end], end + 1
        single = inside[:-1].find("-", 1) < 0 and not inside.startswith("^") and "\\" not in inside
        return _either([_letter(each) for each in inside]) if single else ANYTHING

    def escape(self) -> Letters:
        letter = self.text[self.at]
        self.at += 1
        if letter in _EDGES:
            return Letters(all=_NOTHING, plain=False)
        if letter in _KINDS:
            return ANYTHING
        if letter.isalnum():
            raise ValueError(letter)
        return _letter(letter)

    def repeated(self, part: Letters) -> Letters:
        """The part as often as the sign after it says."""
        sign = self.text[self.at] if self.at < len(self.text) else ""
        if sign not in {"?", "*", "+", "{"}:
            return part
        least, most = self.times(sign)
        if self.text.startswith(("?", "+"), self.at):  # lazy or possessive: the same spellings
            self.at += 1
        if (least, most) == (0, 1) and part.all is not None:
            return Letters(all=part.all | _NOTHING, plain=part.plain)
        if least == 0:
            return Letters(all=None, plain=part.plain)
        return Letters(all=None, needed=_needed(part), plain=part.plain)

    def times(self, sign: str) -> tuple[int, int | None]:
        self.at += 1
        if sign != "{":
            return {"?": (0, 1), "*": (0, None), "+": (1, None)}[sign]
        end = self.text.index("}", self.at)
        least, _, most = self.text[self.at : end].partition(",")
        self.at = end + 1
        return int(least or 0), int(most) if most else None


def _letter(letter: str) -> Letters:
    """One letter; one that is written in several ways beyond upper and lower case is anything."""
    lower = letter.lower()
    known = letter.isascii() or (lower == letter.upper())
    return Letters(all=frozenset({lower})) if known else ANYTHING


def _either(parts: list[Letters]) -> Letters:
    """One of several: all spellings where each has an end of them, and what each of them needs."""
    every: set[str] = set()
    needed: set[str] = set()
    ends, needs = True, True
    for part in parts:
        every |= part.all or set()
        ends = ends and part.all is not None
        own = _needed(part)
        needed |= own[0] if own else set()
        needs = needs and bool(own)
    ends = ends and len(every) <= MOST_SPELLINGS
    return Letters(
        all=frozenset(every) if ends else None,
        needed=(frozenset(needed),) if needs else (),
        plain=all(part.plain for part in parts),
    )
