"""When the input says that an article was published."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST_YEAR = 1605
"""Year of the first newspaper; what is dated before it is not dated rightly."""

EPOCH = date(1970, 1, 1)
"""What a missing time becomes in many programs."""

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_CLOCK = (
    r"(?:[,\sT]+(?:at\s+)?(\d{1,2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*([ap]\.?m\.?)?"
    r"(?:\s*(?:UTC|GMT|Z))?)?"
)
_DAY_FIRST = re.compile(
    rf"(?:[a-z]+,?\s+)?(\d{{1,2}})(?:st|nd|rd|th)?[\s.-]+([a-z]{{3,9}})\.?,?[\s-]+(\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]+day,?\s+)?([a-z]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"(\d{{1,4}})[/.](\d{{1,2}})[/.](\d{{1,4}}){_CLOCK}", re.IGNORECASE)


class Published(NamedTuple):
    """A moment in UTC, and the day that it falls on by the clock of where it was printed."""

    moment: datetime
    day: date


def parse_published(value: object) -> datetime | None:
    """A moment in UTC from a date or time as programs and papers print it; None if it is neither.

    A bare day is its midnight; a time without a zone is taken as UTC.
    """
    found = read_published(value)
    return found.moment if found else None


def read_published(
    value: object, zone: str | None = None, *, day_first: bool | None = None
) -> Published | None:
    """The moment and the local day of a printed date; None if it is none or ambiguous.

    ``zone`` is the IANA name that times without one are in; ``day_first`` says how 3/4/2024 is
    read, which is else not read at all.
    """
    if not isinstance(value, str):
        return None
    text = " ".join(value.split())
    moment = _parse_iso(text) or _parse_words(text, day_first) or _parse_mail_date(text)
    if moment is None:
        return None
    day = moment.date()
    is_bare = moment.tzinfo is None and moment.time() == moment.time().min
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC if is_bare else time_zone(zone))
    in_utc = _in_utc(moment)
    return Published(in_utc, day) if in_utc else None


@cache
def time_zone(name: str | None) -> tzinfo:
    """The zone of an IANA name, UTC for none; raises `ValueError` for a name that is none."""
    if name is None:
        return UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"no time zone {name!r}") from error


def fault_of_date(day: date, now: datetime | None, leeway: timedelta) -> str | None:
    """Why a day cannot be that of publication; None where it can."""
    if day.year < FIRST_YEAR:
        return "before the first newspaper"
    if now is not None and day > (now + leeway).date():
        return "in the future"
    return None


def _parse_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _parse_words(text: str, day_first: bool | None) -> datetime | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year, clock, half = match.groups()
    elif match := _MONTH_FIRST.fullmatch(text):
        month, day, year, clock, half = match.groups()
    elif match := _NUMBERS.fullmatch(text):
        numbers = (int(match.group(1)), int(match.group(2)), int(match.group(3)))
        ordered = _order(numbers, day_first)
        return _moment(ordered, match.group(4), match.group(5)) if ordered else None
    else:
        return None
    name = month[:3].lower()
    if name not in _MONTHS:
        return None
    return _moment((int(year), _MONTHS.index(name) + 1, int(day)), clock, half)


def _order(numbers: tuple[int, int, int], day_first: bool | None) -> tuple[int, int, int] | None:
    """Year, month and day of three numbers, where only one order is possible or one is told."""
    one, two, three = numbers
    if one > 31:
        return numbers
    if three <= 31:
        return None
    if day_first is None:
        if (one > 12) == (two > 12):
            return (three, one, two) if one == two else None
        day_first = one > 12
    return (three, two, one) if day_first else (three, one, two)


def _moment(day: tuple[int, int, int], clock: str | None, half: str | None) -> datetime | None:
    hour, minute, second = (*(int(part) for part in (clock or "0:0").split(":")), 0)[:3]
    if half:
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    try:
        return datetime(*day, hour, minute, second)
    except ValueError:
        return None


def _parse_mail_date(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None
