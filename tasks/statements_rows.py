"""Rows of `statement` and `statement_span` from drafts."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tasks.segments import Span
from tasks.statements_drafts import Draft
from tasks.statements_speakers import Speaker
from tasks.statements_times import SaidWhen
from warehouse.identity import row_id
from warehouse.tables import Part, Statement, StatementSpan, StatementType


@dataclass(frozen=True, slots=True)
class Article:
    """The article that rows are made for; `quoted` are its quotations in order."""

    doc_id: str
    text: str
    quoted: Sequence[Span]


def make_rows(
    article: Article, draft: Draft, speaker: Speaker, said: SaidWhen
) -> tuple[Statement, list[StatementSpan]]:
    """A statement and its spans."""
    text, doc_id = article.text, article.doc_id
    pieces = _pieces(draft)
    start, end = min(a for _, (a, _) in pieces), max(b for _, (_, b) in pieces)
    mention = speaker.mention
    statement = Statement(
        statement_id=row_id("st", doc_id, *pieces),
        doc_id=doc_id,
        start_char=start,
        end_char=end,
        text=text[start:end],
        rule=draft.rule,
        confidence=round(draft.confidence * speaker.confidence, 3),
        speaker_id=mention.entity_id if mention else None,
        speaker_mention_id=mention.mention_id if mention else None,
        type=_type(draft.content, article.quoted),
        cue=text[slice(*draft.cue_span)] if draft.cue_span else None,
        attitude=draft.cue.attitude if draft.cue else "say",
        said_begins=said.begins,
        said_ends=said.ends,
        said_timex_id=said.timex_id,
        reason="; ".join(filter(None, (speaker.reason, said.reason))) or None,
    )
    return statement, _spans(text, statement, pieces)


def with_parents(
    statements: Sequence[Statement], spans: Sequence[StatementSpan]
) -> list[Statement]:
    """The statements, each with the one whose content holds it most closely."""
    held: dict[str, list[Span]] = {}
    for span in spans:
        if span.part == "content":
            held.setdefault(span.statement_id, []).append((span.start_char, span.end_char))
    contents = sorted(
        ((a, b, key) for key, pieces in held.items() for a, b in pieces),
        key=lambda item: (item[0], -item[1], item[2]),
    )
    parents = [_parent(statement, contents) for statement in statements]
    return [
        replace(statement, parent_id=parent) if parent else statement
        for statement, parent in zip(statements, parents, strict=True)
    ]


def _pieces(draft: Draft) -> list[tuple[Part, Span]]:
    held: list[tuple[Part, Span]] = [("content", span) for span in sorted(draft.content)]
    if draft.source:
        held.append(("source", draft.source))
    if draft.cue_span:
        held.append(("cue", draft.cue_span))
    return held


def _spans(
    text: str, statement: Statement, pieces: Sequence[tuple[Part, Span]]
) -> list[StatementSpan]:
    counts: dict[Part, int] = {}
    rows: list[StatementSpan] = []
    for part, (start, end) in pieces:
        number = counts.get(part, 0)
        counts[part] = number + 1
        rows.append(
            StatementSpan(
                statement_id=statement.statement_id,
                part=part,
                n=number,
                doc_id=statement.doc_id,
                start_char=start,
                end_char=end,
                text=text[start:end],
            )
        )
    return rows


def _type(content: Sequence[Span], quoted: Sequence[Span]) -> StatementType:
    """Direct when nothing but quotations is said, mixed when some is, else indirect."""
    n_quoted = n_whole = 0
    for start, end in content:
        at = bisect_left(quoted, (start, 0))
        if at < len(quoted) and quoted[at][1] <= end:
            n_quoted += 1
            n_whole += quoted[at][0] == start and quoted[at][1] == end
    if n_whole == len(content):
        return "direct"
    return "mixed" if n_quoted else "indirect"


def _parent(statement: Statement, contents: Sequence[tuple[int, int, str]]) -> str | None:
    """The nearest content that holds all of a statement."""
    stop = bisect_left(contents, (statement.start_char + 1, 0, ""))
    for start, end, key in reversed(contents[max(0, stop - 12) : stop]):
        holds = start <= statement.start_char and statement.end_char <= end
        if holds and key != statement.statement_id:
            return key
    return None
