"""Money: VAT, currency and prices never mix."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.quantities import Money, Vat, add_money, gross_range
from commonweal.record import MisuseError, MixedMoney

AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=2)


def test_add_money_refuses_mixed_vat() -> None:
    """A sum including VAT and one without are not added."""
    with pytest.raises(MixedMoney, match="cannot be added"):
        add_money([Money(amount=Decimal(1), vat=Vat.INCLUDED), Money(amount=Decimal(1), vat=Vat.EXCLUDED)])


def test_add_money_refuses_mixed_currency() -> None:
    """Euros are never converted."""
    with pytest.raises(MixedMoney):
        add_money([Money(amount=Decimal(1)), Money(amount=Decimal(1), currency="EUR")])


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity"])
def test_money_refuses_amounts_that_are_none(amount: str) -> None:
    """Negative and non-finite amounts are refused."""
    with pytest.raises(MisuseError):
        Money(amount=Decimal(amount))


def test_gross_range_of_another_currency_is_unknown() -> None:
    """A legal test on euros can only answer unknown."""
    assert gross_range(Money(amount=Decimal(10), currency="EUR", vat=Vat.INCLUDED)) is None


@given(AMOUNTS)
def test_gross_range_brackets_both_readings(amount: Decimal) -> None:
    """Unknown VAT spans the range between the two certain readings."""
    low, high = gross_range(Money(amount=amount)) or (None, None)
    assert (low, low) == gross_range(Money(amount=amount, vat=Vat.INCLUDED))
    assert (high, high) == gross_range(Money(amount=amount, vat=Vat.EXCLUDED))


@given(st.lists(AMOUNTS, min_size=1))
def test_add_money_is_the_sum(amounts: list[Decimal]) -> None:
    """Like sums add exactly."""
    total = add_money([Money(amount=amount, vat=Vat.INCLUDED) for amount in amounts])
    assert total is not None
    assert total.amount == sum(amounts)
