"""Claims: who does what when, as stated or reported. Plans, deadlines and dated events first."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.claims_parts import Clause, read_clause
from tasks.claims_triggers import Trigger, find_triggers
from tasks.statements_grammar import Phrase, is_finite, is_pronoun
from tasks.statements_phrases import subject_before
from tasks.statements_speakers import Speakers
from tasks.statements_subjects import head_of
from tasks.statements_units import Unit, read_units
from tasks.statements_words import word_class
from warehouse.identity import row_id
from warehouse.tables import Claim, Mention, Statement, StatementSpan, Timex

_SURE = {"actual": 0.7, "planned": 0.75, "conditional": 0.6, "negated": 0.6, "generic": 0.5}


def find_claims(
    text: str,
    mentions: list[Mention],
    timexes: list[Timex],
    statements: list[Statement],
    spans: list[StatementSpan],
) -> list[Claim]:
    """All claims of a text in order; none where no row tells which document it is.

    A claim's time is what it speaks about; when it was said stands in its statement.
    """
    rows = next((rows for rows in (mentions, timexes, statements) if rows), None)
    if rows is None:
        return []
    said = frozenset(st.said_timex_id for st in statements if st.said_timex_id)
    cues = frozenset(span.start_char for span in spans if span.part == "cue")
    names = sorted(mentions, key=lambda m: (m.start_char, m.end_char))
    article = _Article(rows[0].doc_id, names, Speakers(text, names), _Held(statements, spans))
    found: list[Claim] = []
    for unit in read_units(text, [], mentions, timexes):
        triggers = find_triggers(unit)
        for n, trigger in enumerate(triggers):
            following = triggers[n + 1] if n + 1 < len(triggers) else None
            clause = read_clause(unit, trigger, following, said)
            trigger = _weigh_would(unit, trigger, clause)
            is_cue = unit.words[trigger.verb].start in cues
            if _is_worth(unit, trigger, clause) and not (is_cue and trigger.rule == "event"):
                found.append(_claim(unit, trigger, clause, article))
        subject = _main_subject(unit)
        article.subjects.extend([subject] if subject else [])
    return list({claim.claim_id: claim for claim in found}.values())


class _Held:
    """Finds the statement whose content holds a word most closely."""

    def __init__(self, statements: Sequence[Statement], spans: Sequence[StatementSpan]) -> None:
        by_id = {st.statement_id: st for st in statements}
        self._contents = sorted(
            ((s.start_char, s.end_char, s.statement_id) for s in spans if s.part == "content"),
            key=lambda item: (item[0], -item[1], item[2]),
        )
        self._statements = by_id

    def at(self, position: int) -> Statement | None:
        """The innermost statement at a position; None in the article's own voice."""
        stop = bisect_left(self._contents, (position + 1, 0, ""))
        for start, end, key in reversed(self._contents[max(0, stop - 12) : stop]):
            if start <= position < end:
                return self._statements[key]
        return None


@dataclass(frozen=True, slots=True)
class _Article:
    doc_id: str
    names: Sequence[Mention]
    speakers: Speakers
    held: _Held
    subjects: list[Mention] = field(default_factory=list[Mention])
    """Subjects of the sentences so far, where they are names."""


def _is_worth(unit: Unit, trigger: Trigger, clause: Clause) -> bool:
    """Whether a claim is precise enough to keep: planned, or dated, with someone who acts."""
    if trigger.rule == "event":
        return clause.timex is not None
    if trigger.rule == "must" or trigger.realis == "conditional":
        is_named = trigger.subject is not None and _acting(unit, trigger.subject) is not None
        return clause.timex is not None or (is_named and trigger.rule != "must")
    return trigger.subject is not None or clause.timex is not None


def _weigh_would(unit: Unit, trigger: Trigger, clause: Clause) -> Trigger:
    """A dated or named "would" tells a plan in the past; any other what might follow."""
    if trigger.rule != "would" or trigger.realis != "planned" or clause.timex is not None:
        return trigger
    subject = trigger.subject
    is_named = subject is not None and (
        _acting(unit, subject) or is_pronoun(unit.words[subject.first])
    )
    return trigger if is_named else trigger._replace(realis="conditional")


def _claim(unit: Unit, trigger: Trigger, clause: Clause, article: _Article) -> Claim:
    start, end = unit.slice(clause.first, clause.last)
    statement = article.held.at(unit.words[trigger.verb].start)
    actor, target = trigger.subject, clause.target
    if trigger.is_passive:
        actor, target = (target if _is_agent(unit, trigger) else None), trigger.subject
    thing = _named(unit, target)
    timex = clause.timex
    return Claim(
        claim_id=row_id("cl", article.doc_id, start, end, trigger.lemma),
        doc_id=article.doc_id,
        start_char=start,
        end_char=end,
        text=unit.text[start:end],
        rule=trigger.rule,
        confidence=_SURE[trigger.realis],
        statement_id=statement.statement_id if statement else None,
        actor_id=_actor(article, unit, actor, statement),
        actor_text=unit.text[slice(*unit.slice(*actor[:2]))] if actor else None,
        predicate=trigger.lemma,
        object_id=thing.entity_id if thing else None,
        object_text=unit.text[slice(*unit.slice(*target[:2]))] if target else None,
        realis=trigger.realis,
        relation=timex.relation if timex else None,
        timex_id=timex.timex_id if timex else None,
        begins=timex.begins if timex else None,
        ends=timex.ends if timex else None,
    )


def _is_agent(unit: Unit, trigger: Trigger) -> bool:
    return unit.low(trigger.verb + 1) == "by"


def _named(unit: Unit, phrase: Phrase | None) -> Mention | None:
    """The name that a noun phrase is headed by; one that only modifies is not what it means."""
    if phrase is None:
        return None
    name = head_of(unit, phrase).mention
    return name if name is not None and name.type != "NORP" else None


def _acting(unit: Unit, phrase: Phrase) -> Mention | None:
    """The name that a subject is about: its head, a name beside it, or whose officials act."""
    head = head_of(unit, phrase)
    if head.mention is not None:
        return head.mention
    inside = [word.mention for word in unit.words[phrase.first : phrase.last] if word.mention]
    beside = [m for m in inside if m.start_char > head.start and m.type == "PERSON"]
    if "," in unit.text[head.end : head.end + 1] and beside:
        return beside[0]
    before = [m for m in inside if m.end_char <= head.start and m.type != "PERSON"]
    return before[-1] if before and head.low in word_class("acting") else None


def _actor(
    article: _Article, unit: Unit, phrase: Phrase | None, statement: Statement | None
) -> str | None:
    """The entity that acts: named, or the speaker behind "I" and "we", or a pronoun's bearer."""
    if phrase is None:
        return None
    named = _acting(unit, phrase)
    if named is not None:
        article.speakers.remember(named)
        return named.entity_id
    if unit.low(phrase.first).split("'")[0] in ("i", "we", "my", "our"):
        return statement.speaker_id if statement else None
    is_short = phrase.last - phrase.first == 1 or unit.low(phrase.first) == "the"
    if not is_short or any(w.mention for w in unit.words[phrase.first : phrase.last]):
        return None
    found = _standing_for(article, unit, phrase)
    return found.entity_id if found else None


def _standing_for(article: _Article, unit: Unit, phrase: Phrase) -> Mention | None:
    """What a pronoun or a description stands for: the subject of the sentence before, if it can."""
    low = unit.low(phrase.first).split("'")[0]
    before = article.subjects[-1] if article.subjects else None
    if low in word_class("group_pronoun"):
        return None
    if low in word_class("thing_pronoun"):
        return before if before and before.type != "PERSON" else None
    if low in word_class("person_pronoun") and before and before.type == "PERSON":
        return before
    return article.speakers.resolve(unit.slice(phrase.first, phrase.last)).mention


def _main_subject(unit: Unit) -> Mention | None:
    """The name that the first finite verb of a sentence has for a subject."""
    for at in range(1, min(20, len(unit.words))):
        if is_finite(unit.words[at]):
            phrase = subject_before(unit, at)
            return _acting(unit, phrase) if phrase else None
    return None
