"""Turns of an interview or a transcript: a paragraph that opens with its speaker's label."""

import re
from collections import Counter
from collections.abc import Sequence

from tasks.segments import Span, paragraphs
from tasks.statements_drafts import Draft
from warehouse.tables import Mention

_MARKED = re.compile(r"\(\(\s*([^()\n]{1,40}?)\s*\)\)\s*:?\s*")
_NAMED = re.compile(r"([^\W\d_][\w.'’ -]{0,40}?)\s*:\s+")


def find_turns(text: str, mentions: Sequence[Mention]) -> list[Draft]:
    """The turns of a text; a bare label must come back, and be a name or initials."""
    marked: list[Draft] = []
    named: list[tuple[str, Draft]] = []
    names = {mention.text for mention in mentions if mention.type in ("PERSON", "ORG")}
    for start, end in paragraphs(text):
        match = _MARKED.match(text, start, end)
        if match and match.end() < end:
            marked.append(_turn(match.span(1), (match.end(), end)))
            continue
        match = _NAMED.match(text, start, end)
        if match and match.end() < end and (match[1] in names or _is_initials(match[1])):
            named.append((match[1], _turn(match.span(1), (match.end(), end))))
    counts = Counter(label for label, _ in named)
    turns = marked + [draft for label, draft in named if counts[label] > 1]
    return sorted(turns, key=lambda draft: draft.content[0])


def _is_initials(label: str) -> bool:
    return label.isupper() and 1 <= len(label) <= 4


def _turn(source: Span, content: Span) -> Draft:
    return Draft(None, None, source, [content], "turn", 0.95)
