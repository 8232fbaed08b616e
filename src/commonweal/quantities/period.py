"""Months: the unit of time. Years are twelve months."""

from __future__ import annotations

from decimal import Decimal

MONTHS_A_YEAR = 12
WEEKS_A_MONTH = Decimal(52) / 12


def describe_months(months: Decimal | float) -> str:
    """Months as people say them: '6 weeks', '4 months', '5 years'."""
    value = Decimal(str(months)) if isinstance(months, float) else Decimal(months)
    if 0 < value < 3 and value != value.to_integral_value():
        weeks = round(value * WEEKS_A_MONTH)
        return f"{weeks} week{'' if weeks == 1 else 's'}"
    if value >= 24 and value % MONTHS_A_YEAR == 0:
        return f"{int(value) // MONTHS_A_YEAR} years"
    text = f"{value.normalize():f}"
    return f"{text} month{'' if text == '1' else 's'}"
