"""Paragraphs, sentences and words of a text, as half-open spans of code points."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

Span = tuple[int, int]

_SPELLING = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-"})
_WRAPPED = re.compile(r"(?<=[^\n]{30})\n(?=\S)")
_BLANK_LINE = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*|[^\w\s]")
_ENDING = re.compile(r"[.!?…](?<![.!?…][.!?…])[.!?…]*+[\"'”’)\]]*+(?=\s+[\"'“‘(\[]*(\w))")
_LAST_WORD = re.compile(r"[\w.]*\w$")


def flatten(text: str) -> str:
    """The text with plain apostrophes and blanks for wrapped lines, character for character."""
    return _WRAPPED.sub(" ", text.translate(_SPELLING))


def paragraphs(text: str) -> list[Span]:
    """Spans of the blocks between blank lines, trimmed."""
    breaks = [match.span() for match in _BLANK_LINE.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(text)]
    trimmed = (_trim(text, start, end) for start, end in zip(starts, ends, strict=True))
    return [(start, end) for start, end in trimmed if start < end]


@lru_cache(maxsize=8)
def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order; none crosses a paragraph.

    One ends at closing punctuation before a capital or digit, but not behind an abbreviation or an
    initial.
    """
    spans: list[Span] = []
    for begin, end in paragraphs(text):
        start = begin
        for match in _ENDING.finditer(text, begin, end):
            if not _begins(match.group(1)) or _is_abbreviation(text, start, match):
                continue
            spans.append((start, match.end()))
            start = _skip_blanks(text, match.end(), end)
        if start < end:
            spans.append((start, end))
    return tuple(spans)


def words(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of words and of single marks of punctuation."""
    return [
        match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)
    ]


def _trim(text: str, start: int, end: int) -> Span:
    start = _skip_blanks(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _begins(character: str) -> bool:
    return character.isupper() or character.isdigit()


def _is_abbreviation(text: str, start: int, ending: re.Match[str]) -> bool:
    if ending.group()[0] != "." or len(ending.group()) > 1:
        return False
    word = _LAST_WORD.search(text[max(start, ending.start() - 12) : ending.start()])
    if word is None:
        return False
    letters = word.group()
    return (len(letters) == 1 and letters.isupper()) or letters.lower() in _abbreviations()


@cache
def _abbreviations() -> frozenset[str]:
    held = files("tasks").joinpath("rules/sentences.toml").read_text(encoding="utf-8")
    return frozenset(
        word for kind in tomllib.loads(held)["abbreviations"] for word in kind["words"]
    )


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
