"""Statements: who said what, with the words that show it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tasks.segments import Span
from tasks.statements_addressees import find_addressee
from tasks.statements_choice import choose
from tasks.statements_drafts import Draft
from tasks.statements_floating import join_floating
from tasks.statements_frames import find_drafts
from tasks.statements_nouns import find_nominal
from tasks.statements_quotes import Quotation, find_quotations
from tasks.statements_rows import Article, make_rows, with_parents
from tasks.statements_sources import find_attributed, find_introduced
from tasks.statements_speakers import Speakers
from tasks.statements_times import find_said
from tasks.statements_turns import find_turns
from tasks.statements_units import read_units
from warehouse.tables import Mention, Statement, StatementSpan, Timex


def find_statements(
    text: str,
    doc_id: str,
    mentions: list[Mention],
    timexes: list[Timex],
    dct: date | None,
) -> tuple[list[Statement], list[StatementSpan]]:
    """All statements of a text in order, and their pieces.

    A source that names nobody leaves the speaker null, and the reason says why. The day of
    speaking is that of the cue's time words, else the document time, and the reason says which.
    """
    quotations = find_quotations(text)
    article = Article(doc_id, text, [(quote.start, quote.end) for quote in quotations])
    names = sorted(mentions, key=lambda m: (m.start_char, m.end_char))
    speakers = Speakers(text, names)
    statements: list[Statement] = []
    spans: list[StatementSpan] = []
    for draft in _find_drafts(text, quotations, mentions, timexes):
        speaker = speakers.resolve(draft.source, until=_until(draft), rule=draft.rule)
        statement, pieces = make_rows(article, draft, speaker, find_said(draft, dct))
        hearer = find_addressee(text, names, draft)
        statements.append(
            replace(statement, addressee_id=hearer.entity_id) if hearer else statement
        )
        spans.extend(pieces)
    return with_parents(statements, spans), spans


def _until(draft: Draft) -> int:
    """Where the cue or the content behind a source begins; 0 without either."""
    end = draft.source[1] if draft.source else 0
    spans = [*draft.content, draft.cue_span] if draft.cue_span else draft.content
    return min((start for start, _ in spans if start >= end), default=0)


def _find_drafts(
    text: str,
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
    timexes: Sequence[Timex],
) -> list[Draft]:
    turns = find_turns(text, mentions)
    spoken = sorted(span for turn in turns for span in turn.content)
    drafts: list[Draft] = []
    for unit in read_units(text, quotations, mentions, timexes):
        if not _is_inside(spoken, unit.words[-1].start):
            read = [*find_drafts(unit), *find_attributed(unit), *find_nominal(unit)]
            found = [draft for draft in (choose(unit, each) for each in read) if draft]
            join_floating(unit, found + find_introduced(unit, found), drafts)
    return sorted(_one_for_each_cue([*drafts, *turns]), key=lambda draft: min(draft.content))


def _one_for_each_cue(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts; of those of one cue, and of equal ones without, only the likeliest."""
    held: dict[object, Draft] = {}
    for draft in drafts:
        key = draft.cue_span or (draft.source, *draft.content)
        if key not in held or draft.confidence > held[key].confidence:
            held[key] = draft
    return list(held.values())


def _is_inside(spans: Sequence[Span], position: int) -> bool:
    at = bisect_right(spans, (position, 1 << 60)) - 1
    return at >= 0 and position < spans[at][1]
