"""Sentences as words with the names and times over them, each word with a letter for what it is."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

from tasks.segments import Span, sentences
from warehouse.tables import Mention, Timex

_WORD = re.compile(
    r"[’'](?:ll|re|ve|s|d|m)\b|\w+(?:[\-.](?=\w)\w+|[,:](?=\d)\d+)*(?:[’']t\b)?|[^\w\s]"
)
_LONGEST = 250
"""Words after which a sentence is cut: what has no end is a table or a list, not a sentence."""
_MARKS = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "—": ";", "–": ";", "[": "(", "]": ")"}
_QUOTES = '"“”«»„'
Row = TypeVar("Row", Mention, Timex)


class Word(NamedTuple):
    """A word or a mark of punctuation; low is its lower case."""

    start: int
    end: int
    low: str
    mention: Mention | None
    timex: Timex | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and a letter for each (`rules/grammar.toml` and `claims_tags`)."""

    text: str
    words: list[Word]
    tags: str

    def low(self, at: int) -> str:
        """Lower case of a word; empty beyond either end."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

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


@cache
def letters() -> dict[str, str]:
    """The letter of each word of a closed class."""
    found: dict[str, str] = {}
    for letter, words in _grammar()["letters"].items():
        for word in words.split():
            found.setdefault(word, letter)
    return found


@cache
def grammar_class(name: str) -> frozenset[str]:
    """The words of one class of `rules/grammar.toml`."""
    return frozenset(_grammar()["classes"][name].split())


def read_words(
    text: str, mentions: Sequence[Mention], timexes: Sequence[Timex]
) -> Iterator[list[Word]]:
    """The words of each sentence in order; of the times, only those that date something."""
    names, times = _by_place(mentions), _by_place([t for t in timexes if t.begins or t.ends])
    name, time = next(names, None), next(times, None)
    for start, end in sentences(text):
        words: list[Word] = []
        for match in _WORD.finditer(text, start, end):
            where, stop = match.span()
            low = match.group().lower().replace("’", "'")
            while name is not None and name.end_char <= where:
                name = next(names, None)
            while time is not None and time.end_char <= where:
                time = next(times, None)
            mention = name if name is not None and name.start_char <= where else None
            timex = time if time is not None and time.start_char <= where else None
            if low[-3:] == "n't" and len(low) > 3:
                words.append(Word(where, stop - 3, low[:-3], mention, timex))
                where, low = stop - 3, "n't"
            words.append(Word(where, stop, low, mention, timex))
        for first in range(0, len(words), _LONGEST):
            yield words[first : first + _LONGEST]


def first_letter(word: Word, before: str) -> str:
    """What a word is by itself; `before` is the letter of the word in front of it."""
    low = word.low
    if word.mention is not None and low != "'s":
        return "M"
    if word.timex is not None and low != "'s":
        return "T"
    if low[0] == "'" and len(low) > 1:
        return _contracted(low, before)
    known = letters().get(low)
    if known:
        return known
    if low in ("'", "’") and before in ("M", "N"):
        return "S"
    if not low[0].isalnum():
        return _MARKS.get(low, '"' if low in _QUOTES else "-" if low in "-/&.$£€%'’‘#" else ";")
    return "Q" if low[0].isdigit() else "N"


def _contracted(low: str, before: str) -> str:
    if low == "'s":
        return "B" if before in "OR" else "S"
    return {"'ll": "X", "'d": "X", "'re": "B", "'m": "B", "'ve": "H"}.get(low, "-")


@cache
def _grammar() -> dict[str, dict[str, str]]:
    raw = files("tasks").joinpath("rules/grammar.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def _by_place(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows in the order of the text, the longer first where two begin together."""
    return iter(sorted(rows, key=lambda row: (row.start_char, -row.end_char)))
