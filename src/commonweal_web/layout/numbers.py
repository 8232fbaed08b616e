"""Numbers, money and dates as pages say them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Number = Decimal | int | float | str
SCALES = ((Decimal(1_000_000_000), "billion"), (Decimal(1_000_000), "million"))


def say_decimal(value: Number) -> str:
    """All figures, with commas and without idle noughts: '1,200,000', '12.5'."""
    text = f"{Decimal(value):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_to_three(value: Number) -> Decimal:
    """Three significant figures: 1,234,567 is 1,230,000, and 0.045678 is 0.0457."""
    exact = Decimal(str(value))
    if not exact or not exact.is_finite():
        return exact
    return exact.quantize(Decimal(1).scaleb(exact.adjusted() - 2), rounding=ROUND_HALF_UP)


def say_number(value: Number) -> str:
    """At most three significant figures, as a page shows them."""
    return say_decimal(round_to_three(value))


def say_money(value: Number) -> str:
    """Every pound, and the pence where there are any: '£1,200,000', '£99.50'."""
    exact = Decimal(str(value))
    sign = "−" if exact < 0 else ""
    whole = exact == exact.to_integral_value()
    return f"{sign}£{abs(exact):,.0f}" if whole else f"{sign}£{abs(exact):,.2f}"


def say_money_about(value: Number) -> str:
    """Three significant figures, large sums in words: '£1.23 million'."""
    rounded = round_to_three(value)
    sign = "−" if rounded < 0 else ""
    size = abs(rounded)
    if size >= SCALES[0][0]:
        return _("%(sign)s£%(number)s billion") % {"sign": sign, "number": say_number(size / SCALES[0][0])}
    if size >= SCALES[1][0]:
        return _("%(sign)s£%(number)s million") % {"sign": sign, "number": say_number(size / SCALES[1][0])}
    return f"{sign}£{say_number(size)}"


def say_percent(value: Number) -> str:
    """A percentage as given: '12.5%', '10%'."""
    return f"{say_decimal(Decimal(str(value)))}%"


def say_share(value: Number) -> str:
    """A share from 0 to 1 as a whole percentage: 0.456 is '46%'."""
    return f"{(Decimal(str(value)) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)}%"


def say_months(value: int) -> str:
    return ngettext("%(count)s month", "%(count)s months", value) % {"count": say_decimal(value)}


def say_date(value: date | datetime) -> str:
    """The date in words: '27 November 2026'. A moment is told in the service's own time zone."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return date_format(value, "j F Y")


def say_moment(value: datetime) -> str:
    """Date and time of day: '27 November 2026 at 2:05pm'."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    hour = f"{local.hour % 12 or 12}:{local.minute:02d}"
    time = _("%(time)sam") % {"time": hour} if local.hour < 12 else _("%(time)spm") % {"time": hour}
    return _("%(date)s at %(time)s") % {"date": say_date(local), "time": time}
