"""Last, this and next: units and names counted from the anchor's own."""

from dataclasses import replace
from datetime import date

from tasks.timex_calendar import add_days, add_units, make_date, week_start
from tasks.timex_discourse import Anchor, Discourse
from tasks.timex_meaning import Fields
from tasks.timex_named import BEFORE_OUR_ERA, NO_SUCH_DAY, NOT_ANCHORED, Named
from tasks.timex_units import candidate_days, within_year
from tasks.timex_values import unit_value

_PARTS_OF_YEAR = frozenset(("month", "quarter", "half", "season", "holiday", "day"))


def step_date(fields: Fields, discourse: Discourse) -> Named:
    """Last, this or next unit, weekday, month, season; or a part of such a unit."""
    if discourse.last_era and fields.get("basis") != "dct" and fields.get("unit") == "Y":
        year = int(discourse.last_era[2:]) - fields.get("step", 0)
        return Named(f"BC{year:04d}", None, BEFORE_OUR_ERA)
    basis, unit = fields.get("basis", "near"), fields.get("unit")
    told = discourse.day_in_sentence() if basis == "sentence" else None
    if told is not None:
        return Named(told.value[:10], told.source)
    is_day_at_hand = (basis, unit) == ("near", "D")
    anchor = discourse.day_anchor() if is_day_at_hand else discourse.anchor(basis, unit or "")
    if anchor is None:
        return Named(None, None, NOT_ANCHORED)
    step = fields.get("step", 0)
    if "loose" in fields and not discourse.is_on_a_day():
        return Named("PAST_REF", is_vague=True)
    if unit == "same":
        value = anchor.value if discourse.last else None
        return Named(value, anchor.source, None if value else "nothing before it that it may mean")
    if unit is None:
        return _step_name(fields, anchor)
    if "year" in fields:
        return _in_year(fields["year"], anchor, unit)
    if unit == "Y" and _PARTS_OF_YEAR & fields.keys():
        return within_year(fields, anchor.day.year + step, anchor.source)
    day = _day_in_unit(fields, anchor.day, step) or add_units(anchor.day, step, unit)
    if day is None:
        return Named(None, anchor.source, NO_SUCH_DAY)
    is_day = "weekday" in fields or "day" in fields
    value = unit_value(day, "D" if is_day else unit)
    return Named(value + ("-WE" if "weekend" in fields else ""), anchor.source)


def count_weekdays(weekday: int, count: int, back: int, anchor: Anchor) -> Named:
    """Two Tuesdays ago: so many such days back; Monday week: so many weeks behind the next one."""
    here = anchor.day.isoweekday()
    if back < 0:
        away = -((here - weekday - 1) % 7 + 1) - 7 * (count - 1)
    else:
        away = (weekday - here - 1) % 7 + 1 + 7 * count
    day = add_days(anchor.day, away)
    return Named(day.isoformat() if day else None, anchor.source, None if day else NO_SUCH_DAY)


def _in_year(year: int, anchor: Anchor, unit: str) -> Named:
    """The anchor's own unit in another year: this day in 1945, the 1988 quarter."""
    day = make_date(year, anchor.day.month, anchor.day.day)
    return Named(
        unit_value(day, unit) if day else None, anchor.source, None if day else NO_SUCH_DAY
    )


def _day_in_unit(fields: Fields, anchor: date, step: int) -> date | None:
    """The weekday of a week, or the day of a month, counted from the anchor's own."""
    if "weekday" in fields:
        return add_days(week_start(anchor), 7 * step + fields["weekday"] - 1)
    month = add_units(anchor.replace(day=1), step, "M")
    return make_date(month.year, month.month, fields["day"]) if month and "day" in fields else None


def _step_name(fields: Fields, anchor: Anchor) -> Named:
    """Last, this or next weekday, month, season, feast: counted from its own unit."""
    step = fields.get("step", 0)
    if "weekday" in fields:
        return _step_weekday(fields["weekday"], step, anchor)
    days = candidate_days(fields, anchor.day)
    begins = _unit_begin(fields, anchor.day)
    if step < 0:
        day = max((day for day in days if day < begins), default=None)
    elif step > 0:
        day = min((day for day in days if day > begins), default=None)
    else:
        day = next((day for day in days if day.year == anchor.day.year), None)
    if day is None:
        return Named(None, anchor.source, NO_SUCH_DAY)
    return replace(within_year(fields, day.year), anchor=anchor.source)


def _unit_begin(fields: Fields, day: date) -> date:
    return day if "day" in fields or "holiday" in fields else day.replace(day=1)


def _step_weekday(weekday: int, step: int, anchor: Anchor) -> Named:
    """Last is the latest before the day; this falls in its week; next in the week behind it."""
    monday = week_start(anchor.day)
    here = add_days(monday, weekday - 1)
    if step > 0:
        found, other = add_days(monday, weekday + 6), here
        readings = [day for day in (found, other) if day and day > anchor.day]
    elif step < 0:
        found = add_days(anchor.day, -((anchor.day.isoweekday() - weekday - 1) % 7 + 1))
        readings = [day for day in (found, add_days(monday, weekday - 8)) if day]
    else:
        found, readings = here, [here] if here else []
    if found is None:
        return Named(None, anchor.source, NO_SUCH_DAY)
    others = tuple(day.isoformat() for day in readings if day != found)
    return Named(found.isoformat(), anchor.source, None, others)
