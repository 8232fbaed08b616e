"""Published sums: gross before net, never mixed, never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from commonweal.exchange.ocds.releases import Value
from commonweal.exchange.ocds.wording import read_code
from commonweal.procurement.notice import Said
from commonweal.quantities.money import Money, Vat

# A hundred times the yearly spending of the state: anything above is a slip of the key.
GREATEST_SUM = Decimal(10) ** 14
# VAT adds a fifth at most; a little more is rounding. Beyond it, one of gross and net is a slip of the key.
GREATEST_RATIO = Decimal("1.25")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadValue:
    """The sum that is stated; and the other one beside it, where the two cannot both be right."""

    said: Said[Money] | None = None
    rival: Said[Money] | None = None


def read_value(value: Value | None, where: str, warnings: list[str]) -> ReadValue:
    """The sum including VAT where one is stated, else the one without. What cannot be a sum is left out and named."""
    if value is None:
        return ReadValue()
    gross = _sum(value.amount_gross, f"{where}/amountGross", warnings)
    net = _sum(value.amount, f"{where}/amount", warnings)
    currency = _currency(value, where, warnings)
    if currency is None:
        return ReadValue()
    with_vat = None if gross is None else _said(gross, Vat.INCLUDED, currency, f"{where}/amountGross")
    without = None if net is None else _said(net, Vat.EXCLUDED, currency, f"{where}/amount")
    _compare(gross, net, where, warnings)
    if not gross and net:
        return ReadValue(said=without)
    if gross and net and not net <= gross <= net * GREATEST_RATIO:
        return ReadValue(said=with_vat, rival=without)
    return ReadValue(said=with_vat or without)


def _said(amount: Decimal, vat: Vat, currency: str, where: str) -> Said[Money]:
    return Said(value=Money(amount=amount, vat=vat, currency=currency), where=where)


def _sum(amount: Decimal | None, where: str, warnings: list[str]) -> Decimal | None:
    if amount is None:
        return None
    if not amount.is_finite() or amount > GREATEST_SUM:
        warnings.append(f"{where} is beyond any sum of money and is left out.")
        return None
    if amount < 0:
        warnings.append(f"{where} is below zero and is left out.")
        return None
    pence = amount.quantize(Decimal("0.01"))
    return pence.quantize(Decimal(1)) if pence == pence.to_integral_value() else pence


def _currency(value: Value, where: str, warnings: list[str]) -> str | None:
    code = read_code(value.currency).upper()
    if not code:
        return "GBP"
    if len(code) == 3 and code.isascii() and code.isalpha():
        return code
    warnings.append(f"{where}/currency is no currency code; the sum is left out.")
    return None


def _compare(gross: Decimal | None, net: Decimal | None, where: str, warnings: list[str]) -> None:
    if gross is None or net is None:
        return
    if not gross and net:
        warnings.append(f"{where} states 0 including VAT and {net:,f} without; the second is used.")
    elif gross < net:
        warnings.append(f"{where} states less with VAT ({gross:,f}) than without ({net:,f}); check it.")
    elif net and gross > net * GREATEST_RATIO:
        warnings.append(f"{where} states {gross:,f} with VAT and {net:,f} without; one of them is a slip.")
