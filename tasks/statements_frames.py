"""Statements of one unit: which words are source, cue and content."""

from dataclasses import replace

from tasks.segments import Span
from tasks.statements_drafts import Draft, times_behind, with_time
from tasks.statements_extents import (
    infinitive_end,
    is_clause,
    is_over,
    left_pieces,
    quote_end,
    resumed_clause,
    resumed_quote,
)
from tasks.statements_grammar import Phrase, is_finite
from tasks.statements_loose import read_loosely
from tasks.statements_phrases import phrase_after, subject_before
from tasks.statements_subjects import can_speak, source_of, with_shared_passive
from tasks.statements_takes import reported_end
from tasks.statements_units import QUOTE, Unit
from tasks.statements_verbs import Verb, every_verb, is_sure
from tasks.statements_words import word_class

_SURE = {
    "inverted": 0.94,
    "quoted": 0.93,
    "quoted before": 0.96,
    "reported": 0.78,
    "reported before": 0.77,
    "passive": 0.71,
}
"""Share of statements with the right words, by rule, on the annotated articles."""
_DATED_BEHIND = frozenset({"say", "order", "find", "deny"})
"""Attitudes whose day may stand behind what is said; behind a plan stands the plan's own day."""
_INVERTING = frozenset({"say", "state", "report", "write", "explain", "announce"})
"""Verbs that come before their speaker even behind words that are not quoted."""

_FRONTED = frozenset({"if", "when", "while", "although", "though", "unless", "because", "since"})
"""Words that open a clause that cannot be all that is said."""


def find_drafts(unit: Unit) -> list[Draft]:
    """The statements of a unit in the order of their cues, those without a known frame last."""
    every = every_verb(unit)
    verbs = [verb for verb in every if is_sure(unit, verb)]
    found: list[Draft] = []
    read: set[int] = set()
    for n, verb in enumerate(verbs):
        sources = [draft.source for draft in found if draft.source]
        draft = _read_verb(unit, verb, verbs[n + 1 :], sources)
        if draft is not None:
            found.append(draft)
            read.add(verb.first)
    unread = [verb for verb in every if verb.first not in read]
    loose = [
        read_loosely(unit, verb, [v for v in verbs if v.first > verb.first]) for verb in unread
    ]
    return found + [draft for draft in loose if draft is not None]


def _read_verb(unit: Unit, verb: Verb, later: list[Verb], before: list[Span]) -> Draft | None:
    verb = with_shared_passive(unit, verb)
    if verb.subject is not None and verb.subject.is_passive:
        draft = _passive(unit, verb, later)
        return with_time(unit, verb, draft)
    for read in _READINGS:
        draft = read(unit, verb, later, before)
        if draft is not None:
            return with_time(unit, verb, draft)
    return None


def _inverted(unit: Unit, verb: Verb, later: list[Verb], before: list[Span]) -> Draft | None:
    """Read: "…," said Smith."""
    at = verb.first - 1
    if unit.low(at) == ",":
        at -= 1
    is_quoted = unit.low(at) == QUOTE
    if not is_quoted and unit.low(verb.first - 1) not in ("", ","):
        return None
    source = phrase_after(unit, verb.last)
    if unit.low(verb.last) in word_class("preposition"):
        return None
    if source is None or not can_speak(unit, source) or (verb.is_noun_too and not is_quoted):
        return None
    if not is_quoted and (_is_behind_subject(unit, verb) or not _may_invert(unit, verb, source)):
        return None
    pieces = left_pieces(unit, at + 1) + resumed_quote(unit, source.last)
    if not is_quoted:
        pieces += resumed_clause(unit, source.last, later)
    return _draft(unit, verb, source, pieces, "inverted")


def _is_behind_subject(unit: Unit, verb: Verb) -> bool:
    """Whether the verb goes on with a speaker before it: "Smith, the mayor, announced …"."""
    if unit.low(verb.first).endswith("ing"):
        return True
    subject = verb.subject
    return subject is not None and subject.last < verb.first and can_speak(unit, subject)


def _may_invert(unit: Unit, verb: Verb, source: Phrase) -> bool:
    """Whether a verb stands before its speaker though nothing is quoted: "…, said Smith."."""
    if verb.cue.lemma in _INVERTING and verb.first > 0:
        return is_over(unit, source.last)
    if unit.low(source.last) in (",", ":") and unit.low(source.last + 1) == QUOTE:
        return True
    return "clause" in verb.cue.takes and unit.low(source.last) in ("", ".")


def _quoted_after(unit: Unit, verb: Verb, later: list[Verb], before: list[Span]) -> Draft | None:
    """Read: Smith said: "…"."""
    at = verb.content
    while unit.low(at) in (",", ":", "that", "-", "—", "–", "as"):
        at += 1
    if unit.low(at) != QUOTE:
        return None
    source = source_of(unit, verb, before)
    if source is None and not verb.is_participle(unit):
        return None
    end = quote_end(unit, at, later)
    first = verb.content if unit.low(verb.content) in ("that", "as") else at
    pieces = left_pieces(unit, source.first) if source and _follows_quote(unit, source) else []
    return _draft(unit, verb, source, [*pieces, unit.slice(first, end)], "quoted")


def _quoted_before(unit: Unit, verb: Verb, later: list[Verb], before: list[Span]) -> Draft | None:
    """Read: "…," Smith said in a letter."""
    source = verb.subject
    if source is None or not _follows_quote(unit, source) or unit.low(verb.last) == "that":
        return None
    is_joined = unit.low(source.first - 1) == QUOTE and not _ends_with_comma(unit, source.first - 1)
    is_term = unit.low(source.first - 2) in word_class("preposition")
    if (is_joined or is_term) and is_clause(unit, verb.content, len(unit.words)):
        return None
    pieces = left_pieces(unit, source.first) + resumed_quote(unit, verb.content)
    return _draft(unit, verb, source, pieces, "quoted before")


def _set_behind(unit: Unit, verb: Verb, later: list[Verb], before: list[Span]) -> Draft | None:
    """Read: The road was closed, Smith said in a report on Monday."""
    if is_over(unit, verb.content) or _behind_circumstances(unit, verb) is None:
        return None
    return _reported_before(unit, verb, later, before)


def _reported_after(unit: Unit, verb: Verb, later: list[Verb], before: list[Span]) -> Draft | None:
    """Smith said (that) the road was closed."""
    source = source_of(unit, verb, before)
    if source is None:
        return None
    at = _behind_parenthesis(unit, verb, source)
    end = reported_end(unit, verb, at, source, later)
    if end is None or end <= at:
        return None
    pieces = [*_antecedent(unit, source, at), unit.slice(at, end)]
    draft = _draft(unit, verb, source, pieces, "reported")
    if draft is None or verb.cue.attitude not in _DATED_BEHIND:
        return draft
    return replace(draft, timexes=[*draft.timexes, *times_behind(unit, end)])


def _behind_parenthesis(unit: Unit, verb: Verb, source: Phrase) -> int:
    """First word of what is reported in "Smith said, citing the police, the road …"."""
    at = verb.content
    if unit.low(at) != "," or unit.low(source.first - 1) in (",", QUOTE, "—", "–"):
        return at
    if not unit.low(at + 1).endswith("ing"):
        return at + 1 if is_clause(unit, at + 1, len(unit.words)) else at
    for n in range(at + 2, min(at + 14, len(unit.words) - 1)):
        if unit.low(n) == ",":
            return n + 1 if is_clause(unit, n + 1, len(unit.words)) else at
    return at


def _antecedent(unit: Unit, source: Phrase, at: int) -> list[Span]:
    """The subject of "the mission, which NASA said might take place"."""
    if unit.low(source.first - 1) not in word_class("relative") or source.first < 2:
        return []
    phrase = subject_before(unit, source.first) if is_finite(unit.words[at]) else None
    return [unit.slice(phrase.first, phrase.last)] if phrase else []


def _reported_before(unit: Unit, verb: Verb, later: list[Verb], before: list[Span]) -> Draft | None:
    """The road was closed, Smith said."""
    source = verb.subject
    if source is None or unit.low(source.first - 1) not in (",", QUOTE, "—", "–"):
        return None
    behind = verb.content if is_over(unit, verb.content) else _behind_circumstances(unit, verb)
    if behind is None:
        return None
    is_due = unit.low(0) in _FRONTED
    resumed = resumed_quote(unit, behind) or resumed_clause(unit, behind, later, is_due=is_due)
    pieces = left_pieces(unit, source.first, 1 if resumed else 3)
    is_whole = behind == verb.content or is_clause(unit, 0, source.first)
    return _draft(unit, verb, source, pieces + resumed, "reported before") if is_whole else None


def _behind_circumstances(unit: Unit, verb: Verb) -> int | None:
    """The mark behind "said in a June report," when that is all that the verb takes."""
    if unit.low(verb.last) not in word_class("circumstance") and not unit.words[verb.last].timex:
        return None
    for at in range(verb.last, min(verb.last + 14, len(unit.words))):
        if is_over(unit, at):
            return at
        if is_finite(unit.words[at]) or unit.low(at) in ("that", QUOTE):
            return None
    return len(unit.words)


def _passive(unit: Unit, verb: Verb, later: list[Verb]) -> Draft | None:
    """The storm was expected to turn; the plan was announced by the bank."""
    subject, at = verb.subject, verb.content
    if subject is None or "passive" not in verb.cue.takes:
        return None
    source = None
    if unit.low(at) == "by":
        source = phrase_after(unit, at + 1)
        if source is None:
            return None
        at = source.last
    content = _passive_content(unit, subject, at, infinitive_end(unit, at, later), source)
    if content is None:
        return None
    draft = _draft(unit, verb, source, content, "passive")
    if draft is None or source is None:
        return draft
    return replace(draft, timexes=[*draft.timexes, *times_behind(unit, source.last)])


def _passive_content(
    unit: Unit, subject: Phrase, at: int, end: int, source: Phrase | None
) -> list[Span] | None:
    said = unit.slice(subject.first, subject.last)
    if unit.low(subject.first) == "it" and end > at + 2 and is_clause(unit, at, end):
        return [unit.slice(at, end)]
    if unit.low(at) in ("to", "as") and end > at + 1:
        return [said, unit.slice(at, end)]
    return [said] if source is not None else None


def _draft(
    unit: Unit, verb: Verb, source: Phrase | None, content: list[Span], rule: str
) -> Draft | None:
    if not content:
        return None
    span = unit.slice(source.first, source.last) if source else None
    cue_span = unit.slice(verb.first, verb.last)
    is_shared = verb.subject is None and rule in ("quoted", "reported")
    sure = _SURE[rule] - (0.2 if is_shared else 0)
    return Draft(verb.cue, cue_span, span, content, rule, sure, list(verb.timexes))


def _ends_with_comma(unit: Unit, at: int) -> bool:
    word = unit.words[at]
    return "," in unit.text[word.end - 3 : word.end]


def _follows_quote(unit: Unit, source: Phrase) -> bool:
    """Whether a quotation stands before the source: "…," Smith said."""
    before = unit.low(source.first - 1)
    return before == QUOTE or (before == "," and unit.low(source.first - 2) == QUOTE)


_READINGS = (
    _inverted,
    _quoted_after,
    _quoted_before,
    _set_behind,
    _reported_after,
    _reported_before,
)
