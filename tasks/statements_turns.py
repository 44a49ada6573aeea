"""Turns of an interview or a transcript: paragraphs with a label, or asked and answered."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from tasks.segments import Span, paragraphs
from tasks.statements_drafts import Draft
from tasks.statements_words import word_class
from warehouse.tables import Mention

_MARKED = re.compile(r"\(\(\s*([^()\n]{1,40}?)\s*\)\)\s*:?\s*")
_NAMED = re.compile(r"([^\W\d_][\w.'’ -]{0,40}?)\s*:\s+")
_I = re.compile(r"\b(?:I|my|we|our|I['’]\w+)\b")
_QUOTED = re.compile(r"[\"“”«»\n]")
_LONGEST, _FEWEST = 250, 2
"""Characters of a question that stands alone, and answers that make an interview."""


def find_turns(text: str, mentions: Sequence[Mention]) -> list[Draft]:
    """The turns of a text; a bare label must come back, and be a name or initials."""
    marked: list[Draft] = []
    named: list[tuple[str, Draft]] = []
    names = {mention.text for mention in mentions if mention.type in ("PERSON", "ORG")}
    for start, end in paragraphs(text):
        match = _MARKED.match(text, start, end)
        if match and match.end() < end:
            marked.append(_turn(match.span(1), [(match.end(), end)]))
            continue
        match = _NAMED.match(text, start, end)
        if match and match.end() < end and _is_label(match[1], names):
            named.append((match[1], _turn(match.span(1), [(match.end(), end)])))
    counts = Counter(label for label, _ in named)
    turns = marked + [draft for label, draft in named if counts[label] > 1]
    turns = turns or _find_answers(text)
    return sorted(turns, key=lambda draft: draft.content[0])


def find_labelled(label: str, mentions: Sequence[Mention]) -> Mention | None:
    """The first name whose initials a label gives: WSS for William S. Saturn, WN for Wikinews."""
    letters = label.lower()
    named = [m for m in mentions if m.type in ("PERSON", "ORG") and m.name.lower() != letters]
    for mention in named:
        initials = "".join(word[0] for word in re.findall(r"\w+", mention.name.lower()))
        if initials == letters:
            return mention
    return next((m for m in named if _abbreviates(letters, m.name.lower())), None)


def _abbreviates(letters: str, name: str) -> bool:
    """Whether letters stand for one word: its first, and others that open parts of it."""
    if " " in name or len(letters) < 2 or name[0] != letters[0]:
        return False
    rest = iter(name)
    return all(letter in rest for letter in letters) and len(name) > 3 * len(letters)


def _find_answers(text: str) -> list[Draft]:
    """Questions that stand alone and the answers in the first person behind them, unlabelled."""
    spans = list(paragraphs(text))
    asked = [n for n, span in enumerate(spans) if _is_question(text, span)]
    turns: list[Draft] = []
    for at, until in pairwise([*asked, len(spans)]):
        answer = [span for span in spans[at + 1 : until] if _I.search(text, *span)]
        if answer and (until < len(spans) or at + 2 >= len(spans)):
            answer = spans[at + 1 : until]
        turns.append(_turn(None, [spans[at]]))
        turns += [_turn(None, answer)] if answer else []
    n_answers = len(turns) - len(asked)
    return turns if n_answers >= _FEWEST else []


def _is_question(text: str, span: Span) -> bool:
    start, end = span
    if end - start > _LONGEST or text[end - 1] != "?" or not text[start].isalpha():
        return False
    return not _QUOTED.search(text, start, end)


def _is_label(label: str, names: set[str]) -> bool:
    """Whether a label can be a speaker's, not that of a picture or of further reading."""
    if label.lower().split()[0] in word_class("no_label"):
        return False
    return label in names or _is_initials(label)


def _is_initials(label: str) -> bool:
    return label.isupper() and 1 <= len(label) <= 4


def _turn(source: Span | None, content: list[Span]) -> Draft:
    return Draft(None, None, source, content, "turn", 0.95)
