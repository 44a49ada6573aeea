"""Noun phrases beside a verb, read from the letters of a sentence."""

from typing import NamedTuple

from tasks.claims_grammar import grammar_class
from tasks.claims_lexicon import predicates
from tasks.claims_words import Sentence

_NOUNS = "DSQNMJ-o"
_ENDS = "NMQJSO)o-T"
_DASHES = ("—", "–", "-")
_ALONG = (["along", "with"], ["together", "with"])
_LONGEST = 40
"""Words beyond which no noun phrase and no bracket is followed."""


class Phrase(NamedTuple):
    """Words first … last-1 of a sentence."""

    first: int
    last: int
    is_relative: bool = False


def subject_of(sentence: Sentence, first: int) -> Phrase | None:
    """The subject of the verb group that begins at word `first`, where one stands before it."""
    at = _skip_back(sentence, first - 1)
    while sentence.tag(at) in "LG" and at > 0:
        at = _skip_back(sentence, at - 1)
    tag = sentence.tag(at)
    if tag == "R":
        behind = _skip_back(sentence, at - 2 if sentence.tag(at - 1) == "," else at - 1)
        if behind < 0 or sentence.tag(behind) not in _ENDS:
            return None
        return antecedent(sentence, behind)
    is_standing = tag == "D" and sentence.low(at) in grammar_class("standing")
    if tag == "O" or is_standing:
        return Phrase(at, at + 1)
    if tag == "," or sentence.low(at) in _DASHES:
        opener = _opening(sentence, at)
        if opener <= 0:
            return None
        phrase = _phrase(sentence, max(0, _skip_back(sentence, opener - 1)))
        return phrase._replace(last=at)
    if tag == ")":
        at = _skip_back(sentence, _bracket(sentence, at) - 1)
    return _phrase(sentence, at) if at >= 0 and sentence.tag(at) in _ENDS else None


def antecedent(sentence: Sentence, last: int) -> Phrase:
    """What a relative pronoun or an infinitive behind word `last` adds to, as near as it can be."""
    first = _chunk(sentence, last)
    while sentence.low(first - 1) in ("of", "to", "between", "on") and first > 1:
        before = _attached(sentence, first - 1)
        if before < 0:
            break
        first = before
    if sentence.tag(first - 1) == "C" or sentence.low(first - 1) == "between":
        return _phrase(sentence, last)._replace(is_relative=True)
    return Phrase(first, last + 1, is_relative=True)


def phrase_after(sentence: Sentence, first: int, stop: int) -> Phrase | None:
    """The noun phrase that begins at word `first`, with what prepositions add to it."""
    at = first
    while at < stop and _goes_on(sentence, at, first):
        at += 1
    while at > first and sentence.tag(at - 1) in "PDC-":
        at -= 1
    return Phrase(first, at) if at > first else None


def _goes_on(sentence: Sentence, at: int, first: int) -> bool:
    """Whether word `at` belongs to the noun phrase that begins at word `first`."""
    tag, after = sentence.tag(at), sentence.tag(at + 1)
    if tag == "P":
        return at > first and after in "DSQNMJoG"
    if tag == "D":
        return at == first or sentence.tag(at - 1) not in "NM"
    if tag == "C":
        is_verb = sentence.low(at + 1) in predicates().base and sentence.tag(at + 2) in "DSM"
        return at > first and after in _NOUNS and not is_verb
    return tag in _NOUNS


def head_at(sentence: Sentence, phrase: Phrase) -> int:
    """The head of a phrase: its last noun before a preposition, a participle or a comma."""
    at, depth = phrase.first, 0
    if phrase.last - at == 1:
        return at
    for n in range(at, phrase.last):
        tag = sentence.tag(n)
        depth += (tag == "(") - (tag == ")")
        if depth > 0 or tag == ")":
            continue
        if tag in "PLGR,CI" and n > phrase.first:
            break
        if tag in "NMOQo" or (tag == "J" and n + 1 == phrase.last):
            at = n
    return at


def _skip_back(sentence: Sentence, at: int) -> int:
    """Step back over adverbs and times that stand between a subject and its verb."""
    bottom = at - _LONGEST
    while at >= max(0, bottom):
        tag = sentence.tag(at)
        if tag == "T":
            before = at
            while before > 0 and sentence.tag(before - 1) == "T":
                before -= 1
            joint = sentence.tag(before - 1)
            at = before - 2 if joint == "P" else before - 1
            if before == 0:
                return -1
        elif tag in "An":
            at -= 1
        else:
            break
    return at


def _phrase(sentence: Sentence, last: int) -> Phrase:
    """The noun phrase that ends with word `last`, with what modifies its head."""
    first = _chunk(sentence, last)
    is_listed = False
    for _ in range(8):
        left = _left_of(sentence, first, last, is_listed)
        if left < 0:
            break
        is_listed = is_listed or sentence.tag(first - 1) == "C"
        first = left
    return Phrase(_accompanied(sentence, first), last + 1)


def _accompanied(sentence: Sentence, first: int) -> int:
    """Where "Acme, along with its bank," begins, of which the end begins at word `first`."""
    lows = [sentence.low(n) for n in range(first - 3, first)]
    back = 4 if lows == ["as", "well", "as"] else 3 if lows[1:] in _ALONG else 0
    if not back or first <= back or sentence.tag(first - back) != ",":
        return first
    return _chunk(sentence, first - back - 1) if sentence.tag(first - back - 1) in "NM" else first


def _left_of(sentence: Sentence, first: int, last: int, is_listed: bool) -> int:
    """Where a phrase begins when what joins word `first` to the words before is followed; or -1."""
    at = first - 1
    tag, before = sentence.tag(at), sentence.tag(at - 1)
    if at <= 0:
        return -1
    if tag in "PLG":
        return _attached(sentence, at)
    if tag == "F" and before == "I" and sentence.tag(at - 2) in "NM":
        return _chunk(sentence, at - 2)
    if tag == "C" and before in _ENDS and _joins_nouns(sentence, at):
        return _chunk(sentence, at - 1)
    if tag == "C" and before == "," and at > 1 and sentence.tag(at - 2) in "NM)":
        return -1 if _has_finite(sentence, at) else _chunk(sentence, at - 2)
    if tag != "," or before not in "NM)":
        return -1
    if _is_place(sentence, at - 1) and _is_place(sentence, first):
        return _chunk(sentence, at - 1)
    if is_listed and not _is_adverbial(sentence, at):
        return _chunk(sentence, at - 1)
    return _widen(sentence, at - 1) if _is_role(sentence, at, first, last) else -1


def _attached(sentence: Sentence, at: int) -> int:
    """Where the noun begins that a preposition or participle at word `at` adds to."""
    while at > 0 and sentence.tag(at - 1) in "TPLG" and sentence.tag(at) in "TPLG":
        at -= 1
    before = at - 1
    if at <= 0 or sentence.tag(before) not in _ENDS:
        return -1
    return _chunk(sentence, _past_bracket(sentence, before))


def _is_place(sentence: Sentence, at: int) -> bool:
    mention = sentence.words[at].mention
    return mention is not None and mention.type in ("GPE", "LOC")


def _is_adverbial(sentence: Sentence, comma: int) -> bool:
    """Whether what ends with a comma is no member of a list: "in Randolph, New Hampshire,"."""
    at = comma
    while at > 0 and sentence.tag(at) == ",":
        at = _chunk(sentence, at - 1) - 1
    return sentence.tag(at) == "P"


def _joins_nouns(sentence: Sentence, at: int) -> bool:
    """Whether the coordinator at word `at` joins two nouns and not two clauses."""
    left = _chunk(sentence, at - 1)
    return sentence.low(left - 1) in ("between", "both") or not _has_finite(sentence, at)


def _widen(sentence: Sentence, last: int) -> int:
    """Where "The mayor of London" begins."""
    first = _chunk(sentence, last)
    while sentence.tag(first - 1) == "P" and sentence.tag(first - 2) in "NM":
        first = _chunk(sentence, first - 2)
    return first


def _is_role(sentence: Sentence, comma: int, first: int, last: int) -> bool:
    """Whether "The mayor of London," precedes a person's name."""
    name = sentence.words[first].mention
    if name is None or name.type != "PERSON" or sentence.words[last].mention is not name:
        return False
    start = _widen(sentence, comma - 1)
    return any(
        sentence.low(n) in grammar_class("kind") and sentence.tag(n + 1) != "S"
        for n in range(start, comma)
    )


def _chunk(sentence: Sentence, last: int) -> int:
    """First word of the run of nouns that ends at word `last`; an article begins a new one."""
    at = last
    while at > max(0, last - _LONGEST):
        tag, before = sentence.tag(at), sentence.tag(at - 1)
        if tag == ")":
            at = _bracket(sentence, at)
            before = sentence.tag(at - 1)
            if before not in "NMQ":
                return at
            at -= 1
            continue
        if tag in "Oo" or before not in _NOUNS + "T)" or (before == "T" and tag != "S"):
            break
        if tag == "D" and before not in "DQ":
            break
        if tag == "S" and before in "NM)" and sentence.low(at) != "'s":
            break
        at -= 1
    return at


def _past_bracket(sentence: Sentence, at: int) -> int:
    return _bracket(sentence, at) - 1 if sentence.tag(at) == ")" else at


def _bracket(sentence: Sentence, at: int) -> int:
    """The bracket that opens what word `at` closes; the word itself without one."""
    n = at
    while n > max(0, at - _LONGEST) and sentence.tag(n) != "(":
        n -= 1
    return n if sentence.tag(n) == "(" and n > 0 else at


def _has_finite(sentence: Sentence, at: int) -> bool:
    """Whether a clause has its verb before word `at`."""
    while at > 0 and sentence.tag(at - 1) not in ';"U':
        at -= 1
        if sentence.tag(at) in "XBHWVZ":
            return True
    return False


def _opening(sentence: Sentence, closing: int) -> int:
    """The mark that opens the parenthesis which the comma or dash `closing` closes; 0 if none."""
    is_dash = sentence.tag(closing) != ","
    stop = closing
    bottom = max(0, closing - _LONGEST)
    nearest = 0
    is_told = False
    for at in range(closing - 1, bottom, -1):
        is_told = is_told or sentence.tag(at) in "VZXBHW"
        is_mark = sentence.low(at) in _DASHES if is_dash else sentence.tag(at) == ","
        if sentence.tag(at) in ';"' and not is_mark:
            break
        if not is_mark:
            continue
        if is_told and sentence.tag(at + 1) not in "RUPD":
            break  # A verb stands between, and no clause that is put in holds it.
        nearest = nearest or at
        opens = sentence.tag(at + 1) in "DRPLGAJQU" or at + 2 == stop
        if (is_dash or opens) and sentence.tag(at - 1) in _ENDS:
            return at
        stop = at
    return nearest if nearest and sentence.tag(nearest - 1) in _ENDS else 0
