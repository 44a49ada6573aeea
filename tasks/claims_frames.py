"""What a sentence tells: its events, plans, deadlines and conditions, each at its verb or noun."""

import re
from collections.abc import Iterator

from tasks.claims_events import Event, infinitive, mood_of, times_behind
from tasks.claims_grammar import grammar_class
from tasks.claims_groups import Group, dates_behind, is_due, lemma_at, negates, verb_behind
from tasks.claims_lexicon import predicates
from tasks.claims_nouns import events_at, places_of_nouns
from tasks.claims_phrases import head_at, phrase_after
from tasks.claims_words import Sentence
from warehouse.tables import Realis

_AHEAD = frozenset({"until", "by", "for"})
_ABLE = ("able", "unable")
_STARTS = ("start", "begin")
_SHARED = re.compile("[FG]")
_FAR = 20
"""Words beyond which no verb shares the frame of an earlier one."""


def find_events(sentence: Sentence, groups: list[Group]) -> list[Event]:
    """The events of a sentence in the order of their verbs, one for each verb at most."""
    found: dict[int, Event] = {}
    for group in groups:
        for event in _of_group(sentence, group):
            if group.rule == "going" and found:
                event = event._replace(realis=_goingmood_of(event, found[max(found)]))
            found.setdefault(event.verb, event)
    taken = {group.verb for group in groups}
    for at in places_of_nouns(sentence):
        if at not in taken:
            for event in events_at(sentence, at, groups):
                found.setdefault(event.verb, event)
    if found and "C" in sentence.tags:
        _coordinate(sentence, found)
    events = [found[verb] for verb in sorted(found)]
    if sentence.low(len(sentence.words) - 1) == "?":
        return [event._replace(realis="conditional") for event in events]
    if "U" not in sentence.tags:
        return events
    known = grammar_class("condition")
    conditions = [at for at, word in enumerate(sentence.words) if word.low in known]
    is_open = any(_is_condition(sentence, at) for at in conditions)
    return [_under_condition(sentence, event) for event in events] if is_open else events


def _goingmood_of(event: Event, before: Event) -> Realis:
    return before.realis if before.realis in ("planned", "conditional") else event.realis


def _coordinate(sentence: Sentence, found: dict[int, Event]) -> None:
    """Add the verbs that share the frame before them: "will land and stay until May"."""
    for match in _SHARED.finditer(sentence.tags):
        at, tag = match.start(), match.group()
        if at in found:
            continue
        joint = at - 1
        while sentence.tag(joint) in "An":
            joint -= 1
        earlier = [verb for verb in found if verb < joint and sentence.tag(verb) == tag]
        if sentence.tag(joint) != "C" or not earlier or joint - max(earlier) > _FAR:
            continue
        event = found[max(earlier)]
        is_negated = "n" in sentence.tags[joint:at]
        found[at] = event._replace(
            first=joint + 1,
            verb=at,
            lemma=lemma_at(sentence, at),
            is_shared=True,
            is_passive=False,
            matrix=-1,
            realis=_sharedmood_of(sentence, event, at) if is_negated else event.realis,
        )


def _sharedmood_of(sentence: Sentence, event: Event, at: int) -> Realis:
    is_plan = event.realis == "planned" and not _is_until(sentence, at)
    return "negated" if is_plan else event.realis


def _of_group(sentence: Sentence, group: Group) -> Iterator[Event]:
    """The events of a verb group: its own, or the one that it announces."""
    if group.lemma == "have" and sentence.low(group.verb + 1) == "until":
        return  # What he has until May to do is told at its own verb.
    planned = _announced(sentence, group)
    if planned is not None:
        yield planned
        if planned.rule == "due" or group.lemma not in predicates().classes["speech"]:
            return
    group, matrix = _begun(sentence, group)
    realis, rule = mood_of(group)
    if rule == "would" and "H" in sentence.tags[group.first : group.verb]:
        realis = "conditional"
    if realis == "actual" and _is_moved(sentence, group):
        realis, rule = "planned", "moved"
    if realis == "actual" and group.is_present and _is_deadline(sentence, group):
        realis, rule = "planned", "deadline"
    is_denied = group.is_negated or negates(sentence, group.subject) or _denies(sentence, group)
    if is_denied and rule != "may" and not _is_not_until(sentence, group):
        realis = "negated"
    yield Event(
        group.first,
        group.verb,
        group.lemma,
        realis,
        rule,
        group.subject,
        group.is_passive,
        group.is_shared,
        group.is_present,
        matrix,
    )


def _begun(sentence: Sentence, group: Group) -> tuple[Group, int]:
    """What "is trying to" or "kept" do, with the verb that begins it; the group and -1 else.

    A plan to start building is none to have built.
    """
    is_plan = bool(group.modal) and group.lemma in _STARTS
    at = _skip(sentence, group.verb + 1)
    is_able = group.lemma == "be" and sentence.low(at) in _ABLE
    is_begun = group.lemma in predicates().classes["begun"] and not is_plan
    if group.is_passive or not (is_able or is_begun):
        return group, -1
    at += is_able
    verb, is_passive = (at, False) if sentence.tag(at) == "G" else (-1, False)
    if sentence.tag(at) == "I":
        verb, is_passive = verb_behind(sentence, at)
    if verb < 0:
        return group, -1
    is_negated = group.is_negated or sentence.low(at - 1) == "unable"
    done = group._replace(verb=verb, lemma=lemma_at(sentence, verb), is_passive=is_passive)
    return done._replace(is_negated=is_negated), group.verb


def _is_not_until(sentence: Sentence, group: Group) -> bool:
    """What will not open until May is planned for May."""
    return bool(group.modal) and group.lemma != "wait" and _is_until(sentence, group.verb)


def _is_until(sentence: Sentence, verb: int) -> bool:
    return "until" in times_behind(sentence, verb)


def _is_moved(sentence: Sentence, group: Group) -> bool:
    """They postponed the vote until May."""
    if sentence.low(group.verb) not in predicates().classes["moved"]:
        return False
    behind = times_behind(sentence, group.verb)
    return any(relation in ("until", "to", "for") for relation in behind)


def _is_deadline(sentence: Sentence, group: Group) -> bool:
    """The deadline stands at May 1."""
    subject = group.subject
    is_dated = dates_behind(sentence, group.verb) or sentence.tag(group.verb + 1) == "T"
    if subject is None or not is_dated:
        return False
    return sentence.low(head_at(sentence, subject)) in predicates().classes["dated_intent"]


def _denies(sentence: Sentence, group: Group) -> bool:
    return not group.is_passive and sentence.low(group.verb + 1) == "no"


def _announced(sentence: Sentence, group: Group) -> Event | None:
    """What "is due to", "plans to" and "wants Iran to" announce."""
    at = group.verb
    if not is_due(sentence, at):
        at = _skip(sentence, group.verb + 1)
        at = at if group.lemma == "be" and is_due(sentence, at) else -1
    if at >= 0 and (group.is_passive or group.lemma == "be"):
        return _due(sentence, at, group)
    if group.lemma in predicates().classes["intends"] and not group.is_passive:
        return _intended(sentence, group)
    return None


def _due(sentence: Sentence, at: int, group: Group) -> Event | None:
    frame = Event(group.first, at, "", "planned", "due", group.subject, matrix=group.verb)
    to = _skip_to(sentence, at + 1)
    if group.modal in predicates().classes["modal_may"]:
        frame = frame._replace(realis="conditional")
    if sentence.tag(to) == "I":
        return infinitive(sentence, frame, to, group.is_negated)
    if sentence.low(to) == "to" and sentence.tag(to + 1) == "G":
        return frame._replace(verb=to + 1, lemma=lemma_at(sentence, to + 1))
    is_set = _is_arranged(sentence, at) and bool(set(times_behind(sentence, at)) & _AHEAD)
    if dates_behind(sentence, at) or is_set:
        lemma = predicates().lemma(sentence.low(at))
        return frame._replace(lemma=lemma, is_passive=lemma != "due", matrix=-1)
    return None


def _is_arranged(sentence: Sentence, at: int) -> bool:
    """Whether a word says by itself that something is arranged: "planned", "scheduled"."""
    return sentence.low(at) in predicates().classes["arranged"]


def _intended(sentence: Sentence, group: Group) -> Event | None:
    told: Realis = "negated" if group.lemma in ("refuse", "decline") else "planned"
    frame = Event(group.first, -1, "", told, "verb of intent", group.subject, matrix=group.verb)
    at = _skip_to(sentence, group.verb + 1)
    if sentence.tag(at) == "I":
        return infinitive(sentence, frame, at, group.is_negated)
    target = phrase_after(sentence, at, len(sentence.words))
    if target is None or sentence.tag(target.last) != "I":
        return None
    keeps = group.lemma in predicates().classes["own_subject"]
    doer, thing = (group.subject, target) if keeps else (target, None)
    frame = frame._replace(subject=doer, target=thing)
    return infinitive(sentence, frame, target.last, group.is_negated)


def _skip(sentence: Sentence, at: int) -> int:
    while sentence.tag(at) == "A":
        at += 1
    return at


def _is_condition(sentence: Sentence, at: int) -> bool:
    """Whether a word sets a condition: "if", but not in "is to decide within a month if"."""
    if sentence.low(at) not in grammar_class("condition"):
        return False
    before = (lemma_at(sentence, n) for n in range(max(0, at - 5), at))
    return not any(lemma in predicates().classes["asking"] for lemma in before)


def _skip_to(sentence: Sentence, at: int) -> int:
    """The `to` behind adverbs and a time: "is expected on Monday to"; without one, as it was."""
    at = to = _skip(sentence, at)
    to += sentence.tag(to) == "P"
    while sentence.tag(to) == "T":
        to += 1
    return to if sentence.tag(to) == "I" and sentence.tag(to - 1) == "T" else at


def _under_condition(sentence: Sentence, event: Event) -> Event:
    """A plan in a sentence with "if", and whatever stands in the clause behind it, depends."""
    at = event.first
    while at > 0 and sentence.tag(at - 1) not in ",;":
        at -= 1
        if _is_condition(sentence, at):
            return event._replace(realis="conditional")
    return event._replace(realis="conditional") if event.realis == "planned" else event
