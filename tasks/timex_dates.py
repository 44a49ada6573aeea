"""Calendar units that phrases name, absolute or against an anchor."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

from tasks.timex_calendar import add_days, add_months, add_units, nth_weekday
from tasks.timex_discourse import Anchor, Discourse, narrated_since
from tasks.timex_feasts import happened_once
from tasks.timex_meaning import Fields, Meaning
from tasks.timex_named import BEFORE_OUR_ERA, NO_SUCH_DAY, NOT_ANCHORED, Named
from tasks.timex_policy import choose, choose_far, direction_for, policy
from tasks.timex_printed import read_printed
from tasks.timex_steps import count_weekdays, step_date
from tasks.timex_units import candidate_days, full_year, long_period, within_year
from tasks.timex_values import period_of, unit_value, week_value

_COMPARED = {"quarter": "Q", "month": "M"}
"""Grains that a year earlier keeps: March against March, a quarter against a quarter."""

_TOLD_FORMS = ("month", "month_day", "season")
_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "season": 3}
"""Months in a unit."""

_YEARS_IN = {"DE": 10, "CE": 100, "ML": 1000}

_PICKABLE = ("D", "W", "M", "Q", "Y", "DE")

Pointer = Callable[[str], str]
"""Tells, when asked, where the governing verb points: future, past or nowhere."""


def resolve_date(fields: Fields, discourse: Discourse, pointer: Pointer) -> Named:
    """The calendar unit that a phrase names."""
    if "pick" in fields:
        return _pick(fields, discourse, pointer)
    if "base" in fields:
        return _beside(fields, fields["base"], discourse, pointer)
    if "back" in fields:
        return _shift(fields, discourse)
    if "iso" in fields or "slash" in fields:
        return read_printed(fields, discourse)
    if "century" in fields or "decade" in fields:
        return long_period(fields, discourse)
    if "step" in fields:
        return step_date(_step_meant(fields, discourse, pointer), discourse)
    if "year" in fields or "short_year" in fields:
        return within_year(fields, full_year(fields, discourse))
    return _open(fields, discourse, pointer)


def _step_meant(fields: Fields, discourse: Discourse, pointer: Pointer) -> Fields:
    """The unit before the one at hand, where the day is early in that and no verb looks ahead.

    So early in a week for this weekend, if a verb looks back on it, and in a year for year-end.
    """
    day = discourse.dct
    if day is None or fields.get("step") != 0 or "year" in fields:
        return fields
    if "weekend" in fields and day.isoweekday() <= 3 and pointer("weekend") == "past":
        return {**fields, "step": -1}
    if "point" in fields and day.month <= policy()["year_end"]["early"]:
        return fields if pointer("year_end") == "future" else {**fields, "step": -1}
    return fields


def _open(fields: Fields, discourse: Discourse, pointer: Pointer) -> Named:
    """A weekday, month, quarter … whose year or week is left open."""
    form = _form(fields)
    if "holiday" in fields and happened_once(fields["holiday"]):
        return within_year(fields, 1)
    if form and discourse.last_era and form != "weekday":
        return Named(_open_value(fields, discourse.last_era), None, BEFORE_OUR_ERA)
    anchor = discourse.anchor(fields.get("basis", "near"))
    if form is None:
        return Named(None, None, "too little is said")
    if anchor is None:
        return Named(_open_value(fields), None, NOT_ANCHORED, is_vague=True)
    year = discourse.told_year() if form in _TOLD_FORMS else None
    if year and not discourse.is_narrative and pointer(form) in ("past", "told"):
        return replace(within_year(fields, year), reason="of the year told of")
    direction = _direction(fields, form, discourse, pointer)
    since = narrated_since(anchor) if direction == "narrated" else anchor.day
    days = candidate_days(fields, anchor.day)
    day = choose_far(days, since, direction, lambda: pointer(form))
    if direction == "future" and form in _LENGTHS:
        day = choose(days, _still_running(anchor.day, form), "future")
    if day is None:
        return Named(None, anchor.source, NO_SUCH_DAY)
    if form in ("weekday", "weekend"):
        value = day.isoformat() if form == "weekday" else week_value(day) + "-WE"
        return Named(value, anchor.source, f"{direction} {form}")
    return replace(
        within_year(fields, day.year), anchor=anchor.source, reason=f"{direction} {form}"
    )


def _direction(fields: Fields, form: str, discourse: Discourse, pointer: Pointer) -> str:
    if fields.get("basis") == "span" or "ahead" in fields:
        return "future"
    if discourse.is_narrative and form != "weekday":
        return "narrated"
    return direction_for(form, pointer(form))


def _still_running(day: date, form: str) -> date:
    """The first day on which a unit may have begun that has not ended by the day."""
    return add_months(day.replace(day=1), 1 - _LENGTHS[form]) or day


def _form(fields: Fields) -> str | None:
    if "day" in fields:
        return "month_day" if "month" in fields else None
    for form in ("holiday", "weekday", "month", "quarter", "half", "season", "weekend"):
        if form in fields:
            return form
    return None


def _open_value(fields: Fields, year: str = "XXXX") -> str | None:
    """The value as far as it is known."""
    if "day" in fields and "month" in fields:
        return f"{year}-{fields['month']:02d}-{fields['day']:02d}"
    if "weekday" in fields:
        return f"{year}-WXX-{fields['weekday']}"
    if "season" in fields:
        return f"{year}-{fields['season']}"
    return f"{year}-{fields['month']:02d}" if "month" in fields else None


def _shift(fields: Fields, discourse: Discourse) -> Named:
    """So many units before or after the anchor."""
    count, unit, back = fields.get("n", "X"), fields.get("unit", "D"), fields.get("back", 0)
    anchor = discourse.anchor(fields.get("basis", "dct"), unit)
    if isinstance(count, str):
        return Named("PAST_REF" if back < 0 else "FUTURE_REF", is_vague=True)
    if (count, unit) == (1, "Y") and discourse.last_quarter:
        anchor = discourse.anchor("quarter" if discourse.compares_quarters() else "dct")
    if anchor is None:
        return Named(None, None, NOT_ANCHORED)
    if "weekday" in fields:
        return count_weekdays(fields["weekday"], int(count), back, anchor)
    if count != int(count):
        unit, count = _whole(count, unit)
    day = add_units(anchor.day, back * int(count), unit if unit[0] != "T" else "D")
    if day is None and back < 0:
        return Named("PAST_REF", anchor.source, NO_SUCH_DAY, is_vague=True)
    if day is None or unit[0] == "T":
        return Named(None, anchor.source, "shorter than a day" if day else NO_SUCH_DAY)
    period = period_of(anchor.value)
    grain = _COMPARED.get(period.grain) if period and unit == "Y" and count == 1 else None
    if fields.get("basis") == "quarter":
        grain = "Q"
    if "further" in fields:
        grain = fields["further"].fields.get("unit", "D")
    return Named(unit_value(day, grain or policy()["grain_of_ago"][unit]), anchor.source)


def _beside(fields: Fields, base: Meaning, discourse: Discourse, pointer: Pointer) -> Named:
    """The day after Christmas, the Friday before Labor Day: counted from a day that it names."""
    named = resolve_date(base.fields, discourse, pointer)
    period = period_of(named.value) if named.value else None
    if period is None or period.begins is None:
        return replace(named, value=None, reason="the day beside it is not known")
    count, unit, back = int(fields.get("n", 1)), fields.get("unit", "D"), fields.get("back", 1)
    if "weekday" in fields:
        anchor = Anchor(period.begins, named.anchor or "", "")
        return replace(named, value=count_weekdays(fields["weekday"], count, back, anchor).value)
    day = add_units(period.begins, back * count, unit)
    return replace(named, value=unit_value(day, unit) if day else None)


def _whole(count: float, unit: str) -> tuple[str, float]:
    """A broken count in a unit in which it is whole: half a century is fifty years."""
    if unit in _YEARS_IN:
        return "Y", count * _YEARS_IN[unit]
    return ("M", count * 12) if unit == "Y" else (unit, round(count))


def _pick(fields: Fields, discourse: Discourse, pointer: Pointer) -> Named:
    """The nth weekday, day or week of a longer unit."""
    kept = {key: value for key, value in fields.items() if key not in ("nth", "pick", "mod")}
    whole = resolve_date(cast(Fields, kept), discourse, pointer)
    period = period_of(whole.value) if whole.value else None
    if period is None or period.begins is None or period.ends is None:
        return replace(whole, value=None, reason="the whole is not known")
    value = _nth(fields, period.begins, period.ends)
    return replace(whole, value=value, reason=None if value else NO_SUCH_DAY)


def _nth(fields: Fields, begins: date, ends: date) -> str | None:
    pick, nth = fields.get("pick", "D"), fields.get("nth", 1)
    if isinstance(pick, int):
        day = nth_weekday(begins.year, begins.month, pick, nth)
        return day.isoformat() if day else None
    if pick not in _PICKABLE:
        return None
    start = add_days(ends, -1) if nth < 0 else begins
    if pick == "W" and start:
        start = _thursday(start, -1 if nth < 0 else 1)
    day = add_units(start, nth + 1 if nth < 0 else nth - 1, pick) if start else None
    return unit_value(day, pick) if day else None


def _thursday(day: date, direction: int) -> date | None:
    """The nearest Thursday from a day on: a week belongs where its Thursday lies, as in ISO."""
    away = (4 - day.isoweekday()) % 7 if direction > 0 else -((day.isoweekday() - 4) % 7)
    return add_days(day, away)
