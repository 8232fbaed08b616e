"""Published sums: gross before net, never mixed, never guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.exchange.ocds.releases import Value
from commonweal.exchange.ocds.wording import read_code
from commonweal.procurement.notice import NoticeSource, Said
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


def read_value(
    value: Value | None, where: str, warnings: list[str], *, source: NoticeSource = NoticeSource.FIND_A_TENDER
) -> ReadValue:
    """The sum including VAT where one is stated, else the other. What cannot be a sum is left out and named.

    Find a Tender's plain amount is without VAT, and so is any that stands beside one with it. Other registers do not
    say: there VAT is unknown.
    """
    if value is None:
        return ReadValue()
    gross = _sum(value.amount_gross, f"{where}/amountGross", warnings)
    net = _sum(value.amount, f"{where}/amount", warnings)
    currency = _currency(value, where, warnings)
    if currency is None:
        return ReadValue()
    with_vat = None if gross is None else _said(gross, Vat.INCLUDED, currency, f"{where}/amountGross")
    told = source is NoticeSource.FIND_A_TENDER or gross is not None
    vat = Vat.EXCLUDED if told else Vat.UNKNOWN
    without = None if net is None else _said(net, vat, currency, f"{where}/amount")
    _compare(gross, net, where, warnings)
    if not gross and net:
        return ReadValue(said=without)
    if gross and net and not net <= gross <= net * GREATEST_RATIO:
        return ReadValue(said=with_vat, rival=without)
    return ReadValue(said=with_vat or without)


def read_total(
    values: Sequence[Value | None], where: str, warnings: list[str], *, source: NoticeSource, name: str = "value"
) -> ReadValue:
    """The sum of several values on one footing; of unlike ones nothing, and a warning."""
    read = [
        read_value(value, f"{where}/{at}/{name}", warnings, source=source) for at, value in enumerate(values) if value
    ]
    said = [each.said for each in read if each.said is not None]
    if len(said) < 2:
        return next((each for each in read if each.said is not None), ReadValue())
    if len({(each.value.currency, each.value.vat) for each in said}) > 1:
        warnings.append(f"{where} state values in different currencies or with and without VAT; they are not added.")
        return ReadValue()
    total = sum((each.value.amount for each in said), Decimal(0))
    return ReadValue(said=Said(value=replace(said[0].value, amount=total), where=where))


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
    if value.currency == "GBP":
        return "GBP"
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
