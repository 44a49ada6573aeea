"""Sentences as lists of words, in which a quotation counts as one word."""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from sys import maxsize
from typing import Generic, NamedTuple, TypeVar

from tasks.segments import Span, sentences
from tasks.statements_quotes import Quotation
from warehouse.tables import Mention, Timex

_WORD = re.compile(r"\w+(?:(?:[’'\-.]|,(?=\d{3})|(?<=\d):(?=\d\d))\w+)*|[^\w\s]")
Row = TypeVar("Row", Mention, Timex)

_LONGEST = 250
"""Words after which a sentence is cut: what has no end is a table or a list, not a sentence."""
QUOTE = '"'
"""What a quotation reads as among the words."""


class Word(NamedTuple):
    """A word, a mark of punctuation, or a whole quotation; low is its lower case."""

    start: int
    end: int
    low: str
    mention: Mention | None = None
    timex: Timex | None = None

    @property
    def is_mark(self) -> bool:
        """Whether it is punctuation."""
        return not (self.low[0].isalnum() or self.low[0] in '"$€£%#@&_')


# A tuple's own constructor takes half the time of the one with names, and every word needs it;
# its declared type leaves the items open.
_new = partial(tuple.__new__, Word)  # pyright: ignore[reportUnknownMemberType]


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, or several that one quotation runs through."""

    text: str
    words: list[Word]

    def slice(self, first: int, last: int) -> Span:
        """Characters from word `first` up to but not including word `last`."""
        return self.words[first].start, self.words[last - 1].end

    def low(self, at: int) -> str:
        """Lower case of a word; empty beyond either end."""
        if at < 0:
            return ""
        try:
            return self.words[at].low
        except IndexError:
            return ""


def read_units(
    text: str,
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
) -> Iterator[Unit]:
    """The units of a text in order; of the time words, only those that date something."""
    names, times = _Cursor(mentions), _Cursor([t for t in timexes if t.begins or t.ends])
    name, time = None, None
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text).replace("’", "'")
    rest = deque(quotations)
    for start, end in _joined(text, quotations):
        words: list[Word] = []
        at = start
        while at < end:
            while rest and rest[0].end <= at:
                rest.popleft()
            quote = rest[0] if rest and rest[0].start < end else None
            stop = max(quote.start, at) if quote else end
            for match in _WORD.finditer(text, at, stop):
                where, last = match.span()
                if where >= names.changes:
                    name = names.at(where)
                if where >= times.changes:
                    time = times.at(where)
                words.append(_new((where, last, lowered[where:last], name, time)))
            at = stop
            if quote:
                words.append(Word(at, quote.end, QUOTE))
                at = quote.end
        for first in range(0, len(words), _LONGEST):
            yield Unit(text, words[first : first + _LONGEST])


class _Cursor(Generic[Row]):
    """Looks up, for rising positions, the row that covers one, and from where another may."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = sorted(rows, key=lambda row: (row.start_char, row.end_char))
        self._next = 0
        self.changes = 0

    def at(self, position: int) -> Row | None:
        """The row over a position, which is no smaller than the one before."""
        rows = self._rows
        while self._next < len(rows) and rows[self._next].end_char <= position:
            self._next += 1
        if self._next == len(rows):
            self.changes = maxsize
            return None
        row = rows[self._next]
        is_over = row.start_char <= position
        self.changes = row.end_char if is_over else row.start_char
        return row if is_over else None


def _joined(text: str, quotations: Sequence[Quotation]) -> list[Span]:
    """Sentences, those joined that share a quotation or stand on both sides of a colon."""
    ends = [quote.end for quote in quotations]
    starts = [quote.start for quote in quotations]
    spans: list[Span] = []
    for start, end in sentences(text):
        before = spans[-1][1] if spans else 0
        is_joined = _inside(starts, ends, start) or _introduces(text, before, start)
        if spans and (is_joined or _calls_out(text, quotations, before, start)):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _inside(starts: list[int], ends: list[int], at: int) -> bool:
    held = bisect_right(starts, at) - 1
    return held >= 0 and starts[held] < at < ends[held]


def _calls_out(text: str, quotations: Sequence[Quotation], end: int, start: int) -> bool:
    """Whether a quotation that ends in a question or a call goes on with its speaker."""
    if "\n" in text[end:start] or not re.search(r"[!?…]\W{1,2}$", text[max(0, end - 3) : end]):
        return False
    held = bisect_right(quotations, (end, 0, False)) - 1
    return held >= 0 and quotations[held].end == end


def _introduces(text: str, end: int, start: int) -> bool:
    return text[end - 1] == ":" and text[start] in "\"“«„‘'"
