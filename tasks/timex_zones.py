"""Clock times in UTC: zones named beside them, else that of the dateline, with summer time."""

import re
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from tasks.timex_calendar import feast_day
from tasks.timex_lexicon import read_rules
from tasks.timex_meaning import Fields
from tasks.timex_relation import related_days
from warehouse.tables import Timex

_VALUE = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)T(?P<hour>\d\d):?(?P<minute>\d\d)?(?::?(?P<second>\d\d))?"
    r"(?:\.\d+)?(?P<shift>Z|[+-]\d\d:?\d\d)?$"
)
_PLACE = re.compile(r"[^,(—–/\n-]+")
_CLOCKS_CHANGE = timedelta(hours=2)

Moments = tuple[datetime | None, datetime | None]
"""First moment and the one past the last, in UTC; both None where the zone is not known."""


def utc_moments(value: str, fields: Fields, local_zone: str | None) -> Moments:
    """What a clock time spans in UTC; ``local_zone`` is that of the dateline, if it is known."""
    match = _VALUE.match(value)
    if match is None:
        return None, None
    local = _local(match)
    away = _read_offset(match["shift"]) if match["shift"] else _away(local, fields, local_zone)
    if local is None or away is None or not 1 < local.year < 9998:
        return None, None
    begins = (local - away).replace(tzinfo=UTC)
    length = "seconds" if match["second"] else "minutes" if match["minute"] else "hours"
    return begins, begins + timedelta(**{length: 1})


def place_in_utc(row: Timex, fields: Fields, local_zone: str | None) -> Timex:
    """The row, a clock time in a known zone with the moments that it speaks of."""
    if row.type != "TIME" or row.value is None:
        return row
    begins, ends = related_days(*utc_moments(row.value, fields, local_zone), row.relation)
    return replace(row, begins_at=begins, ends_at=ends)


def zone_of_place(dateline: str) -> str | None:
    """Name of the zone of the place that a dateline opens with; None where no data knows it."""
    match = _PLACE.match(dateline[:200].lstrip())
    return _places().get(match.group().strip().upper()) if match else None


def local_day(moment: datetime, dateline: str) -> date:
    """The day of a moment in UTC where a report was filed; in UTC where that is not known.

    Midnight to the second stands for a day whose time is not known, and is not moved.
    """
    zone = zone_of_place(dateline)
    away = offset_from_utc(zone, moment.replace(tzinfo=None)) if zone else None
    is_day = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date() if away is None or is_day else (moment + away).date()


def offset_from_utc(zone: str, local: datetime) -> timedelta | None:
    """How far a zone is ahead of UTC at a local time; None where no data knows."""
    entry = _table()["zones"].get(zone)
    if entry is None or local.year < entry.get("since", 0):
        return None
    away = _read_offset(entry["offset"])
    if "summer" not in entry:
        return away
    is_summer = _is_summer(entry["summer"], local)
    return None if is_summer is None else away + timedelta(hours=is_summer)


def _away(local: datetime | None, fields: Fields, local_zone: str | None) -> timedelta | None:
    zone = fields.get("zone") or local_zone
    if local is None or zone is None:
        return None
    away = offset_from_utc(zone, local)
    if away is None or "shift" not in fields:
        return away
    hours, _, minutes = str(fields["shift"]).partition(":")
    return away + fields.get("sign", 1) * timedelta(hours=int(hours), minutes=int(minutes or 0))


def _is_summer(rule: str, local: datetime) -> bool | None:
    """Whether summer time is in force; in the south it is from one year into the next."""
    terms = [term for term in _table()["summer"][rule] if term["since"] <= local.year]
    if not terms:
        return None
    forward, back = (
        datetime.combine(feast_day(terms[-1][edge], local.year) or local, datetime.min.time())
        + _CLOCKS_CHANGE
        for edge in ("begins", "ends")
    )
    return forward <= local < back if forward < back else not back <= local < forward


def _local(match: re.Match[str]) -> datetime | None:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    try:
        day = datetime.fromisoformat(match["day"])
        return day + timedelta(hours=hour, minutes=minute, seconds=second)
    except (ValueError, OverflowError):
        return None


def _read_offset(printed: str) -> timedelta:
    if printed == "Z":
        return timedelta(0)
    size = timedelta(hours=int(printed[1:3]), minutes=int(printed[-2:]))
    return size if printed[0] == "+" else -size


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    return {place: zone for zone, places in _table()["places"].items() for place in places}


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomllib.loads(read_rules("zones.toml"))
