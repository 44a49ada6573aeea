"""How an event is meant once its time and the statement around it are known."""

from datetime import date

from tasks.claims_events import Event
from tasks.claims_lexicon import predicates
from tasks.claims_names import named_in
from tasks.claims_parts import Clause
from tasks.claims_words import Sentence
from warehouse.tables import Statement, Timex

_ENDING = ("until", "by", "to")
_LATER = ("later", "eventually", "subsequently", "finally", "ultimately")
"""Words behind "would" that make it tell what came of it: "he would later become mayor"."""
_NEAR = 2
"""Words behind "is" within which a day is what is told of the subject: "the vote is on May 1"."""
_UNBOUND = ("noun of intent", "ordered")
"""Frames whose past time is that of the act which tells of the plan: "got leave in May to go"."""


def weigh(
    sentence: Sentence,
    event: Event,
    clause: Clause,
    statement: Statement | None,
    dct: date | None,
) -> tuple[Event, Clause]:
    """The event with the realis that its time and its statement leave it, and its clause."""
    if _is_denied(event, statement):
        return event._replace(realis="negated"), clause
    if event.realis == "actual" and event.is_present and _is_ahead(sentence, event, clause, dct):
        return event._replace(realis="planned", rule="ahead"), clause
    if event.realis == "actual" and _is_to_come(clause.timex, dct):
        if sentence.low(event.verb) in predicates().classes["due"]:
            return event._replace(realis="planned", rule="due"), clause
        return event, clause._replace(timex=None)
    if event.realis == "planned" and _is_over(clause.timex, dct):
        if event.rule in _UNBOUND or _is_of_telling(sentence, event, clause):
            clause = clause._replace(timex=None)
        elif _is_told_of_then(sentence, event, statement):
            event = event._replace(realis="actual")
    if event.realis == "planned" and clause.timex is None:
        event = _undated(sentence, event, statement)
    return event, clause


def _is_denied(event: Event, statement: Statement | None) -> bool:
    """What is told in the content of a denial is told as not so."""
    is_told = event.realis == "actual" and event.rule in ("event", "going")
    return is_told and statement is not None and statement.attitude == "deny"


def _is_ahead(sentence: Sentence, event: Event, clause: Clause, dct: date | None) -> bool:
    """Whether what the present tells lies ahead: "the fair opens tomorrow"."""
    timex = clause.timex
    if timex is None or dct is None or not clause.is_free:
        return False
    near = sentence.words[min(event.verb + _NEAR, len(sentence.words) - 1)].start
    if event.lemma == "be" and timex.start_char > near:
        return False
    if timex.begins is not None:
        return _is_to_come(timex, dct)
    return timex.relation in _ENDING and timex.ends is not None and timex.ends > dct


def _is_of_telling(sentence: Sentence, event: Event, clause: Clause) -> bool:
    """Whether a time before the verb dates the telling: "On May 1 they agreed to leave"."""
    timex, verb = clause.timex, sentence.words[event.verb].start
    return event.rule == "verb of intent" and timex is not None and timex.start_char < verb


def _is_to_come(timex: Timex | None, dct: date | None) -> bool:
    """Whether a time lies ahead, so that it is not when something was done."""
    return bool(timex and timex.begins and dct and timex.begins > dct)


def _is_told_of_then(sentence: Sentence, event: Event, statement: Statement | None) -> bool:
    """Whether what reads like a plan tells what was: "in 1960 a path will lead to the house"."""
    if event.rule == "will":
        return statement is None
    return event.rule == "dated -ing" or sentence.low(event.verb) in predicates().classes["due"]


def _is_over(timex: Timex | None, dct: date | None) -> bool:
    return bool(timex and timex.ends and dct and timex.ends <= dct)


def _undated(sentence: Sentence, event: Event, statement: Statement | None) -> Event:
    """A named or reported "would" tells a plan in the past; any other what might follow."""
    if event.rule == "must":
        return event._replace(realis="conditional")
    if event.rule != "would":
        return event
    if statement is not None and statement.type == "direct":
        return event._replace(realis="conditional")
    if sentence.low(event.verb - 1) in _LATER:
        return event._replace(realis="actual")
    subject = event.subject
    is_named = subject is not None and (
        named_in(sentence, subject) is not None or sentence.tag(subject.first) == "O"
    )
    is_reported = statement is not None and statement.type == "indirect"
    return event if is_named or is_reported else event._replace(realis="conditional")
