"""Something told by a sentence, and what all frames ask about the words behind a verb."""

from typing import NamedTuple

from tasks.claims_groups import Group, lemma_at, negates, verb_behind
from tasks.claims_lexicon import predicates
from tasks.claims_phrases import Phrase
from tasks.claims_words import Sentence
from warehouse.tables import Realis

_REACH = 12


class Event(NamedTuple):
    """Something told at word `verb`, by a frame that begins at word `first`."""

    first: int
    verb: int
    lemma: str
    realis: Realis
    rule: str
    subject: Phrase | None
    is_passive: bool = False
    is_shared: bool = False
    is_present: bool = False
    matrix: int = -1
    """The verb that this one is a complement of; -1 for none."""
    target: Phrase | None = None
    """What is acted on where it stands before the verb: "envisions operations to continue"."""


def mood_of(group: Group) -> tuple[Realis, str]:
    """Whether a verb group tells what was, is planned or may be, and by which frame."""
    held = predicates().classes
    if group.modal in held["modal_will"]:
        return "planned", "will"
    if group.modal == "be to":
        return "planned", "be to"
    if group.modal == "be":
        return "planned", "ordered"
    if group.modal in held["modal_would"]:
        return "planned", "would"
    if group.modal in held["modal_must"]:
        return "planned", "must"
    if group.modal in held["modal_may"]:
        return "conditional", "may"
    return "actual", group.rule


def infinitive(sentence: Sentence, frame: Event, to: int, is_negated: bool = False) -> Event | None:
    """The event of a frame whose infinitive has its `to` at word `to`."""
    verb, is_passive = verb_behind(sentence, to)
    if verb < 0:
        return None
    lemma = lemma_at(sentence, verb)
    realis: Realis = "negated" if is_negated or negates(sentence, frame.subject) else frame.realis
    # Who is "projected to have won" has.
    if realis == "planned" and sentence.tag(to + 1) == "H" and sentence.tag(verb) == "L":
        realis = "actual"
    return frame._replace(verb=verb, lemma=lemma, is_passive=is_passive, realis=realis)


def times_behind(sentence: Sentence, at: int, stops: str = ";") -> list[str | None]:
    """Relations of the times shortly behind a word, before a mark that ends the clause."""
    found: list[str | None] = []
    for n in range(at + 1, min(at + _REACH, len(sentence.words))):
        word = sentence.words[n]
        if sentence.tag(n) in stops:
            break
        if word.timex is not None and word.timex.relation not in found:
            found.append(word.timex.relation)
    return found
