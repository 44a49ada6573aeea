"""Other readings of a draft: its content cut shorter or let go on, at marks and small words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from tasks.segments import Span
from tasks.statements_drafts import Draft
from tasks.statements_grammar import is_cue_verb
from tasks.statements_units import QUOTE, Unit, Word
from tasks.statements_words import word_class

_MARKS = frozenset({",", ";", ":", "—", "–", "-", "(", ")", QUOTE})
_LEAD = frozenset({"that", "how", "whether", "why", "what", "if", QUOTE})
_EDGE = frozenset({".", ",", ":", ";", "—", "–", "!", "?", "…", "and", "but", "(", "-"})
_CUTS, _GROWTHS, _LEADS = 12, 4, 14
"""How many cuts and growths are tried, and in how many words behind the cue a lead is sought."""


class Shape(NamedTuple):
    """A draft in words: its cue, its source, and the pieces of its content, each half-open."""

    cue: tuple[int, int]
    source: tuple[int, int]
    pieces: list[tuple[int, int]]


class Variant(NamedTuple):
    """One reading: how it differs, at which word, and the pieces in words that it reports."""

    kind: str
    at: int
    pieces: list[tuple[int, int]]


def shape_of(unit: Unit, draft: Draft) -> Shape:
    """The spans of a draft as words of its unit; (-1, -1) for what it lacks."""
    pieces = sorted(_words_of(unit, span) for span in draft.content)
    return Shape(_words_of(unit, draft.cue_span), _words_of(unit, draft.source), pieces)


def variants_of(unit: Unit, shape: Shape) -> Iterator[Variant]:
    """The draft as it is, and then the other readings of it, in a fixed order."""
    pieces = shape.pieces
    yield Variant("own", -1, pieces)
    yield from _cuts(unit, pieces)
    yield from _growths(unit, shape)
    yield from _heads(unit, shape)
    if len(pieces) > 1:
        yield Variant("first only", pieces[0][1], pieces[:-1])
        yield Variant("last only", pieces[-1][0], pieces[1:])
        for cut in _cuts(unit, pieces[1:]):
            yield Variant("last cut", cut.at, cut.pieces)
        for head in _heads(unit, shape._replace(pieces=pieces[:-1])):
            yield Variant("first " + head.kind, head.at, head.pieces)
    yield from _with_quote(unit, shape)


def slices(unit: Unit, pieces: list[tuple[int, int]]) -> list[Span]:
    """Characters of pieces that are given in words."""
    return [unit.slice(first, last) for first, last in pieces]


def is_break(unit: Unit, at: int) -> bool:
    """Whether a content may end before word `at`: a mark, a small word, a time."""
    word = unit.words[at]
    if word.timex is not None and unit.words[at - 1].timex is not word.timex:
        return True
    if word.mention is not None:
        return False
    low = word.low
    return low in _MARKS or low in word_class("break")


def _words_of(unit: Unit, span: Span | None) -> tuple[int, int]:
    if span is None:
        return -1, -1
    first = bisect_right(unit.words, span[0], key=_start) - 1
    return max(first, 0), bisect_left(unit.words, span[1], key=_start)


def _start(word: Word) -> int:
    return word.start


def _cuts(unit: Unit, pieces: list[tuple[int, int]]) -> Iterator[Variant]:
    first, last = pieces[-1]
    n = 0
    for at in range(first + 1, last):
        if not is_break(unit, at):
            continue
        end = _trimmed(unit, first, at)
        if end > first:
            yield Variant("cut", at, [*pieces[:-1], (first, end)])
            n += 1
            if n == _CUTS:
                return


def _growths(unit: Unit, shape: Shape) -> Iterator[Variant]:
    first, last = shape.pieces[-1]
    stop = len(unit.words)
    for start, _ in (shape.cue, shape.source):
        if start >= last:
            stop = min(stop, start)
    if stop < len(unit.words):
        return
    n = 0
    for at in range(last + 1, stop + 1):
        if is_cue_verb(unit.low(at - 1)):
            return
        if at == stop or is_break(unit, at):
            end = _trimmed(unit, first, at)
            if end > last:
                yield Variant("grown", last, [*shape.pieces[:-1], (first, end)])
                n += 1
                if n == _GROWTHS:
                    return


def _heads(unit: Unit, shape: Shape) -> Iterator[Variant]:
    """Later beginnings: behind a mark before the cue, at "that" behind it."""
    first, last = shape.pieces[0]
    rest = shape.pieces[1:]
    is_before = first < shape.cue[0]
    if is_before and first > 0:
        for at in (0, _sentence_part(unit, first)):
            if at < first:
                yield Variant("from", at, [(at, last), *rest])
    for at in range(first + 1, last if is_before else min(last, first + _LEADS)):
        is_lead = unit.low(at) in _LEAD and unit.words[at].mention is None
        if is_lead if not is_before else unit.low(at - 1) in word_class("head_break"):
            yield Variant("behind", at, [(at, last), *rest])


def _with_quote(unit: Unit, shape: Shape) -> Iterator[Variant]:
    """What is reported and the quotation behind it: "gave a similar view: “…”"."""
    last = shape.pieces[-1][1]
    if any(unit.low(n) == QUOTE for first, end in shape.pieces for n in range(first, end)):
        return
    for at in range(last, min(last + _LEADS, len(unit.words))):
        if unit.low(at) == QUOTE:
            yield Variant("quote too", at, [*shape.pieces, (at, at + 1)])
            return


def _sentence_part(unit: Unit, at: int) -> int:
    """Where the part behind the comma before word `at` begins."""
    at -= 2
    while at > 0 and unit.low(at - 1) not in (",", ";", ":", "—", "–", "-"):
        at -= 1
    return max(at, 0)


def _trimmed(unit: Unit, first: int, end: int) -> int:
    while end > first and unit.low(end - 1) in _EDGE:
        end -= 1
    return end
