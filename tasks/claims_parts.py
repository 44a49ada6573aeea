"""The parts of a claim around its verb: extent, time and object."""

from typing import NamedTuple

from tasks.claims_events import Event
from tasks.claims_groups import Group
from tasks.claims_phrases import Phrase, phrase_after
from tasks.claims_times import bounded, time_of
from tasks.claims_words import Sentence
from warehouse.tables import Timex

_WIDE = 8
"""Words of an antecedent above which a relative clause stands for itself."""


class Clause(NamedTuple):
    """Words first … last-1 of a claim, its time, and its object."""

    first: int
    last: int
    timex: Timex | None
    target: Phrase | None
    is_free: bool = False
    """Whether the time dates the verb, not a noun beside it."""


Starts = list[tuple[int, int, int]]
"""Verb, first word of its clause, first word of its verb group, in the order of the verbs."""


def clause_starts(sentence: Sentence, events: list[Event], groups: list[Group]) -> Starts:
    """Where the clause of each verb begins."""
    complements = {event.verb for event in events if event.matrix >= 0}
    starts = {group.verb: (_limit(sentence, group), group.first) for group in groups}
    starts |= {e.verb: (_limit(sentence, e), e.first) for e in events if e.verb not in complements}
    return sorted((verb, *place) for verb, place in starts.items())


def read_clause(sentence: Sentence, event: Event, starts: Starts, said: str | None) -> Clause:
    """What stands around an event; `said` is the time of speaking, which dates no claim."""
    last = _stop(sentence, event, starts)
    if event.rule == "nominal":
        last = _behind_timex(sentence, event.verb, last)
    while last > event.verb + 1 and _is_loose(sentence, last - 1):
        last -= 1
    first = _start(event)
    leading = _leading(sentence, event, first)
    timex, place = time_of(sentence, event, (first, last, leading), said)
    is_leading = place == "leading"
    if timex is not None:
        timex = bounded(sentence, timex, (event.verb, last), leading if is_leading else -1)
    first = leading if is_leading and _is_near(sentence, leading, first) else first
    target = event.target or _target(sentence, event, last)
    return Clause(first, last, timex, target, place in ("free", "leading"))


def with_content(sentence: Sentence, event: Event, clause: Clause, end: int) -> Clause:
    """The clause of a reporting verb with what it reports, which ends at a character."""
    last = clause.last
    while last < len(sentence.words) and sentence.words[last].end <= end:
        last += 1
    while last > clause.last and _is_loose(sentence, last - 1):
        last -= 1
    first = event.verb + 1
    while first < last and sentence.tag(first) in 'RTAP"':
        first += 1
    if last <= clause.last or first >= last:
        return clause
    return clause._replace(last=last, target=clause.target or Phrase(first, last))


def behind_content(sentence: Sentence, event: Event, clause: Clause, end: int) -> Clause:
    """The clause of a reporting verb without what it reports, which ends before it."""
    first = clause.first
    while first < event.first and sentence.words[first].start < end:
        first += 1
    while first < event.first and sentence.tag(first) in ',"':
        first += 1
    is_within = clause.timex is not None and clause.timex.start_char < end
    return clause._replace(first=first, timex=None if is_within else clause.timex)


def _start(event: Event | Group) -> int:
    """Where a clause begins: at its own subject, or at its verb where that is shared."""
    if event.subject is None or event.is_shared or event.subject.first > event.verb:
        return event.first
    if event.subject.is_relative and event.subject.last - event.subject.first > _WIDE:
        return event.subject.last
    return min(event.subject.first, event.first)


def _limit(sentence: Sentence, event: Event | Group) -> int:
    """Where the clause before ends: ahead of this one, but with what a relative adds to."""
    if event.rule == "noun of intent":
        return event.first + 1
    subject = event.subject
    if subject is not None and subject.is_relative and subject.last <= event.first:
        relative = sentence.tags.rfind("R", subject.last, event.first)
        return max(relative, subject.last)
    return _start(event)


def _stop(sentence: Sentence, event: Event, starts: Starts) -> int:
    """Where a clause ends: at a mark, at the next clause, or with the sentence."""
    stop = len(sentence.words)
    for verb, start, first in starts:
        if verb > event.verb and verb != event.matrix:
            own = start if start > event.verb else max(first, event.verb + 1)
            stop = _opening(sentence, own, event.verb + 1)
            break
    at = sentence.tags.find(";", event.verb + 1, stop)
    while at >= 0 and sentence.words[at].mention is not None:
        at = sentence.tags.find(";", at + 1, stop)
    return at if at >= 0 else stop


def _opening(sentence: Sentence, start: int, bottom: int) -> int:
    """Where what leads a clause begins: ", and since May 1, it has", "to which on May 1 it"."""
    at = start
    while at > bottom and sentence.tag(at - 1) in "AT":
        at -= 1
    if at < start:
        at -= sentence.tag(at - 1) in "PU"
        return at if at > bottom and sentence.tag(at - 1) in "RUC" else start
    if sentence.tag(at - 1) != ",":
        return start
    at -= 1
    while at > bottom and sentence.tag(at - 1) not in ',;"':
        at -= 1
    is_leading = sentence.tag(at) in "CU" and at > bottom and sentence.tag(at - 1) == ","
    return at if is_leading else start


def _is_loose(sentence: Sentence, at: int) -> bool:
    """Whether a word at the end of a clause belongs to what follows."""
    tag = sentence.tag(at)
    return tag in ',;C"RUPDI(' or (tag == "-" and sentence.low(at) in ".-/")


def _behind_timex(sentence: Sentence, first: int, last: int) -> int:
    """Behind the last word of the first time words."""
    dated = [n for n in range(first, last) if sentence.tag(n) == "T"]
    if not dated:
        return last
    timex = sentence.words[dated[0]].timex
    return [n for n in dated if sentence.words[n].timex is timex][-1] + 1


def _leading(sentence: Sentence, event: Event, first: int) -> int:
    """Where "On Friday, …" begins before a clause; the clause's own first word if nowhere."""
    at = first
    if event.is_shared or (event.subject and event.subject.is_relative):
        return first
    while at > 0 and sentence.tag(at - 1) not in ';"XBHWVZR' and not _breaks(sentence, at):
        at -= 1
        if sentence.tag(at) == "C" and sentence.tag(at - 1) == ",":
            return at + 1
    return at


def _breaks(sentence: Sentence, at: int) -> bool:
    """Whether a new line begins with a word: a date line above the sentence is no part of it."""
    return "\n" in sentence.text[sentence.words[at - 1].end : sentence.words[at].start]


def _is_near(sentence: Sentence, leading: int, first: int) -> bool:
    return first - leading <= 14 and "T" in sentence.tags[leading:first]


def _target(sentence: Sentence, event: Event, last: int) -> Phrase | None:
    """What is acted on: the noun phrase behind the verb or its preposition."""
    at = event.verb + 1
    while sentence.tag(at) == "A" and at < last:
        at += 1
    if sentence.tag(at) == "P":
        at += 1
    if at >= last or sentence.tag(at) in "TIUR":
        return None
    is_doing = sentence.low(at).endswith("ing") and sentence.tag(at + 1) in "DSM"
    phrase = phrase_after(sentence, at + is_doing, last)
    return phrase._replace(first=at) if phrase else None
