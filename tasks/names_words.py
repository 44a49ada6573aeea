"""Words of a text as the tagger counts them, with their sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np

from tasks.names_hashing import Array
from tasks.segments import sentences

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0980-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83"
    "\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b4d\u0bbe-\u0bcd\u0c00-\u0c03\u0c3e-\u0c4d\u0cbc-\u0ccd"
    "\u0d3e-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
)
# The first two lines of the pattern are the common case of the rest, for speed.
_LETTERS = rf"(?:[^\W_][{_MARKS}]*)+"
_DOMAINS = (
    "com|org|net|gov|edu|info|io|tv|co|us|uk|br|de|fr|it|es|at|hu|ru|au|eu|ca|ch|in|pl|nl|se|no|be"
)
_WORD = re.compile(
    rf"""[A-Za-z]+(?=[ ,\n])
    | [,;:()“”"]
    | @\w+
    | \b(?:[A-Za-z0-9-]{{1,63}}\.)+(?:{_DOMAINS})\b(?:\.[a-z]{{2}}\b)?
    | (?:[^\W\d_]\.){{2,}}
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b
    | {_LETTERS}(?=['’]s\b)
    | ['’][sS]\b
    | {_LETTERS}(?:['’](?![sS]\b){_LETTERS})*
    | \S""",
    re.VERBOSE,
)
_CLOSING = '.!?:;”"'
_NEWLINE, _BETWEEN = ord("\n"), "\n\n"
_WRAPPED_FROM = 50
"""A line so long that goes on in the next one is wrapped; a shorter one is a line of its own."""

_LAST_BLANK = 0x3000
_MOST_PIECES, _LONGEST_PIECE = 120_000, 60
"""What is kept of texts met before; bounds memory, changes no result."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words and marks of punctuation of some texts, one text behind another.

    ``starts`` and ``ends`` are half-open code points of the own text, ``text`` its number.
    ``breaks`` are the places of words that begin a sentence, and the number of words.
    """

    words: list[str]
    starts: Array
    ends: Array
    text: Array
    breaks: Array

    def __len__(self) -> int:
        return len(self.words)


def find_words(*texts: str) -> Words:
    """Words of the texts; names break only where a word does.

    A hyphen is a word, so that `US-China` holds two names; an apostrophe inside a name is not.
    """
    whole = _BETWEEN.join(texts)
    words = list(chain.from_iterable(map(_pieces().__getitem__, whole.split())))
    letters = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
    printed = np.flatnonzero(~_blanks()[np.minimum(letters, _LAST_BLANK + 1)])
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    after = np.cumsum(sizes)
    starts, ends = printed[after - sizes], printed[after - 1] + 1
    first = np.cumsum([0, *(len(text) + len(_BETWEEN) for text in texts)])
    begins = _sentence_begins(texts, first)
    begins += _line_begins(whole, np.flatnonzero(letters == _NEWLINE) + 1, ends)
    breaks = np.unique(np.append(np.searchsorted(starts, begins), len(words)))
    text = np.searchsorted(first, starts, "right") - 1
    return Words(words, starts - first[text], ends - first[text], text, breaks)


def _sentence_begins(texts: Sequence[str], first: Array) -> list[int]:
    return [
        before + begin
        for text, before in zip(texts, first.tolist(), strict=False)
        for begin, _ in sentences(text)
    ]


def _line_begins(text: str, lines: Array, ends: Array) -> list[int]:
    """Where lines begin that do not go on from the one before.

    ``lines`` are the code points behind newlines, ``ends`` those behind words.
    """
    words = np.searchsorted(ends, lines)
    stops = np.append(ends, 0)[words - 1]
    last = dict(zip(stops.tolist(), lines.tolist(), strict=True))
    begins: list[int] = []
    before = 0
    for stop, line in last.items():
        wrapped = stop - before >= _WRAPPED_FROM and text[stop - 1] not in _CLOSING
        if not wrapped and not text[line : line + 1].islower():
            begins.append(line)
        before = line
    return begins


class _Pieces(dict[str, tuple[str, ...]]):
    """The words of what is printed between two blanks; together they hold all its letters."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = tuple(_WORD.findall(piece))
        if len(self) > _MOST_PIECES:
            self.clear()
        if len(piece) <= _LONGEST_PIECE:
            self[piece] = words
        return words


@lru_cache(maxsize=1)
def _pieces() -> _Pieces:
    return _Pieces()


@lru_cache(maxsize=1)
def _blanks() -> Array:
    """Whether a code point is a blank; the last entry stands for all that follow."""
    return np.array([*map(str.isspace, map(chr, range(_LAST_BLANK + 1))), False])
