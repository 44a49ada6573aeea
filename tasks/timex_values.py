"""TIMEX3 value strings: the one place that fixes their form, and what days they span.

Forms follow the majority of the development gold: P10Y for a decade, 199 for the 1990s, 17 for the
18th century, 2024-W20-WE for a weekend, PXD for an unknown number, no zone but Z.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tasks.timex_calendar import SEASON_MONTHS, add_days, add_months, make_date, week_start
from warehouse.tables import Grain


class Period(NamedTuple):
    """Days that a value spans, half-open, and the size of its unit."""

    begins: date | None
    ends: date | None
    grain: Grain


_FINER = {"TH": "M", "TM": "S"}
_UNIT_LENGTHS = {
    "DE": ("Y", 10),
    "CE": ("Y", 100),
    "ML": ("Y", 1000),
    "2W": ("W", 2),
    "6M": ("M", 6),
}
_FORMS = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<time>T.*)?$"
    r"|(?P<week>\d{4})-W(?P<weekno>\d\d)(?P<weekend>-WE)?$"
    r"|(?P<qyear>\d{4})-Q(?P<quarter>[1-4])$"
    r"|(?P<hyear>\d{4})-H(?P<half>[12])$"
    r"|(?P<syear>\d{4})-(?P<season>SP|SU|FA|WI)$"
    r"|(?P<month>\d{4}-\d\d)$"
    r"|(?P<year>\d{4})$"
    r"|(?P<decade>\d{3})$"
    r"|(?P<century>\d\d)$"
)


def day_value(day: date) -> str:
    """A day: 2024-05-16."""
    return day.isoformat()


def month_value(year: int, month: int) -> str:
    """A month: 2024-05."""
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    """The ISO week of a day: 2024-W20."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_value(day: date) -> str:
    """The quarter of a day: 2024-Q2."""
    return f"{day.year:04d}-Q{(day.month + 2) // 3}"


def unit_value(day: date, unit: str) -> str:
    """The whole unit that holds a day."""
    match unit:
        case "Y":
            return f"{day.year:04d}"
        case "Q":
            return quarter_value(day)
        case "M":
            return month_value(day.year, day.month)
        case "6M":
            return f"{day.year:04d}-H{1 if day.month < 7 else 2}"
        case "W" | "2W":
            return week_value(day)
        case "DE":
            return f"{day.year // 10:03d}"
        case "CE":
            return f"{day.year // 100:02d}"
        case _:
            return day_value(day)


def duration_value(count: float | str, unit: str) -> str:
    """A length: P3D, PT2H, PXY, P2.5Y; tens of years for decades, PXDE for an unknown number."""
    if unit in _UNIT_LENGTHS and isinstance(count, int | float):
        unit, length = _UNIT_LENGTHS[unit]
        count = count * length
    if (count, unit) == (0.5, "Y"):
        return "P6M"
    if unit in ("2W", "6M"):
        unit = unit[-1]
    if unit in _FINER and isinstance(count, float) and count % 1 == 0.5:
        whole = f"{count:.0f}{unit[1]}" if (count := count - 0.5) else ""
        return f"PT{whole}30{_FINER[unit]}"
    number = count if isinstance(count, str) else f"{count:.10g}"
    return f"PT{number}{unit[1]}" if unit[0] == "T" else f"P{number}{unit}"


def period_of(value: str) -> Period | None:
    """Days that a value spans; None for durations, references and unknown parts."""
    return _period(value)


@lru_cache(maxsize=4096)
def _period(value: str) -> Period | None:
    match = _FORMS.match(value)
    if match is None:
        return None
    form = match.lastgroup or ""
    if match["day"]:
        return _day(match["day"], match["time"])
    if match["week"]:
        return _week(int(match["week"]), int(match["weekno"]), bool(match["weekend"]))
    if form == "quarter":
        return _months(int(match["qyear"]), int(match["quarter"]) * 3 - 2, 3, "quarter")
    if form == "half":
        return _months(int(match["hyear"]), int(match["half"]) * 6 - 5, 6, "half")
    if form == "season":
        return _months(int(match["syear"]), SEASON_MONTHS[match["season"]], 3, "season")
    if form == "month":
        return _months(int(value[:4]), int(value[5:]), 1, "month")
    lengths: dict[str, tuple[int, Grain]] = {
        "year": (1, "year"),
        "decade": (10, "decade"),
        "century": (100, "century"),
    }
    years, grain = lengths[form]
    return _months(int(value) * years, 1, 12 * years, grain)


def _day(day: str, time: str | None) -> Period | None:
    begins = make_date(int(day[:4]), int(day[5:7]), int(day[8:]))
    if begins is None:
        return None
    return Period(begins, add_days(begins, 1), _time_grain(time) if time else "day")


def _time_grain(time: str) -> Grain:
    if not time[1:2].isdigit():
        return "part_of_day"
    colons = time.split("+")[0].count(":")
    return ("hour", "minute", "second")[min(colons, 2)]


def _week(year: int, week: int, is_weekend: bool) -> Period | None:
    fourth = make_date(year, 1, 4)
    begins = add_days(week_start(fourth), 7 * (week - 1)) if fourth else None
    if begins is None:
        return None
    if is_weekend:
        return Period(add_days(begins, 5), add_days(begins, 7), "weekend")
    return Period(begins, add_days(begins, 7), "week")


def _months(year: int, month: int, count: int, grain: Grain) -> Period | None:
    begins = make_date(year, month, 1)
    return Period(begins, add_months(begins, count), grain) if begins else None
