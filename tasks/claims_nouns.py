"""Plans and deadlines told by a noun, a participle or an infinitive: "intent to", "due on"."""

import re
from collections.abc import Iterator
from functools import cache

from tasks.claims_events import Event, infinitive, mood_of, times_behind
from tasks.claims_groups import Group, dates_behind, is_due, lemma_at, owns, verb_behind
from tasks.claims_lexicon import predicates
from tasks.claims_phrases import Phrase, antecedent, phrase_after, subject_of
from tasks.claims_words import Sentence
from warehouse.tables import Realis

_FORMS = re.compile("[IG]")
_POINTS_ON = ("by", "until", "on", "in", "at", "for")
_NEAR = 6
_OWN = ("its", "their", "his", "her")
_BOUNDS_TIME = ("after", "by", "until")


def places_of_nouns(sentence: Sentence) -> list[int]:
    """The words at which a noun, a participle or an infinitive may tell something."""
    telling, tags = _telling(), sentence.tags
    places = [match.start() for match in _FORMS.finditer(tags)]
    told = [at for at, word in enumerate(sentence.words) if word.low in telling]
    return sorted(places + [at for at in told if tags[at] in "NJL"]) if told else places


@cache
def _telling() -> frozenset[str]:
    held = predicates()
    return held.classes["intent"] | held.classes["due"] | frozenset(held.nominal)


def events_at(sentence: Sentence, at: int, groups: list[Group]) -> Iterator[Event]:
    """The events that a noun, a participle or an infinitive tells."""
    low, held, tag = sentence.words[at].low, predicates(), sentence.tags[at]
    if tag in "NJ":
        is_purpose = sentence.low(at - 2) == "in" and sentence.low(at - 1) in ("a", "an")
        if low in held.classes["intent"] and not is_purpose:
            yield from _intent(sentence, at, groups)
        if low in held.nominal:
            yield from _nominal(sentence, at)
    elif tag == "L" and is_due(sentence, at) and not _has_been(at, groups):
        yield from _scheduled(sentence, at)
    elif tag == "I":
        yield from _to_be(sentence, at)
    elif tag == "G":
        yield from _going_on(sentence, at, groups)


def _has_been(at: int, groups: list[Group]) -> bool:
    """Whether what was scheduled is told to have happened: "games due on Friday were held"."""
    return any(
        g.subject is not None
        and g.subject.first <= at < g.first
        and not g.modal
        and not g.is_present
        and not g.is_negated
        for g in groups
    )


def _intent(sentence: Sentence, at: int, groups: list[Group]) -> Iterator[Event]:
    """Russia's intent to withdraw; his plans for an exit by May; the deadline of May."""
    owner, to = owns(sentence, at) or _holder(at, groups), at + 1
    is_own = owner is not None and owner.last == at and sentence.low(owner.first) in _OWN
    holder = _holder(at, groups, _NEAR) if is_own else None
    owner, is_shared = holder or owner, holder is not None
    if sentence.low(to) == "for" and (doer := phrase_after(sentence, to + 1, to + 8)):
        owner, to = (doer, doer.last) if sentence.tag(doer.last) == "I" else (owner, to)
    if sentence.tag(to) == "I":
        is_denied = sentence.low(at - 1) == "no"
        told: Realis = "negated" if is_denied else "planned"
        frame = Event(at, to, "", told, "noun of intent", owner, is_shared=is_shared)
        event = infinitive(sentence, frame, to)
        if event is not None:
            yield event
    elif sentence.low(at) in predicates().classes["dated_intent"]:
        behind = times_behind(sentence, at, ";LG,")
        if any(relation in _POINTS_ON for relation in behind):
            lemma = sentence.low(at).removesuffix("s")
            yield Event(at, at, lemma, "planned", "dated intent", owner)


def _holder(at: int, groups: list[Group], reach: int = 3) -> Phrase | None:
    """Who "has plans to widen the road", or "announced plans" for it."""
    near = [g for g in groups if 0 < at - g.verb <= reach and not g.is_passive and g.lemma != "be"]
    return near[-1].subject if near else None


def _nominal(sentence: Sentence, at: int) -> Iterator[Event]:
    """The withdrawal from the station after 2024."""
    for n in range(at + 1, min(at + 8, len(sentence.words))):
        timex = sentence.words[n].timex
        if timex is not None:
            if timex.relation in _BOUNDS_TIME:
                lemma = predicates().nominal[sentence.low(at)]
                yield Event(at, at, lemma, "planned", "nominal", owns(sentence, at))
            return
        if sentence.tag(n) in ",;XBHWVZ":
            return


def _scheduled(sentence: Sentence, at: int) -> Iterator[Event]:
    """The debate scheduled for October 15."""
    if dates_behind(sentence, at) and sentence.low(at + 1) == "for":
        lemma = predicates().lemma(sentence.low(at))
        is_loose = sentence.tag(at - 1) == ","
        subject = subject_of(sentence, at - 1 if is_loose else at)
        yield Event(at, at, lemma, "planned", "due", subject, is_passive=True)


def _to_be(sentence: Sentence, at: int) -> Iterator[Event]:
    """The election to be held on August 9; until Thursday to throw it out."""
    behind = sentence.tags[at + 1 : at + 10]
    if sentence.low(at + 1) == "be" and sentence.tag(at + 2) in "LEV" and "T" in behind:
        thing = antecedent(sentence, at - 1) if sentence.tag(at - 1) in "NM" else None
        event = Event(at, at, "", "planned", "to be", thing or subject_of(sentence, at))
    elif sentence.tag(at - 1) == "T" and _relation(sentence, at - 1) in _BOUNDS_TIME:
        event = Event(at, at, "", "planned", "time to", _given_time(sentence, at))
    else:
        return
    told = infinitive(sentence, event, at)
    if told is not None:
        yield told


def _relation(sentence: Sentence, at: int) -> str | None:
    timex = sentence.words[at].timex
    return timex.relation if timex else None


def _given_time(sentence: Sentence, to: int) -> Phrase | None:
    """Who has until then: "gave the government until Thursday to", "has until Thursday to"."""
    at = to - 1
    while at > 0 and sentence.tag(at) in "TPU":
        at -= 1
    if sentence.tag(at) in "HVZ":
        return subject_of(sentence, at)
    return subject_of(sentence, at + 1) if sentence.tag(at) in "NM" else None


def _going_on(sentence: Sentence, at: int, groups: list[Group]) -> Iterator[Event]:
    """Before weakening on Thursday, an order delaying it until May: a dated verb in -ing."""
    if lemma_at(sentence, at) in predicates().classes["moves"]:
        if {"until", "to", "for"} & set(times_behind(sentence, at)):
            owner = _holder(at, groups, _NEAR)
            yield Event(at, at, lemma_at(sentence, at), "planned", "moved", owner, is_shared=True)
        return
    if sentence.tag(at - 1) not in "UP" or "T" not in sentence.tags[at + 1 : at + 8]:
        return
    before = [group for group in groups if group.verb < at and group.subject is not None]
    if not before:
        return
    realis, _ = mood_of(before[-1])
    lemma = predicates().lemma(sentence.low(at))
    to = at + 1
    if lemma in ("begin", "start") and sentence.tag(to) == "I":
        verb, _ = verb_behind(sentence, to)
        at, lemma = (verb, predicates().lemma(sentence.low(verb))) if verb > 0 else (at, lemma)
    yield Event(to - 1, at, lemma, realis, "dated -ing", before[-1].subject, is_shared=True)
