"""Weightings that stand in words: "60% Technical, 10% Social Value and 30% Commercial", "Price to quality 10:90"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_PRICE = r"pric\w*|costs?\b|commercial\w*|financ\w*|fees?\b|rates?\b"
_OTHER = (
    r"social[ -]value|community benefits?|qualit\w*|technical\w*|non[- ](?:price|cost)|method\w*|project (?:plan|team)|"
    r"deliver\w*|experience|service|presentation|interview|demonstration|sustainab\w*|sv\b|capabilit\w*|capacity|approach"
)
_SUBJECT = re.compile(rf"\b(?:{_PRICE}|{_OTHER})", re.IGNORECASE)
_PERCENT = re.compile(r"[(\[]?\s?(?<![\d.])(\d{1,3}(?:\.\d{1,2})?)\s?\]?\s?(?:%|per ?cent\b)\s?[)\]]?", re.IGNORECASE)
_BARE_FIRST = re.compile(r"^\W*(\d{1,3}(?:\.\d{1,2})?)\s+([A-Za-z][A-Za-z /&-]{2,60})$")
_BARE_LAST = re.compile(r"^\W*([A-Za-z][A-Za-z /&-]{2,60}?)[\s:=–-]+(\d{1,3}(?:\.\d{1,2})?)\W*$")
_RATIO = re.compile(
    rf"\b({_PRICE}|{_OTHER})\s*(?:to|:|/|and|vs\.?)\s*({_PRICE}|{_OTHER})\D{{0,40}}?"
    r"\[?(\d{1,3})\]?\s?%?\s?(?::|/|to|and)\s?\[?(\d{1,3})\]?(?!\d)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[\n;.•]|,|\band\b")
_LEAD = re.compile(r"^.*\b(?:consisting of|comprising|based on|including|of which)\b(?=.*[A-Za-z])", re.IGNORECASE)
_NOISE = r"(?:weight(?:ed|ing|age)?s?|is|are|at|of|the|evaluation|total|score|which|including|a)"
_EDGE = re.compile(rf"^(?:{_NOISE}\b\W*)+|(?:\W*\b{_NOISE})+$", re.IGNORECASE)
_MARKS = re.compile(r"^\W*(\d{1,3})\s+marks?\W*$", re.IGNORECASE)
_WEIGHT_SAID = re.compile(r"weight(?:ed|ing|age)?\b[^%\d\n]{0,20}(\d{1,3}(?:\.\d{1,2})?)\s?%?", re.IGNORECASE)
_NO_WEIGHT = re.compile(
    r"\b(?:minimum|at least|threshold|pass mark|score of|within)\b[^%\n]{0,40}\d{1,3}\s?%", re.IGNORECASE
)
# "15-40%" leaves the weighting open: it is no percentage.
_RANGE = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?\s?%?\s?[-–]\s?\d{1,3}(?:\.\d{1,2})?\s?%")
_ALONE = re.compile(r"^\W*(\d{1,3}(?:\.\d{1,2})?)\s?%?\W*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWeighting:
    """A weighting read from words: what it is of, the percentage, the words."""

    label: str
    percent: Decimal
    words: str

    @property
    def is_price(self) -> bool:
        return bool(re.search(rf"\b(?:{_PRICE})", self.label, re.IGNORECASE)) and not re.search(
            r"non[- ](?:price|cost)", self.label, re.IGNORECASE
        )


def read_split_text(text: str) -> tuple[SaidWeighting, ...]:
    """Every part of a split stated in one text, where the parts total 100; else nothing.

    >>> [(part.label, int(part.percent)) for part in read_split_text("Quality 70%:Price 30%")]
    [('Quality', 70), ('Price', 30)]
    """
    for read in (_by_ratio, _by_percent, _by_line):
        parts = _inside_quality(read(text))
        if parts and sum(part.percent for part in parts) == 100:
            return parts
    return ()


def read_own_weighting(name: str, description: str) -> tuple[Decimal, str] | None:
    """The weighting that a criterion's own name or description states, with its words; None where none is plain."""
    for text in (description, name):
        alone = _ALONE.match(text) or _MARKS.match(text)
        if alone and Decimal(alone.group(1)) <= 100:
            return Decimal(alone.group(1)), text.strip()
    for text in (name, description):
        plain = _RANGE.sub(" ", _NO_WEIGHT.sub(" ", text))
        said = _WEIGHT_SAID.search(plain) or _only_percent(plain)
        if said and Decimal(said.group(1)) <= 100:
            return Decimal(said.group(1)), " ".join(said.group().split())
    return None


def _only_percent(text: str) -> re.Match[str] | None:
    found = list(_PERCENT.finditer(text))
    return found[0] if found and len({each.group(1) for each in found}) == 1 else None


def _by_ratio(text: str) -> tuple[SaidWeighting, ...]:
    found = _RATIO.search(text)
    if not found:
        return ()
    words = " ".join(found.group().split())
    return (
        SaidWeighting(label=found.group(1), percent=Decimal(found.group(3)), words=words),
        SaidWeighting(label=found.group(2), percent=Decimal(found.group(4)), words=words),
    )


def _by_percent(text: str) -> tuple[SaidWeighting, ...]:
    """Percentages with a label before each or after each, whichever names more subjects."""
    text = _RANGE.sub(" ", text)
    found = list(_PERCENT.finditer(text))
    if not found or len(found) > 20:
        return ()
    edges = [0, *(each.end() for each in found)]
    before = [_last_clause(text[edges[i] : each.start()]) for i, each in enumerate(found)]
    starts = [*(each.start() for each in found[1:]), len(text)]
    after = [_first_clause(text[each.end() : starts[i]]) for i, each in enumerate(found)]
    labels = max(before, after, key=lambda row: (_named(row), row is before and bool(row[0])))
    if _named(labels) < len(found):
        return ()
    return tuple(
        SaidWeighting(label=label, percent=Decimal(each.group(1)), words=f"{label} {each.group().strip()}")
        for label, each in zip(labels, found, strict=True)
    )


def _by_line(text: str) -> tuple[SaidWeighting, ...]:
    """Bare numbers, one a line or alone: "60 price", "100 Cost"."""
    parts = []
    for line in text.splitlines():
        first, last = _BARE_FIRST.match(line), _BARE_LAST.match(line)
        label, number = first.group(2, 1) if first else last.group(1, 2) if last else ("", "")
        if label and _SUBJECT.search(label):
            parts.append(SaidWeighting(label=label.strip(), percent=Decimal(number), words=line.strip()))
    return tuple(parts)


def _inside_quality(parts: tuple[SaidWeighting, ...]) -> tuple[SaidWeighting, ...]:
    """Where the rest total 100 without social value, it stands inside quality ("70% (including social value 10%)")."""
    social = [part for part in parts if re.search(r"social[ -]value|\bsv\b", part.label, re.IGNORECASE)]
    rest = [part for part in parts if part not in social]
    quality = next((part for part in rest if not part.is_price and social and part.percent > social[0].percent), None)
    if len(social) != 1 or quality is None or sum(part.percent for part in rest) != 100:
        return parts
    less = SaidWeighting(label=quality.label, percent=quality.percent - social[0].percent, words=quality.words)
    return tuple(less if part is quality else part for part in parts)


def _named(labels: list[str]) -> int:
    return sum(1 for label in labels if _SUBJECT.search(label))


def _last_clause(text: str) -> str:
    """The label that stands right before a number: the last clause that holds letters."""
    return next((tidied for part in reversed(_CLAUSE.split(text)) if (tidied := _label(part))), "")


def _first_clause(text: str) -> str:
    return next((tidied for part in _CLAUSE.split(text) if (tidied := _label(part))), "")


def _label(text: str) -> str:
    """A clause without the words around its subject."""
    text = _LEAD.sub("", " ".join(text.split()))
    text = _EDGE.sub("", re.sub(r"^[^A-Za-z]+|[^A-Za-z]+$", "", text))
    return re.sub(r"^[^A-Za-z]+|[^A-Za-z]+$", "", text)[:80]
