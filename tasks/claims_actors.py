"""Who acts: the entity that a subject names, stands for, or describes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.claims_phrases import Phrase, head_at
from tasks.claims_words import Sentence, grammar_class
from warehouse.tables import Mention, Statement

_HE = frozenset({"he", "his", "him"})
_POINTING = frozenset({"the", "this", "that", "its", "their", "his", "her"})
_THINGS = frozenset({"FAC", "PRODUCT", "EVENT", "LAW", "ORG", "WORK"})
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

    def read(self, sentence: Sentence) -> None:
        """Take note of the names of a sentence, and of what they are called beside them."""
        known: Mention | None = None
        for at, word in enumerate(sentence.words):
            if word.mention is None or word.mention is known:
                continue
            known = word.mention
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
        head = sentence.low(head_at(sentence, subject))
        text = self._groups.get(head) or _core(sentence, subject)
        is_many = head in grammar_class("collective")
        is_plural = is_many or (head.endswith("s") and not head.endswith("ss")) or " and " in text
        self._subjects.append(_Subject(named_in(sentence, subject), text, is_plural))

    def resolve(
        self, sentence: Sentence, phrase: Phrase | None, statement: Statement | None
    ) -> Actor:
        """The entity that acts, where the words name one that can be told, and its words."""
        if phrase is None or sentence.low(phrase.first) == "there":
            return Actor(None, None)
        text = _core(sentence, phrase)
        named = named_in(sentence, phrase)
        if named is not None:
            return Actor(named.entity_id, text)
        low = sentence.low(phrase.first)
        head = sentence.low(head_at(sentence, phrase))
        if head in self._groups and low in (*_POINTING, "both"):
            return Actor(None, self._groups[head])
        if phrase.last - phrase.first == 1 and sentence.tag(phrase.first) in "OSoD":
            return self._pronoun(low, statement, (text, sentence.words[phrase.first].start))
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

    def _pronoun(self, low: str, statement: Statement | None, place: tuple[str, int]) -> Actor:
        text, at = place
        if low in grammar_class("own"):
            return Actor(statement.speaker_id if statement else None, text)
        if low in grammar_class("person"):
            return Actor(self._person(low, statement, at), text)
        if low not in grammar_class("thing") and low not in ("they", "their", "both"):
            return Actor(None, text)
        speaker = statement.speaker_id if statement and statement.type != "direct" else None
        is_person = any(m.entity_id == speaker for m in self._people)
        if speaker and not is_person:
            return Actor(speaker, text)
        subject = self._subjects[-1] if self._subjects else None
        return self._stands_for(subject, low, text)

    def _stands_for(self, subject: _Subject | None, low: str, text: str) -> Actor:
        """The subject of the sentence before, if a pronoun can stand for it."""
        if subject is None or (low in grammar_class("thing")) == subject.is_plural:
            return Actor(None, text)
        if subject.mention is None:
            return Actor(None, subject.text)
        is_person = subject.mention.type == "PERSON"
        if is_person:
            return Actor(None, subject.text if subject.is_plural else text)
        return Actor(subject.mention.entity_id, text)

    def _person(self, low: str, statement: Statement | None, at: int) -> str | None:
        """The speaker of what is reported; else the last subject or person that fits."""
        before = [m for m in self._people[-_LOOK_BACK:] if m.start_char < at]
        if statement is not None and statement.type != "direct" and statement.speaker_id:
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
        gender = self._genders.get(mention.entity_id)
        return gender is None or gender == ("he" if low in _HE else "she")

    def _note_calls(self, sentence: Sentence, at: int, mention: Mention) -> None:
        """What the words before a name, behind it, or in it call the thing named."""
        lows: list[str] = []
        n = at - 1
        while n >= 0 and sentence.tag(n) in "NJ-M" and at - n < 6:
            lows.append(sentence.low(n))
            n -= 1
        after = at
        while after < len(sentence.words) and sentence.words[after].mention is mention:
            after += 1
        if sentence.tag(after) == ",":
            lows += _apposed(sentence, after + 1)
        if mention.type == "PERSON":
            self._note_gender(mention, lows)
            kinds = [low for low in lows if low in grammar_class("kind")]
        else:
            words = mention.name.lower().split()
            kinds = [low for low in (*lows[:2], *words) if low in grammar_class("body")]
            if len(words) > 1 and mention.type in _THINGS:
                kinds += [words[-1], " ".join(words[-2:])]
        for low in dict.fromkeys(kinds):
            self._called.setdefault(low, Counter())[mention.entity_id] += 1

    def _note_pairs(self, sentence: Sentence) -> None:
        """Whom "the officers" and "both" mean: "officers Ana Silva and Jo Bell"."""
        for at in range(1, len(sentence.tags) - 1):
            if sentence.tags[at] != "C":
                continue
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


def named_in(sentence: Sentence, phrase: Phrase) -> Mention | None:
    """The name that a noun phrase is about: its head, its bearer, or whose government acts."""
    at = head_at(sentence, phrase)
    head = sentence.words[at]
    bearer = _bearer(sentence, phrase, at)
    if bearer is not None:
        return bearer
    if head.mention is not None:
        is_people = head.mention.type == "NORP" and head.mention.form == "nationality"
        return None if is_people else head.mention
    if head.low in grammar_class("acting"):
        for n in range(at - 1, phrase.first - 1, -1):
            mention = sentence.words[n].mention
            if mention is not None and mention.type != "PERSON":
                return mention
    return None


def _bearer(sentence: Sentence, phrase: Phrase, head: int) -> Mention | None:
    """The person named behind his post, or the name apposed: "The storm, Ana, struck"."""
    is_kind = sentence.low(head) in grammar_class("kind")
    for n in range(head + 1, phrase.last):
        if sentence.tag(n) in "RVXBHWLG":
            break
        mention = sentence.words[n].mention
        if mention is None or mention is sentence.words[n - 1].mention:
            continue
        before = sentence.tag(n - 1)
        if is_kind and mention.type == "PERSON" and before != "P":
            return mention
        ends = n
        while ends < phrase.last and sentence.words[ends].mention is mention:
            ends += 1
        is_apposed = before == "," or (before == "D" and sentence.tag(n - 2) == ",")
        is_alone = is_apposed and sentence.tag(ends) in ",.-" and mention.type != "GPE"
        if is_alone and sentence.words[head].mention is None:
            return mention
        if is_alone and mention.type == "PERSON":
            return mention
    return None


def _core(sentence: Sentence, phrase: Phrase) -> str:
    """The words of a phrase up to a comma, a bracket or a relative clause."""
    last = phrase.first + 1
    while last < phrase.last and sentence.tag(last) not in ",R(;":
        last += 1
    if last < phrase.last and " and " in sentence.text[slice(*sentence.slice(*phrase[:2]))]:
        last = phrase.last
    return sentence.text[slice(*sentence.slice(phrase.first, last))]


def _apposed(sentence: Sentence, first: int) -> list[str]:
    """The words of ", the Russian space agency," from behind its first comma."""
    lows: list[str] = []
    for n in range(first, min(first + 8, len(sentence.words))):
        if sentence.tag(n) not in "DSNJM-Q":
            break
        lows.append(sentence.low(n))
    return lows
