"""How long a contract lasts: from the lots' days, else from the text."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from commonweal.frameworks.matching import LONGEST_WORDS
from commonweal.procurement.notice import Notice, PublishedLot
from commonweal.quantities.period import MONTHS_A_YEAR, WEEKS_A_MONTH
from commonweal.review.inference import passages_of

LONGEST_MONTHS = Decimal(600)
LONGEST_EXTENSION = Decimal(120)
DAYS_A_MONTH = Decimal("30.4375")
_TENTH = Decimal("0.1")
# From this many months, five days more or less say nothing.
_LONG, _FEW_DAYS = 12, Decimal("0.17")

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split("|"), start=1)}
_SPAN_WORDS = rf"\b(\d{{1,3}}|{_WORDS})(?:\s?\(\w+\))?[\s-]*(day|week|month|year)s?\b"
_SPAN = re.compile(_SPAN_WORDS, re.IGNORECASE)
_TIMES = (
    r"(?:\b(\d|two|three|four)\s?(?:x\s|×\s?|(?:(?:further|additional|optional|possible|separate|annual|extension) ?)+"
    r"(?:periods?|extensions?) of (?:up to )?|periods? of (?:up to )?))?"
)
# "an option to extend by up to two further periods of 12 months", "plus a potential 1 year extension"
_EXTENSIONS = (
    re.compile(
        rf"\b(?:exten(?:d|ds|ded|sions?)\b|option(?:al)? to extend)"
        rf"(?:(?!notice|prior|before|existing)[^.;\d£]){{0,80}}?{_TIMES}{_SPAN_WORDS}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:\bplus\b|\+|\bwith (?:an?|the)\b)[^.;\d£]{{0,40}}?{_TIMES}{_SPAN_WORDS}[\s-]*(?:\w+ )?exten(?:sion|d)",
        re.IGNORECASE,
    ),
)
_EARLIER_EXTENSION = re.compile(r"\b(?:was|were|has been|have been|already|currently)\b[^.;]{0,30}$", re.IGNORECASE)
_ABOUT_LENGTH = re.compile(
    r"\b(?:contracts?|terms?|period|duration|initial|pilot|programme|project|study|last|lasting|run|appointment|agreement)\b",
    re.IGNORECASE,
)
_ABOUT_ELSE = re.compile(
    r"\b(?:exten\w+|option\w*|further|additional|minimum|within|experience|previous|past|preceding|warranty|notice|payment|"
    r"ages?|aged|standstill|every|old)\b",
    re.IGNORECASE,
)
_MONTHS = {
    "day": 1 / DAYS_A_MONTH,
    "week": 1 / WEEKS_A_MONTH,
    "month": Decimal(1),
    "year": Decimal(MONTHS_A_YEAR),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """Months of the first term and of every extension after it; the words, where they were read from text."""

    months: Decimal
    extension: Decimal
    where: str
    words: str = ""
    extension_words: str = ""
    extension_where: str = ""


def read_length(notice: Notice) -> Length | None:
    """The longest lot's length; without any days, the first length that the text states; None where nothing says.

    Extensions come from the days, else from the words ("an optional extension of up to 2 years").
    """
    length = _read_first(notice)
    if length is None or length.extension:
        return length
    found = _extension_from_text(notice)
    if found is None:
        return length
    months, words, where = found
    return replace(length, extension=months, extension_words=words, extension_where=where)


def _read_first(notice: Notice) -> Length | None:
    dated = [(index, length) for index, lot in enumerate(notice.lots) if (length := _of_lot(lot)) is not None]
    if dated:
        index, (months, extension) = max(dated, key=lambda each: each[1][0])
        return Length(months=months, extension=extension, where=f"tender/lots/{index}/contractPeriod")
    return _from_text(notice)


def months_between(starts: date, ends: date) -> Decimal:
    """Months from the first day to the last, both counted; whole where a few days make no difference.

    >>> months_between(date(2026, 12, 1), date(2027, 5, 31))
    Decimal('6')
    """
    after = ends + timedelta(days=1)
    whole = (after.year - starts.year) * MONTHS_A_YEAR + after.month - starts.month
    part = Decimal(after.day - starts.day) / monthrange(after.year, after.month)[1]
    exact = whole + part
    nearest = exact.quantize(Decimal(1))
    slack = _TENTH if nearest < _LONG else _FEW_DAYS
    if nearest >= 1 and abs(exact - nearest) <= slack:
        return nearest
    return max(_TENTH, exact.quantize(_TENTH))


def _of_lot(lot: PublishedLot) -> tuple[Decimal, Decimal] | None:
    if lot.starts is None or (lot.ends or lot.last) is None:
        return None
    last = lot.last or lot.ends
    ends = lot.ends or lot.last
    assert last is not None and ends is not None  # one of them is there
    months, whole = months_between(lot.starts, ends), months_between(lot.starts, last)
    if not 0 < months <= LONGEST_MONTHS:
        return None
    return months, max(Decimal(0), min(whole, LONGEST_MONTHS) - months)


def _from_text(notice: Notice) -> Length | None:
    for passage in passages_of(notice):
        flat = " ".join(passage.text.split())
        for found in _SPAN.finditer(flat):
            around = flat[max(0, found.start() - 60) : found.end() + 40]
            before = flat[max(0, found.start() - 30) : found.start()]
            months = _in_months(found.group(1), found.group(2))
            if _ABOUT_LENGTH.search(around) and not _ABOUT_ELSE.search(before) and 0 < months <= LONGEST_MONTHS:
                return Length(months=months, extension=Decimal(0), where=passage.where, words=found.group())
    return None


def _extension_from_text(notice: Notice) -> tuple[Decimal, str, str] | None:
    """Months of extension, the words and their place, from the first text that tells of one."""
    for passage in passages_of(notice):
        flat = " ".join(passage.text.split())
        for pattern in _EXTENSIONS:
            for found in pattern.finditer(flat):
                months = _in_months(found.group(2), found.group(3)) * _count(found.group(1))
                earlier = _EARLIER_EXTENSION.search(flat[: found.start()])
                if not earlier and 0 < months <= LONGEST_EXTENSION:
                    return months, found.group()[:LONGEST_WORDS], passage.where
    return None


def _count(said: str | None) -> Decimal:
    if not said:
        return Decimal(1)
    return Decimal(said) if said.isdigit() else Decimal(_NUMBERS[said.lower()])


def _in_months(said: str, unit: str) -> Decimal:
    number = Decimal(said) if said.isdigit() else Decimal(_NUMBERS[said.lower()])
    months = (number * _MONTHS[unit.lower()]).quantize(_TENTH)
    return months.quantize(Decimal(1)) if months == months.to_integral_value() else months
