"""Published dates, as written: the day in the publisher's own clock."""

from __future__ import annotations

from datetime import date

from commonweal.exchange.ocds.releases import Period, Text
from commonweal.exchange.ocds.wording import read_code

EARLIEST, LATEST = date(1990, 1, 1), date(2150, 12, 31)


def read_day(text: Text, where: str, warnings: list[str]) -> date | None:
    """The day of a date or a date with time; None, and a warning, where there is no such day."""
    written = read_code(text)
    if not written:
        return None
    try:
        day = date.fromisoformat(written[:10])
    except ValueError:
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        warnings.append(f"{where} is no date ({written[:30]}) and is left out.")
        return None
    return day


def read_period(period: Period | None, where: str, warnings: list[str]) -> tuple[date | None, date | None, date | None]:
    """First day, last day, last day with every extension. Days out of order are left out."""
    if period is None:
        return None, None, None
    starts = read_day(period.start_date, f"{where}/startDate", warnings)
    ends = read_day(period.end_date, f"{where}/endDate", warnings)
    last = read_day(period.max_extent_date, f"{where}/maxExtentDate", warnings)
    if starts and ends and ends < starts:
        warnings.append(f"{where} ends ({ends}) before it starts ({starts}); its end is left out.")
        ends = None
    if last and last < (ends or starts or last):
        warnings.append(f"{where}/maxExtentDate ({last}) lies before the end; it is left out.")
        last = None
    return starts, ends, last
