"""How the numbers of a forecast are said."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what estimates are made with is slow to import, and other reports need these words too
    from commonweal.forecast.estimate import Estimate, Summary

REFUSED = "not known"
SHARES = ("share", "probability")


def say_pounds(amount: Decimal) -> str:
    """Pounds to three digits: £75,100, −£1.76m, £0."""
    size = abs(amount)
    sign = "−" if amount < 0 else ""
    if size >= 999_500:
        return f"{sign}£{size / 1_000_000:.2f}m"
    if size < Decimal("0.5"):
        return "£0"
    step = Decimal(1) if size < 1000 else Decimal(10) if size < 10_000 else Decimal(100 if size < 100_000 else 1000)
    return f"{sign}£{(size / step).to_integral_value() * step:,.0f}"


def say_about(amount: Decimal) -> str:
    """Pounds as one says them: to two digits, without a sign."""
    size = abs(amount)
    if size < 100:
        return f"£{size:.0f}"
    digits = size.adjusted() - 1
    rounded = (size.scaleb(-digits)).to_integral_value().scaleb(digits)
    if rounded >= 1_000_000:
        return f"£{(rounded / 1_000_000).normalize():f} million"
    return f"£{rounded:,.0f}"


def say_estimate(estimate: Estimate) -> str:
    """Pounds with the margin of the method at 95% where it is worth a word."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return REFUSED
    margin = (estimate.high - estimate.low) / 2
    shown = say_pounds(estimate.value)
    if margin < abs(estimate.value) / 200 or say_pounds(margin) == "£0":
        return shown
    return f"{shown} ± {say_pounds(margin)}"


def with_sign(step: Estimate) -> str:
    """A step with its sign and margin: '+£303,000', '+£107,000 ± £4,190'."""
    said = say_estimate(step)
    return said if said.startswith(("−", "£0")) or step.value is None else f"+{said}"


def say_amount(estimate: Estimate) -> str:
    return REFUSED if estimate.value is None else say_pounds(estimate.value)


def say_share(estimate: Estimate) -> str:
    """A chance in whole percents, never rounded to certainty."""
    if estimate.value is None:
        return REFUSED
    share = estimate.value
    if 0 < share < Decimal("0.005"):
        return "under 1%"
    if Decimal("0.995") < share < 1:
        return "over 99%"
    return f"{share:.0%}"


def say_number(number: Decimal | None) -> str:
    """A quantity in its own unit: to three digits from a hundred on, to two below."""
    if number is None:
        return REFUSED
    size = abs(number)
    if size >= 100:
        step = Decimal(1).scaleb(size.adjusted() - 2)
        return f"{(number / step).to_integral_value() * step:,.0f}".replace("-", "−")
    if size < Decimal("0.005"):
        return "0"
    return f"{number:.2g}".replace("-", "−") if size < 10 else f"{number:.0f}".replace("-", "−")


def say_at(number: Decimal, unit: str) -> str:
    """A value of a belief with its unit; a share in percent."""
    return f"{number:.0%}" if unit in SHARES else f"{say_number(number)} {unit}".rstrip()


def say_ends(low: Decimal, high: Decimal, unit: str) -> str:
    """'20% to 65%' for shares and chances, '−60 to 280 findings a year' for all else."""
    start = f"{low:.0%}" if unit in SHARES else say_number(low)
    return f"{start} to {say_at(high, unit)}"


def say_range(summary: Summary) -> str:
    return f"{say_number(summary.p5.value)} to {say_number(summary.p95.value)}"


def surely_above(estimate: Estimate, than: Decimal = Decimal(0)) -> bool:
    """Whether the number lies above another beyond the margin of the method."""
    return estimate.low is not None and estimate.low > than


def number_of(estimate: Estimate) -> Decimal:
    """The value, or 0 where it is refused: for choosing words only, where the refusal is said elsewhere."""
    return estimate.value or Decimal(0)
