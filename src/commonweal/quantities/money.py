"""Money: amount, currency, VAT and prices. Mixing is an error; legal tests need VAT included."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from commonweal.record.errors import MisuseError, MixedMoney

# The standard rate. A rate is an assumption wherever it is used, and is shown as one.
PUBLIC_VAT_SHARE = Decimal("0.20")


class Vat(StrEnum):
    INCLUDED = "included"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in pounds (or another currency, shown but never converted).

    `price_base` is the year of real prices, or None for cash.
    """

    amount: Decimal
    vat: Vat = Vat.UNKNOWN
    currency: str = "GBP"
    price_base: int | None = None

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or self.amount < 0:
            raise MisuseError(f"An amount of money cannot be {self.amount}; it must be zero or more.")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise MisuseError(f"'{self.currency}' is not a currency code such as GBP.")

    def __str__(self) -> str:
        sign = "£" if self.currency == "GBP" else f"{self.currency} "
        pence = 0 if self.amount == self.amount.to_integral_value() else 2
        vat = {Vat.INCLUDED: " including VAT", Vat.EXCLUDED: " excluding VAT", Vat.UNKNOWN: ""}[self.vat]
        return f"{sign}{self.amount:,.{pence}f}{vat}"


def add_money(sums: Iterable[Money]) -> Money | None:
    """The total of like sums; None when there are none. Unlike sums are refused, never converted."""
    total: Money | None = None
    for money in sums:
        if total is None:
            total = money
            continue
        if (total.currency, total.vat, total.price_base) != (money.currency, money.vat, money.price_base):
            raise MixedMoney(
                f"{total} and {money} cannot be added: their currency, VAT or prices differ.",
                remedy="State them on the same footing.",
            )
        total = replace(total, amount=total.amount + money.amount)
    return total


def gross_range(money: Money, *, vat_share: Decimal = PUBLIC_VAT_SHARE) -> tuple[Decimal, Decimal] | None:
    """The lowest and highest amount including VAT that this money can mean, in pounds.

    None for another currency. Where VAT is unknown the range is open between the two readings, so a legal test
    answers only where both agree (Procurement Act 2023 s.123(2): amounts include VAT).
    """
    if money.currency != "GBP":
        return None
    with_vat = money.amount * (1 + vat_share)
    return {
        Vat.INCLUDED: (money.amount, money.amount),
        Vat.EXCLUDED: (with_vat, with_vat),
        Vat.UNKNOWN: (money.amount, with_vat),
    }[money.vat]
