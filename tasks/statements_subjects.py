"""Who a reporting verb has for a subject, and whether that can speak at all."""

from collections.abc import Sequence
from dataclasses import replace

from tasks.segments import Span
from tasks.statements_grammar import Phrase, is_adverb, is_finite, is_pronoun
from tasks.statements_phrases import subject_before
from tasks.statements_units import Unit, Word
from tasks.statements_verbs import Verb
from tasks.statements_words import word_class

_SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_SPEAKERS = ("role", "body", "people", "writing")


def source_of(unit: Unit, verb: Verb, before: Sequence[Span]) -> Phrase | None:
    """The verb's own subject, or the one that it shares; `before` are the sources so far."""
    if verb.subject is not None:
        return verb.subject
    before_verb = verb.first - 1
    while is_adverb(unit.low(before_verb)) or unit.low(before_verb) in word_class("auxiliary"):
        before_verb -= 1
    is_joined = unit.low(before_verb) in ("and", "but", "then", "or")
    if not is_joined and not verb.is_participle(unit):
        return None
    return _shared(unit, verb, before)


def with_shared_passive(unit: Unit, verb: Verb) -> Verb:
    """The verb of "he was found and is reported to be well", with the subject that it shares."""
    if verb.subject is not None or unit.low(verb.first - 1) not in word_class("be"):
        return verb
    own = clause_subject(unit, verb.first)
    return replace(verb, subject=own._replace(is_passive=True)) if own else verb


def can_speak(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase names or describes someone, or something written, that reports."""
    if is_pronoun(unit.words[phrase.first]) and phrase.last - phrase.first == 1:
        return True
    head = head_of(unit, phrase)
    if head.mention is not None:
        return head.mention.type in _SPEAKING or any(_is_kind(w) for w in _inside(unit, phrase))
    return _is_kind(head) or any(
        word.mention is not None and word.mention.type == "PERSON" for word in _inside(unit, phrase)
    )


def _inside(unit: Unit, phrase: Phrase) -> list[Word]:
    return unit.words[phrase.first : phrase.last]


def head_of(unit: Unit, phrase: Phrase) -> Word:
    """The head of a phrase: its last word before a preposition, a participle or a comma."""
    last = phrase.first
    for n in range(phrase.first, phrase.last):
        word = unit.words[n]
        if word.mention is None:
            if (word.is_mark and word.low not in "&-.'’") or (
                n > phrase.first and word.low in word_class("preposition")
            ):
                break
            if (word.low.endswith("ing") and not _is_kind(word)) or (
                word.low.endswith("ed") and n > phrase.first + 1
            ):
                break
        last = n
    return unit.words[last]


def _is_kind(word: Word) -> bool:
    low = word.low
    singular = low[:-3] + "y" if low.endswith("ies") else low.rstrip("s")
    return any(low in word_class(name) or singular in word_class(name) for name in _SPEAKERS)


def _shared(unit: Unit, verb: Verb, before: Sequence[Span]) -> Phrase | None:
    """The source of the report before, or the subject of the clause that the verb goes on with."""
    position = unit.words[verb.first].start
    own = clause_subject(unit, verb.first)
    for span in reversed(before):
        if span[0] < position and (own is None or span[0] >= unit.words[own.first].start):
            return _phrase_of(unit, span)
    return own


def _phrase_of(unit: Unit, span: Span) -> Phrase | None:
    first = next((n for n, word in enumerate(unit.words) if word.start == span[0]), None)
    last = next((n for n, word in enumerate(unit.words) if word.end == span[1]), None)
    return None if first is None or last is None else Phrase(first, last + 1)


def clause_subject(unit: Unit, stop: int) -> Phrase | None:
    """The subject of the first finite verb of the sentence or of the part behind a semicolon."""
    first = stop
    while first > 0 and unit.low(first - 1) not in (";", ":"):
        first -= 1
    for at in range(first + 1, stop):
        if is_finite(unit.words[at]):
            phrase = subject_before(unit, at)
            if phrase is not None:
                return phrase
    return None
