"""Times inside a quotation, counted from when it was said: "We met yesterday," she said Tuesday."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from tasks.timex_grammar import Phrase
from tasks.timex_lexicon import Lexicon
from tasks.timex_values import period_of
from warehouse.tables import Timex

_LONGEST_GAP = 110
_DAYS = ("day", "part_of_day", "hour", "minute")

Days = tuple[date, date]
"""The first and the last of some days."""

Reread = Callable[[Phrase, date], Timex]
"""Reads a phrase again as of another day."""


class _Quote(NamedTuple):
    start: int
    end: int


def anchor_quoted(
    text: str,
    read: Sequence[tuple[Phrase, Timex]],
    words: Lexicon,
    reread: Reread,
    told_within: Callable[[], Days | None],
) -> list[Timex]:
    """The rows, those inside a quotation counted from the day on which it was said.

    A verb beside it puts it there; else what is said today or tonight was said on the day told of
    before it, of those ``told_within``.
    """
    rows = [row for _, row in read]
    if "quotes" not in words.data or not any(_is_deictic(phrase) for phrase, _ in read):
        return rows
    marks = _compiled(words.data["quotes"]["marks"])
    quotes = [_Quote(*match.span()) for match in marks.finditer(text)]
    starts = [quote.start for quote in quotes]
    outside = [row for row in rows if _holder(quotes, starts, row.start_char) is None]
    said: dict[_Quote, Timex | None] = {}
    anchored = rows.copy()
    for at, (phrase, row) in enumerate(read):
        quote = _holder(quotes, starts, phrase.start) if _is_deictic(phrase) else None
        if quote is None:
            continue
        if quote not in said:
            said[quote] = _said_with(text, quote, outside, words)
        day = said[quote]
        if day is None and phrase.meaning.fields.get("unit") == "D":
            day = _told_before(quote, outside, told_within())
        anchored[at] = _as_of(row, phrase, day, reread)
    return anchored


def _is_deictic(phrase: Phrase) -> bool:
    return phrase.meaning.fields.get("basis") == "dct"


def _as_of(row: Timex, phrase: Phrase, said: Timex | None, reread: Reread) -> Timex:
    period = period_of(said.value) if said and said.value else None
    if said is None or period is None or period.begins is None:
        return row
    again = reread(phrase, period.begins)
    return replace(again, anchor=said.timex_id, reason=f"quoted as said on {said.timex_id}")


def _holder(quotes: Sequence[_Quote], starts: Sequence[int], at: int) -> _Quote | None:
    number = bisect_right(starts, at) - 1
    return quotes[number] if number >= 0 and at < quotes[number].end else None


def _told_before(quote: _Quote, outside: Sequence[Timex], window: Days | None) -> Timex | None:
    """The day told of last before a quotation, unless that is too long past or to come."""
    if window is None:
        return None
    first, last = window
    end = bisect_right(outside, quote.start, key=lambda row: row.end_char)
    for row in reversed(outside[:end]):
        period = period_of(row.value) if row.grain in _DAYS and row.value else None
        if period and period.begins and period.begins <= last:
            return row if period.begins >= first else None
    return None


def _said_with(text: str, quote: _Quote, outside: Sequence[Timex], words: Lexicon) -> Timex | None:
    """The day that stands with the verb of saying right behind or right before a quotation."""
    first = bisect_right(outside, quote.start, key=lambda row: row.end_char)
    before, behind = outside[max(0, first - 1) : first], outside[first : first + 1]
    data = words.data["quotes"]
    for row in behind:
        if row.grain in _DAYS and _joins(data["behind"], text[quote.end : row.start_char]):
            return row
    for row in before:
        gap = text[row.end_char : quote.start]
        lead = text[max(0, row.start_char - _LONGEST_GAP) : row.end_char]
        is_led = _joins(data["right_before"], gap) and _compiled(data["lead"]).search(lead)
        if row.grain in _DAYS and (is_led or _joins(data["before"], gap)):
            return row
    return None


def _joins(expression: str, gap: str) -> bool:
    return len(gap) <= _LONGEST_GAP and _compiled(expression).match(gap) is not None


@lru_cache(maxsize=16)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
