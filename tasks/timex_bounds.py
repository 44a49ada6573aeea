"""Lengths of time that a date beside them fixes: the year ended March 31, two days before May 3."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from tasks.timex_calendar import add_days, add_units
from tasks.timex_lexicon import Lexicon
from tasks.timex_values import Period, period_of
from warehouse.tables import Relation, Timex

_LENGTH = re.compile(r"P(\d{1,4})([DWMQY])$")
_LONGEST_GAP = 24


def bind_lengths(text: str, timexes: Sequence[Timex], words: Lexicon) -> list[Timex]:
    """The rows, with the days of each length that the date behind it ends, or is counted from."""
    bound = list(timexes)
    for at in range(len(bound) - 1):
        length, day = bound[at], bound[at + 1]
        period = period_of(day.value) if day.value and day.type == "DATE" else None
        gap = text[length.end_char : day.start_char]
        if length.type == "DURATION" and period and len(gap) <= _LONGEST_GAP:
            bound[at] = _bind(length, day.timex_id, period, _joint(gap, words))
    return bound


def _joint(gap: str, words: Lexicon) -> str:
    """Which joint stands between a length and a date: ended, before, after, or none."""
    joints: dict[str, str] = words.data["joints"]
    names = ("ended", "before", "after")
    return next((name for name in names if _compiled(joints[name]).match(gap)), "")


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


def _told(timex_id: str, how: str) -> dict[str, str]:
    return {"anchor": timex_id, "reason": f"{how} {timex_id}", "calendar": "gregorian"}


@lru_cache(maxsize=16)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
