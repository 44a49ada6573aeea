"""Quotations: spans between quotation marks of every kind, balanced or not."""

import re
from bisect import bisect_right
from typing import NamedTuple

from tasks.segments import paragraphs, sentences

# A pattern that begins with one set of characters is searched many times faster.
_MARK = re.compile(
    r"[\"“”„‟«»‘’`'](?:(?<![`'])|(?<=`)`"
    r"|(?<=')(?:'|(?<!\w')(?=[^\W\d])|(?<=[\w.,!?…]')(?!\w)))"
)
_CLOSES = {
    '"': ('"', "”"), "“": ("”", '"', "“"), "‟": ("”",), "„": ("“", "”"), "«": ("»",), "‘": ("’",),
    "'": ("'",), "``": ("''", '"'), "''": ("''",),
}  # fmt: skip
_SINGLE = frozenset("‘'")
_LOOK_AHEAD = 24
"""Marks within which the partner of a single mark must stand."""
_LONGEST_RUN = 12
"""Paragraphs after which a quotation that is never closed is given up."""


class Quotation(NamedTuple):
    """A quotation with its marks; `is_closed` tells whether its closing mark is there."""

    start: int
    end: int
    is_closed: bool


def find_quotations(text: str) -> list[Quotation]:
    """All outermost quotations in order, never overlapping.

    A quotation left open runs on only while each next paragraph opens with a mark of its own, as
    newspapers print long ones; else it ends with the sentence that it began in.
    """
    found: list[Quotation] = []
    pending: int | None = None
    opener, run = "", 0
    for begin, end in paragraphs(text):
        marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, begin, end)]
        continues = pending is not None and bool(marks) and marks[0][0] == begin
        if pending is not None and not (continues and run < _LONGEST_RUN):
            found.append(_give_up(text, pending))
            pending = None
        if pending is not None:
            marks, run = marks[1:], run + 1
        pending, opener = _read_marks(text, marks, (pending, opener), found)
        if pending is None:
            run = 0
    if pending is not None:
        found.append(_give_up(text, pending))
    return found


def _read_marks(
    text: str,
    marks: list[tuple[int, int, str]],
    state: tuple[int | None, str],
    found: list[Quotation],
) -> tuple[int | None, str]:
    """Pair the marks of one paragraph; gives the opening that is still unpaired."""
    opened, opener = state
    for n, (start, end, mark) in enumerate(marks):
        if opened is None:
            if _can_open(text, start, mark) and _is_paired(marks[n + 1 : n + _LOOK_AHEAD], mark):
                opened, opener = start, mark
        elif mark in _CLOSES[opener] and not _is_inner(text, opened, start, mark):
            found.append(Quotation(opened, end, True))
            opened = None
        elif mark == opener and _reopens(text, start, mark):
            found.append(_give_up(text, opened))
            opened = start
    return opened, opener


def _can_open(text: str, start: int, mark: str) -> bool:
    if mark not in _CLOSES or mark == "”":
        return False
    before = text[start - 1] if start else " "
    return mark not in "\"'" or not before.isalnum()


def _is_paired(following: list[tuple[int, int, str]], mark: str) -> bool:
    """Whether a single mark has a partner in its paragraph; an apostrophe has none."""
    return mark not in _SINGLE or any(other in _CLOSES[mark] for _, _, other in following)


def _is_inner(text: str, opened: int, start: int, mark: str) -> bool:
    """Whether a closing mark belongs to something opened inside the quotation."""
    if mark == "”" and text[opened] == '"' and text.find("“", opened, start) >= 0:
        return True
    return _reopens(text, start, mark)


def _reopens(text: str, start: int, mark: str) -> bool:
    """Whether a mark inside an open quotation can only be another opening."""
    if mark not in '"“':
        return False
    before, after = text[start - 1 : start], text[start + 1 : start + 2]
    looks_opening = before.isspace() and after.isalnum()
    return looks_opening or (mark == "“" and after.isalnum())


def _give_up(text: str, opened: int) -> Quotation:
    spans = sentences(text)
    at = bisect_right(spans, (opened, len(text))) - 1
    return Quotation(opened, max(spans[at][1], opened + 1), False)
