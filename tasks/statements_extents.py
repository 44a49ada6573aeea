"""How far the words that are reported reach."""

from collections.abc import Sequence

from tasks.segments import Span
from tasks.statements_grammar import is_finite, is_pronoun
from tasks.statements_phrases import phrase_after
from tasks.statements_units import QUOTE, Unit
from tasks.statements_verbs import Verb
from tasks.statements_words import word_class

_EDGE = frozenset({".", ",", ":", "—", "–", "!", "?", "…", "and", "but", "(", "-"})
_ABOUT_WHEN = frozenset({"after", "by", "until", "since", "before", "from", "to", "for"})
"""Relations of times that belong to what is reported rather than to the reporting."""
_OPENING = frozenset({"and", "but", "however", ",", "—", "–", "-", "while", "though"})


def clause_end(unit: Unit, first: int, later: Sequence[Verb]) -> int:
    """Behind the last word of a reported clause that begins at word `first`."""
    end = len(unit.words)
    for n in range(first, end):
        if unit.low(n) == ";" or (unit.low(n) == QUOTE and unit.low(n - 1) == "."):
            end = n
            break
    for verb in later:
        end = min(end, _break_before(unit, first, verb))
    return _trim(unit, first, end)


def phrase_end(unit: Unit, first: int, later: Sequence[Verb]) -> int:
    """Behind the last word of a reported noun phrase that begins at word `first`."""
    end = infinitive_end(unit, first, later)
    lows = [unit.low(n) for n in range(first, end)]
    for n in range(first + 1, end):
        word = unit.words[n]
        if word.mention is not None:
            continue
        if word.timex is not None:
            if unit.low(n - 1) in word_class("determiner") or unit.words[n - 1].timex:
                continue
            if word.timex.relation in _ABOUT_WHEN or "to" in lows[: n - first]:
                continue
            return _trim(unit, first, _before_preposition(unit, first, n))
        if word.low == "as" and _opens_clause(unit, n + 1):
            return _trim(unit, first, n)
        if word.low in word_class("phrase_break"):
            if n + 1 < end and unit.words[n + 1].timex is not None:
                continue
            return _trim(unit, first, _before_preposition(unit, first, n))
        is_medium = word.low in word_class("preposition") and _is_medium(unit, n)
        if is_medium or (word.low == "," and _ends_list(unit, n)):
            return _trim(unit, first, n)
    return end


def infinitive_end(unit: Unit, first: int, later: Sequence[Verb]) -> int:
    """Behind a reported infinitive: a coordinated clause with a subject of its own is outside."""
    end = clause_end(unit, first, later)
    for n in range(first + 1, end):
        word = unit.words[n]
        is_joint = word.mention is None and word.low in ("and", "but", "or")
        if is_joint and _opens_clause(unit, n + 1):
            return _trim(unit, first, n)
    return end


def quote_end(unit: Unit, at: int, later: Sequence[Verb]) -> int:
    """Behind a reported quotation at word `at`, with what goes on with it."""
    end = clause_end(unit, at, later)
    nearest = at + 1
    if nearest >= end:
        return nearest
    if is_finite(unit.words[nearest]):
        return end
    last = max((n for n in range(at, end) if unit.low(n) == QUOTE), default=at)
    return last + 1 if unit.low(nearest) in ("and", "or", ",") else nearest


def is_clause(unit: Unit, at: int, end: int) -> bool:
    """Whether the words from `at` on hold a finite verb that is no mere participle."""
    return _finite_in(unit, at, end) is not None


def is_plain_clause(unit: Unit, at: int, end: int) -> bool:
    """Whether one noun phrase and its finite verb begin right at word `at`."""
    finite = _finite_in(unit, at, end)
    if finite is None:
        return False
    between = range(at, finite)
    return not any(
        unit.words[n].is_mark
        or unit.low(n) in word_class("coordinator")
        or unit.low(n) in word_class("subordinator")
        for n in between
        if unit.words[n].mention is None
    )


def _finite_in(unit: Unit, at: int, end: int) -> int | None:
    for n in range(at, end):
        word = unit.words[n]
        if word.low in (";", ":"):
            return None
        if is_finite(word) and not (word.low.endswith("ed") and unit.low(n + 1) == "by"):
            return n
    return None


def left_pieces(unit: Unit, stop: int, least: int = 3) -> list[Span]:
    """The clause of at least so many words, or the quotation, that ends before word `stop`."""
    end = stop
    while end > 0 and unit.low(end - 1) in (",", "—", "–", "-"):
        end -= 1
    if end <= 0:
        return []
    if unit.low(end - 1) == QUOTE:
        first = end - 1
        if first > 0 and not unit.words[first - 1].is_mark:
            first = _clause_start(unit, first)
        return [unit.slice(first, end)]
    first = _clause_start(unit, end)
    return [unit.slice(first, end)] if end - first >= least else []


def resumed_quote(unit: Unit, at: int) -> list[Span]:
    """The quotation that goes on behind its speaker."""
    for n in range(at, min(at + 12, len(unit.words))):
        word = unit.words[n]
        if word.low == QUOTE:
            return [unit.slice(n, n + 1)]
        if word.mention is None and (word.low.endswith("ing") or word.low == "that"):
            return []
        if is_finite(word) or (word.is_mark and word.low not in (",", ":", "—", "–", "-", ".")):
            return []
    return []


def resumed_clause(
    unit: Unit, at: int, later: Sequence[Verb], *, is_due: bool = False
) -> list[Span]:
    """The clause that goes on behind "…, Smith said, …"; it is due behind "If it rains, …"."""
    if unit.low(at) != "," or unit.low(at + 1) == QUOTE:
        return []
    if unit.low(at + 1).endswith("ing") and not is_due:
        return []
    if unit.low(at + 1) in ("but", "while", "who", "which", "although", "as"):
        return []
    end = clause_end(unit, at + 1, later)
    is_other = any(verb.subject is not None and verb.subject.first == at + 1 for verb in later)
    if is_other and not is_due:
        return []
    has_verb = any(is_finite(word) for word in unit.words[at + 1 : end])
    return [unit.slice(at + 1, end)] if has_verb else []


def is_over(unit: Unit, at: int) -> bool:
    """Whether nothing more is said from word `at` on: the end, or a mark."""
    return unit.low(at) in ("", ".", ",", ";", "!", "?", "…", ")", ":", "—", "–")


def _trim(unit: Unit, first: int, end: int) -> int:
    while end > first and unit.low(end - 1) in _EDGE:
        end -= 1
    return end


def _break_before(unit: Unit, first: int, verb: Verb) -> int:
    """Where a later verb's clause breaks off the content; beyond the unit when it does not."""
    never = len(unit.words)
    if verb.first <= first:
        return never
    at = verb.subject.first if verb.subject else verb.first
    if at <= first:
        is_behind = verb.subject is not None and verb.subject.last <= first
        return _comma_before(unit, first, verb.first) if is_behind else never
    before = unit.low(at - 1)
    if verb.subject is None:
        while before in word_class("adverb"):
            at -= 1
            before = unit.low(at - 1)
        if before in ("and", "but", "then", "or"):
            return at - 1
        return at - 1 if before == "," and unit.low(verb.first).endswith("ing") else never
    if before in ("which", "who") and unit.low(at - 2) == ",":
        return at - 2
    is_loose = unit.low(at - 2) == "," or before not in ("and", "or")
    return at - 1 if before in word_class("conjunction") and is_loose else never


def _comma_before(unit: Unit, first: int, stop: int) -> int:
    """The comma that closes a parenthesis between a subject and its verb."""
    commas = [n for n in range(first, stop) if unit.low(n) == ","]
    return commas[-1] if commas else len(unit.words)


def _before_preposition(unit: Unit, first: int, at: int) -> int:
    while at > first + 1 and unit.low(at - 1) in word_class("preposition"):
        at -= 1
    return at


def _is_medium(unit: Unit, at: int) -> bool:
    """Whether "in a press release" or "on Twitter" begins at word `at`."""
    return unit.low(at) in ("in", "on", "via", "at", "during") and any(
        unit.low(n) in word_class("medium") for n in range(at + 2, at + 5)
    )


def _ends_list(unit: Unit, comma: int) -> bool:
    after = unit.low(comma + 1)
    return (
        after in word_class("conjunction")
        or after in word_class("subordinator")
        or after in word_class("preposition")
        or after.endswith("ing")
        or after in ("then", "also")
        or is_pronoun(unit.words[min(comma + 1, len(unit.words) - 1)])
    )


def _opens_clause(unit: Unit, at: int) -> bool:
    if at >= len(unit.words):
        return False
    if is_finite(unit.words[at]):
        return True
    phrase = phrase_after(unit, at)
    end = phrase.last if phrase else at
    return end < len(unit.words) and is_finite(unit.words[end])


def _clause_start(unit: Unit, end: int) -> int:
    """First word of the sentence or of the part behind a semicolon or a colon."""
    first = end
    while first > 0 and unit.low(first - 1) not in (";", ":"):
        first -= 1
    while first < end and unit.low(first) in _OPENING:
        first += 1
    return first
