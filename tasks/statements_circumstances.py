"""What stands between a reporting verb and what it reports: hearer, time, place, medium."""

from tasks.statements_grammar import is_finite
from tasks.statements_lexicon import Cue
from tasks.statements_phrases import phrase_after
from tasks.statements_units import QUOTE, Unit
from tasks.statements_words import word_class
from warehouse.tables import Timex


def skip_circumstances(unit: Unit, at: int, cue: Cue) -> tuple[int, list[Timex]]:
    """Step over hearer, time, place and medium: "told reporters on Monday in a statement"."""
    timexes: list[Timex] = []
    if "hearer" in cue.takes:
        at = _skip_hearer(unit, at)
    first = at
    for _ in range(4):
        after = _skip_one(unit, at, timexes)
        if after == at:
            break
        at = after
    if at > first and unit.low(at) == "," and not unit.low(at + 1).endswith("ing"):
        at += 1
    return _skip_to_quote(unit, _skip_comma(unit, at, timexes), timexes), timexes


def _skip_to_quote(unit: Unit, at: int, timexes: list[Timex]) -> int:
    """Step over "of the outbreak," and the like before a quotation, if no verb is between."""
    if unit.low(at) not in word_class("preposition") and unit.low(at) not in (",", "after"):
        return at
    for end in range(at + 1, min(at + 16, len(unit.words))):
        word = unit.words[end]
        if word.low == QUOTE:
            timexes.extend(_timexes_between(unit, at, end))
            return end
        if is_finite(word) or word.low in word_class("relative") or word.low in (";", "."):
            break
    return at


def _skip_comma(unit: Unit, at: int, timexes: list[Timex]) -> int:
    """Step over "claimed, as of Thursday, it …"."""
    if unit.low(at) != "," or at + 1 >= len(unit.words):
        return at
    found: list[Timex] = []
    after = _skip_one(unit, at + 1, found)
    if not found or unit.low(after) != ",":
        return at
    timexes.extend(found)
    return after + 1


def _skip_hearer(unit: Unit, at: int) -> int:
    if at >= len(unit.words) or unit.low(at) in ("that", QUOTE, ",", ":"):
        return at
    word = unit.words[at]
    if word.low in word_class("object_pronoun"):
        return at + 1
    if word.mention is not None:
        while at < len(unit.words) and unit.words[at].mention is word.mention:
            at += 1
        return at
    if word.low in word_class("determiner"):
        at += 1
        while at < len(unit.words) and _is_plain_noun(unit, at):
            at += 1
    return at


def _is_plain_noun(unit: Unit, at: int) -> bool:
    word = unit.words[at]
    return (
        not word.is_mark
        and word.low != QUOTE
        and not is_finite(word)
        and word.low not in word_class("determiner")
        and word.low not in word_class("subordinator")
        and word.low not in word_class("subject_pronoun")
        and word.low != "to"
    )


def _skip_one(unit: Unit, at: int, timexes: list[Timex]) -> int:
    if at >= len(unit.words):
        return at
    word = unit.words[at]
    if word.timex is not None:
        return _skip_timex(unit, at, timexes)
    if word.mention is not None or word.low in word_class("negation"):
        return at
    if word.low in word_class("adverb") or (word.low.endswith("ly") and word.low.isalpha()):
        return at + 1 if word.low not in word_class("not_adverb") else at
    if word.low in word_class("preposition"):
        return _skip_prepositional(unit, at, timexes)
    return at


def _skip_timex(unit: Unit, at: int, timexes: list[Timex]) -> int:
    timex, end = unit.words[at].timex, at
    while end < len(unit.words) and unit.words[end].timex is timex:
        end += 1
    is_subject = end < len(unit.words) and is_finite(unit.words[end])
    if timex is None or is_subject or unit.low(end - 1).endswith("'s"):
        return at
    timexes.append(timex)
    return end


def _skip_prepositional(unit: Unit, at: int, timexes: list[Timex]) -> int:
    if at + 1 < len(unit.words) and unit.words[at + 1].timex is not None:
        after = _skip_timex(unit, at + 1, timexes)
        return after if after > at + 1 else at
    if unit.low(at) not in word_class("circumstance") or _is_infinitive(unit, at):
        return at
    for end in range(at + 1, min(at + 16, len(unit.words))):
        word = unit.words[end]
        if word.low in ("that", QUOTE, ":") or (word.low == "," and unit.low(end + 1) == QUOTE):
            timexes.extend(_timexes_between(unit, at, end))
            return end
        if is_finite(word) or (word.is_mark and word.low != ","):
            break
    return _skip_medium(unit, at)


def _is_infinitive(unit: Unit, at: int) -> bool:
    after = unit.words[min(at + 1, len(unit.words) - 1)]
    is_noun = after.mention is not None or after.low in word_class("determiner")
    return unit.low(at) == "to" and not is_noun and after.low not in word_class("object_pronoun")


def _timexes_between(unit: Unit, first: int, last: int) -> list[Timex]:
    return list({id(w.timex): w.timex for w in unit.words[first:last] if w.timex}.values())


def _skip_medium(unit: Unit, at: int) -> int:
    """Behind "on Twitter" or "in a joint statement"."""
    phrase = phrase_after(unit, at + 1)
    if phrase is None:
        return at
    word = unit.words[at + 1]
    if word.mention is not None and word.mention.type in ("ORG", "PRODUCT", "WORK"):
        end = at + 1
        while end < len(unit.words) and unit.words[end].mention is word.mention:
            end += 1
        return end
    for end in range(at + 1, min(at + 7, phrase.last)):
        if unit.low(end) in word_class("medium"):
            while unit.low(end + 1) in word_class("medium"):
                end += 1
            return end + 1
    return at
