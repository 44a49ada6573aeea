"""What a reporting word may report where no frame of its own fits: for weights to judge."""

from collections.abc import Sequence

from tasks.segments import Span
from tasks.statements_drafts import Draft, with_time
from tasks.statements_extents import clause_end, is_over, left_pieces
from tasks.statements_grammar import Phrase
from tasks.statements_phrases import phrase_after
from tasks.statements_subjects import clause_subject
from tasks.statements_units import Unit
from tasks.statements_verbs import Verb

_LEAST = 0.1
"""Confidence before weights have judged."""


def read_loosely(unit: Unit, verb: Verb, later: Sequence[Verb]) -> Draft | None:
    """The clause behind a verb, or before it, or the subject of a passive."""
    subject = verb.subject
    if subject is not None and subject.is_passive:
        source, content = _passive(unit, verb, subject, later)
    else:
        source = subject or clause_subject(unit, verb.first)
        content = _content(unit, verb, source, later)
    if not content:
        return None
    where = unit.slice(source.first, source.last) if source else None
    cue = unit.slice(verb.first, verb.last)
    timexes = list(verb.timexes)
    draft = Draft(verb.cue, cue, where, content, "loose", _LEAST, timexes)
    return with_time(unit, verb, draft)


def _passive(
    unit: Unit, verb: Verb, subject: Phrase, later: Sequence[Verb]
) -> tuple[Phrase | None, list[Span]]:
    at, said = verb.content, [unit.slice(subject.first, subject.last)]
    source = phrase_after(unit, at + 1) if unit.low(at) == "by" else None
    at = source.last if source else at
    end = at if is_over(unit, at) else clause_end(unit, at, later)
    return source, [*said, unit.slice(at, end)] if end > at else said


def _content(unit: Unit, verb: Verb, source: Phrase | None, later: Sequence[Verb]) -> list[Span]:
    at = verb.content
    while unit.low(at) in (":", ","):
        at += 1
    if is_over(unit, verb.content) and source is not None and source.first > 0:
        return left_pieces(unit, source.first)
    end = clause_end(unit, at, later)
    return [unit.slice(at, end)] if end > at else []
