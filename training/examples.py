"""Annotated texts as the learners see them: words, spans of names, and what each span may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tasks.names_weights import TYPES
from tasks.names_words import Words, find_words

NAMED = (1 << (len(TYPES) - 1)) - 1
"""The set of all types but no name."""


@dataclass(frozen=True, slots=True)
class Example:
    """One text with its names, as half-open spans of words.

    ``names`` are (first word, word after, set of types); of the words in ``free`` the annotation
    says nothing; ``outside`` counts the marks that fit no words.
    """

    doc_id: str
    corpus: str
    words: Words
    names: list[tuple[int, int, int]]
    free: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    outside: int = 0


def type_set(*types: str) -> int:
    """The set of some types as a number."""
    return sum(1 << TYPES.index(kind) for kind in types)


def make_example(
    doc_id: str,
    corpus: str,
    text: str,
    marks: Iterable[tuple[int, int, int]],
    free: Sequence[tuple[int, int]] = (),
) -> Example:
    """An example from marks in characters: (start, end, set of types)."""
    words = find_words(text)
    first = {start: at for at, start in enumerate(words.starts)}
    after = {end: at + 1 for at, end in enumerate(words.ends)}
    marks = list(marks)
    names = [
        (first[start], after[end], kinds)
        for start, end, kinds in marks
        if start in first and end in after
    ]
    loose = [*free, *((s, e) for s, e, _ in marks if s not in first or e not in after)]
    spans = [span for span in (_covered(words, *mark) for mark in loose) if span]
    return Example(doc_id, corpus, words, names, spans, len(marks) - len(names))


def _covered(words: Words, start: int, end: int) -> tuple[int, int] | None:
    held = [
        at
        for at, (begin, stop) in enumerate(zip(words.starts, words.ends, strict=True))
        if begin < end and stop > start
    ]
    return (held[0], held[-1] + 1) if held else None
