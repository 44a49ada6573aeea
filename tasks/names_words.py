"""Words of a text as the tagger counts them, with their sentences."""

import re
from bisect import bisect_left
from dataclasses import dataclass

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
_LINE_END = re.compile(r"[.!?:;”\"]?\s*\n")
_WRAPPED_FROM = 50
"""A line so long that goes on in the next one is wrapped; a shorter one is a line of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words and marks of punctuation of one text, in order.

    ``starts`` and ``ends`` are half-open code points; ``breaks`` are the places of words that
    begin a sentence, the first always 0, and the number of words behind the last.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]


def find_words(text: str) -> Words:
    """Words of the text; names break only where a word does.

    A hyphen is a word, so that `US-China` holds two names; an apostrophe inside a name is not.
    """
    spans = [match.span() for match in _WORD.finditer(text)]
    starts = [start for start, _ in spans]
    words = [text[start:end] for start, end in spans]
    return Words(text, words, starts, [end for _, end in spans], _breaks(text, starts))


def _breaks(text: str, starts: list[int]) -> list[int]:
    """Where sentences begin, as places among the words."""
    begins = {begin for begin, _ in sentences(text)} | _line_begins(text)
    places = {bisect_left(starts, begin) for begin in begins}
    return sorted(places | {0, len(starts)})


def _line_begins(text: str) -> set[int]:
    """Where lines begin that do not go on from the one before."""
    begins: set[int] = set()
    last = 0
    for match in _LINE_END.finditer(text):
        after = match.end()
        ended = match.group()[0] in '.!?:;”"'
        wrapped = match.start() - last >= _WRAPPED_FROM and not ended
        if not wrapped and not text[after : after + 1].islower():
            begins.add(after)
        last = after
    return begins
