"""Times of day that phrases name."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from tasks.timex_calendar import add_days
from tasks.timex_dates import resolve_date
from tasks.timex_discourse import Discourse
from tasks.timex_meaning import Fields
from tasks.timex_named import NOT_ANCHORED, Named
from tasks.timex_values import period_of

_CLOCK = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>\d\d):\d\d$")
_BESIDE = 2
_EARLIEST_ZONE, _LATEST_ZONE = 14, -12
"""Hours by which local time may be ahead of UTC, or behind it."""

_CLOCK_FIELDS = ("part", "clock", "meridiem", "zone", "sign", "shift", "is_lent", "eve")
_DAY_FIELDS = {"weekday", "day", "step", "back", "iso"}


def resolve_time(fields: Fields, discourse: Discourse, pointer: Callable[[str], str]) -> Named:
    """A part of a day or a clock time, with the day that it falls on."""
    suffix = _suffix(fields)
    if suffix is None:
        return Named(None, None, "no such time of day")
    day = _day(fields, discourse, pointer)
    if day.value is None:
        return day if day.reason != NOT_ANCHORED else replace(day, value=f"XXXX-XX-XX{suffix}")
    period = period_of(day.value)
    if period is None or period.grain not in ("day", "part_of_day", "hour", "minute"):
        return replace(day, value=f"{day.value[:4]}-XX-XX{suffix}")
    zone = fields.get("zone")
    reason = f"local time of zone {zone}" if zone and zone != "Z" else day.reason
    eve = add_days(period.begins, -1) if "eve" in fields and period.begins else None
    local = eve.isoformat() if eve else day.value[:10]
    written = _day_of_zone(local, suffix, fields, discourse)
    return replace(day, value=written + suffix, reason=reason)


def _day_of_zone(day: str, suffix: str, fields: Fields, discourse: Discourse) -> str:
    """The day in UTC of a time right behind the local one: 8:30 p.m. (0030 UTC) is the next."""
    local = discourse.last_day
    is_beside = local is not None and discourse.at - local.end <= _BESIDE
    has_own_day = _DAY_FIELDS & fields.keys() and "is_lent" not in fields
    if fields.get("zone") not in ("Z", "UTC") or local is None or not is_beside or has_own_day:
        return day
    clock = _CLOCK.match(local.value)
    if clock is None or clock["day"] != day:
        return day
    ahead = int(clock["hour"]) % 24 - int(suffix[1:3]) % 24
    shift = (ahead > _EARLIEST_ZONE) - (ahead < _LATEST_ZONE)
    moved = add_days(date.fromisoformat(day), shift)
    return moved.isoformat() if moved else day


def _day(fields: Fields, discourse: Discourse, pointer: Callable[[str], str]) -> Named:
    dated = {key: value for key, value in fields.items() if key not in _CLOCK_FIELDS}
    if dated.keys() - {"mod", "calendar"}:
        return resolve_date(cast(Fields, dated), discourse, pointer)
    anchor = discourse.day_anchor()
    if anchor is None:
        return Named(None, None, NOT_ANCHORED, is_vague=True)
    return Named(anchor.value[:10], anchor.source)


def _suffix(fields: Fields) -> str | None:
    if "clock" not in fields:
        return f"T{fields.get('part', 'XX')}"
    hour, *rest = str(fields["clock"]).split(":")
    number = (
        int(hour) % 12 + (12 if fields.get("meridiem") == "PM" else 0)
        if "meridiem" in fields
        else int(hour)
    )
    number = _in_part(number, fields)
    if number > 24 or any(int(part[:2]) > 59 for part in rest):
        return None
    zone = "Z" if fields.get("zone") == "Z" and "shift" not in fields else ""
    return "T" + ":".join([f"{number:02d}", *(rest or ["00"])]) + zone


def _in_part(hour: int, fields: Fields) -> int:
    """An hour with its part of the day: 7 in the evening is 19."""
    return hour + 12 if fields.get("part") in ("AF", "EV", "NI") and 1 <= hour < 12 else hour
