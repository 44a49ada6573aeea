"""Rows for tests: each factory asks only for what matters, the rest is filled in."""

from datetime import date
from typing import Any

from warehouse.tables import (
    Claim,
    Document,
    Entity,
    Mention,
    NameType,
    Occupancy,
    Relation,
    Statement,
    StatementSpan,
    Timex,
)


def mention(
    text: str, words: str, kind: NameType = "PERSON", *, name: str | None = None, nth: int = 0
) -> Mention:
    """The `nth` occurrence of some words as a mention of the entity `en-NAME`."""
    start = _find(text, words, nth)
    full = name or words
    return Mention(
        doc_id="d",
        start_char=start,
        end_char=start + len(words),
        text=words,
        rule="test",
        mention_id=f"mn-{start}",
        type=kind,
        name=full,
        entity_id=f"en-{full}",
        link_rule="test",
        head_start_char=start,
        head_end_char=start + len(words),
    )


def timex(
    text: str,
    words: str,
    begins: str | None = None,
    ends: str | None = None,
    *,
    relation: Relation | None = None,
) -> Timex:
    """The first occurrence of some words as a date with its half-open days."""
    start = text.index(words)
    return Timex(
        doc_id="d",
        start_char=start,
        end_char=start + len(words),
        text=words,
        rule="test",
        timex_id=f"tx-{start}",
        type="DATE",
        value=begins,
        relation=relation,
        anchor=None,
        begins=date.fromisoformat(begins) if begins else None,
        ends=date.fromisoformat(ends) if ends else None,
    )


def document(doc_id: str, day: str, **fields: Any) -> Document:
    """A current document of a day."""
    held: dict[str, Any] = {
        "snapshot_id": "s", "source": "local", "publisher": None, "uri": doc_id, "language": "en",
        "dct": date.fromisoformat(day), "text": "", "text_sha256": "", "n_chars": 0,
        "annotator": None,
    }  # fmt: skip
    return Document(doc_id=doc_id, **held | fields)


def entity(name: str, kind: NameType = "ORG") -> Entity:
    """The entity `en-NAME`."""
    return Entity(entity_id=f"en-{name}", type=kind, name=name, n_documents=1, n_mentions=1)


def claim(claim_id: str, actor: str | None, predicate: str, thing: str, **fields: Any) -> Claim:
    """A plan of an actor for a thing, both by name; `days` is its interval as two ISO dates."""
    begins, ends = fields.pop("days", (None, None))
    held: dict[str, Any] = {
        "doc_id": "d1", "start_char": 0, "end_char": 0, "text": "", "rule": "will",
        "actor_id": actor and f"en-{actor}", "object_id": f"en-{thing}", "object_text": thing,
        "realis": "planned", "relation": None, "predicate": predicate, "claim_id": claim_id,
        "begins": begins and date.fromisoformat(begins), "ends": ends and date.fromisoformat(ends),
    }  # fmt: skip
    return Claim(**held | fields)


def occupancy(person: str, post: str, day: str, body: str = "", **fields: Any) -> Occupancy:
    """A post of a person as of a day; the body is none where it is empty."""
    held: dict[str, Any] = {
        "doc_id": "d1", "start_char": 0, "end_char": 0, "text": "", "rule": "test",
        "occupancy_id": f"oc-{person}-{post}-{day}-{body}", "person_id": f"en-{person}",
        "post": post, "organization_id": f"en-{body}" if body else None, "status": "current",
        "as_of": date.fromisoformat(day),
    }  # fmt: skip
    return Occupancy(**held | fields)


def quotation(
    statement_id: str, doc_id: str, speaker: str, words: str, **fields: Any
) -> tuple[Statement, StatementSpan]:
    """A direct statement of a speaker, with the span of its content."""
    place = {"doc_id": doc_id, "start_char": 0, "end_char": len(words), "text": words}
    held: dict[str, Any] = {
        "rule": "test", "speaker_id": f"en-{speaker}", "type": "direct", "cue": "said",
        "statement_id": statement_id,
    }  # fmt: skip
    span = StatementSpan(statement_id=statement_id, part="content", n=0, **place)  # pyright: ignore
    return Statement(**place | held | fields), span


def _find(text: str, part: str, nth: int) -> int:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return start
