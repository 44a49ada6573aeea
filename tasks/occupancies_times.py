"""Since when a person holds a post, and until when, as the words behind it say."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from tasks.segments import sentences
from warehouse.tables import Timex

_GAP = 20
_LONG_AGO = 8 * 366
"""Days after which a title in a sentence about the past is no longer held."""
_SINCE = re.compile(
    r",?[ \n](?:ever )?(?:since|from|until)[ \n](?:the[ \n])?(?:early |late |mid-)?"
)


class Times:
    """Since when and until when, where the words behind a post say so."""

    def __init__(self, text: str, timexes: Sequence[Timex]) -> None:
        self._text = text
        self._dated = sorted((t.start_char, t.ends) for t in timexes if t.ends is not None)
        bound = (t for t in timexes if t.relation in ("since", "from", "until"))
        self._bound = sorted(bound, key=lambda timex: timex.start_char)

    def is_past(self, at: int, dct: date | None) -> bool:
        """Whether the sentence at a character speaks of times long before the document's day."""
        if dct is None or not self._dated:
            return False
        spans = sentences(self._text)
        start, end = spans[max(0, bisect_right(spans, (at, len(self._text))) - 1)]
        first = bisect_left(self._dated, (start, date.min))
        ends = [day for place, day in self._dated[first : first + 20] if place < end]
        return bool(ends) and all((dct - day).days > _LONG_AGO for day in ends)

    def behind(self, end: int) -> tuple[date | None, date | None]:
        """First day and one past the last day of a post whose words end at a character."""
        first = bisect_right(self._bound, end, key=lambda timex: timex.start_char)
        for timex in self._bound[first : first + _GAP]:
            gap = self._text[end : timex.start_char]
            if len(gap) <= _GAP and _SINCE.fullmatch(gap):
                is_end = timex.relation == "until"
                return (None, timex.ends) if is_end else (timex.begins, None)
        return None, None
