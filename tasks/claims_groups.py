"""Verb groups of a sentence: the finite verbs with their helpers, and what stands for one."""

import re
from typing import NamedTuple

from tasks.claims_lexicon import predicates
from tasks.claims_phrases import Phrase, subject_of
from tasks.claims_words import Sentence

_OPENS = re.compile("[XBHWVZGb]")
_DATING = ("for", "on", "in", "at", "by", "until")


class Group(NamedTuple):
    """A verb group from word `first` to its main verb at word `verb`."""

    first: int
    verb: int
    lemma: str
    modal: str
    subject: Phrase | None
    is_passive: bool = False
    is_negated: bool = False
    is_shared: bool = False
    is_present: bool = False
    rule: str = "event"


def read_groups(sentence: Sentence) -> list[Group]:
    """The verb groups of a sentence from left to right, each with its subject."""
    groups: list[Group] = []
    at, tags = 0, sentence.tags
    while (match := _OPENS.search(tags, at)) is not None:
        at, tag, group = match.start(), match.group(), None
        if tag in "XBHWVZ":
            group = _finite(sentence, at)
        elif sentence.low(at) == "be" and sentence.tag(at - 1) in "NM" and groups:
            group = _ordered(sentence, at)
        elif tag == "G" and sentence.tag(at - 1) in ",C" and groups:
            group = _going(sentence, at, groups[-1])
        if group is not None:
            if tag != "G":
                group = _with_subject(sentence, group, groups)
            groups.append(group)
            at = group.verb
        at += 1
    return groups


def lemma_at(sentence: Sentence, at: int) -> str:
    """Citation form of the verb at a word, with the particle that makes it another: "step down"."""
    low = sentence.low(at)
    # "Found" behind a modal is to found.
    lemma = low if sentence.tag(at) == "F" else predicates().lemma(low)
    whole = f"{lemma} {sentence.low(at + 1)}"
    return whole if whole in predicates().phrasal else lemma


def negates(sentence: Sentence, phrase: Phrase | None) -> bool:
    """Whether a phrase says that there is none: "no arrests", "none of them"."""
    return phrase is not None and sentence.low(phrase.first) in ("no", "neither", "nobody", "none")


def verb_behind(sentence: Sentence, at: int) -> tuple[int, bool]:
    """Main verb behind the `to` at word `at`, and whether it is passive; -1 if there is none."""
    helpers = ""
    for n in range(at + 1, min(at + 6, len(sentence.tags))):
        tag = sentence.tag(n)
        if tag in "An":
            continue
        if tag in "bH":
            helpers += tag
        elif tag in "FLVNYZJE" and sentence.low(n).isalpha() and not (helpers and tag in "NYZ"):
            return n, helpers.endswith("b") and tag == "L"
        elif tag == "G" and helpers:
            return n, False
        else:
            break
    return (sentence.tags.find(helpers[-1], at, at + 5) if helpers else -1), False


def _finite(sentence: Sentence, first: int) -> Group | None:
    """The group that begins with a finite word."""
    modal = helpers = ""
    is_negated = is_to = False
    last_helper = first
    n = first
    while n < min(first + 12, len(sentence.tags)):
        tag = sentence.tag(n)
        if tag == "X":
            modal = sentence.low(n)
            is_negated = is_negated or modal == "cannot"
        elif tag in "BbHW":
            helpers, last_helper = helpers + tag, n
        elif tag == "n":
            is_negated = True
        elif tag == "I" and _binds(sentence, helpers, (last_helper, n)):
            is_to = True
            modal = "be to" if helpers[-1] == "B" else "must"
        elif tag in "VZFLG":
            return _made(sentence, Group(first, n, "", modal, None), helpers, is_negated)
        elif tag not in "A" and not (tag in "OT" and tag == "T" and n + 1 < len(sentence.tags)):
            break
        n += 1
    if helpers:
        lemma = {"b": "be", "h": "have", "w": "do"}[helpers[-1].lower()]
        group = Group(first, last_helper, lemma, modal, None, is_negated=is_negated)
        if is_to and helpers[-1] != "b":
            return None
        return group._replace(is_present=not modal and _is_now(sentence, first))
    return None


def _binds(sentence: Sentence, helpers: str, place: tuple[int, int]) -> bool:
    """Whether `to` stands right behind a helper: "has to", "is also to", "is about to"."""
    last, to = place
    if helpers[-1:] == "B":
        lows = [sentence.low(n) for n in range(last + 1, to)]
        return all(low in predicates().classes["bound"] or low.endswith("ly") for low in lows)
    return helpers[-1:] == "H" and to == last + 1


def _ordered(sentence: Sentence, at: int) -> Group | None:
    """Ordered that ballots be counted: a plain form that tells what is to be."""
    verb = at + 1
    if sentence.tag(verb) not in "LEV":
        return None
    return Group(at, verb, lemma_at(sentence, verb), "be", None, is_passive=True)


def _made(sentence: Sentence, group: Group, helpers: str, is_negated: bool) -> Group:
    tag, low = sentence.tag(group.verb), sentence.low(group.verb)
    is_passive = tag == "L" and helpers[-1:] in ("B", "b")
    modal, verb = group.modal, group.verb
    if low == "going" and sentence.tag(verb + 1) == "I" and helpers:
        verb, is_passive = verb_behind(sentence, verb + 1)
        verb, modal = (group.verb, modal) if verb < 0 else (verb, "will")
    is_bare = tag == "F" and not helpers.strip("W") and not modal
    is_present = tag == "Z" or (is_bare and sentence.low(group.first) != "did")
    is_present = is_present or (tag == "G" and _is_now(sentence, group.first))
    return group._replace(
        verb=verb,
        lemma=lemma_at(sentence, verb),
        modal=modal,
        is_passive=is_passive,
        is_negated=is_negated,
        is_present=is_present,
    )


def _is_now(sentence: Sentence, at: int) -> bool:
    return sentence.low(at) in ("is", "are", "am", "has", "have", "does", "do", "'s", "'re", "'m")


def _going(sentence: Sentence, at: int, before: Group) -> Group | None:
    """Killing 25 people: a verb in -ing behind a comma, with the subject of the verb before."""
    if sentence.tag(at + 1) not in "DSQNMJoTPA" or before.subject is None:
        return None
    lemma = predicates().lemma(sentence.low(at))
    return Group(at, at, lemma, before.modal, before.subject, is_shared=True, rule="going")


def _with_subject(sentence: Sentence, group: Group, before: list[Group]) -> Group:
    """The group with its own subject, or with that of the verb which it is joined to."""
    subject = subject_of(sentence, group.first)
    if subject is not None:
        return group._replace(subject=subject)
    joint = group.first - 1
    while joint > 0 and sentence.tag(joint) in "AnT":
        joint -= 1
    if sentence.tag(joint) not in "C," or not before:
        return group
    for earlier in reversed(before):
        if earlier.subject is not None and not earlier.subject.is_relative:
            return group._replace(
                subject=earlier.subject, is_shared=True, modal=_shared(sentence, group, earlier)
            )
    return group


def _shared(sentence: Sentence, group: Group, earlier: Group) -> str:
    """A plain form behind "will … and" keeps the modal."""
    is_plain = sentence.tag(group.verb) == "F" and not group.modal
    return earlier.modal if is_plain else group.modal


def is_due(sentence: Sentence, at: int) -> bool:
    """Whether word `at` says that something is planned: "due", "set", "scheduled"."""
    return sentence.low(at) in predicates().classes["due"]


def dates_behind(sentence: Sentence, at: int) -> bool:
    """Whether a time stands behind a preposition that follows word `at`."""
    return sentence.low(at + 1) in _DATING and "T" in sentence.tags[at + 2 : at + 4]


def owns(sentence: Sentence, at: int) -> Phrase | None:
    """Whose noun stands at word `at`: "Russia's", "their", "the Russian"."""
    first = at - 1
    while first >= max(0, at - 4) and sentence.tag(first) in "NJQ-":
        first -= 1
    if first < 0:
        return None
    if sentence.tag(first) == "S":
        if sentence.low(first) != "'s":
            return Phrase(first, first + 1)
        last = first
    elif sentence.tag(first) == "M":
        last = first + 1
        if sentence.low(first).endswith("s") and sentence.low(last) == "'":
            last = first + 1
    elif sentence.low(first) in ("'", "’") and sentence.tag(first - 1) in "NM":
        last = first
    else:
        return None
    start = last - 1
    while start > 0 and sentence.tag(start - 1) in "DNJMQ-" and sentence.tag(start) != "D":
        start -= 1
    return Phrase(start, last) if start < last else None
