"""What a procurement is worth in law: the maximum (Procurement Act 2023 s.4 and Schedule 3), and what is expected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from commonweal.procurement.procurement import AwardStructure, Extra, Procurement
from commonweal.procurement.stage import Stage
from commonweal.quantities.money import PUBLIC_VAT_SHARE, Money, Vat, gross_range

Range = tuple[Decimal, Decimal]

# Our judgement, used where a gate states no odds. Here and in no pack: no pack is read in this room.
DEFAULT_PASS_SHARE = Decimal("0.7")


@dataclass(frozen=True, slots=True, kw_only=True)
class ValuedPart:
    """One part of the value: the lowest and highest pounds including VAT that it can mean; None when unknown."""

    label: str
    stage: str
    lowest: Decimal | None
    highest: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Valuation:
    """The legal value of a procurement, in pounds including VAT, kept apart from the expected one.

    `lowest` and `highest` bracket what is known: they differ where VAT is not stated. Both are None when a part
    cannot be estimated or is in another currency: then a legal test answers *unknown*.
    `expected` weighs each stage by the odds of reaching it: no legal test may use it.
    """

    parts: tuple[ValuedPart, ...]
    lowest: Decimal | None
    highest: Decimal | None
    expected: Decimal | None
    aggregated: bool
    vat_assumed: bool
    unknown_because: str = ""

    def at_least(self, pounds: Decimal | int) -> bool | None:
        """value >= pounds; None when unknown."""
        return self._compare(lambda amount: amount >= pounds)

    def more_than(self, pounds: Decimal | int) -> bool | None:
        """value > pounds; None when unknown."""
        return self._compare(lambda amount: amount > pounds)

    def _compare(self, test: Callable[[Decimal], bool]) -> bool | None:
        if self.lowest is None:
            return None
        low = test(self.lowest)
        high = True if self.highest is None else test(self.highest)
        return low if low == high else None

    def __str__(self) -> str:
        if self.lowest is None:
            return "unknown"
        if self.highest is None:
            return f"at least {_pounds(self.lowest)} including VAT, the rest unknown"
        if self.lowest == self.highest:
            return f"{_pounds(self.highest)} including VAT"
        return f"{_pounds(self.lowest)} to {_pounds(self.highest)} including VAT"


def _pounds(amount: Decimal) -> str:
    """Whole pounds without pence; others cut to the penny, so that what is short of an amount never reads like it."""
    whole = amount == amount.to_integral_value()
    return f"£{amount:,.0f}" if whole else f"£{amount.quantize(Decimal('0.01'), rounding=ROUND_DOWN):,}"


def value_procurement(procurement: Procurement, *, vat_share: Decimal = PUBLIC_VAT_SHARE) -> Valuation:
    """Value every stage, option, extension and payment to participants at its maximum (Sch 3 paras 1 and 4).

    Stages let as separate contracts are added up unless a good reason is recorded; then the largest stage counts.
    A stated whole-life maximum is a floor. Where some stages' funding is unknown, it stands for them: what is known
    may lie inside it or come on top, so lowest and highest then overlap both readings.
    """
    stages = procurement.contract_stages
    parts = [_value_stage(stage, vat_share) for stage in stages if stage.funding]
    extras = [_value_sum(extra.what, "", extra.amount, vat_share) for extra in procurement.extras]
    declared = procurement.declared_value
    known_stages = len(parts) == len(stages)
    separate = procurement.award_structure is AwardStructure.CONTRACT_PER_STAGE and len(stages) > 1
    aggregated = separate and not procurement.separate_reason
    counted = _largest(parts) if separate and not aggregated else _total(parts)
    total = _add(counted, _total(extras))
    if declared is not None:
        stated = gross_range(declared, vat_share=vat_share)
        total = _at_least(total, stated, stated if known_stages else _add(stated, _total(extras)))
    elif not known_stages:
        total = None
    moneys = [stage.funding for stage in stages if stage.funding]
    moneys += [extra.amount for extra in procurement.extras if extra.amount]
    moneys += [declared] if declared else []
    return Valuation(
        parts=tuple(parts + extras),
        lowest=total[0]
        if total
        else _known_at_least([*parts, *extras], declared, vat_share, one=separate and not aggregated),
        highest=total[1] if total else None,
        expected=_expected(stages, extras, vat_share) if known_stages and total else None,
        aggregated=aggregated,
        vat_assumed=any(money.vat is not Vat.INCLUDED for money in moneys),
        unknown_because="" if total else _why_unknown(moneys, procurement.extras, known_stages=known_stages),
    )


def reach_shares(stages: tuple[Stage, ...]) -> dict[str, Decimal]:
    """The odds of reaching each stage: the product of the earlier gates' odds (0.7 where unstated, our judgement)."""
    shares: dict[str, Decimal] = {}
    reached = Decimal(1)
    for stage in stages:
        shares[stage.id] = reached
        if stage.gate:
            reached *= stage.gate.pass_share if stage.gate.pass_share is not None else DEFAULT_PASS_SHARE
    return shares


def _value_stage(stage: Stage, vat_share: Decimal) -> ValuedPart:
    assert stage.funding is not None
    part = _value_sum(stage.title, stage.id, stage.funding, vat_share)
    times = stage.contracts
    if part.lowest is None or part.highest is None:
        return part
    label = f"{stage.title} ({times} contracts)" if times > 1 else stage.title
    return ValuedPart(label=label, stage=stage.id, lowest=part.lowest * times, highest=part.highest * times)


def _value_sum(label: str, stage: str, money: Money | None, vat_share: Decimal) -> ValuedPart:
    bounds = gross_range(money, vat_share=vat_share) if money else None
    return ValuedPart(
        label=label, stage=stage, lowest=bounds[0] if bounds else None, highest=bounds[1] if bounds else None
    )


def _largest(parts: list[ValuedPart]) -> Range | None:
    """The bounds of the largest part: which one that is may hang on VAT, so each bound is the largest of its own."""
    if any(part.lowest is None or part.highest is None for part in parts):
        return None
    lows, highs = [part.lowest or Decimal(0) for part in parts], [part.highest or Decimal(0) for part in parts]
    return max(lows, default=Decimal(0)), max(highs, default=Decimal(0))


def _add(one: Range | None, other: Range | None) -> Range | None:
    return None if one is None or other is None else (one[0] + other[0], one[1] + other[1])


def _known_at_least(
    parts: list[ValuedPart], declared: Money | None, vat_share: Decimal, *, one: bool
) -> Decimal | None:
    """What the whole is worth at the least while some part is unknown: what is unknown can only add."""
    lows = [part.lowest for part in parts if part.lowest is not None]
    stated = gross_range(declared, vat_share=vat_share) if declared else None
    known = [max(lows) if one else sum(lows, Decimal(0))] if lows else []
    known += [stated[0]] if stated else []
    return max(known, default=None)


def _at_least(known: Range | None, lowest: Range | None, highest: Range | None) -> Range | None:
    """What is known, raised to a stated maximum: its lower bound to the one, its upper bound to the other."""
    if known is None or lowest is None or highest is None:
        return None
    return max(known[0], lowest[0]), max(known[1], highest[1])


def _total(parts: list[ValuedPart]) -> Range | None:
    lows = [part.lowest for part in parts]
    highs = [part.highest for part in parts]
    if any(low is None for low in lows) or any(high is None for high in highs):
        return None
    return sum((low for low in lows if low is not None), Decimal(0)), sum(
        (high for high in highs if high is not None), Decimal(0)
    )


def _expected(stages: tuple[Stage, ...], extras: list[ValuedPart], vat_share: Decimal) -> Decimal | None:
    reach = reach_shares(stages)
    parts = [_value_stage(stage, vat_share) for stage in stages]
    total = _total(
        [
            ValuedPart(
                label=part.label,
                stage=part.stage,
                lowest=None if part.lowest is None else part.lowest * reach[part.stage],
                highest=None if part.highest is None else part.highest * reach[part.stage],
            )
            for part in parts
        ]
        + extras
    )
    return (total[0] + total[1]) / 2 if total else None


def _why_unknown(moneys: list[Money], extras: tuple[Extra, ...], *, known_stages: bool) -> str:
    foreign = next((money for money in moneys if money.currency != "GBP"), None)
    if foreign:
        return f"{foreign} is not in pounds, and other currencies are never converted"
    open_ended = next((extra for extra in extras if extra.amount is None), None)
    if open_ended:
        return f"nobody has said what ‘{open_ended.what}’ comes to"
    return "" if known_stages else "no value is stated for every stage, nor for the whole"
