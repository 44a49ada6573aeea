"""Since when a person holds a post, and until when, as the words behind it say."""

import re
from collections.abc import Sequence
from datetime import date

from warehouse.tables import Timex

_GAP = 20
_SINCE = re.compile(
    r",?[ \n](?:ever )?(?:since|from|until)[ \n](?:the[ \n])?(?:early |late |mid-)?"
)


class Times:
    """Since when and until when, where the words behind a post say so."""

    def __init__(self, text: str, timexes: Sequence[Timex]) -> None:
        self._text = text
        self._bound = [t for t in timexes if t.relation in ("since", "from", "until")]

    def behind(self, end: int) -> tuple[date | None, date | None]:
        """First day and one past the last day of a post whose words end at a character."""
        for timex in self._bound:
            gap = self._text[end : timex.start_char]
            if 0 < len(gap) <= _GAP and _SINCE.fullmatch(gap):
                is_end = timex.relation == "until"
                return (None, timex.ends) if is_end else (timex.begins, None)
        return None, None
