"""What a cue can report, and how far it reaches."""

from collections.abc import Sequence

from tasks.statements_extents import (
    clause_end,
    infinitive_end,
    is_clause,
    is_over,
    is_plain_clause,
    phrase_end,
)
from tasks.statements_grammar import Phrase, is_cue_verb, is_finite
from tasks.statements_subjects import can_speak
from tasks.statements_units import QUOTE, Unit
from tasks.statements_verbs import Verb
from tasks.statements_words import word_class

_CLAUSAL = frozenset({"that", "how", "whether", "why", "what", "if"})
_NO_START = frozenset(
    {"so", "because", "when", "while", "who", "which", "and", "but", "or", "then", "by", "until"}
)
_ALWAYS = frozenset({"say", "tell"})
"""Verbs behind which every words are a clause, whether its verb is known or not."""
_ABOUT_SIZE = frozenset({"around", "about", "over", "under", "at", "up", "between"})
"""Prepositions before a number, which begin no prepositional phrase."""
_ABOUT = frozenset({"of", "about", "against", "for", "on"})


def reported_end(
    unit: Unit, verb: Verb, at: int, source: Phrase, later: Sequence[Verb]
) -> int | None:
    """Behind what the cue reports from word `at` on; None when the cue does not take it."""
    takes, low = verb.cue.takes, unit.low(at)
    if is_over(unit, at) or low == QUOTE or low in _NO_START:
        return None
    end = clause_end(unit, at, later)
    if low in _CLAUSAL:
        return end if takes & {"clause", "that", "words"} else None
    if "to" in takes and (low == "to" or _has_infinitive(unit, at)):
        is_taken = low == "to" or _may_speak(unit, verb, source)
        return infinitive_end(unit, at, later) if is_taken else None
    is_plain = is_plain_clause(unit, at, end)
    if "clause" in takes and is_plain and not verb.is_noun_too:
        return end
    if not _may_speak(unit, verb, source):
        return None
    is_any = verb.cue.lemma in _ALWAYS or is_clause(unit, at, end)
    if "clause" in takes and low not in word_class("preposition") and is_any:
        return end
    if "that" in takes and is_plain and low not in word_class("preposition"):
        return end
    if low in _ABOUT_SIZE and _is_number(unit, at + 1) and is_any:
        return end
    if low in word_class("preposition"):
        return end if low in _ABOUT and "words" in takes and low != "on" else None
    if "words" in takes:
        end = phrase_end(unit, at, later)
        return None if _is_bare_writing(unit, at, end) else end
    return None


def _is_bare_writing(unit: Unit, at: int, end: int) -> bool:
    """Whether only a writing is named, not what it says: "issued a statement (saying …)"."""
    last = next((n for n in range(at, min(end, at + 4)) if unit.low(n) in word_class("medium")), -1)
    if last < 0:
        return False
    behind = unit.low(last + 1)
    is_told = behind in ("which", "that") or (behind.endswith("ing") and is_cue_verb(behind))
    return is_told or (end - at <= 3 and last == end - 1)


def _is_number(unit: Unit, at: int) -> bool:
    low = unit.low(at)
    return low[:1].isdigit() or low in word_class("number")


def _may_speak(unit: Unit, verb: Verb, source: Phrase) -> bool:
    """Whether the source can speak; a plain form of a plain verb is trusted without."""
    return can_speak(unit, source) or (verb.cue.lemma in _ALWAYS and not verb.is_noun_too)


def _has_infinitive(unit: Unit, at: int) -> bool:
    for n in range(at, min(at + 10, len(unit.words) - 1)):
        if unit.low(n) == "to":
            return unit.words[n + 1].mention is None and unit.low(n + 1).isalpha()
        if unit.words[n].is_mark or is_finite(unit.words[n]):
            return False
    return False
