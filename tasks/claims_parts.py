"""The parts of a claim around its verb: extent, time and object."""

from dataclasses import replace
from typing import NamedTuple

from tasks.claims_events import Event
from tasks.claims_groups import Group
from tasks.claims_phrases import Phrase, phrase_after
from tasks.claims_words import Sentence
from warehouse.tables import Timex

_FAR = 30
"""Words behind a passive within which its "by" is looked for."""
_WIDE = 8
"""Words of an antecedent above which a relative clause stands for itself."""


class Clause(NamedTuple):
    """Words first … last-1 of a claim, its time, and its object."""

    first: int
    last: int
    timex: Timex | None
    target: Phrase | None


Starts = list[tuple[int, int, int]]
"""Verb, first word of its clause, first word of its verb group, in the order of the verbs."""


def clause_starts(events: list[Event], groups: list[Group]) -> Starts:
    """Where the clause of each verb begins."""
    complements = {event.verb for event in events if event.matrix >= 0}
    starts = {group.verb: (_start(group), group.first) for group in groups}
    starts |= {e.verb: (_start(e), e.first) for e in events if e.verb not in complements}
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
    timex, is_leading = _time(sentence, event, (first, last, leading), said)
    if timex is not None:
        timex = _bounded(sentence, timex, (event.verb, last), leading if is_leading else -1)
    first = leading if is_leading and _is_near(sentence, leading, first) else first
    return Clause(first, last, timex, event.target or _target(sentence, event, last))


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


def _start(event: Event | Group) -> int:
    """Where a clause begins: at its own subject, or at its verb where that is shared."""
    if event.subject is None or event.is_shared or event.subject.first > event.verb:
        return event.first
    if event.subject.is_relative and event.subject.last - event.subject.first > _WIDE:
        return event.subject.last
    return min(event.subject.first, event.first)


def _stop(sentence: Sentence, event: Event, starts: Starts) -> int:
    """Where a clause ends: at a mark, at the next clause, or with the sentence."""
    stop = len(sentence.words)
    for verb, start, first in starts:
        if verb > event.verb and verb != event.matrix:
            stop = start if start > event.verb else max(first, event.verb + 1)
            break
    for at in range(event.verb + 1, stop):
        if sentence.tag(at) == ";" and sentence.words[at].mention is None:
            return at
    return stop


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
    return at


def _breaks(sentence: Sentence, at: int) -> bool:
    """Whether a new line begins with a word: a date line above the sentence is no part of it."""
    return "\n" in sentence.text[sentence.words[at - 1].end : sentence.words[at].start]


def _is_near(sentence: Sentence, leading: int, first: int) -> bool:
    return first - leading <= 14 and "T" in sentence.tags[leading:first]


def _time(
    sentence: Sentence, event: Event, extent: tuple[int, int, int], said: str | None
) -> tuple[Timex | None, bool]:
    """The time behind the verb, beside it, or leading; last, one that only modifies a noun."""
    first, last, leading = extent
    behind = _dated(sentence, event.verb, last, said)
    free = [at for at in behind if not _modifies(sentence, event.verb, at)]
    beside = _dated(sentence, _beside(sentence, event.first), event.verb, said)
    before = _dated(sentence, leading, first, said)
    own = [at for at in _dated(sentence, *_own(sentence, event), said) if _is_on(sentence, at)]
    if event.realis == "planned":
        behind = [at for at in behind if not _is_since(sentence, at)]
    for places, is_leading in (
        (free, False),
        (beside, False),
        (before, True),
        (own, False),
        (behind, False),
    ):
        if places:
            return sentence.words[places[0]].timex, is_leading
    return None, False


def _is_on(sentence: Sentence, at: int) -> bool:
    """Whether a time inside a subject tells when: "a fire on Saturday", not "notes from 2010"."""
    timex = sentence.words[at].timex
    return timex is not None and timex.relation in (None, "on", "in", "at", "for")


def _is_since(sentence: Sentence, at: int) -> bool:
    timex = sentence.words[at].timex
    return timex is not None and timex.relation == "since"


def _own(sentence: Sentence, event: Event) -> tuple[int, int]:
    """The words of a subject up to what is told of it: "A fire on Saturday killed"."""
    subject = event.subject
    if subject is None or event.is_shared or subject.first > event.verb:
        return 0, 0
    end = subject.first
    while end < min(subject.last, event.first) and sentence.tag(end) != "R":
        end += 1
    return subject.first, end


def _bounded(sentence: Sentence, timex: Timex, extent: tuple[int, int], leading: int) -> Timex:
    """The time with the bound that words further off give it: "since the closure in 2011"."""
    is_point = timex.relation in (None, "on", "in", "at")
    if leading >= 0 and is_point and sentence.low(leading) == "since":
        return replace(timex, relation="since", ends=None)
    if timex.relation != "from" or timex.ends is not None:
        return timex
    for at in range(*extent):
        other = sentence.words[at].timex
        if other is None or other.ends is None or other.start_char <= timex.start_char:
            continue
        if timex.begins is not None and other.ends <= timex.begins:
            continue
        if {"until", "to", "through"} & {sentence.low(n) for n in range(at - 4, at)}:
            return replace(timex, ends=other.ends)
    return timex


def _dated(sentence: Sentence, begin: int, end: int, said: str | None) -> list[int]:
    """The words of times in a stretch, but for the time of speaking."""
    return [
        at
        for at in range(begin, end)
        if sentence.tag(at) == "T"
        and (timex := sentence.words[at].timex) is not None
        and timex.timex_id != said
        and timex.type in ("DATE", "TIME")
    ]


def _modifies(sentence: Sentence, verb: int, at: int) -> bool:
    """Whether a time belongs to a noun: "the 2018 run", "the decision made on Monday"."""
    after = at
    while sentence.tag(after) == "T":
        after += 1
    is_inside = sentence.tag(after) in 'NMJ"' and sentence.tag(at - 1) in "DSJNM"
    is_owner = sentence.tag(after) == "S"
    return is_inside or is_owner or "L" in sentence.tags[verb + 1 : at]


def _beside(sentence: Sentence, first: int) -> int:
    """Where times and adverbs in front of a verb group begin: "police on Friday arrested"."""
    at = first
    while at > 0 and sentence.tag(at - 1) in "AT":
        at -= 1
    return at


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


def agent_of(sentence: Sentence, verb: int) -> Phrase | None:
    """Who did what a passive tells: the noun phrase behind "by" in the same clause."""
    for at in range(verb + 1, min(verb + _FAR, len(sentence.words))):
        if sentence.tags[at] in ",;XBHWVZRU":
            return None
        if sentence.low(at) != "by":
            continue
        first = at + 1
        while sentence.tag(first) == "A":
            first += 1
        phrase = phrase_after(sentence, first, len(sentence.words))
        return _with_name(sentence, phrase) if phrase and _can_act(sentence, phrase) else None
    return None


def _can_act(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase behind "by" tells who, not how: "by mail", "by 5 percent"."""
    tags = sentence.tags[phrase.first : phrase.last]
    if tags[0] == "Q" and "M" not in tags and len(tags) < 3:
        return False
    return tags[0] in "DSo" or "M" in tags or sentence.low(phrase.last - 1).endswith("s")


def _with_name(sentence: Sentence, phrase: Phrase) -> Phrase:
    """The phrase with the name that stands behind its comma: "by his son, Ana Silva"."""
    at = phrase.last
    mention = sentence.words[at + 1].mention if at + 1 < len(sentence.words) else None
    if sentence.tag(at) != "," or mention is None or mention.type != "PERSON":
        return phrase
    while at + 1 < len(sentence.words) and sentence.words[at + 1].mention is mention:
        at += 1
    return phrase._replace(last=at + 1)
