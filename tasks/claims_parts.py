"""The parts of a claim around its verb: extent, time and object."""

from collections.abc import Collection
from typing import NamedTuple

from tasks.claims_triggers import Trigger
from tasks.statements_grammar import Phrase, is_finite
from tasks.statements_phrases import phrase_after
from tasks.statements_units import Unit
from tasks.statements_words import word_class
from warehouse.tables import Timex

_JOINTS = ("and", "but", "or", "while", "because", "although", "which", "who", "when")


class Clause(NamedTuple):
    """Words first … last-1 of a claim, its time, and its object."""

    first: int
    last: int
    timex: Timex | None
    target: Phrase | None


def read_clause(
    unit: Unit, trigger: Trigger, following: Trigger | None, said: Collection[str]
) -> Clause:
    """What stands around a trigger; `said` are the times of speaking, which date no claim."""
    stop = _stop(unit, trigger.verb + 1)
    if following is not None and following.first > trigger.verb:
        stop = min(stop, _start(following, trigger.verb))
    last = max(trigger.verb + 1, stop)
    if trigger.rule == "nominal":
        last = _behind_timex(unit, trigger.verb, last)
    while last > trigger.verb + 1 and _is_loose_end(unit, last - 1):
        last -= 1
    first = min(trigger.subject.first, trigger.first) if trigger.subject else trigger.first
    timex = _time(unit, trigger, first, last, said)
    return Clause(first, last, timex, _target(unit, trigger, last))


def _behind_timex(unit: Unit, first: int, last: int) -> int:
    """Behind the last word of the first time words."""
    dated = [n for n in range(first, last) if unit.words[n].timex]
    same = [n for n in dated if unit.words[n].timex is unit.words[dated[0]].timex]
    return same[-1] + 1 if same else last


def _start(following: Trigger, verb: int) -> int:
    """Where the next claim begins: at its subject if that stands behind this verb."""
    subject = following.subject
    return subject.first if subject and subject.first > verb else following.first


def _stop(unit: Unit, at: int) -> int:
    """Where the clause of a verb ends: at a mark, a new clause, or the end."""
    for n in range(at, len(unit.words)):
        word = unit.words[n]
        if word.mention is not None or word.timex is not None:
            continue
        if word.low in ";:—–" or word.low in '"“”':
            return n
        if word.low in _JOINTS and _opens_clause(unit, n):
            return n
        if word.low == "," and (
            _opens_clause(unit, n) or unit.low(n + 1) in word_class("conjunction")
        ):
            return n
    return len(unit.words)


def _opens_clause(unit: Unit, at: int) -> bool:
    low = unit.low(at)
    if low in ("which", "who", "because", "although", "while", "when"):
        return True
    after = unit.low(at + 1)
    if low == ",":
        return after.endswith("ing") or after in word_class("relative")
    phrase = phrase_after(unit, at + 1)
    end = phrase.last if phrase else at + 1
    return end < len(unit.words) and is_finite(unit.words[end])


def _is_loose_end(unit: Unit, at: int) -> bool:
    word = unit.words[at]
    if word.mention is not None or word.timex is not None:
        return False
    return (word.is_mark and word.low not in ")%") or word.low in ("and", "but", "or", "that")


def _time(
    unit: Unit, trigger: Trigger, first: int, last: int, said: Collection[str]
) -> Timex | None:
    """The first time behind the verb; else one inside the clause; else the one that leads."""
    behind = [w.timex for w in unit.words[trigger.verb : last] if w.timex]
    own = trigger.subject.last if trigger.subject else first
    inside = [w.timex for w in unit.words[own : trigger.verb] if w.timex]
    leading = _leading(unit, first)
    if trigger.rule == "event":
        inside = [timex for timex in inside if timex.relation not in ("after", "by", "until")]
    for timexes in (behind, inside, leading):
        usable = [t for t in timexes if t.timex_id not in said and t.type in ("DATE", "TIME")]
        dated = [t for t in usable if t.begins or t.ends]
        if dated:
            return dated[0]
    return None


def _leading(unit: Unit, first: int) -> list[Timex]:
    """Times of "On Friday, …" before the subject, no verb between."""
    found: list[Timex] = []
    for word in reversed(unit.words[:first]):
        if is_finite(word) or word.low in (";", ":"):
            break
        if word.timex:
            found.append(word.timex)
    return found


def _target(unit: Unit, trigger: Trigger, last: int) -> Phrase | None:
    """What is acted on: the noun phrase behind the verb or its preposition."""
    at = trigger.verb + 1
    while unit.low(at) in word_class("adverb"):
        at += 1
    if at < last and unit.low(at) in word_class("preposition"):
        at += 1
    if at >= last or unit.words[at].timex is not None or unit.low(at) in ("to", "that"):
        return None
    phrase = phrase_after(unit, at)
    return Phrase(phrase.first, min(phrase.last, last)) if phrase else None
