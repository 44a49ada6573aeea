"""Statements reported by a noun with an owner: "Russia's intent to withdraw"."""

from tasks.segments import Span
from tasks.statements_drafts import Draft
from tasks.statements_extents import clause_end, infinitive_end, phrase_end
from tasks.statements_grammar import Phrase
from tasks.statements_lexicon import Cue, cue_nouns
from tasks.statements_phrases import subject_before
from tasks.statements_units import Unit
from tasks.statements_words import word_class

LOOSE = "loose noun"
"""Rule of what a noun without a clear owner may report: for weights to judge."""
_HAVING = frozenset({"have", "has", "had"})


def find_nominal(unit: Unit) -> list[Draft]:
    """The statements that a noun of saying or intent reports; "loose" where none owns it."""
    found: list[Draft] = []
    nouns = cue_nouns()
    for at in [at for at, word in enumerate(unit.words) if word.low in nouns]:
        if unit.words[at].mention is not None:
            continue
        cue = nouns[unit.low(at)]
        draft = _read(unit, at, cue) or _read_loosely(unit, at, cue)
        if draft is not None:
            found.append(draft)
    return found


def _read(unit: Unit, at: int, cue: Cue) -> Draft | None:
    end = _content_end(unit, at + 1, cue)
    if end <= at + 2:
        return None
    owner = owner_of(unit, at) or _holder(unit, at)
    if owner is None:
        return None
    source: Span = unit.slice(owner.first, owner.last)
    text = unit.text[source[0] : source[1]]
    if text.endswith(("'s", "’s")):
        source = source[0], source[1] - 2
    elif text.endswith(("'", "’")):
        source = source[0], source[1] - 1
    content = [unit.slice(at + 1, end)]
    cue_span = unit.slice(at, at + 1)
    return Draft(cue, cue_span, source, content, "nominal", 0.56)


def _read_loosely(unit: Unit, at: int, cue: Cue) -> Draft | None:
    """Read "the request of the mayor to close it", "a government decision to close it"."""
    first, source = at + 1, None
    if unit.low(first) in ("of", "by", "from"):
        stops = range(first + 2, min(first + 10, len(unit.words)))
        first = next((n for n in stops if unit.low(n) in ("to", "that")), first)
        source = unit.slice(at + 2, first) if first > at + 1 else None
    elif at > 0 and unit.words[at - 1].mention is not None:
        source = unit.slice(_first_of_name(unit, at - 1), at)
    end = _content_end(unit, first, cue)
    if end <= first + 1:
        return None
    content = [unit.slice(first, end)]
    return Draft(cue, unit.slice(at, at + 1), source, content, LOOSE, 0.1)


def _content_end(unit: Unit, first: int, cue: Cue) -> int:
    low = unit.low(first)
    if low not in cue.takes:
        return first
    if low == "to":
        is_verb = unit.words[min(first + 1, len(unit.words) - 1)].mention is None
        is_plain = unit.low(first + 1) not in word_class("determiner")
        return infinitive_end(unit, first, ()) if is_verb and is_plain else first
    return clause_end(unit, first, ()) if low == "that" else phrase_end(unit, first, ())


def owner_of(unit: Unit, at: int) -> Phrase | None:
    """Whose noun stands at word `at`: "Russia's", "the judge's", "their"."""
    first = at - 1
    while first >= max(0, at - 4):
        word = unit.words[first]
        if word.mention is None and word.low in word_class("possessive"):
            return Phrase(first, first + 1)
        if word.low.endswith(("'s", "s'")) and word.low not in word_class("contracted"):
            return _named_owner(unit, first)
        if word.low == "'" and first > 0 and not unit.words[first - 1].is_mark:
            return _named_owner(unit, first - 1)
        if word.is_mark or word.low in word_class("determiner") or word.mention is not None:
            return None
        first -= 1
    return None


def _named_owner(unit: Unit, at: int) -> Phrase:
    first, mention = _first_of_name(unit, at), unit.words[at].mention
    if mention is None:
        while first > max(0, at - 3) and unit.low(first) not in word_class("determiner"):
            first -= 1
        if unit.low(first) not in word_class("determiner"):
            first = at
    elif unit.low(first - 1) in word_class("role") or unit.low(first - 1) == "the":
        first -= 1
    return Phrase(first, at + 1)


def _first_of_name(unit: Unit, at: int) -> int:
    """The first word of the name that word `at` is in; the word itself without one."""
    mention = unit.words[at].mention
    while at > 0 and mention is not None and unit.words[at - 1].mention is mention:
        at -= 1
    return at


def _holder(unit: Unit, at: int) -> Phrase | None:
    """Who "has plans to widen the road"."""
    return subject_before(unit, at - 1) if unit.low(at - 1) in _HAVING else None
