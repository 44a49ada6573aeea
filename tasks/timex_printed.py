"""Dates printed in digits: ISO 8601 and day, month, year with slashes."""

import re
from datetime import date

from tasks.timex_calendar import make_date
from tasks.timex_discourse import Discourse
from tasks.timex_meaning import Fields
from tasks.timex_named import NO_SUCH_DAY, Named
from tasks.timex_policy import policy

_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d\d)(?![\d/])")


def writes_day_first(text: str, language: str) -> bool:
    """Whether dates with slashes have their day before their month.

    The text itself tells, by a date that can be read in one way only; else the region of its
    language, as in en-GB.
    """
    pairs = [(int(match[1]), int(match[2])) for match in _SLASHED.finditer(text)]
    day_first = sum(first > 12 >= second for first, second in pairs)
    month_first = sum(second > 12 >= first for first, second in pairs)
    if day_first or month_first:
        return day_first >= month_first
    return language.partition("-")[2].upper() in policy()["printed"]["day_first"]


def read_printed(fields: Fields, discourse: Discourse) -> Named:
    """A date printed in digits alone."""
    if "iso" in fields:
        return _iso(fields["iso"])
    printed = fields.get("slash", "")
    if "." in printed:
        day, month, year = (int(part) for part in printed.split("."))
        return _named(make_date(year, month, day), None)
    first, second, third = (int(part) for part in printed.split("/"))
    if printed.index("/") == 4:
        return _named(make_date(first, second, third), None)
    year = third if third >= 100 else third + (2000 if third < 50 else 1900)
    by_month, by_day = make_date(year, first, second), make_date(year, second, first)
    if by_month and by_day and by_month != by_day:
        chosen, other = (by_day, by_month) if discourse.day_first else (by_month, by_day)
        return _named(chosen, other)
    return _named(by_month or by_day, None)


def _iso(printed: str) -> Named:
    day = make_date(int(printed[:4]), int(printed[5:7]), int(printed[8:10]))
    if day is None:
        return Named(None, None, NO_SUCH_DAY)
    return Named(day.isoformat() + printed[10:].replace(" ", "T"))


def _named(day: date | None, other: date | None) -> Named:
    if day is None:
        return Named(None, None, NO_SUCH_DAY)
    if other is None:
        return Named(day.isoformat())
    return Named(day.isoformat(), None, "day or month may stand first", (other.isoformat(),))
