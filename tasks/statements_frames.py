"""Statements of one unit: which words are source, cue and content."""

from dataclasses import dataclass, field, replace

from tasks.segments import Span
from tasks.statements_lexicon import Cue
from tasks.statements_phrases import Phrase, is_finite, is_pronoun, phrase_after, subject_before
from tasks.statements_units import QUOTE, Unit
from tasks.statements_verbs import Verb, find_verbs
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


def find_drafts(unit: Unit) -> list[Draft]:
    """The statements of a unit in the order of their cues."""
    verbs = find_verbs(unit)
    found: list[tuple[Verb, Draft]] = []
    for n, verb in enumerate(verbs):
        draft = _read_verb(unit, verb, verbs[n + 1 :], [draft for _, draft in found])
        if draft is not None:
            found.append((verb, draft))
    return [draft for _, draft in found]


def _read_verb(unit: Unit, verb: Verb, later: list[Verb], before: list[Draft]) -> Draft | None:
    if verb.subject is not None and verb.subject.is_passive:
        return _passive(unit, verb, later)
    for read in (_inverted, _quoted_after, _reported_after, _reported_before):
        draft = read(unit, verb, later, before)
        if draft is not None:
            return _with_time(unit, verb, draft)
    return None


def _inverted(unit: Unit, verb: Verb, later: list[Verb], before: list[Draft]) -> Draft | None:
    """Read: "…," said Smith."""
    at = verb.first - 1
    if unit.low(at) == ",":
        at -= 1
    if unit.low(at) != QUOTE and unit.low(verb.first - 1) != ",":
        return None
    source = phrase_after(unit, verb.last)
    if source is None or not _is_speaker(unit, source) or (verb.is_noun_too and at < 0):
        return None
    if unit.low(at) != QUOTE and (verb.cue.lemma != "say" or source.last < len(unit.words) - 1):
        return None
    pieces = _left_pieces(unit, at + 1) + _resumed(unit, source.last)
    return _draft(unit, verb, source, pieces, "inverted", 0.9)


def _quoted_after(unit: Unit, verb: Verb, later: list[Verb], before: list[Draft]) -> Draft | None:
    """Read: Smith said: "…"."""
    at = verb.content
    while unit.low(at) in (",", ":", "that", "-", "—", "–", "as"):
        at += 1
    if unit.low(at) != QUOTE:
        return None
    source, confidence = _source(unit, verb, before)
    if verb.subject is None and source is None and not verb.is_participle(unit):
        return None
    end = _content_end(unit, at, later)
    first = verb.content if unit.low(verb.content) in ("that", "as") else at
    pieces = _left_pieces(unit, source.first) if _is_split(unit, source) and source else []
    return _draft(unit, verb, source, [*pieces, unit.slice(first, end)], "quoted", confidence)


def _reported_after(unit: Unit, verb: Verb, later: list[Verb], before: list[Draft]) -> Draft | None:
    """Smith said (that) the road was closed."""
    at = verb.content
    source, confidence = _source(unit, verb, before)
    if source is None or not _takes(unit, verb, at, source):
        return None
    end = _content_end(unit, at, later)
    if end <= at:
        return None
    return _draft(unit, verb, source, [unit.slice(at, end)], "reported", confidence - 0.1)


def _reported_before(
    unit: Unit, verb: Verb, later: list[Verb], before: list[Draft]
) -> Draft | None:
    """The road was closed, Smith said."""
    source = verb.subject
    if source is None or not _is_over(unit, verb.content):
        return None
    if unit.low(source.first - 1) not in (",", QUOTE):
        return None
    pieces = _left_pieces(unit, source.first)
    if not pieces:
        return None
    return _draft(
        unit, verb, source, pieces + _resumed(unit, verb.content), "reported before", 0.85
    )


def _passive(unit: Unit, verb: Verb, later: list[Verb]) -> Draft | None:
    """The storm was expected to turn; the plan was announced by the bank."""
    subject, at = verb.subject, verb.content
    if subject is None or "passive" not in verb.cue.takes:
        return None
    if unit.low(at) == "by":
        source = phrase_after(unit, at + 1)
        if source is None:
            return None
        content = [unit.slice(subject.first, subject.last)]
        return _with_time(unit, verb, _draft(unit, verb, source, content, "passive", 0.7))
    end = _content_end(unit, at, later)
    if unit.low(at) == "that" and unit.low(subject.first) == "it":
        content = [unit.slice(at, end)]
    elif unit.low(at) == "to" and end > at + 1:
        content = [unit.slice(subject.first, subject.last), unit.slice(at, end)]
    else:
        return None
    return _with_time(unit, verb, _draft(unit, verb, None, content, "passive", 0.6))


def _draft(
    unit: Unit, verb: Verb, source: Phrase | None, content: list[Span], rule: str, sure: float
) -> Draft | None:
    if not content:
        return None
    span = unit.slice(source.first, source.last) if source else None
    cue_span = unit.slice(verb.first, verb.last)
    return Draft(verb.cue, cue_span, span, content, rule, sure, list(verb.timexes))


def _source(unit: Unit, verb: Verb, before: list[Draft]) -> tuple[Phrase | None, float]:
    """The subject, or the one that the verb shares with the verb before it."""
    if verb.subject is not None:
        return verb.subject, 0.9
    if unit.low(verb.first - 1) in (",", "and", "but", "then", "also", "or", ")"):
        return _shared(unit, verb, before), 0.7
    return None, 0.0


def _shared(unit: Unit, verb: Verb, before: list[Draft]) -> Phrase | None:
    for draft in reversed(before):
        if draft.source and draft.cue_span and draft.cue_span[0] < unit.words[verb.first].start:
            return _phrase_of(unit, draft.source)
    if not verb.is_participle(unit):
        return None
    return _first_phrase(unit, verb.first)


def _phrase_of(unit: Unit, span: Span) -> Phrase:
    first = next(n for n, word in enumerate(unit.words) if word.start == span[0])
    last = next(n for n, word in enumerate(unit.words) if word.end == span[1])
    return Phrase(first, last + 1)


def _first_phrase(unit: Unit, stop: int) -> Phrase | None:
    """The subject of the unit: the phrase before its first finite verb."""
    for at in range(1, stop):
        if is_finite(unit.words[at]):
            phrase = subject_before(unit, at)
            if phrase is not None and not phrase.is_passive:
                return phrase
    return None


def _is_speaker(unit: Unit, phrase: Phrase) -> bool:
    """Whether a phrase names or describes someone who can speak."""
    words = unit.words[phrase.first : phrase.last]
    if any(w.mention and w.mention.type in ("PERSON", "ORG", "GPE", "NORP") for w in words):
        return True
    if is_pronoun(words[0]) and len(words) == 1:
        return True
    return any(
        word.low in word_class(name) or word.low.rstrip("s") in word_class(name)
        for word in words
        for name in ("role", "body")
    )


def _takes(unit: Unit, verb: Verb, at: int, source: Phrase) -> bool:
    """Whether the words from `at` on are something that the cue can report."""
    takes, low = verb.cue.takes, unit.low(at)
    if not low or _is_over(unit, at):
        return False
    if low in ("that", "how", "whether", "why", "what", "if"):
        return "clause" in takes or "that" in takes or "words" in takes
    if low == "to":
        return "to" in takes
    has_verb = _has_verb(unit, at)
    if "to" in takes and _has_infinitive(unit, at):
        return True
    if low in word_class("preposition"):
        return low in ("of", "about", "against") and bool(takes & {"clause", "words"})
    if "clause" in takes and has_verb:
        return not verb.is_noun_too or _is_speaker(unit, source)
    if "words" in takes or "words?" in takes:
        return _is_speaker(unit, source) and ("words" in takes or _is_named(unit, source))
    return False


def _is_named(unit: Unit, phrase: Phrase) -> bool:
    words = unit.words[phrase.first : phrase.last]
    return is_pronoun(words[0]) or any(w.mention is not None for w in words)


def _has_verb(unit: Unit, at: int) -> bool:
    for word in unit.words[at : at + 40]:
        if word.low in (";", ":"):
            return False
        if is_finite(word):
            return True
    return False


def _has_infinitive(unit: Unit, at: int) -> bool:
    for n in range(at, min(at + 10, len(unit.words) - 1)):
        if unit.low(n) == "to":
            return unit.words[n + 1].mention is None and unit.low(n + 1).isalpha()
        if unit.words[n].is_mark or is_finite(unit.words[n]):
            return False
    return False


def _is_over(unit: Unit, at: int) -> bool:
    low = unit.low(at)
    return low in ("", ".", ",", ";", "!", "?", "…", ")") or low in (":",)


def _is_split(unit: Unit, source: Phrase | None) -> bool:
    """Whether a quotation stands before the source as well: "…," Smith said, "…"."""
    if source is None:
        return False
    before = unit.low(source.first - 1)
    return before == QUOTE or (before == "," and unit.low(source.first - 2) == QUOTE)


def _left_pieces(unit: Unit, stop: int) -> list[Span]:
    """The clause that ends before word `stop`."""
    end = stop
    while end > 0 and unit.low(end - 1) in (",", "—", "–", "-"):
        end -= 1
    if end <= 0:
        return []
    if unit.low(end - 1) == QUOTE:
        first = end - 1
        if first > 0 and not unit.words[first - 1].is_mark:
            first = _clause_start(unit, first)
        return [unit.slice(first, end)]
    first = _clause_start(unit, end)
    if end - first < 3:
        return []
    return [unit.slice(first, end)]


def _clause_start(unit: Unit, end: int) -> int:
    """First word of the sentence or of the part behind a semicolon or a colon."""
    first = end
    while first > 0 and unit.low(first - 1) not in (";", ":"):
        first -= 1
    while first < end and unit.low(first) in ("and", "but", "however", ",", "—", "–"):
        first += 1
    return first


def _resumed(unit: Unit, at: int) -> list[Span]:
    """The quotation that goes on behind its speaker."""
    for n in range(at, min(at + 12, len(unit.words))):
        word = unit.words[n]
        if word.low == QUOTE:
            return [unit.slice(n, n + 1)]
        if is_finite(word) or (word.is_mark and word.low not in (",", ":", "—", "–", "-", ".")):
            return []
    return []


def _content_end(unit: Unit, first: int, later: list[Verb]) -> int:
    """Behind the last word of the content that begins at word `first`."""
    end = len(unit.words)
    for n in range(first, end):
        if unit.low(n) == ";":
            end = n
            break
    for verb in later:
        end = min(end, _break_before(unit, first, verb))
    while end > first and unit.low(end - 1) in (
        ".",
        ",",
        ":",
        "—",
        "–",
        "!",
        "?",
        "…",
        "and",
        "but",
    ):
        end -= 1
    return end


def _break_before(unit: Unit, first: int, verb: Verb) -> int:
    """Where a later verb's clause breaks off the content; beyond the unit when it does not."""
    never = len(unit.words)
    at = verb.subject.first if verb.subject else verb.first
    if at <= first:
        return never
    before = unit.low(at - 1)
    if before in word_class("conjunction") and (
        unit.low(at - 2) == "," or (before not in ("and", "or") and verb.subject)
    ):
        return at - 2 if unit.low(at - 2) == "," else at - 1
    if verb.subject is None and before == "," and unit.low(verb.first).endswith("ing"):
        return at - 1
    return never


def _with_time(unit: Unit, verb: Verb, draft: Draft | None) -> Draft | None:
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
