"""What a word can be: verb, adverb, pronoun, the end of a noun phrase; and matching brackets."""

from functools import cache, lru_cache
from typing import NamedTuple

from tasks.statements_lexicon import cue_forms
from tasks.statements_units import QUOTE, Unit, Word
from tasks.statements_words import word_class

_NEVER_LAST = ("determiner", "preposition", "coordinator", "subordinator", "auxiliary", "adverb")
_WIDEST = 40
"""Words beyond which no matching bracket is looked for."""


class Phrase(NamedTuple):
    """Words first … last-1 of a unit, and where the clause that they belong to begins."""

    first: int
    last: int
    is_passive: bool = False


def stem(low: str) -> str:
    """A word without what is joined to it by an apostrophe."""
    return low.split("'")[0]


def is_pronoun(word: Word) -> bool:
    """Whether a word can stand for a speaker, contracted or not."""
    return word.mention is None and stem(word.low) in word_class("subject_pronoun")


def is_finite(word: Word) -> bool:
    """Whether a word is surely or probably a finite verb."""
    return word.mention is None and _is_finite_form(word.low)


@lru_cache(maxsize=1 << 14)
def _is_finite_form(low: str) -> bool:
    if low in word_class("auxiliary") or ("'" in low and _is_contraction(low)):
        return True
    if is_cue_verb(low):
        return not low.endswith("ing")
    return low in word_class("finite") or (
        low.endswith("ed") and len(low) > 4 and low not in word_class("not_finite")
    )


def _is_contraction(low: str) -> bool:
    return low.endswith(("n't", "'ll", "'ve", "'re", "'d", "'m")) or low in word_class("contracted")


def is_adverb(low: str) -> bool:
    """Whether a word is an adverb that may stand beside a verb."""
    return low in word_class("adverb") or (
        low.endswith("ly") and low not in word_class("not_adverb")
    )


def is_cue_verb(low: str) -> bool:
    """Whether a word is a form of a reporting verb and nothing else."""
    return low in cue_verbs()


@cache
def cue_verbs() -> frozenset[str]:
    """The single words that are forms of a reporting verb and nothing else."""
    every = [form for forms in cue_forms().values() for form in forms]
    return frozenset(f.words[0] for f in every if not f.is_noun_too and len(f.words) == 1)


def is_function(word: Word) -> bool:
    """Whether a word is punctuation or a word that ends no noun phrase."""
    return word.is_mark or any(word.low in word_class(name) for name in _NEVER_LAST)


def is_nominal(unit: Unit, phrase: Phrase) -> bool:
    """Whether a run of words can be a noun phrase: its last word is no function word."""
    last = phrase.last - 1
    while unit.low(last) == "." and last > phrase.first:
        last -= 1
    word = unit.words[last]
    if word.mention is not None or is_pronoun(word) or word.low == ")":
        return True
    if phrase.last - phrase.first == 1 and word.low in ("this", "these", "those"):
        return True
    if word.is_mark or word.low == QUOTE:
        return False
    return not any(word.low in word_class(name) for name in _NEVER_LAST)


def opening(unit: Unit, at: int) -> int:
    """The bracket that opens what word `at` closes; the word itself without one."""
    start = at
    while at > max(0, start - _WIDEST) and unit.low(at) != "(":
        at -= 1
    return at if unit.low(at) == "(" else start


def closing(unit: Unit, at: int) -> int:
    """The bracket that closes what word `at` opens; the word itself without one."""
    end = at
    while end < min(len(unit.words) - 1, at + _WIDEST) and unit.low(end) != ")":
        end += 1
    return end if unit.low(end) == ")" else at
