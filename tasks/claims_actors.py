"""Who acts: the entity that a subject names, stands for, or describes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from tasks.claims_grammar import grammar_class
from tasks.claims_groups import Group
from tasks.claims_names import core_of, named_in
from tasks.claims_phrases import Phrase, head_at
from tasks.claims_words import Sentence
from tasks.statements_words import word_class
from warehouse.tables import Mention, Statement

_HE = frozenset({"he", "his", "him"})
_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_THINGS = frozenset({"FAC", "PRODUCT", "EVENT", "LAW", "ORG", "WORK"})
_THEY = ("they", "their", "both")
_NAMED = re.compile("M")
_JOINED = re.compile("M(?=CM)")
_TITLE = 10
"""Words before a person within which his post and its body are looked for."""
_LOOK_BACK = 12
"""Persons that are looked at, nearest first, for what a pronoun stands for."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the entity, if one is known, and the words for it."""

    entity_id: str | None
    text: str | None


@dataclass(slots=True)
class _Subject:
    """The main subject of a sentence: the name that it is, or its words."""

    mention: Mention | None
    text: str
    is_plural: bool


@dataclass(slots=True)
class Actors:
    """Resolves subjects in the order of the text, remembering whom it has met."""

    _people: list[Mention] = field(default_factory=list[Mention])
    _subjects: list[_Subject] = field(default_factory=list[_Subject])
    _called: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    _states: Counter[str] = field(default_factory=Counter[str])
    _genders: dict[str, str] = field(default_factory=dict[str, str])
    _groups: dict[str, str] = field(default_factory=dict[str, str])
    _bodies: dict[str, str] = field(default_factory=dict[str, str])
    """The body that a person is told to serve: its entity by his."""
    _verbs: Sequence[Group] = ()

    def read(self, sentence: Sentence, groups: Sequence[Group]) -> None:
        """Take note of the names of a sentence, and of what they are called beside them."""
        self._verbs = groups
        known: Mention | None = None
        for match in _NAMED.finditer(sentence.tags):
            at = match.start()
            mention = sentence.words[at].mention
            if mention is None or mention is known:
                continue
            known = mention
            if known.type == "PERSON":
                self._people.append(known)
            elif known.type == "GPE":
                self._states[known.entity_id] += 1
            self._note_calls(sentence, at, known)
        self._note_pairs(sentence)

    def close(self, sentence: Sentence, subject: Phrase | None) -> None:
        """Remember the main subject of a sentence that has been read to its end."""
        is_pronoun = subject is not None and sentence.tag(subject.first) in "OD"
        if subject is None or (is_pronoun and subject.last - subject.first < 2):
            return
        self._subjects.append(self._subject(sentence, subject))

    def _subject(self, sentence: Sentence, phrase: Phrase) -> _Subject:
        head = sentence.low(head_at(sentence, phrase))
        text = self._groups.get(head) or core_of(sentence, phrase)
        is_many = head in grammar_class("collective")
        is_plural = is_many or (head.endswith("s") and not head.endswith("ss")) or " and " in text
        return _Subject(named_in(sentence, phrase), text, is_plural)

    def resolve(
        self, sentence: Sentence, phrase: Phrase | None, statement: Statement | None
    ) -> Actor:
        """The entity that acts, where the words name one that can be told, and its words."""
        if phrase is None or sentence.low(phrase.first) == "there":
            return Actor(None, None)
        text = core_of(sentence, phrase)
        named = named_in(sentence, phrase)
        if named is not None:
            return Actor(named.entity_id, text)
        low = sentence.low(phrase.first)
        head = sentence.low(head_at(sentence, phrase))
        if head in self._groups and low in (*_POINTING, "both"):
            return Actor(None, self._groups[head])
        if phrase.last - phrase.first == 1 and sentence.tag(phrase.first) in "OSoD":
            return self._pronoun(sentence, phrase.first, statement)
        return Actor(self._described(head) if low in _POINTING else None, text)

    def named_object(self, sentence: Sentence, phrase: Phrase | None) -> str | None:
        """The entity that an object is headed by or points back to; none that only modifies."""
        if phrase is None:
            return None
        name = named_in(sentence, phrase)
        if name is not None:
            return name.entity_id if name.type != "NORP" else None
        if sentence.low(phrase.first) not in ("the", "this", "that"):
            return None
        inner = range(phrase.first + 1, phrase.last)
        return self._described(" ".join(sentence.low(n) for n in inner))

    def _described(self, head: str) -> str | None:
        """What "the court" or "the sergeant" was called so before, most often."""
        if head in grammar_class("government"):
            return self._states.most_common(1)[0][0] if self._states else None
        called = self._called.get(head) or self._called.get(head.removesuffix("s"))
        return called.most_common(1)[0][0] if called else None

    def _pronoun(self, sentence: Sentence, at: int, statement: Statement | None) -> Actor:
        low, text = sentence.low(at), core_of(sentence, Phrase(at, at + 1))
        if low in grammar_class("own"):
            return Actor(statement.speaker_id if statement else None, text)
        if low in grammar_class("person"):
            return Actor(self._person(low, statement, sentence.words[at].start), text)
        if low not in grammar_class("thing") and low not in _THEY:
            return Actor(None, text)
        speaker = statement.speaker_id if statement and statement.type != "direct" else None
        is_person = any(m.entity_id == speaker for m in self._people)
        if speaker and not is_person:
            return Actor(speaker, text)
        nearby = [*self._before(sentence, at), *self._subjects[-1:]]
        found = next((a for each in nearby if (a := self._stands_for(each, low))), None)
        body = self._bodies.get(speaker or "") if low in _THEY else None
        return found or Actor(body, text)

    def _before(self, sentence: Sentence, at: int) -> Iterator[_Subject]:
        """The subjects that stand before a word in its sentence, nearest first."""
        for group in reversed(self._verbs):
            phrase = group.subject
            if phrase is None or phrase.last > at or group.verb > at:
                continue
            if sentence.tag(phrase.first) not in "OSD" or phrase.last - phrase.first > 1:
                yield self._subject(sentence, phrase)

    def _stands_for(self, subject: _Subject, low: str) -> Actor | None:
        """The actor that a subject names, if a pronoun can stand for it."""
        is_thing = low in grammar_class("thing")
        if subject.mention is None:
            return Actor(None, subject.text) if is_thing != subject.is_plural else None
        if subject.mention.type == "PERSON":
            is_several = subject.is_plural and not is_thing
            return Actor(None, subject.text) if is_several else None
        is_fit = is_thing != subject.is_plural or subject.mention.type == "ORG"
        return Actor(subject.mention.entity_id, subject.text) if is_fit else None

    def _person(self, low: str, statement: Statement | None, at: int) -> str | None:
        """The speaker of what is reported; else the last subject or person that fits."""
        before = [m for m in self._people[-_LOOK_BACK:] if m.start_char < at]
        if statement is not None and statement.type == "direct":
            before = [m for m in before if m.entity_id != statement.speaker_id] or before
        elif statement is not None and statement.speaker_id:
            said = [m for m in self._people if m.entity_id == statement.speaker_id]
            before += said[-1:]
        subjects = [s.mention for s in self._subjects[-3:] if s.mention is not None]
        people = [m for m in subjects if m.type == "PERSON"]
        order = [*people, *before[-1:]] if len(before) > _LOOK_BACK else people
        said_last = before[-1:] if statement is not None and statement.speaker_id else []
        for mention in [*said_last, *reversed(order), *reversed(before)]:
            if self._fits(mention, low):
                self._genders[mention.entity_id] = "he" if low in _HE else "she"
                return mention.entity_id
        return None

    def _fits(self, mention: Mention, low: str) -> bool:
        gender = self._genders.get(mention.entity_id) or _given(mention.name)
        return gender is None or gender == ("he" if low in _HE else "she")

    def _note_calls(self, sentence: Sentence, at: int, mention: Mention) -> None:
        """What the words before a name, behind it, or in it call the thing named."""
        lows: list[str] = []
        tags, words = sentence.tags, sentence.words
        n = at - 1
        while n >= 0 and tags[n] in "NJ-M" and at - n < 6:
            lows.append(words[n].low)
            n -= 1
        after = at
        while after < len(words) and words[after].mention is mention:
            after += 1
        if sentence.tag(after) == ",":
            lows += _apposed(sentence, after + 1)
        if mention.type == "PERSON":
            self._note_gender(mention, lows)
            self._note_body(sentence, at, mention)
            known = grammar_class("kind")
            kinds = [low for low in lows if low in known]
        else:
            kinds = [*_bodies_of(lows[:2]), *_called_by(mention.name, mention.type in _THINGS)]
        for low in dict.fromkeys(kinds):
            if low not in self._called:
                self._called[low] = Counter()
            self._called[low][mention.entity_id] += 1

    def _note_body(self, sentence: Sentence, at: int, person: Mention) -> None:
        """Whom a person serves: "the agency's director, Ana Silva" speaks for the agency."""
        is_post = False
        for n in range(at - 1, max(-1, at - _TITLE), -1):
            if sentence.tags[n] not in "NJMSP,D-":
                return
            is_post = is_post or sentence.low(n) in grammar_class("kind")
            body = sentence.words[n].mention
            if is_post and body is not None and body.type == "ORG":
                self._bodies.setdefault(person.entity_id, body.entity_id)
                return

    def _note_pairs(self, sentence: Sentence) -> None:
        """Whom "the officers" and "both" mean: "officers Ana Silva and Jo Bell"."""
        for match in _JOINED.finditer(sentence.tags):
            at = match.start() + 1
            one, two = sentence.words[at - 1].mention, sentence.words[at + 1].mention
            if sentence.low(at) != "and" or one is None or two is None:
                continue
            if one.type == two.type == "PERSON":
                first = next(n for n in range(at) if sentence.words[n].mention is one)
                kind = sentence.low(first - 1)
                if kind.removesuffix("s") in grammar_class("kind") and kind.endswith("s"):
                    text = sentence.text[one.start_char : two.end_char]
                    self._groups[kind] = text

    def _note_gender(self, mention: Mention, lows: Sequence[str]) -> None:
        for low in lows:
            if low in grammar_class("male") or low.endswith(("sman", "rman")):
                self._genders.setdefault(mention.entity_id, "he")
            elif low in grammar_class("female") or low.endswith("woman"):
                self._genders.setdefault(mention.entity_id, "she")


def _bodies_of(lows: Iterable[str]) -> list[str]:
    known = grammar_class("body")
    return [low for low in lows if low in known]


@lru_cache(maxsize=1 << 12)
def _called_by(name: str, is_thing: bool) -> tuple[str, ...]:
    """What a name itself calls the thing that it names."""
    lows = name.lower().split()
    ends = [lows[-1], " ".join(lows[-2:])] if is_thing and len(lows) > 1 else []
    return (*_bodies_of(lows), *ends)


@lru_cache(maxsize=1 << 12)
def _given(name: str) -> str | None:
    """What the first of several names tells: he, she, or nothing."""
    first, _, rest = name.lower().partition(" ")
    if rest and first in word_class("male_name"):
        return "he"
    return "she" if rest and first in word_class("female_name") else None


def _apposed(sentence: Sentence, first: int) -> list[str]:
    """The words of ", the Russian space agency," from behind its first comma."""
    lows: list[str] = []
    for n in range(first, min(first + 8, len(sentence.words))):
        if sentence.tag(n) not in "DSNJM-Q":
            break
        lows.append(sentence.low(n))
    return lows
