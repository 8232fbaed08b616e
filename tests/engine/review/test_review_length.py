"""How long a contract lasts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notice_examples import lot, notice

from commonweal.procurement.notice import Said
from commonweal.review.length import months_between, read_length


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        (date(2027, 1, 1), date(2029, 12, 31), "36"),
        (date(2026, 12, 1), date(2027, 5, 31), "6"),
        (date(2027, 1, 11), date(2030, 1, 11), "36"),
        (date(2027, 1, 11), date(2030, 1, 14), "36"),
        (date(2026, 11, 9), date(2026, 11, 27), "0.6"),
        (date(2026, 9, 1), date(2026, 9, 1), "0.1"),
        (date(2027, 1, 31), date(2027, 2, 28), "1"),
    ],
)
def test_months_between(starts: date, ends: date, months: str) -> None:
    """Both days counted; a few days more or less make no difference to years."""
    assert months_between(starts, ends) == Decimal(months)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(min_value=0, max_value=12_000))
def test_months_never_fall_as_days_are_added(starts: date, days: int) -> None:
    """A later end is never a shorter contract; a contract is never nothing."""
    ends = date.fromordinal(starts.toordinal() + days)
    later = date.fromordinal(ends.toordinal() + 31)
    assert Decimal(0) < months_between(starts, ends) <= months_between(starts, later)


def test_the_longest_lot_and_its_extension() -> None:
    """Months of the first term, and of what may follow."""
    lots = (lot(id="1"), lot(id="2", ends=date(2031, 12, 31), last=date(2033, 12, 31)))
    length = read_length(notice(lots=lots))
    assert length is not None
    assert (length.months, length.extension, length.where) == (60, 24, "tender/lots/1/contractPeriod")


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("The contract runs for an initial period of 18 months.", "18"),
        ("A six-month pilot project in three libraries.", "6"),
        ("The term is two (2) years with an option to extend by 12 months.", "24"),
        ("The study lasts 6 weeks.", "1.4"),
        ("Bidders need three years of experience. The option is a further 12 months.", None),
        ("The contract may be extended by a further 24 months.", None),
        ("Payment within 30 days of invoice.", None),
        ("Nothing is said.", None),
    ],
)
def test_length_from_text(text: str, months: str | None) -> None:
    """Only where no lot has days; extensions, experience and payment are not the contract's length."""
    length = read_length(notice(lots=(), description=text))
    assert (length.months if length else None) == (Decimal(months) if months else None)
    if length:
        assert length.words
        assert length.where == "tender/description"


def test_length_from_a_stated_number_of_days() -> None:
    """Some notices state a duration and no days."""
    said = Said(value="a period of 365 days", where="tender/lots/0/contractPeriod/durationInDays")
    length = read_length(notice(lots=(lot(starts=None, ends=None),), other_text=(said,)))
    assert length is not None
    assert length.months == 12


def test_a_length_beyond_reason_is_not_taken() -> None:
    """More than fifty years is a slip of the key."""
    assert read_length(notice(lots=(lot(ends=date(2140, 1, 1)),))) is None


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("The term is 5 years with an optional extension of any period up to 2 years.", "24"),
        ("A contract of 3 years, with an option to extend by up to two further periods of 12 months.", "24"),
        ("The contract lasts 2 years plus a potential 1 year extension.", "12"),
        ("The contract is for 3 years and may be extended by a further 24 months.", "24"),
        ("A contract of 3 years; the earlier one was extended by 6 months.", "0"),
        ("A contract of 3 years. Any extension needs notice of 3 months.", "0"),
        ("A contract of 3 years.", "0"),
    ],
)
def test_extensions_from_words(text: str, months: str) -> None:
    """How long it may go on, with the words; notice periods and extensions already had are none."""
    length = read_length(notice(lots=(), description=text))
    assert length is not None
    assert length.extension == Decimal(months)
    assert bool(length.extension_words) is bool(length.extension)
    assert length.extension_where == ("tender/description" if length.extension else "")


def test_days_of_an_extension_go_before_words() -> None:
    """What the dates say is not added to what the text says."""
    days = lot(ends=date(2027, 12, 31), last=date(2028, 12, 31), renewal="An extension of up to 12 months.")
    length = read_length(notice(lots=(days,)))
    assert length is not None
    assert (length.extension, length.extension_words) == (12, "")
    words = read_length(notice(lots=(lot(renewal="An extension of up to 12 months."),)))
    assert words is not None
    assert words.extension == 12
