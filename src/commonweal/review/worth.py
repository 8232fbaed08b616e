"""What a notice says that the contract is worth, held against itself and against the sums in its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from commonweal.procurement.case import Assumption
from commonweal.procurement.notice import Notice, Said
from commonweal.quantities.money import Money, Vat
from commonweal.record.errors import UnreadableInput
from commonweal.review.lot_reading import own_lots
from commonweal.review.sums import SaidSum, agree, is_close, read_sums

# Publishers who must fill the field put 0 or a penny: a token, not a value.
LEAST_SUM = Decimal(1)
# A digit too many, months taken for a year, and both with VAT on top.
_SLIPS = tuple(Decimal(times) for times in ("10", "12", "14.4", "100", "120", "1000"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeValue:
    """The value of the whole contract, with everything it may grow to, and where it stands.

    `lots`: the value that each lot states, where they make up the whole. `first_term`: the text gives this sum to the
    first term, without extensions. `doubt`: why the value cannot be trusted; then `money` is the least that is stated.
    """

    money: Money
    where: str
    because: str = ""
    words: str = ""
    lots: tuple[Money, ...] = ()
    first_term: Decimal | None = None
    doubt: str = ""

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What a person must settle or know of the value, before anything else."""
        if self.doubt:
            because = (
                f"{self.doubt} Stages are sized by the least of them, and legal tests of value answer unknown. State "
                "the right declared_value and funding, and delete the extra without an amount."
            )
            return (
                Assumption(
                    subject="declared_value", value="in doubt", because=because, words=self.words, where=self.where
                ),
            )
        if self.words:
            return (
                Assumption(
                    subject="declared_value",
                    value=str(self.money),
                    because=self.because,
                    words=self.words,
                    where=self.where,
                ),
            )
        return ()


def read_value(notice: Notice) -> WholeValue:
    """The tender's value, else the lots' total. Raises UnreadableInput, in one sentence, where there is none."""
    sums = read_sums(notice)
    if notice.value is not None and notice.value.value.amount >= LEAST_SUM:
        whole = _of_two(notice.value, notice.rival, sums) if notice.rival else _of_one(notice.value, sums)
        if not whole.doubt:
            whole = replace(whole, lots=_lots_within(notice, whole.money))
    else:
        whole = _of_lots(notice)
    return replace(whole, first_term=_first_term(whole.money, sums))


def _of_one(said: Said[Money], sums: tuple[SaidSum, ...]) -> WholeValue:
    """A single value, doubted where the text gives the whole as a tenth of it, a twelfth, or so many times as much."""
    money = said.value
    whole = [each for each in sums if each.whole]
    slip = next((each for each in whole if _is_slip(money.amount, each.amount)), None)
    if slip is None or money.currency != "GBP" or any(agree(each.amount, money.amount) for each in sums):
        return WholeValue(money=money, where=said.where)
    return WholeValue(
        money=min(money, Money(amount=slip.amount, vat=slip.vat), key=lambda each: each.amount),
        where=said.where,
        words=slip.words,
        doubt=f"The notice states {money}, and its text {Money(amount=slip.amount, vat=slip.vat)}: one is a slip.",
    )


def _of_two(said: Said[Money], rival: Said[Money], sums: tuple[SaidSum, ...]) -> WholeValue:
    """Of two sums that no VAT explains, the one that the text names too; with none or both, a doubt."""
    heard = [
        (each, found)
        for each in (said, rival)
        if (found := next((one for one in sums if _names(one, each.value)), None)) is not None
    ]
    least, most = sorted((said, rival), key=lambda each: each.value.amount)
    both = f"The notice states {least.value} and {most.value}, which no VAT explains"
    if len(heard) == 1:
        chosen, found = heard[0]
        because = f"{both}; its text names the one that is used."
        return WholeValue(money=chosen.value, where=found.where, because=because, words=found.words)
    return WholeValue(money=least.value, where=least.where, doubt=f"{both}; its text does not settle which is right.")


def _of_lots(notice: Notice) -> WholeValue:
    lots = own_lots(notice)
    moneys = tuple(lot.value for lot in lots if lot.value is not None and lot.value.amount >= LEAST_SUM)
    if not moneys or len({(money.currency, money.vat) for money in moneys}) > 1:
        raise UnreadableInput(
            f"The notice {notice.id or notice.ocid} {_why_no_value(notice, several=bool(moneys))}, so nothing can be "
            "weighed against the size of the contract.",
            where="tender/value",
            remedy="Use a later notice of the same procurement that states it, or lay out a case by hand with "
            "commonweal new --template.",
        )
    slips = [lot for lot in lots if lot.rival is not None]
    doubt = f"Lot {slips[0].id} states {slips[0].value} and {slips[0].rival}, which no VAT explains." if slips else ""
    return WholeValue(
        money=replace(moneys[0], amount=_total(moneys)),
        where="tender/lots",
        because="The lots' values are added up.",
        lots=moneys if len(moneys) == len(lots) else (),
        doubt=doubt,
    )


def _why_no_value(notice: Notice, *, several: bool) -> str:
    if several:
        return "states its lots' values in different currencies or with and without VAT"
    stated = notice.value is not None or any(lot.value is not None for lot in notice.lots)
    return "states a token value" if stated else "states no value"


def _lots_within(notice: Notice, whole: Money) -> tuple[Money, ...]:
    """The lots' own values, where each has one like the whole and together they keep within it.

    A framework often repeats its ceiling at every lot: then they do not, and the whole counts.
    """
    lots = own_lots(notice)
    moneys = tuple(lot.value for lot in lots if lot.value is not None and lot.value.amount >= LEAST_SUM)
    alike = all((each.currency, each.vat) == (whole.currency, whole.vat) for each in moneys)
    if len(moneys) < 2 or len(moneys) < len(lots) or not alike or any(lot.rival for lot in lots):
        return ()
    total = _total(moneys)
    return moneys if total <= whole.amount or is_close(total, whole.amount) else ()


def _first_term(money: Money, sums: tuple[SaidSum, ...]) -> Decimal | None:
    """What the text gives to the first term, on the same footing as the whole and no more than it."""
    like = [
        each.amount
        for each in sums
        if each.first_term and each.vat in {money.vat, Vat.UNKNOWN} and LEAST_SUM <= each.amount <= money.amount
    ]
    return max(like, default=None)


def _names(found: SaidSum, money: Money) -> bool:
    """Whether the text's sum is this one; where it is silent on VAT, on either footing."""
    if found.vat in {money.vat, Vat.UNKNOWN} and is_close(found.amount, money.amount):
        return True
    return found.vat is not money.vat and agree(found.amount, money.amount)


def _is_slip(one: Decimal, other: Decimal) -> bool:
    if not one or not other:
        return False
    ratio = max(one, other) / min(one, other)
    return any(is_close(ratio, times) for times in _SLIPS)


def _total(moneys: tuple[Money, ...]) -> Decimal:
    return sum((money.amount for money in moneys), Decimal(0))
