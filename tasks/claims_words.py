"""Sentences as words with the names and times over them, each word with a letter for what it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from sys import maxsize
from typing import NamedTuple, TypeVar

from tasks.claims_letters import spell
from tasks.segments import Span, sentences
from warehouse.tables import Mention, Timex

_WORD = re.compile(
    r"[’'](?:ll|re|ve|s|d|m)\b|\w+(?:[\-.](?=\w)\w+|[,:](?=\d)\d+)*(?:[’']t\b)?|[^\w\s]"
)
_LONGEST = 250
"""Words after which a sentence is cut: what has no end is a table or a list, not a sentence."""
Row = TypeVar("Row", Mention, Timex)


class Word(NamedTuple):
    """A word or a mark of punctuation; low is its lower case, letter what it is by itself."""

    start: int
    end: int
    low: str
    mention: Mention | None
    timex: Timex | None
    letter: str


# A tuple's own constructor takes half the time of the one with names, and every word needs it;
# its declared type leaves the items open.
_new = partial(tuple.__new__, Word)  # pyright: ignore[reportUnknownMemberType]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and a letter for each (`rules/grammar.toml` and `claims_tags`)."""

    text: str
    words: list[Word]
    tags: str

    def low(self, at: int) -> str:
        """Lower case of a word; empty beyond either end."""
        if at < 0:
            return ""
        try:
            return self.words[at].low
        except IndexError:
            return ""

    def tag(self, at: int) -> str:
        """Letter of a word; a full stop beyond either end."""
        if at < 0:
            return "."
        try:
            return self.tags[at]
        except IndexError:
            return "."

    def slice(self, first: int, last: int) -> Span:
        """Characters from word `first` up to but not including word `last`."""
        return self.words[first].start, self.words[last - 1].end


def read_words(
    text: str, mentions: Sequence[Mention], timexes: Sequence[Timex]
) -> Iterator[list[Word]]:
    """The words of each sentence in order; of the times, only those that date something."""
    names, times = _by_place(mentions), _by_place([t for t in timexes if t.begins or t.ends])
    name, from_name, to_name = next(names)
    time, from_time, to_time = next(times)
    mention, timex, changes = None, None, 0
    for start, end in sentences(text):
        words: list[Word] = []
        for match in _WORD.finditer(text, start, end):
            where, stop = match.span()
            low, letter = spell(match.group())
            if where >= changes:
                while to_name <= where:
                    name, from_name, to_name = next(names)
                while to_time <= where:
                    time, from_time, to_time = next(times)
                mention = name if from_name <= where else None
                timex = time if from_time <= where else None
                changes = min(
                    to_name if from_name <= where else from_name,
                    to_time if from_time <= where else from_time,
                )
            if low[-3:] == "n't" and low != "n't":
                held = low[:-3]
                words.append(_new((where, stop - 3, held, mention, timex, spell(held)[1])))
                where, (low, letter) = stop - 3, spell("n't")
            if (mention or timex) and low != "'s":
                letter = "M" if mention else "T"
            words.append(_new((where, stop, low, mention, timex, letter)))
        for first in range(0, len(words), _LONGEST):
            yield words[first : first + _LONGEST]


def _by_place(rows: Sequence[Row]) -> Iterator[tuple[Row | None, int, int]]:
    """The rows in the order of the text, the longer first where two begin together; then none."""
    for row in sorted(rows, key=lambda row: (row.start_char, -row.end_char)):
        yield row, row.start_char, row.end_char
    yield None, maxsize, maxsize
