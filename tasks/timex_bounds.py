"""Times that a date beside them fixes: the year ended March 31, two days before May 3."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from tasks.timex_calendar import add_days, add_units
from tasks.timex_dates import Pointer
from tasks.timex_lexicon import Lexicon
from tasks.timex_policy import policy
from tasks.timex_values import Period, period_of, unit_value
from warehouse.tables import Relation, Timex

_LENGTH = re.compile(r"P(\d{1,4})([DWMQY])$")
_LONGEST_GAP = 24
_UNITS = {"year": "Y", "quarter": "Q", "half": "6M"}


def bind_lengths(text: str, timexes: Sequence[Timex], words: Lexicon) -> list[Timex]:
    """The rows, with the days of each length that the date behind it ends, or is counted from."""
    bound = list(timexes)
    for at in range(len(bound) - 1):
        length, day = bound[at], bound[at + 1]
        period = period_of(day.value) if day.value and day.type == "DATE" else None
        gap = text[length.end_char : day.start_char]
        if period is None or len(gap) > _LONGEST_GAP:
            continue
        if length.type == "DURATION":
            bound[at] = _bind(length, day.timex_id, period, _joint(gap, words))
        elif length.grain in _UNITS and _is_owned(gap, words):
            bound[at] = _bind_owned(length, day.timex_id, period)
    return [_bind_aside(text, bound, at, words) for at in range(len(bound))]


def bind_due(text: str, row: Timex, dct: date | None, pointer: Pointer, words: Lexicon) -> Timex:
    """A length at whose end a verb puts what is to come, with its day: due to retire in two months.

    Not one over which something is compared: "will be the first in two years".
    """
    match = _LENGTH.match(row.value or "") if row.relation == "in" and not row.begins else None
    compared = words.data["joints"].get("compared")
    if match is None or dct is None or compared is None or pointer("length") != "future":
        return row
    day = add_units(dct, int(match[1]), match[2])
    period = period_of(unit_value(day, policy()["grain_of_ago"][match[2]])) if day else None
    before = text[max(0, row.start_char - _LONGEST_GAP) : row.start_char]
    if period is None or _compiled(compared).search(before):
        return row
    told = {"anchor": "dct", "reason": "counted from the document's day", "calendar": "gregorian"}
    return replace(row, begins=period.begins, ends=period.ends, **told)


def _bind_aside(text: str, rows: Sequence[Timex], at: int, words: Lexicon) -> Timex:
    """A length counted before or after something told; in apposition, of the date before it."""
    row, joints = rows[at], words.data["joints"]
    behind = text[row.end_char : row.end_char + _LONGEST_GAP]
    match = _compiled(joints["aside"]).match(behind) if row.type == "DURATION" else None
    means: dict[str, Relation] = words.data["relations"]["means"]
    relation = means.get(match["words"]) if match else None
    if relation is None or row.begins or row.ends:
        return row
    before = rows[at - 1] if at else row
    gap = text[before.end_char : row.start_char]
    if before.grain == "day" and _compiled(joints["apposition"]).match(gap):
        period = period_of(before.value or "")
        if period:
            told = _told(before.timex_id, "of the day of")
            return replace(row, relation=relation, begins=period.begins, ends=period.ends, **told)
    return replace(row, relation=relation)


def _joint(gap: str, words: Lexicon) -> str:
    """Which joint stands between a length and a date: ended, before, after, or none."""
    joints: dict[str, str] = words.data["joints"]
    names = ("ended", "before", "after")
    return next((name for name in names if _compiled(joints[name]).match(gap)), "")


def _is_owned(gap: str, words: Lexicon) -> bool:
    owned = words.data["joints"].get("owned")
    return owned is not None and _compiled(owned).match(gap) is not None


def _bind(length: Timex, timex_id: str, period: Period, joint: str) -> Timex:
    match = _LENGTH.match(length.value or "")
    if match is None or period.begins is None or period.ends is None or not joint:
        return length
    count, unit = int(match[1]), match[2]
    if joint == "ended":
        begins = add_units(period.ends, -count, unit)
        return replace(length, begins=begins, ends=period.ends, **_told(timex_id, "ends with"))
    day = add_units(period.begins, count if joint == "after" else -count, unit)
    relation: Relation = "after" if joint == "after" else "before"
    if day is None:
        return length
    told = _told(timex_id, f"counted {relation}")
    return replace(length, relation=relation, begins=day, ends=add_days(day, 1), **told)


def _bind_owned(unit: Timex, timex_id: str, end: Period) -> Timex:
    """A year or quarter that a date ends: its owner's, where the calendar's ends elsewhere."""
    named = period_of(unit.value or "")
    if end.ends is None or named is None or (unit.calendar != "fiscal" and named.ends == end.ends):
        return unit
    begins = add_units(end.ends, -1, _UNITS[unit.grain or "year"])
    told = _told(timex_id, "ends with") | {"calendar": "fiscal"}
    return replace(unit, begins=begins, ends=end.ends, **told)


def _told(timex_id: str, how: str) -> dict[str, str]:
    return {"anchor": timex_id, "reason": f"{how} {timex_id}", "calendar": "gregorian"}


@lru_cache(maxsize=16)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
