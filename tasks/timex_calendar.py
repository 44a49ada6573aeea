"""Arithmetic on days: units added and counted, weeks, seasons and moving feasts."""

from calendar import monthrange
from datetime import date, timedelta

FIRST_YEAR, LAST_YEAR = 1, 9998
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_IN = {"M": 1, "Q": 3, "6M": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000}
DAYS_IN = {"D": 1, "W": 7, "2W": 14}


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def add_months(day: date, months: int) -> date | None:
    """The same day of another month, or that month's last day where it has none such."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """A day that many days on; None outside the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= 3_650_000 else None


def add_units(day: date, count: int, unit: str) -> date | None:
    """A day that many units on; None outside the calendar or for units below a day."""
    if abs(count) > 100_000:
        return None
    if unit in MONTHS_IN:
        return add_months(day, count * MONTHS_IN[unit])
    return add_days(day, count * DAYS_IN[unit]) if unit in DAYS_IN else None


def week_start(day: date) -> date:
    """Monday of the day's ISO week."""
    return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday of a month, counted from its end where negative."""
    length = monthrange(year, month)[1]
    first = 1 + (weekday - 1 - date(year, month, 1).weekday()) % 7
    days = range(first, length + 1, 7)
    return date(year, month, days[nth - 1 if nth > 0 else nth]) if abs(nth) <= len(days) else None


def easter(year: int) -> date:
    """Western Easter Sunday, by the Gregorian computus."""
    golden = year % 19
    century = year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def feast_day(rule: str, year: int) -> date | None:
    """Day of a feast: ``12-25``, ``easter+1``, ``11-4x4`` (4th Thursday), ``11-1x2>`` (see below).

    ``month-weekdayxnth`` counts weekdays within the month; ``>`` asks for the day after the first
    such weekday that is followed by another named one; a four-digit head fixes the year.
    """
    if rule.startswith("easter"):
        return add_days(easter(year), int(rule[6:] or 0))
    if len(rule) == 10:
        return date.fromisoformat(rule)
    month, _, rest = rule.partition("-")
    weekday, is_nth, nth = rest.partition("x")
    if not is_nth:
        return make_date(year, int(month), int(rest))
    nth, _, shift = nth.partition("+")
    found = nth_weekday(year, int(month), int(weekday), int(nth))
    return add_days(found, int(shift or 0)) if found else None
