"""Fields that a time in a list or a span of time takes over from its neighbour.

In "5-9 May 1918" the 5 has its month and year from what follows; in "May 5-9" the 9 its month from
what precedes; in "1914-18" the 18 its century.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from tasks.timex_grammar import Phrase
from tasks.timex_lexicon import Lexicon
from tasks.timex_meaning import Fields

_LONGEST_GAP = 16
_DAY_FIELDS = ("weekday", "day", "month", "year", "step", "unit", "basis", "iso", "holiday")
_CLOCK_FIELDS = ("meridiem", "zone", "sign", "shift")
_WITHIN_YEAR = ("month", "quarter", "season", "half")


def inherit_fields(text: str, phrases: Sequence[Phrase], lexicon: Lexicon) -> list[Phrase]:
    """The phrases, each completed from those that it is joined to."""
    completed = list(phrases)
    joined = [
        at
        for at in range(len(completed) - 1)
        if are_joined(text, completed[at], completed[at + 1], lexicon)
    ]
    _date_times(text, completed, lexicon)
    _end_quarters(text, completed, lexicon)
    for at in reversed(joined):
        completed[at] = _complete(completed[at], _from_later, completed[at + 1])
    for at in joined:
        completed[at + 1] = _complete(completed[at + 1], _from_earlier, completed[at])
        near, far = completed[at], completed[at + 1]
        if is_range(text, (near.start, near.end), far.start, lexicon):
            completed[at + 1] = _complete(completed[at + 1], _behind, completed[at])
    return completed


def are_joined(text: str, left: Phrase, right: Phrase, lexicon: Lexicon) -> bool:
    """Whether only the joint of a list or of a span of time stands between two phrases."""
    gap = text[left.end : right.start]
    if len(gap) > _LONGEST_GAP or left.meaning.kind != "DATE":
        return False
    return any(_compiled(lexicon.data["joints"][kind]).match(gap) for kind in ("list", "span"))


def is_range(text: str, near: tuple[int, int], far: int, lexicon: Lexicon) -> bool:
    """Whether a time and the one that begins at ``far`` are the two ends of one span of time.

    What may also join a list needs an opener: between 1999 and 2003, not 1999 and 2003.
    """
    joints: dict[str, str] = lexicon.data["joints"]
    start, end = near
    gap = text[end:far]
    if len(gap) > _LONGEST_GAP or not _compiled(joints["span"]).match(gap):
        return False
    if not _compiled(joints["list"]).match(gap):
        return True
    return _compiled(joints["opener"]).search(text[max(0, start - 24) : start]) is not None


def _behind(own: Fields, earlier: Fields) -> Fields:
    """The far end of a span lies behind its near end, where it names no year of its own."""
    is_open = "year" not in own and "step" not in own and "back" not in own
    is_alike = any(name in own and name in earlier for name in ("weekday", "month"))
    is_behind = is_open and is_alike and "year" not in earlier
    return cast(Fields, {**own, "basis": "span"}) if is_behind else own


def _date_times(text: str, phrases: list[Phrase], lexicon: Lexicon) -> None:
    """Give each bare time of day the date that stands beside it: "at 2am (0100 UTC) on Friday"."""
    behind, ahead = (_compiled(lexicon.data["joints"][name]) for name in ("day", "day_before"))
    span = _compiled(lexicon.data["joints"]["span"])
    for at in range(len(phrases) - 2, -1, -1):
        left, right = phrases[at], phrases[at + 1]
        gap = text[left.end : right.start][:_LONGEST_GAP]
        if not _is_bare_time(left):
            continue
        if behind.match(gap):
            phrases[at] = _complete(left, _with_day, right)
        elif right.meaning.kind == "TIME" and span.match(gap):
            phrases[at] = _complete(left, _with_clock, right)
    for at in range(1, len(phrases)):
        left, right = phrases[at - 1], phrases[at]
        is_dated = left.meaning.kind in ("DATE", "TIME") and _is_bare_time(right)
        if is_dated and ahead.match(text[left.end : right.start][:_LONGEST_GAP]):
            phrases[at] = _complete(right, _with_day, left)


def _end_quarters(text: str, phrases: list[Phrase], lexicon: Lexicon) -> None:
    """Read the quarter off the day that ends it: the quarter ended Sept. 30 is the third."""
    behind = _compiled(lexicon.data["joints"]["ended"])
    for at in range(len(phrases) - 1):
        left, right = phrases[at], phrases[at + 1]
        is_quarter = left.meaning.fields.get("basis") == "quarter"
        if is_quarter and behind.match(text[left.end : right.start][:_LONGEST_GAP]):
            phrases[at] = _complete(left, _quarter_of, right)


def _quarter_of(own: Fields, end: Fields) -> Fields:
    """The calendar quarter in which most of the three months before an end lie."""
    if "month" not in end:
        return own
    month = (end["month"] + 10) % 12 + 1
    taken = Fields(quarter=(month + 2) // 3)
    if "year" in end:
        taken["year"] = end["year"] - (month > end["month"])
    return taken


def _is_bare_time(phrase: Phrase) -> bool:
    return phrase.meaning.kind == "TIME" and not phrase.meaning.fields.keys() & set(_DAY_FIELDS)


def _with_day(own: Fields, other: Fields) -> Fields:
    day = {name: value for name, value in other.items() if name in _DAY_FIELDS}
    return cast(Fields, {**own, **day, "is_lent": 1})


def _with_clock(own: Fields, later: Fields) -> Fields:
    """The first hour of several takes day, half of the day and zone of the last: 8 to 10 p.m."""
    lent = {name: value for name, value in later.items() if name in _CLOCK_FIELDS}
    if "meridiem" in later and _hour(own) > _hour(later):
        lent["meridiem"] = "AM" if later["meridiem"] == "PM" else "PM"
    return _with_day(cast(Fields, {**lent, **own}), later)


def _hour(fields: Fields) -> int:
    return int(str(fields.get("clock", 0)).split(":")[0]) % 12


def _complete(
    phrase: Phrase, rule: Callable[[Fields, Fields], Fields], neighbour: Phrase
) -> Phrase:
    fields = rule(phrase.meaning.fields, neighbour.meaning.fields)
    return replace(phrase, meaning=replace(phrase.meaning, fields=fields))


def _from_later(own: Fields, later: Fields) -> Fields:
    """A bare day takes month and year of the later; a month its year; a year its era."""
    if "step" in own or "back" in own:
        return own
    taken = own.copy()
    if "day" in own and "month" not in own and "month" in later:
        taken["month"] = later["month"]
    if "era" in later and "era" not in own and "year" in own:
        taken["era"] = later["era"]
    if (
        "year" in later
        and "year" not in own
        and any(name in own for name in (*_WITHIN_YEAR, "day"))
    ):
        taken["year"] = later["year"] - (0 < _order(later) < _order(taken))
        if "era" in later:
            taken["era"] = later["era"]
    return taken


def _from_earlier(own: Fields, earlier: Fields) -> Fields:
    """A bare day takes month and year of the earlier; a month its year; two digits its century."""
    if "step" in own or "back" in own:
        return own
    taken = own.copy()
    if "day" in own and "month" not in own and "month" in earlier:
        taken["month"] = earlier["month"]
    if "year" not in earlier or "year" in own:
        return taken
    if "short_year" in own and own.keys() <= {"short_year"}:
        return Fields(year=earlier["year"] // 100 * 100 + own["short_year"])
    if any(name in taken for name in _WITHIN_YEAR):
        taken["year"] = earlier["year"] + (_order(taken) < _order(earlier))
    return taken


def _order(fields: Fields) -> int:
    """Where in its year a time stands, as far as two of a kind can be compared."""
    return fields.get("month", 0) or fields.get("quarter", 0) or fields.get("half", 0)


@lru_cache(maxsize=8)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
