"""Quotations without a cue of their own: they go on with, or follow, the one before."""

from dataclasses import replace

from tasks.segments import words
from tasks.statements_drafts import Draft
from tasks.statements_units import QUOTE, Unit

_NEAR = 80
"""Characters beyond which a quotation does not go on with the statement before."""
_SHORTEST = 4
"""Words below which a quotation that stands alone is no sentence."""


def join_floating(unit: Unit, found: list[Draft], drafts: list[Draft]) -> None:
    """Add what a unit holds to the drafts; a quotation alone joins the one that it continues."""
    if found:
        drafts.extend(sorted(found, key=lambda draft: draft.content[0]))
        return
    if not _is_only_quotation(unit) or not drafts:
        return
    last, span = drafts[-1], unit.slice(0, 1)
    between = unit.text[_end(last) : span[0]]
    is_next = "\n\n" not in between
    if len(between) > _NEAR or not (is_next or _ends_quoted(unit.text, last)):
        return
    if is_next and _ends_quoted(unit.text, last):
        drafts[-1] = replace(last, content=[*last.content, span])
    else:
        drafts.append(Draft(None, None, None, [span], "floating", 0.67, last.timexes))


def _is_only_quotation(unit: Unit) -> bool:
    first, *rest = unit.words
    if first.low != QUOTE or any(not word.is_mark for word in rest):
        return False
    return len(words(unit.text, first.start, first.end)) > _SHORTEST


def _ends_quoted(text: str, draft: Draft) -> bool:
    start, end = draft.content[-1]
    return text[start] in "\"“«„‘'`" or text[end - 1] in "\"”»’'"


def _end(draft: Draft) -> int:
    spans = [*draft.content, draft.source, draft.cue_span]
    return max(span[1] for span in spans if span is not None)
