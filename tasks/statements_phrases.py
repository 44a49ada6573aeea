"""Noun phrases beside a reporting verb, found by where clauses must break."""

from tasks.statements_grammar import (
    Phrase,
    closing,
    is_adverb,
    is_cue_verb,
    is_finite,
    is_function,
    is_nominal,
    is_pronoun,
    opening,
    stem,
)
from tasks.statements_units import QUOTE, Unit, Word
from tasks.statements_words import word_class

_DASHES = frozenset("-–—")
_LONGEST = 40
"""Words beyond which no speaker's noun phrase is looked for."""


def subject_before(unit: Unit, at: int) -> Phrase | None:
    """The noun phrase that is the subject of the verb at word `at`, if one stands before it."""
    last, is_passive = _skip_verb_group(unit, at - 1)
    if last < 0:
        return None
    words = unit.words
    if words[last].low in word_class("relative") and last > 0:
        last -= 2 if unit.low(last - 1) == "," else 1
        is_apposed = False
    else:
        last = _before_dashes(unit, last)
        is_apposed = unit.low(last) == ","
    phrase = _apposed(unit, last) if is_apposed else _plain(unit, last)
    return phrase._replace(is_passive=is_passive) if phrase and is_nominal(unit, phrase) else None


def _before_dashes(unit: Unit, last: int) -> int:
    """The word before "-- an old friend --" when word `last` is its second dash."""
    if unit.low(last) not in _DASHES:
        return last
    at = last
    while at > 0 and unit.low(at) in _DASHES:
        at -= 1
    while at > max(0, last - 25) and unit.low(at) not in _DASHES:
        at -= 1
    while at > 0 and unit.low(at) in _DASHES:
        at -= 1
    return at if unit.low(at + 1) in _DASHES else last


def phrase_after(unit: Unit, at: int) -> Phrase | None:
    """The noun phrase that begins at word `at`, with what is set beside it in commas."""
    last = at
    while last < min(len(unit.words), at + _LONGEST) and not _ends_phrase(unit, last, at):
        last = closing(unit, last) + 1 if unit.low(last) == "(" else last + 1
    last = _with_apposition(unit, last)
    while last > at and unit.low(last - 1) in word_class("preposition"):
        last -= 1
    phrase = Phrase(at, last)
    return phrase if last > at and is_nominal(unit, phrase) else None


def _skip_verb_group(unit: Unit, at: int) -> tuple[int, bool]:
    """Step back over auxiliaries, adverbs and time words; tell whether a form of be stood there."""
    is_passive = is_next = False
    while at >= 0:
        word = unit.words[at]
        if word.timex is not None and word.mention is None:
            at = _before_timex(unit, at)
        elif word.mention is None and word.low in word_class("auxiliary"):
            is_passive = is_passive or (not is_next and word.low in word_class("be"))
            is_next = True
            at -= 1
        elif word.mention is None and is_adverb(word.low):
            at -= 1
        else:
            break
    if at >= 0 and unit.words[at].low in word_class("contracted_be"):
        is_passive = False
    return at, is_passive


def _before_timex(unit: Unit, at: int) -> int:
    timex = unit.words[at].timex
    while at >= 0 and unit.words[at].timex is timex:
        at -= 1
    while at >= 0 and unit.low(at) in word_class("preposition"):
        at -= 1
    return at


def _plain(unit: Unit, last: int) -> Phrase | None:
    first = _walk_left(unit, last)
    if first > last:
        return None
    first = _after_clause(unit, first, last)
    if any(_is_verb_here(unit, n) for n in range(first, last)):
        first = _last_phrase(unit, first, last)
    return _with_role(unit, Phrase(first, last + 1))


def _is_verb_here(unit: Unit, at: int) -> bool:
    """Whether a word is a verb with an object, not the "released by" of a noun phrase."""
    word, after = unit.words[at], unit.words[at + 1]
    if not is_finite(word) and not (word.low.endswith("ing") and word.mention is None):
        return False
    is_followed = after.mention is not None or after.low in word_class("determiner")
    return is_followed or (not word.low.endswith(("ed", "ing")))


def _last_phrase(unit: Unit, first: int, last: int) -> int:
    """Where the last noun phrase of a run of words begins: its names, titles and article."""
    at = last
    while at > first:
        word, own = unit.words[at - 1], unit.words[at]
        if word.mention is None and word.low in word_class("determiner"):
            return at - 1
        is_title = word.low in word_class("role") or unit.text[word.start].isupper()
        is_noun = own.mention is None and not unit.text[own.start].isupper()
        if word.mention is None and not is_title and (not is_noun or is_function(word)):
            break
        at -= 1
    return at


def _walk_left(unit: Unit, at: int) -> int:
    """First word of the run of words that may be one noun phrase ending at word `at`."""
    bottom = max(-1, at - _LONGEST)
    while at > bottom:
        word = unit.words[at]
        if word.low == ")":
            at = opening(unit, at) - 1
            continue
        if word.mention is None and _breaks(word) and not _parts_places(unit, at):
            break
        at -= 1
    return at + 1


def _parts_places(unit: Unit, comma: int) -> bool:
    """Whether a comma stands inside "in Boulder, Colorado" behind a noun."""
    if unit.low(comma) != "," or not 1 < comma < len(unit.words) - 1:
        return False
    beside = unit.words[comma - 1].mention, unit.words[comma + 1].mention
    if any(mention is None or mention.type != "GPE" for mention in beside):
        return False
    at = comma - 1
    while at > 0 and unit.words[at].mention is beside[0]:
        at -= 1
    return unit.low(at) in ("in", "of", "at")


def _breaks(word: Word) -> bool:
    low = word.low
    if low == QUOTE or (word.is_mark and low not in "&-./'’–"):
        return True
    return low in word_class("subordinator") or low in word_class("auxiliary") or is_cue_verb(low)


def _after_clause(unit: Unit, first: int, last: int) -> int:
    """Move the start behind a clause that a coordinator ends, a leading adverb, a time, a place."""
    for at in range(last - 1, first - 1, -1):
        word = unit.words[at]
        is_joint = word.mention is None and word.low in word_class("coordinator")
        if is_joint and any(is_finite(unit.words[k]) for k in range(first, at)):
            first = at + 1
            break
    while first < last and unit.words[first].mention is None:
        word = unit.words[first]
        if word.timex is not None or word.low in word_class("coordinator") or is_adverb(word.low):
            first += 1
        elif word.low in word_class("preposition"):
            first = _after_preposition(unit, first, last)
        else:
            break
    return first


def _after_preposition(unit: Unit, first: int, last: int) -> int:
    """Where the subject starts in "in a statement Smith": at the last name, article or pronoun."""
    if first + 1 <= last and unit.words[first + 1].timex is not None:
        return first + 1
    for at in range(last, first, -1):
        word = unit.words[at]
        if unit.low(at - 1) == "(" or unit.low(at + 1) == ")":
            continue
        starts_name = word.mention is not None and unit.words[at - 1].mention is not word.mention
        if starts_name or word.low in word_class("determiner") or is_pronoun(word):
            return at
    return last


def _with_role(unit: Unit, phrase: Phrase) -> Phrase:
    """Take in "The mayor of London," before a name."""
    first = phrase.first
    if unit.low(first - 1) != "," or unit.words[first].mention is None or first < 3:
        return phrase
    left = _walk_left(unit, first - 2)
    inside = unit.words[left : first - 1]
    if not inside or inside[0].low in word_class("preposition"):
        return phrase
    if any(is_finite(word) for word in inside):
        return phrase
    has_role = any(word.low in word_class("role") for word in inside)
    return phrase._replace(first=left) if has_role else phrase


def _apposed(unit: Unit, comma: int) -> Phrase | None:
    """The subject before ", the chancellor of Germany," where `comma` is the second comma."""
    before = comma - 1
    while before > max(0, comma - 25) and unit.low(before) not in (",", ";", ":", QUOTE):
        before = opening(unit, before) - 1 if unit.low(before) == ")" else before - 1
    before = _before_place(unit, before)
    if before <= 0 or unit.low(before) != ",":
        return None
    inner = unit.words[before + 1 : comma]
    if not inner:
        return None
    head = inner[0].low
    is_loose = (
        head in word_class("preposition")
        or head in word_class("relative")
        or head in word_class("subordinator")
        or head.endswith("ing")
        or head.endswith("ed")
        or is_adverb(head)
    )
    if not is_loose and any(is_finite(word) for word in _before_relative(inner)):
        return None
    phrase = _plain(unit, before - 1)
    if phrase is None or is_loose:
        return phrase
    return phrase._replace(last=comma)


def _before_place(unit: Unit, comma: int) -> int:
    """The comma before "from Toronto, Canada," when `comma` is the one inside it."""
    left = comma - 1
    while left > max(0, comma - 8) and unit.low(left) != ",":
        left -= 1
    is_place = left > 0 and unit.low(left) == "," and unit.low(left + 1) in ("of", "from", "in")
    return left if is_place else comma


def _before_relative(words: list[Word]) -> list[Word]:
    for n, word in enumerate(words):
        if word.low in word_class("relative"):
            return words[:n]
    return words


def _with_apposition(unit: Unit, last: int) -> int:
    """Take in ", Hagan's former spokeswoman," behind a noun phrase that ends at word `last`."""
    if unit.low(last) != ",":
        return last
    end = last + 1
    while end < min(len(unit.words), last + 25) and unit.low(end) not in (",", ".", ";", QUOTE):
        end += 1
    inner = unit.words[last + 1 : end]
    if not inner or any(is_finite(word) for word in inner):
        return last
    has_role = any(word.low in word_class("role") for word in inner[:6])
    is_age = len(inner) == 1 and inner[0].low.isdigit()
    is_name = all(word.mention and word.mention.type == "PERSON" for word in inner)
    return end if has_role or is_age or is_name else last


def _ends_phrase(unit: Unit, at: int, first: int) -> bool:
    word = unit.words[at]
    if word.mention is not None:
        return False
    if at > first and stem(word.low) in word_class("nominative"):
        return True
    if word.low == QUOTE or (word.is_mark and word.low not in "&-/'’(.") or word.timex is not None:
        return True
    if word.low == ".":
        return at + 1 >= len(unit.words) or unit.low(at + 1) == QUOTE
    if word.low in word_class("subordinator") or word.low in word_class("auxiliary"):
        return True
    return is_adverb(word.low) and word.low not in word_class("inside_phrase")
