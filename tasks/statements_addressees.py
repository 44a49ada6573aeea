"""To whom something was said, where the words name it: "told Congress", "urged Iran to stop"."""

import re
from collections.abc import Sequence

from tasks.segments import Span
from tasks.statements_drafts import Draft
from tasks.statements_speakers import within
from warehouse.tables import Mention

_HEARING = ("PERSON", "ORG", "GPE")
_BESIDE = re.compile(r"\s*(?:the\s+|[A-Z][\w.]*\s+){0,3}")
_TO = re.compile(r"\bto\s+(?:the\s+)?$", re.IGNORECASE)
_LONGEST = 80
"""Characters behind a cue in which a hearer is looked for when nothing is reported there."""


def find_addressee(text: str, mentions: Sequence[Mention], draft: Draft) -> Mention | None:
    """The name right behind the cue, or behind "to" before the content; who is asked to do it."""
    if draft.cue is None or draft.cue_span is None:
        return None
    behind = draft.cue_span[1]
    starts = [start for start, _ in draft.content if start >= behind]
    gap = (behind, min(starts) if starts else min(behind + _LONGEST, len(text)))
    is_hearer = "hearer" in draft.cue.takes
    for mention in within(mentions, gap):
        before = text[behind : mention.start_char]
        is_right_behind = is_hearer and _BESIDE.fullmatch(before) is not None
        is_told = "," not in before and starts and _TO.search(before) is not None
        if mention.type in _HEARING and (is_right_behind or is_told):
            return mention
    return _asked(text, mentions, draft)


def _asked(text: str, mentions: Sequence[Mention], draft: Draft) -> Mention | None:
    """Who stands first in what is asked, before its infinitive."""
    if draft.cue is None or draft.cue.attitude not in ("ask", "order"):
        return None
    span: Span = draft.content[0]
    for mention in within(mentions, span)[:1]:
        is_first = _BESIDE.fullmatch(text[span[0] : mention.start_char]) is not None
        has_verb = re.match(r"\s+to\s+(?!be\b)[a-z]", text[mention.end_char : span[1]]) is not None
        if mention.type in _HEARING and is_first and has_verb:
            return mention
    return None
