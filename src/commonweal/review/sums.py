"""Sums of money that a notice writes out in its text, and what the words around them say they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commonweal.procurement.notice import Notice
from commonweal.quantities.money import PUBLIC_VAT_SHARE, Vat
from commonweal.review.inference import passages_of

_SUM = re.compile(r"£\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s?(million|thousand|bn|[mk])?\b", re.IGNORECASE)
_SCALE = {"million": 10**6, "m": 10**6, "thousand": 10**3, "k": 10**3, "bn": 10**9}
_WHOLE = re.compile(
    r"\b(?:contract|total|maximum|overall|estimated|budget|envelope|worth|valued?|up to)\b", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:per|each|every|annual(?:ly)?|yearly|monthly|a year|p\.?a|insurance|indemnity|liability|turnover|"
    r"penalt\w+|threshold|lots?|stage|grants?|fund(?:ing|ed)?|savings?)\b",
    re.IGNORECASE,
)
# The sum and the term it is for stand together, and nothing between them speaks of the whole or of extensions.
_TERM = r"\b(?:initial|first|\d+[- ](?:year|month)) (?:contract|term|period)\b"
_BETWEEN = r"(?:(?!over|possible|exten|option|maximum|[£(])[\s\S]){0,40}?"
_FOR_FIRST_TERM = re.compile(rf"^{_BETWEEN}{_TERM}", re.IGNORECASE)
_OF_FIRST_TERM = re.compile(rf"{_TERM}{_BETWEEN}$", re.IGNORECASE)
_NO_VAT = re.compile(r"\b(?:ex(?:cluding|clusive of|cl\.?)?|plus|without|net of)\s?\(?VAT\b", re.IGNORECASE)
_WITH_VAT = re.compile(r"\binc(?:luding|lusive of|l\.?)?\s?VAT\b", re.IGNORECASE)
_BEFORE, _AFTER, _AROUND = 60, 60, 50
_CLOSE = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSum:
    """A sum in pounds as the text writes it. `whole`: said to be of the contract; `first_term`: of its first term."""

    amount: Decimal
    vat: Vat
    words: str
    where: str
    whole: bool = False
    first_term: bool = False


def read_sums(notice: Notice) -> tuple[SaidSum, ...]:
    """Every sum in pounds that the notice's texts state, in their order."""
    return tuple(_read(notice))


def is_close(one: Decimal, other: Decimal) -> bool:
    """The same within a hundredth: what rounding explains.

    >>> is_close(Decimal(1000), Decimal(1009)), is_close(Decimal(1000), Decimal(1200))
    (True, False)
    """
    return abs(one - other) <= _CLOSE * max(one, other)


def agree(one: Decimal, other: Decimal) -> bool:
    """The same, or the same once VAT is added to one of them."""
    with_vat = 1 + PUBLIC_VAT_SHARE
    return is_close(one, other) or is_close(one * with_vat, other) or is_close(one, other * with_vat)


def _read(notice: Notice) -> Iterator[SaidSum]:
    for passage in passages_of(notice):
        text = " ".join(passage.text.split())
        for found in _SUM.finditer(text):
            before = text[max(0, found.start() - _BEFORE) : found.start()]
            after = text[found.end() : found.end() + _AFTER].split(". ")[0]
            near = f"{before[-_AROUND:].rsplit('. ', 1)[-1]} {after[:_AROUND]}"
            yield SaidSum(
                amount=_amount(found),
                vat=_vat(after),
                words=f"{found.group()}{after}".strip()[:80],
                where=passage.where,
                whole=bool(_WHOLE.search(near)) and not _PART.search(near),
                first_term=bool(_FOR_FIRST_TERM.search(after) or _OF_FIRST_TERM.search(before.rsplit(". ", 1)[-1])),
            )


def _amount(found: re.Match[str]) -> Decimal:
    plain = Decimal(f"{found.group(1).replace(',', '')}{found.group(2) or ''}")
    return plain * _SCALE.get((found.group(3) or "").lower(), 1)


def _vat(after: str) -> Vat:
    if _NO_VAT.search(after):
        return Vat.EXCLUDED
    return Vat.INCLUDED if _WITH_VAT.search(after) else Vat.UNKNOWN
