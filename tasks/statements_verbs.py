"""Reporting verbs in a unit, with their subjects and where what they report begins."""

from dataclasses import dataclass, field

from tasks.statements_circumstances import skip_circumstances
from tasks.statements_grammar import Phrase, is_adverb, is_finite
from tasks.statements_lexicon import Cue, Form, cue_forms
from tasks.statements_phrases import subject_before
from tasks.statements_units import QUOTE, Unit
from tasks.statements_words import word_class
from warehouse.tables import Timex

_BEFORE_PARTICIPLE = frozenset({",", QUOTE, "—", "–", ")", "and", "but", "or", "while", ""})


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: words first … last-1, its subject, and the time words that go with it."""

    first: int
    last: int
    cue: Cue
    is_noun_too: bool
    subject: Phrase | None
    content: int
    """First word behind the verb, its hearer and its circumstances."""
    timexes: list[Timex] = field(default_factory=list[Timex])

    def is_participle(self, unit: Unit) -> bool:
        """Whether it is the "saying" of "…, saying that …"."""
        return unit.low(self.first).endswith("ing") and self.subject is None


def every_verb(unit: Unit) -> list[Verb]:
    """All words that have the form of a reporting verb, nouns and what is unsaid included."""
    found: list[Verb] = []
    forms, last = cue_forms(), 0
    for at in [at for at, word in enumerate(unit.words) if word.low in forms]:
        form = _match(unit, at) if at >= last else None
        if form is None:
            continue
        last = at + len(form.words)
        subject = _subject(unit, at)
        content, timexes = skip_circumstances(unit, last, form.cue)
        found.append(Verb(at, last, form.cue, form.is_noun_too, subject, content, timexes))
    return found


def is_sure(unit: Unit, verb: Verb) -> bool:
    """Whether a form reports by all signs: said, no noun, no mere description of one."""
    return (
        _is_reporting(unit, verb.first)
        and not _is_noun(unit, verb)
        and not _is_modifier(unit, verb)
    )


def _is_modifier(unit: Unit, verb: Verb) -> bool:
    """Whether an -ing form only describes the noun before it: "a report citing the mayor"."""
    if not unit.low(verb.first).endswith("ing"):
        return False
    before, after = unit.low(verb.first - 1), unit.low(verb.content)
    is_apart = before in _BEFORE_PARTICIPLE or is_adverb(before) or before in word_class("be")
    return not is_apart and "clause" not in verb.cue.takes and after not in ("that", QUOTE)


def _subject(unit: Unit, at: int) -> Phrase | None:
    """The subject; a participle has one of its own only right behind a plain noun phrase."""
    phrase = subject_before(unit, at)
    if phrase is None:
        return None
    is_participle = unit.low(at).endswith("ing")
    if is_participle or unit.low(at - 1) in word_class("relative"):
        phrase = _issuer(unit, phrase) or phrase
    if not is_participle:
        return phrase
    if any(is_finite(word) for word in unit.words[phrase.first : phrase.last]):
        return None
    return phrase._replace(is_passive=False)


def _issuer(unit: Unit, writing: Phrase) -> Phrase | None:
    """Who "issued a statement saying", where the statement is the nearest noun."""
    if unit.low(writing.first - 1) not in word_class("issuing"):
        return None
    lows = [unit.low(n) for n in range(writing.first, min(writing.last, writing.first + 5))]
    if not any(low in word_class("medium") or low in word_class("writing") for low in lows):
        return None
    phrase = subject_before(unit, writing.first - 1)
    return phrase._replace(is_passive=False) if phrase and not phrase.is_passive else None


def _match(unit: Unit, at: int) -> Form | None:
    word = unit.words[at]
    if word.mention is not None:
        return None
    for form in cue_forms().get(word.low, ()):
        if all(unit.low(at + n) == low for n, low in enumerate(form.words)):
            return form
    return None


def _is_reporting(unit: Unit, at: int) -> bool:
    """Whether nothing before the verb makes it unsaid: "to say", "could say", "did not say"."""
    back = at - 1
    while back >= max(0, at - 3) and unit.low(back) in word_class("adverb"):
        back -= 1
    before = unit.low(back)
    return before not in word_class("unsaid") and not before.endswith("n't")


def _is_noun(unit: Unit, verb: Verb) -> bool:
    if not verb.is_noun_too:
        return False
    before = unit.low(verb.first - 1)
    if before in word_class("determiner") or before in word_class("preposition"):
        return True
    if before.endswith("'s") and before not in word_class("contracted"):
        return True
    after = unit.low(verb.content)
    beside_quote = before in (QUOTE, ",") and unit.low(verb.first - 2) in (QUOTE, "")
    if verb.subject is None:
        return not beside_quote
    return is_finite(unit.words[verb.last]) if verb.last < len(unit.words) and after else False
