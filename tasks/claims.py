"""Claims: who does what when, as stated or reported. Plans, deadlines and main events."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from tasks.claims_actors import Actors
from tasks.claims_agents import agent_of
from tasks.claims_events import Event
from tasks.claims_frames import find_events
from tasks.claims_groups import Group, read_groups
from tasks.claims_lexicon import predicates
from tasks.claims_parts import Clause, behind_content, clause_starts, read_clause, with_content
from tasks.claims_phrases import Phrase
from tasks.claims_realis import weigh
from tasks.claims_tags import tag_sentence
from tasks.claims_words import Sentence, read_words
from tasks.claims_worth import Setting, confidence_of, features
from warehouse.identity import row_id
from warehouse.tables import Claim, Mention, Statement, StatementSpan, Timex

_LOWEST = 0.24
"""Confidence under which a clause is no claim."""
_LOWEST_PLAN = 0.15
"""The same for plans, of which none should be missed."""


def find_claims(
    text: str,
    mentions: list[Mention],
    timexes: list[Timex],
    said: tuple[list[Statement], list[StatementSpan]],
    dct: date | None,
) -> list[Claim]:
    """All claims of a text in order; none where no row tells which document it is.

    A claim's time is what it speaks about; when it was said stands in its statement, with its spans
    in ``said``. What the present tells of a day behind ``dct`` is a plan.
    """
    statements, spans = said
    rows = next((rows for rows in (mentions, timexes, statements) if rows), None)
    if rows is None:
        return []
    article = _Article(rows[0].doc_id, dct, _Held(statements, spans, timexes))
    found: list[Claim] = []
    for n_sentence, words in enumerate(read_words(text, mentions, timexes)):
        found.extend(_claims_of(tag_sentence(text, words), n_sentence, article))
    return list({claim.claim_id: claim for claim in found}.values())


class _Held:
    """Finds the statement whose content holds a word most closely, and the words of cues."""

    def __init__(
        self,
        statements: Sequence[Statement],
        spans: Sequence[StatementSpan],
        timexes: Sequence[Timex],
    ) -> None:
        cues = {s.start_char: s.statement_id for s in spans if s.part == "cue"}
        ends: dict[str, int] = {}
        for span in spans:
            if span.part == "content":
                ends[span.statement_id] = max(span.end_char, ends.get(span.statement_id, 0))
        self.cues = {start: ends.get(key, start) for start, key in cues.items()}
        self._statements = {st.statement_id: st for st in statements}
        self._times = {timex.timex_id: timex.start_char for timex in timexes}
        self._contents = sorted(
            ((s.start_char, s.end_char, s.statement_id) for s in spans if s.part == "content"),
            key=lambda item: (item[0], -item[1], item[2]),
        )

    def said_at(self, statement: Statement | None) -> str | None:
        """The time of speaking; none that stands in what is said, for it dates that."""
        timex_id = statement.said_timex_id if statement else None
        place = self._times.get(timex_id or "")
        return None if place is None or self.at(place) is statement else timex_id

    def at(self, position: int) -> Statement | None:
        """The innermost statement at a position; None in the article's own voice."""
        stop = bisect_left(self._contents, (position + 1, 0, ""))
        for start, end, key in reversed(self._contents[max(0, stop - 12) : stop]):
            if start <= position < end:
                return self._statements[key]
        return None


@dataclass(frozen=True, slots=True)
class _Article:
    doc_id: str
    dct: date | None
    held: _Held
    actors: Actors = field(default_factory=Actors)


class _Told(NamedTuple):
    """Where a claim stands: which sentence and event, whether its verb reports, in what it is."""

    n_sentence: int
    n_event: int
    is_cue: bool
    statement: Statement | None


def _claims_of(sentence: Sentence, n_sentence: int, article: _Article) -> list[Claim]:
    """The claims of one sentence that are likely enough to be noted by a reader."""
    groups = read_groups(sentence)
    events = find_events(sentence, groups)
    starts = clause_starts(sentence, events, groups)
    article.actors.read(sentence, groups)
    found: list[Claim] = []
    shared: Timex | None = None
    for n_event, event in enumerate(events):
        position = sentence.words[event.verb].start
        is_cue = position in article.held.cues
        if is_cue and event.rule == "event" and event.lemma in predicates().classes["saying"]:
            continue
        statement = article.held.at(position)
        said = None if is_cue else article.held.said_at(statement)
        clause = read_clause(sentence, event, starts, said)
        if is_cue and event.rule == "event" and not event.is_passive:
            end = article.held.cues[position]
            join = behind_content if end <= position else with_content
            clause = join(sentence, event, clause, end)
        if clause.timex is None and _shares_time(sentence, event) and found:
            clause = clause._replace(timex=shared)
        shared = clause.timex
        told = _Told(n_sentence, n_event, is_cue, statement)
        event, clause = weigh(sentence, event, clause, statement, article.dct)
        claim = _claim(sentence, event, clause, (told, article))
        if claim is not None:
            found.append(claim)
    article.actors.close(sentence, _main_subject(groups))
    return found


def _shares_time(sentence: Sentence, event: Event) -> bool:
    """Whether a verb that shares a subject was done when the one before was: "won and broke"."""
    is_told = event.realis == "actual" and not event.is_present
    return event.is_shared and event.rule == "event" and is_told and sentence.tag(event.verb) != "G"


def _claim(
    sentence: Sentence, event: Event, clause: Clause, around: tuple[_Told, _Article]
) -> Claim | None:
    """The row of an event, or None where it is too unlikely to be noted."""
    told, article = around
    statement = told.statement
    actor, target = event.subject, clause.target
    if event.is_passive:
        actor, target = agent_of(sentence, event.verb), event.subject
    elif actor is not None and event.lemma == "be" and sentence.low(actor.first) == "there":
        actor, target = target, None
    thing = article.actors.named_object(sentence, target)
    acting = article.actors.resolve(sentence, actor, statement)
    setting = Setting(
        told.n_sentence,
        told.n_event,
        acting.entity_id is not None,
        statement is not None,
        told.is_cue,
        thing is not None,
    )
    confidence = confidence_of(features(sentence, event, clause, setting))
    if confidence < (_LOWEST_PLAN if event.realis == "planned" else _LOWEST):
        return None
    start, end = sentence.slice(clause.first, clause.last)
    timex = clause.timex
    return Claim(
        claim_id=row_id("cl", article.doc_id, start, end, event.lemma),
        doc_id=article.doc_id,
        start_char=start,
        end_char=end,
        text=sentence.text[start:end],
        rule=event.rule,
        confidence=confidence,
        statement_id=statement.statement_id if statement else None,
        actor_id=acting.entity_id,
        actor_text=acting.text,
        predicate=event.lemma,
        object_id=thing,
        object_text=_words_of(sentence, target),
        realis=event.realis,
        relation=timex.relation if timex else None,
        timex_id=timex.timex_id if timex else None,
        begins=timex.begins if timex else None,
        ends=timex.ends if timex else None,
    )


def _words_of(sentence: Sentence, phrase: Phrase | None) -> str | None:
    return sentence.text[slice(*sentence.slice(phrase.first, phrase.last))] if phrase else None


def _main_subject(groups: list[Group]) -> Phrase | None:
    return next((g.subject for g in groups if g.subject and not g.subject.is_relative), None)
