"""A statement before its speaker and day are known, and the time words that go with it."""

from dataclasses import dataclass, field, replace

from tasks.segments import Span
from tasks.statements_lexicon import Cue
from tasks.statements_units import Unit
from tasks.statements_verbs import Verb
from tasks.statements_words import word_class
from warehouse.tables import Timex


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before its speaker and day are known; spans are characters."""

    cue: Cue | None
    cue_span: Span | None
    source: Span | None
    content: list[Span]
    rule: str
    confidence: float
    timexes: list[Timex] = field(default_factory=list[Timex])
    is_unfinished: bool = False
    """Whether it was said before the time told of: "had said", "previously announced"."""


def with_time(unit: Unit, verb: Verb, draft: Draft | None) -> Draft | None:
    """Add the time words that lead the sentence, and whether the verb looks further back."""
    if draft is None:
        return None
    leading = _leading_timexes(unit, draft)
    group = [unit.low(n) for n in range(max(0, verb.first - 3), verb.first)]
    unfinished = "had" in group or any(low in word_class("unfinished") for low in group)
    return replace(draft, timexes=[*draft.timexes, *leading], is_unfinished=unfinished)


def _leading_timexes(unit: Unit, draft: Draft) -> list[Timex]:
    held = [*draft.content, *([draft.source] if draft.source else [])]
    cue_end = draft.cue_span[1] if draft.cue_span else 0
    seen: dict[str, Timex] = {}
    for word in unit.words:
        if word.start >= cue_end:
            break
        if word.timex and not any(start <= word.start < end for start, end in held):
            seen[word.timex.timex_id] = word.timex
    return list(seen.values())


def times_behind(unit: Unit, end: int) -> list[Timex]:
    """The day of "announced new rules on Friday", right behind what is reported."""
    words = unit.words[end : end + 4]
    if not words or (words[0].timex is None and words[0].low not in word_class("preposition")):
        return []
    return [word.timex for word in words if word.timex is not None][:1]
