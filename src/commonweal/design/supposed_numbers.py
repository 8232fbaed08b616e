"""The numbers of suppositions, as a person writes them: a value, or a change in percent."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from commonweal.record.errors import MisuseError


def read_change(name: str, text: str) -> tuple[Decimal | None, Decimal]:
    """The multiple that a change in percent means; or None and the value.

    A change has its sign: 64% without one could mean the share 0.64 as well as 64% more, so it is asked about.
    """
    if text.strip().endswith("%"):
        percent = read_number(name, text.strip().removesuffix("%"))
        if text.strip()[0] not in "+-":
            raise MisuseError(
                f"{text.strip()} for '{name}' could be a value or a change.",
                remedy=f"Write +{text.strip()} for a change, or {say_number(percent / 100)} for the value.",
            )
        if percent < -100:
            raise MisuseError(f"'{name}' cannot fall by more than all of it, as {text} says.")
        return 1 + percent / 100, Decimal(0)
    return None, read_number(name, text)


def changed_value(name: str, text: str, now: Decimal | None) -> Decimal:
    multiple, value = read_change(name, text)
    if multiple is None:
        return value
    if now is None:
        raise MisuseError(f"'{name}' has no value to change by {text.strip()}.", remedy="Give a value.")
    return now * multiple


def only_percent(name: str, text: str) -> Decimal:
    multiple, _ = read_change(name, text)
    if multiple is None:
        raise MisuseError(
            f"'{name}' is several figures, so it takes a change in percent.", remedy=f"Write {name}=+20%."
        )
    return multiple


def read_number(name: str, text: str) -> Decimal:
    try:
        value = Decimal(text.strip().replace(",", ""))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise MisuseError(
            f"'{name}' needs a number, not '{text.strip()}'.",
            remedy="Write figures alone, without a unit (0.5, 9, 200000), or a change such as +10%.",
        )
    return value


def check_share(name: str, value: Decimal) -> None:
    if not 0 <= value <= 1:
        raise MisuseError(f"'{name}' is a share from 0 to 1, not {say_number(value)}.")


def say_number(value: Decimal) -> str:
    return f"{value.normalize():,f}"


def say_values(values: set[float]) -> str:
    """One figure, or the range of several: with two decimals, and a third where it tells."""
    low, high = _decimals(min(values)), _decimals(max(values))
    return low if low == high else f"{low}–{high}"


def _decimals(value: float) -> str:
    return f"{value:.3f}".removesuffix("0")
