"""Calendar units whose year is known, and the first days of units whose year is not."""

from datetime import date

from tasks.timex_calendar import add_days, make_date, week_start
from tasks.timex_discourse import Discourse
from tasks.timex_feasts import feast_in
from tasks.timex_meaning import Fields
from tasks.timex_named import BEFORE_OUR_ERA, NO_SUCH_DAY, Named
from tasks.timex_values import month_value, period_of, week_value


def full_year(fields: Fields, discourse: Discourse) -> int:
    """The year as printed; of two digits the nearest such year, at most ten years ahead."""
    if "short_year" not in fields:
        return fields.get("year", 0)
    anchor = discourse.anchor("text")
    now = anchor.day.year if anchor else 2000
    year = now - now % 100 + fields["short_year"]
    return year - 100 if year > now + 10 else year


def within_year(fields: Fields, year: int, anchor: str | None = None) -> Named:
    """The finest unit known, in a known year."""
    value = value_in_year(fields, year)
    if value is None:
        return Named(None, anchor, NO_SUCH_DAY)
    if fields.get("era") == "BC":
        return Named(f"BC{value}", anchor, BEFORE_OUR_ERA)
    return Named(value, anchor)


def value_in_year(fields: Fields, year: int) -> str | None:
    """The value of the finest unit known; None where the year has no such day."""
    if "holiday" in fields:
        day = feast_in(fields["holiday"], year)
        return _feast_value(day, "weekend" in fields) if day else None
    if "day" in fields:
        day = make_date(year, fields.get("month", 0), fields["day"])
        return day.isoformat() if day else None
    if "month" in fields:
        return month_value(year, fields["month"])
    if "quarter" in fields:
        quarter = 4 if fields["quarter"] == -1 else fields["quarter"]
        return f"{year:04d}-Q{quarter}" if quarter <= 4 else None
    if "half" in fields:
        return f"{year:04d}-H{2 if fields['half'] != 1 else 1}"
    return f"{year:04d}-{fields['season']}" if "season" in fields else f"{year:04d}"


def _feast_value(day: date, is_weekend: bool) -> str:
    """The feast's day, or the weekend next to it: the one before for Monday to Wednesday."""
    if not is_weekend:
        return day.isoformat()
    shift = -3 if day.isoweekday() <= 3 else 0
    return week_value(add_days(day, shift) or day) + "-WE"


def long_period(fields: Fields, discourse: Discourse) -> Named:
    """A decade or a century."""
    decade = str(fields.get("decade", ""))
    if "century" in fields:
        value = f"{fields['century'] - 1:02d}"
    elif len(decade) == 2:
        value = _short_decade(int(decade[0]), discourse)
    elif len(decade) == 4 and decade.endswith("00") and decade != "2000":
        value = decade[:2]
    else:
        value = decade[:-1].zfill(3)
    if fields.get("era") == "BC":
        return Named(f"BC{value}", reason=BEFORE_OUR_ERA)
    return Named(value)


def _short_decade(digit: int, discourse: Discourse) -> str:
    """The latest such decade that has begun."""
    anchor = discourse.anchor("near")
    now = anchor.day.year if anchor else 2000
    century = now // 100 if digit <= now % 100 // 10 else now // 100 - 1
    return f"{century}{digit}"


def candidate_days(fields: Fields, anchor: date) -> list[date]:
    """First days of the nearest such units around a day."""
    if "weekday" in fields and "day" not in fields:
        weekday = fields["weekday"]
        before = add_days(anchor, -((anchor.isoweekday() - weekday) % 7))
        days = [before, add_days(before, 7)] if before else []
        return [day for day in days if day]
    if "weekend" in fields and "holiday" not in fields:
        saturday = add_days(week_start(anchor), 5)
        days = [add_days(saturday, shift) for shift in (-7, 0, 7)] if saturday else []
        return [day for day in days if day]
    years = range(anchor.year - 1, anchor.year + 2)
    if "day" in fields and fields.get("month") == 2:
        years = range(anchor.year - 4, anchor.year + 5)
    return [day for year in years if (day := _first_day(fields, year))]


def _first_day(fields: Fields, year: int) -> date | None:
    value = value_in_year(fields, year)
    period = period_of(value) if value else None
    return period.begins if period else None
