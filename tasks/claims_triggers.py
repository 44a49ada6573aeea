"""Words of a sentence that tell a claim: the verb, what makes it planned, and its subject."""

from collections.abc import Iterator
from typing import NamedTuple

from tasks.claims_lexicon import predicates
from tasks.statements_grammar import Phrase, is_adverb, is_finite
from tasks.statements_nouns import owner_of
from tasks.statements_phrases import phrase_after, subject_before
from tasks.statements_units import Unit, Word
from tasks.statements_words import word_class
from warehouse.tables import Realis

_DATING = ("for", "on", "in", "at")


class Trigger(NamedTuple):
    """A claim's verb at word `verb`, found by a frame that begins at word `first`."""

    first: int
    verb: int
    lemma: str
    realis: Realis
    rule: str
    subject: Phrase | None
    is_passive: bool = False


def find_triggers(unit: Unit) -> list[Trigger]:
    """The triggers of a sentence, left to right; each verb is in one at most."""
    found: dict[int, Trigger] = {}
    for at, word in enumerate(unit.words):
        if word.mention is not None or word.is_mark:
            continue
        for trigger in _triggers_at(unit, at, word):
            found.setdefault(trigger.verb, trigger)
    is_conditional = any(word.low in ("if", "unless") for word in unit.words)
    triggers = [found[verb] for verb in sorted(found)]
    return [_under_condition(t) if is_conditional else t for t in triggers]


def _triggers_at(unit: Unit, at: int, word: Word) -> Iterator[Trigger]:
    low, held = word.low, predicates().classes
    if low in held["intent"]:
        yield from _intent(unit, at)
    elif low in held["modal_will"]:
        yield from _modal(unit, at, "planned", "will")
    elif low in held["modal_would"]:
        yield from _modal(unit, at, "planned", "would")
    elif low in held["modal_must"]:
        yield from _modal(unit, at, "planned", "must")
    elif low in held["modal_may"]:
        yield from _modal(unit, at, "conditional", "may")
    elif low in held["due"] and unit.low(at - 1) != "to":
        yield from _due(unit, at)
    elif low in ("is", "are", "was", "were") and unit.low(at + 1) == "to":
        yield from _infinitive(unit, _planned(at, at + 1, "be to", subject_before(unit, at)))
    elif low == "to" and unit.low(at + 1) == "be":
        yield from _to_be(unit, at)
    elif low in predicates().nominal:
        yield from _nominal(unit, at)
    elif low in held["moved"] and not _is_be(unit, at - 1):
        yield from _moved(unit, at)
    if low in held["intend"] and not _is_be(unit, at - 1):
        yield from _intending(unit, at)
    if low in predicates().past or low in predicates().participle:
        yield from _event(unit, at)


def _intent(unit: Unit, at: int) -> Iterator[Trigger]:
    """Russia's intent to withdraw; his plans for an exit by May; the deadline of May."""
    owner = owner_of(unit, at) or _adjective(unit, at)
    if unit.low(at + 1) == "to":
        if owner is not None or unit.low(at) not in predicates().classes["intend"]:
            yield from _infinitive(unit, _planned(at, at + 1, "noun of intent", owner))
    elif unit.low(at) in predicates().classes["dated_intent"]:
        behind = [word.timex for word in unit.words[at : at + 12] if word.timex]
        if any(timex.relation in ("by", "until", "on", "in", "at", "for") for timex in behind):
            lemma = unit.low(at).removesuffix("s")
            yield Trigger(at, at, lemma, "planned", "dated intent", owner)


def _modal(unit: Unit, at: int, realis: Realis, rule: str) -> Iterator[Trigger]:
    """Will (not) (be) …: the verb behind a modal."""
    verb = at + 1
    is_negated = unit.low(at).endswith("n't") or unit.low(at) == "cannot"
    while unit.low(verb) in word_class("adverb") or unit.low(verb).endswith("ly"):
        is_negated = is_negated or unit.low(verb) in word_class("negation")
        verb += 1
    told: Realis = "negated" if is_negated else realis
    yield from _verb(unit, Trigger(at, verb, "", told, rule, subject_before(unit, at)))


def _verb(unit: Unit, frame: Trigger) -> Iterator[Trigger]:
    """The trigger of a frame whose verb begins at word `frame.verb`, behind its helpers."""
    helpers: set[str] = set()
    verb = frame.verb
    while _is_helper(unit, verb) or (verb > frame.first + 1 and is_adverb(unit.low(verb))):
        helpers.add(unit.low(verb))
        verb += 1
    low, known = unit.low(verb), predicates()
    is_past = low in known.participle or low.endswith(("ed", "ing"))
    has_be = bool(helpers & {"be", "been"})
    if has_be and not is_past:
        while unit.low(verb) not in ("be", "been"):
            verb -= 1
        low = "be"
    elif not low.isalpha() or low in word_class("determiner") or low in word_class("preposition"):
        return
    passive = is_past and has_be and not low.endswith("ing")
    lemma = known.lemma(low) if helpers and is_past else low
    denied = unit.low(verb + 1) == "no" or (frame.subject and _is_no(unit, frame.subject))
    told = "negated" if denied else frame.realis
    yield frame._replace(verb=verb, lemma=lemma, is_passive=passive, realis=told)


def _is_no(unit: Unit, subject: Phrase) -> bool:
    return unit.low(subject.first) in ("no", "neither", "nobody", "none")


def _is_helper(unit: Unit, at: int) -> bool:
    """Whether a form of be or have only helps the participle behind it."""
    low, after = unit.low(at), unit.low(at + 1)
    if low in ("be", "been") or (low == "to" and unit.low(at - 1) == "have"):
        return True
    is_past = after in ("been", "to") or after in predicates().participle
    return low == "have" and is_past


def _infinitive(unit: Unit, frame: Trigger) -> Iterator[Trigger]:
    """The same for a frame with an infinitive, whose `to` is word `frame.verb`."""
    verb = frame.verb + 1
    if verb < len(unit.words) and unit.words[verb].mention is None:
        yield from _verb(unit, frame._replace(verb=verb))


def _planned(first: int, verb: int, rule: str, subject: Phrase | None) -> Trigger:
    return Trigger(first, verb, "", "planned", rule, subject)


def _to_be(unit: Unit, at: int) -> Iterator[Trigger]:
    """The election to be held on August 9."""
    is_done = unit.low(at + 2) in predicates().participle
    if is_done and any(_timex_at(unit, n) for n in range(at + 3, at + 10)):
        subject = subject_before(unit, at)
        if subject is not None:
            yield from _infinitive(unit, _planned(at, at, "to be", subject))


def _due(unit: Unit, at: int) -> Iterator[Trigger]:
    """Was due to retire; is scheduled for November; the debate slated for October 15."""
    has_be = _is_be(unit, at - 1)
    subject = subject_before(unit, at)
    if has_be and unit.low(at + 1) == "to":
        yield from _infinitive(unit, _planned(at, at + 1, "due", subject))
    elif unit.low(at + 1) in (_DATING if has_be else ("for",)) and _timex_at(unit, at + 2):
        lemma = predicates().lemma(unit.low(at))
        yield Trigger(at, at, lemma, "planned", "due", subject, lemma != "due")


def _nominal(unit: Unit, at: int) -> Iterator[Trigger]:
    """The withdrawal from the station after 2024."""
    for n in range(at + 1, min(at + 8, len(unit.words))):
        word = unit.words[n]
        if word.timex is not None:
            if word.timex.relation in ("after", "by", "until"):
                lemma = predicates().nominal[unit.low(at)]
                yield Trigger(at, at, lemma, "planned", "nominal", owner_of(unit, at))
            return
        if word.is_mark or is_finite(word):
            return


def _moved(unit: Unit, at: int) -> Iterator[Trigger]:
    """They postponed the vote until May."""
    subject = subject_before(unit, at)
    behind = [word.timex for word in unit.words[at : at + 12] if word.timex]
    if subject and any(timex.relation in ("until", "to", "for") for timex in behind):
        lemma = predicates().lemma(unit.low(at))
        yield Trigger(at, at, lemma, "planned", "moved", subject, subject.is_passive)


def _intending(unit: Unit, at: int) -> Iterator[Trigger]:
    """Plans to open; envisions operations to continue; wants Iran to stop."""
    held = predicates().classes
    subject = subject_before(unit, at)
    if subject is None:
        return
    told: Realis = "negated" if unit.low(at) in held["refusal"] else "planned"
    frame = _planned(at, at + 1, "verb of intent", subject)._replace(realis=told)
    if unit.low(at + 1) == "to":
        yield from _infinitive(unit, frame)
        return
    target = phrase_after(unit, at + 1)
    if target is None:
        return
    to = next((n for n in range(at + 2, target.last + 1) if unit.low(n) == "to"), None)
    if to is not None:
        doer = subject if unit.low(at) in held["own_subject"] else Phrase(at + 1, to)
        yield from _infinitive(unit, frame._replace(verb=to, subject=doer))


def _event(unit: Unit, at: int) -> Iterator[Trigger]:
    """A past verb that tells what happened, or did not."""
    low, known = unit.low(at), predicates()
    subject = subject_before(unit, at)
    is_plan = low in known.classes["due"] or low in known.classes["intend"]
    if subject is None or (is_plan and unit.low(at + 1) in ("to", "for")):
        return
    has_be = subject.is_passive or _is_be(unit, at - 1)
    lemma = known.participle.get(low) if has_be else known.past.get(low)
    if lemma is None:
        return
    before = [unit.low(n) for n in range(subject.last, at)]
    edges = (unit.low(subject.first), unit.low(at + 1), *before)
    is_negated = any(word in word_class("negation") for word in edges)
    yield Trigger(
        at, at, lemma, "negated" if is_negated else "actual", "event", subject, is_passive=has_be
    )


def _adjective(unit: Unit, at: int) -> Phrase | None:
    """Whose intent without an apostrophe: "the Russian plan"."""
    mention = unit.words[at - 1].mention if at > 0 else None
    first = at
    while mention is not None and first > 0 and unit.words[first - 1].mention is mention:
        first -= 1
    if first == at or mention is None:
        return None
    is_verb = unit.low(at) in predicates().classes["intend"] and mention.type != "NORP"
    return None if is_verb else Phrase(first, at)


def _is_be(unit: Unit, at: int) -> bool:
    while unit.low(at) in word_class("adverb"):
        at -= 1
    return unit.low(at) in word_class("be")


def _timex_at(unit: Unit, at: int) -> bool:
    return at < len(unit.words) and unit.words[at].timex is not None


def _under_condition(trigger: Trigger) -> Trigger:
    return trigger._replace(realis="conditional") if trigger.realis == "planned" else trigger
