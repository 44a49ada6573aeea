"""Spans of time that two times mark off: from June to August, 1999-2003, Monday to Friday."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.timex_inherit import is_range
from tasks.timex_lexicon import Lexicon, lexicon
from tasks.timex_relation import related_days
from tasks.timex_values import period_of
from warehouse.identity import row_id
from warehouse.tables import Timex

RANGE = "range"
"""Rule of a row that joins the two ends of a span of time."""


def bind_far_ends(text: str, timexes: Sequence[Timex], words: Lexicon) -> list[Timex]:
    """The rows, with the far end of each span that opens with from or between bound by `to`."""
    bound = list(timexes)
    for at in range(len(bound) - 1):
        near, far = bound[at], bound[at + 1]
        if near.relation == "from" and far.relation is None and _is_range(text, near, far, words):
            period = period_of(far.value) if far.value else None
            if period:
                begins, ends = related_days(period.begins, period.ends, "to")
                bound[at + 1] = replace(
                    far, relation="to", begins=begins, ends=ends, begins_at=None
                )
    return bound


def find_ranges(text: str, timexes: Sequence[Timex], language: str = "en") -> list[Timex]:
    """One row for each span of time whose two ends are among the rows given.

    Its text reaches from the near end to the far end, its value is an ISO 8601 interval and its
    days run from the first of the near end to the last of the far end. The rows of the ends stay
    as they are; only a caller who wants spans asks for these.
    """
    return list(_ranges(text, timexes, lexicon(language)))


def _ranges(text: str, timexes: Sequence[Timex], words: Lexicon) -> Iterator[Timex]:
    for near, far in pairwise(timexes):
        first, last = (period_of(row.value) if row.value else None for row in (near, far))
        if first is None or last is None or not _is_range(text, near, far, words):
            continue
        if first.begins is None or last.ends is None or first.begins >= last.ends:
            continue
        start, end = near.start_char, far.end_char
        yield replace(
            near,
            timex_id=row_id("tx", near.doc_id, start, end, RANGE),
            end_char=end,
            text=text[start:end],
            rule=RANGE,
            value=f"{near.value}/{far.value}",
            mod=None,
            relation=None,
            begins=first.begins,
            ends=last.ends,
            ends_at=far.ends_at if near.begins_at else None,
            reason=f"joins {near.timex_id} and {far.timex_id}",
        )


def _is_range(text: str, near: Timex, far: Timex, words: Lexicon) -> bool:
    if {near.type, far.type} - {"DATE", "TIME"}:
        return False
    return is_range(text, (near.start_char, near.end_char), far.start_char, words)
