"""Rows for tests: each factory asks only for what matters, the rest is filled in."""

from datetime import date

from warehouse.tables import Mention, NameType, Relation, Timex


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


def _find(text: str, part: str, nth: int) -> int:
    start = -1
    for _ in range(nth + 1):
        start = text.index(part, start + 1)
    return start
