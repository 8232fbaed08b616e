"""No contact point enters a case: e-mail addresses, telephone numbers and the names beside them leave every text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commonweal.frameworks.matching import fold

REMOVED = "[contact removed]"

_OUTSIDE = r"\s<>()\[\],;:@"
EMAIL = re.compile(
    rf"(?<![^{_OUTSIDE}])[^{_OUTSIDE}]+\s?(?:@|\(at\)|\[at\])\s?[^{_OUTSIDE}]+\.[A-Za-z]{{2,}}[^{_OUTSIDE}]*",
    re.IGNORECASE,
)
_GAP = r"[ \t\u00a0().-]{0,3}"
_NUMBER = re.compile(rf"(?<![\w£€$.,/#])(?<!\w-)\(?(?:\+|0)\d?(?:{_GAP}\d){{8,14}}(?![\w/]|-\d)")
_LABELLED = re.compile(
    rf"\b(?:tel(?:ephone)?|phone|mobile|mob|fax|whatsapp)\b[^\w\n]{{0,6}}(?:(?:no|number|us|on)\b[^\w\n]{{0,4}}){{0,2}}"
    rf"[+(]?\d(?:{_GAP}\d){{5,14}}(?!\d)",
    re.IGNORECASE,
)
_NOTICE_NUMBER = re.compile(r"\d{6}-20\d\d|\d{3}-\d{6}")
_DAY = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b")
_BODY = re.compile(
    r"\b(?:Council|Trust|Board|Authority|Team|Department|Office|Services?|Limited|Ltd|Group|University|Borough)\b"
)
_NAME = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s+)?[A-Z][a-z'’-]+(?:\s+[A-Z][a-z'’-]+){1,2}"
_NAME_BEFORE = re.compile(rf"{_NAME}[\s,(–-]{{1,3}}(?:(?:on|at|via|by)\s)?(?={re.escape(REMOVED)})")
_NAME_AFTER_WORD = re.compile(
    rf"((?i:\bcontact(?:\s+(?:name|person|officer))?|\battention of|\bFAO|\baddressed to|\bqueries to)[\s:–-]{{1,3}})"
    rf"{_NAME}"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.?\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)?")

# What each of them cannot do without: most texts hold none of it, and are left at once.
_EMAIL_SIGNS = ("@", "(at)", "[at]")
_NAME_SIGNS = ("contact", "attention of", "fao", "addressed to", "queries to")
_LABELS = ("tel", "phone", "mob", "fax", "whatsapp")
_TITLES = ("Mr", "Ms", "Miss")
_DIGITS = re.compile(rf"[+0]\d?(?:{_GAP}\d){{8}}")
# The same, coarser and many times faster: every digit as 0, without what may stand between digits.
_AS_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_BETWEEN_DIGITS = " \t\u00a0().-".encode()
_RUN = b"0" * 9
# Digits of other scripts begin, in UTF-8, with one of these bytes; what British texts hold does not.
_OTHER_SCRIPTS = bytes((*range(0xD9, 0xE2), 0xEA, *range(0xEF, 0xF8)))
_OURS = bytes(each for each in range(256) if each not in _OTHER_SCRIPTS)


def scrub(text: str) -> str:
    """The text without e-mail addresses, telephone numbers, and the names that stand beside them.

    Notice numbers (075962-2026), dates and contract references stay.

    >>> scrub("Queries to Ann Example, ann@example.org or 020 7946 0000.")
    'Queries to [contact removed] or [contact removed].'
    """
    folded = fold(text)
    if any(sign in folded for sign in _EMAIL_SIGNS):
        text = EMAIL.sub(_without_full_stop, text)
    if any(label in folded for label in _LABELS):
        text = _LABELLED.sub(REMOVED, text)
    if _DIGITS.search(text):
        text = _NUMBER.sub(_unless_no_telephone, text)
    if any(sign in folded for sign in _NAME_SIGNS):
        text = _NAME_AFTER_WORD.sub(rf"\g<1>{REMOVED}", text)
    if any(title in text for title in _TITLES):
        text = _TITLED.sub(REMOVED, text)
    if REMOVED not in text:
        return text
    text = _NAME_BEFORE.sub(_unless_no_person, text)
    return re.sub(rf"{re.escape(REMOVED)}(?:[\s,]{{0,2}}{re.escape(REMOVED)})+", REMOVED, text)


def may_hold_contact(text: str) -> bool:
    """Whether scrubbing could find anything; seldom where it would not."""
    folded = fold(text)
    if "@" in folded or "(at)" in folded or "[at]" in folded or _may_hold_number(text):
        return True
    if ("Mr" in text or "Ms" in text or "Miss" in text) and _TITLED.search(text):
        return True
    if len(folded) != len(text):
        return bool(_NAME_AFTER_WORD.search(text) or _LABELLED.search(text))
    return any(
        _NAME_AFTER_WORD.match(text, at) or _LABELLED.match(text, at)
        for sign in (*_NAME_SIGNS, *_LABELS)
        if sign in folded
        for at in _places(sign, folded)
    )


def _places(sign: str, text: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def _may_hold_number(text: str) -> bool:
    """Whether so many digits as a telephone number has stand together, whatever stands between them."""
    data = text.encode("utf-8", "replace")
    if not text.isascii() and data.translate(None, _OURS):
        return bool(_DIGITS.search(text))
    return _RUN in data.translate(_AS_DIGITS, _BETWEEN_DIGITS) and bool(_DIGITS.search(text))


def holds_contact(text: str) -> bool:
    """Whether something like an e-mail address or a telephone number is left in a text."""
    if EMAIL.search(text) or _LABELLED.search(text):
        return True
    return any(_is_telephone(found.group()) for found in _NUMBER.finditer(text))


def _without_full_stop(found: re.Match[str]) -> str:
    return f"{REMOVED}." if found.group().endswith(".") else REMOVED


def _unless_no_telephone(found: re.Match[str]) -> str:
    return REMOVED if _is_telephone(found.group()) else found.group()


def _unless_no_person(found: re.Match[str]) -> str:
    return found.group() if _BODY.search(found.group()) else ""


def _is_telephone(text: str) -> bool:
    digits = sum(letter.isdigit() for letter in text)
    if _NOTICE_NUMBER.fullmatch(text.strip()) or _DAY.search(text):
        return False
    if "+" in text or text.lstrip("(").startswith("00"):
        return 9 <= digits <= 15
    return 10 <= digits <= 11
