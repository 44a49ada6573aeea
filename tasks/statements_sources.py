"""Statements whose source is given without a verb: "according to police", "reportedly"."""

from tasks.segments import Span
from tasks.statements_drafts import Draft
from tasks.statements_grammar import is_finite
from tasks.statements_lexicon import Cue
from tasks.statements_phrases import phrase_after, subject_before
from tasks.statements_subjects import can_speak
from tasks.statements_units import QUOTE, Unit
from tasks.statements_words import word_class
from warehouse.tables import Timex

_ACCORDING = Cue("according to", "say", frozenset())
_REPORTEDLY = Cue("reportedly", "say", frozenset())
_ATTRIBUTING = frozenset({"according", "per", "by"})
_AROUND = frozenset({",", "and", "but", "that", "which", "as", "because"})
"""What stands before an attribution when what it is about may go on, or begin, behind it."""


def find_attributed(unit: Unit) -> list[Draft]:
    """The statements of a unit that an adverb or a preposition marks as someone else's."""
    found: list[Draft] = []
    hearsay = word_class("hearsay")
    marking = _ATTRIBUTING | hearsay
    for at in [at for at, word in enumerate(unit.words) if word.low in marking]:
        low = unit.low(at)
        if low == "according" and unit.low(at + 1) == "to":
            draft = _according(unit, at, at + 2)
        elif (low == "per" and unit.low(at - 1) in ("", ",") and unit.words[at].timex is None) or (
            low == "by" and _is_by_report(unit, at)
        ):
            draft = _according(unit, at, at + 1)
        elif low in hearsay:
            draft = _hearsay(unit, at)
        else:
            continue
        if draft is not None:
            found.append(draft)
    return found


def find_introduced(unit: Unit, found: list[Draft]) -> list[Draft]:
    """A quotation behind a colon that no cue claims: the clause before it introduces it."""
    if unit.text.find(":", *unit.slice(0, len(unit.words))) < 0:
        return []
    at = next((n for n, word in enumerate(unit.words) if n > 1 and word.low == QUOTE), None)
    if at is None or unit.low(at - 1) != ":":
        return []
    span = unit.slice(at, at + 1)
    if any(start <= span[0] < end for draft in found for start, end in draft.content):
        return []
    for verb in range(1, at):
        if is_finite(unit.words[verb]) and unit.low(verb) not in word_class("auxiliary"):
            source = subject_before(unit, verb)
            if source is not None and can_speak(unit, source):
                where = unit.slice(source.first, source.last)
                return [Draft(None, unit.slice(verb, verb + 1), where, [span], "colon", 0.9)]
    return []


def _according(unit: Unit, at: int, behind: int) -> Draft | None:
    source = phrase_after(unit, behind)
    if source is None:
        return None
    content = _before(unit, at)
    after = source.last
    if content and _is_lead(unit, at) and unit.low(after) == ",":
        content = _after(unit, after)
    elif not content:
        while after < len(unit.words) and unit.low(after) not in (",", QUOTE):
            after += 1
        content = _after(unit, after)
    elif unit.low(after) == "," and unit.low(at - 1) in _AROUND:
        content += _after(unit, after)
    if not content:
        return None
    span = unit.slice(source.first, source.last)
    times = _timexes(unit, source.last, min(source.last + 4, len(unit.words)))
    cue = unit.slice(at, behind)
    return Draft(_ACCORDING, cue, span, content, "according to", 0.86, times)


def _is_by_report(unit: Unit, at: int) -> bool:
    """Whether "by early reports" begins at word `at`, beside a mark or at the start."""
    if unit.low(at - 1) not in ("", ",", "—", "–", "-"):
        return False
    return any(unit.low(n) in ("report", "reports", "accounts") for n in range(at + 1, at + 4))


def _is_lead(unit: Unit, at: int) -> bool:
    """Whether only a prepositional phrase stands before: "As a result, according to …"."""
    if unit.low(0) not in word_class("preposition"):
        return False
    return not any(is_finite(word) for word in unit.words[:at])


def _before(unit: Unit, at: int) -> list[Span]:
    """The clause in front of the attribution."""
    end = at
    while end > 0 and unit.low(end - 1) in (",", "—", "–", "("):
        end -= 1
    first = end
    while first > 0 and not _starts_clause(unit, first, end):
        first -= 1
    return [unit.slice(first, end)] if end - first >= 2 or unit.low(first) == QUOTE else []


def _starts_clause(unit: Unit, at: int, end: int) -> bool:
    before = unit.low(at - 1)
    if before in (";", ":"):
        return True
    return before in ("and", "but", "while", "though") and unit.low(at - 2) == "," and end - at > 4


def _after(unit: Unit, at: int) -> list[Span]:
    while at < len(unit.words) and unit.low(at) in (",", "that"):
        at += 1
    end = at
    while end < len(unit.words) and unit.low(end) != ";":
        end += 1
    while end > at and unit.words[end - 1].is_mark and unit.low(end - 1) not in (")", "]"):
        end -= 1
    return [unit.slice(at, end)] if end - at >= 2 or unit.low(at) == QUOTE else []


def _hearsay(unit: Unit, at: int) -> Draft | None:
    """What "reportedly" stands in: the clause around it, or the words behind it in a phrase."""
    first = at
    is_inner = unit.low(at - 1) == "," or unit.low(at - 1) in word_class("preposition")
    while first > 0 and not is_inner and not _breaks_hearsay(unit, first - 1):
        first -= 1
    end = at + 2 if unit.low(at + 1) == "," else at + 1
    behind = end
    while end < len(unit.words) and not _breaks_hearsay(unit, end):
        end += 1
    while end > at + 1 and unit.words[end - 1].is_mark and unit.low(end - 1) not in (")", "]"):
        end -= 1
    while first < at and unit.low(first) in ("and", "but", "or"):
        first += 1
    pieces = [(first, at), (behind, end)]
    content = [unit.slice(start, stop) for start, stop in pieces if start < stop]
    if not content:
        return None
    return Draft(_REPORTEDLY, unit.slice(at, at + 1), None, content, "hearsay", 0.77)


def _breaks_hearsay(unit: Unit, at: int) -> bool:
    low = unit.low(at)
    if low in (";", ":", ",", "—", "–") or low in word_class("hearsay_break"):
        return True
    return low in ("and", "but") and is_finite(unit.words[min(at + 1, len(unit.words) - 1)])


def _timexes(unit: Unit, first: int, last: int) -> list[Timex]:
    return list({id(w.timex): w.timex for w in unit.words[first:last] if w.timex}.values())
