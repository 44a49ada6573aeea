"""Who speaks: the entity that a source names, stands for, or describes."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.segments import Span, words
from tasks.statements_described import find_bearer, is_own_words, stand_in
from tasks.statements_gender import Genders
from tasks.statements_words import word_class
from warehouse.tables import Mention

_SPEAKING = ("PERSON", "ORG", "GPE", "NORP")
_PLACES = ("GPE", "NORP")
_FOR_PLACES = (("state_word", 0.8), ("officials", 0.35))
"""Words beside a country's name that speak for it, and how often it is meant."""
_NEAR = 300
"""Characters beyond which "the company" is no body named before."""
_LOOK_BACK = 40
"""Mentions that are looked at, nearest first, for what a description stands for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker, or the reason why there is none."""

    mention: Mention | None
    confidence: float
    reason: str | None = None


@dataclass(slots=True)
class Speakers:
    """Resolves sources in the order of the text, remembering who has spoken."""

    text: str
    mentions: Sequence[Mention]
    _spoken: list[Mention] = field(default_factory=list[Mention])
    _genders: Genders = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what is counted over the whole article, when it is first asked for."""
        self._genders = Genders(self.text, self.mentions)

    def resolve(self, source: Span | None, *, is_floating: bool = False) -> Speaker:
        """The speaker of the next statement; a floating one keeps the speaker before it."""
        if is_floating and self._spoken:
            return Speaker(self._spoken[-1], 0.6, "quotation without a cue: speaker before")
        speaker = self._find(source)
        if speaker.mention is not None:
            self._spoken.append(speaker.mention)
        return speaker

    def _find(self, source: Span | None) -> Speaker:
        if source is None:
            return Speaker(None, 1.0, "no source is named")
        apposed = self._apposed(source)
        if apposed is not None:
            return Speaker(apposed, 0.9, "set beside a name")
        named = self._named(source)
        if named is not None:
            return self._sure(named, source)
        house = self._house(source)
        if house is not None:
            return Speaker(house, 0.8, "a building stands for who works there")
        lows = [self.text[a:b].lower().replace("’", "'") for a, b in words(self.text, *source)]
        head = lows[0].split("'")[0]
        is_alone = len(lows) == 1 and head in word_class("subject_pronoun")
        if is_alone or (head in word_class("possessive") and is_own_words(lows)):
            return self._pronoun(head, source[0])
        return self._described(lows, source[0])

    def _sure(self, named: Mention, source: Span) -> Speaker:
        """The name in a source, unless it is a place that only tells where or whose it is."""
        rest = self.text[source[0] : named.start_char] + self.text[named.end_char : source[1]]
        lows = [low for low in rest.lower().split() if low not in ("the", "'s", "’s")]
        if named.type not in _PLACES:
            return Speaker(named, 0.97 if named.type == "PERSON" else 0.75 if lows else 0.92)
        if not lows:
            return Speaker(named, 0.64)
        sure = next((sure for name, sure in _FOR_PLACES if word_class(name) & {*lows}), 0.0)
        return Speaker(named, sure) if sure else Speaker(None, 1.0, "of a place, itself not named")

    def _named(self, source: Span) -> Mention | None:
        """The name in a source: a person before a body, the owner of what spoke if none else."""
        inside = [m for m in within(self.mentions, source) if m.type in _SPEAKING]
        free = named_in(self.text, inside, source)
        people = [m for m in free if m.type == "PERSON" and not self._is_served(m, source)]
        free = [m for m in free if m.type != "PERSON" or m in people]
        if people:
            return self._described_person(people)
        if free and not (all(m.type in _PLACES for m in free) and self._is_one(source)):
            return self._body(free)
        lows = [self.text[a:b].lower() for a, b in words(self.text, *source)]
        if free or (lows[-1] in word_class("role") and lows[-1] not in word_class("body")):
            return None
        bodies = [m for m in inside if m.type != "PERSON" or lows[-1] in word_class("medium")]
        return bodies[0] if bodies else None

    def _described_person(self, people: list[Mention]) -> Mention:
        """The first person, or the one that "Trump loyalist" only describes."""
        for one, other in pairwise(people):
            between = self.text[one.end_char : other.start_char]
            if not between.islower() or "," in between or " and " in between:
                return one
        return people[-1]

    def _body(self, free: list[Mention]) -> Mention:
        """The first name, or the body that a place before it only describes."""
        first = free[0]
        if first.type not in _PLACES:
            return first
        for other in free[1:]:
            between = self.text[first.end_char : other.start_char]
            if other.type == "ORG" and " and " not in between and "," not in between:
                return other
        return first

    def _apposed(self, source: Span) -> Mention | None:
        """The person that a source stands behind: "John Hutchinson, a biologist at a college"."""
        at = bisect_left(self.mentions, source[0], key=lambda m: m.start_char) - 1
        if at < 0 or self.mentions[at].type != "PERSON":
            return None
        is_beside = self.text[self.mentions[at].end_char : source[0]] == ", "
        first = self.text[slice(*words(self.text, *source)[0])].lower()
        if any(m.type == "PERSON" for m in within(self.mentions, source)):
            return None
        is_apposed = first in ("a", "an", "the", "who") or first.isdigit()
        return self.mentions[at] if is_beside and is_apposed else None

    def _is_served(self, mention: Mention, source: Span) -> bool:
        """Whether someone speaks for, or of, the person: "a spokeswoman for Trudeau"."""
        before = self.text[source[0] : mention.start_char].split()
        return bool(before) and before[-1].lower() in ("for", "to", "with", "about")

    def _house(self, source: Span) -> Mention | None:
        """The building that is all of a source: "the White House"."""
        inside = within(self.mentions, source)
        if len(inside) != 1 or inside[0].type != "FAC" or inside[0].end_char != source[1]:
            return None
        return inside[0] if source[0] >= inside[0].start_char - 4 else None

    def _pronoun(self, low: str, at: int) -> Speaker:
        if low in word_class("person_pronoun"):
            found = self._last(at, ("PERSON",), low)
            return self._because(found, f"{low}: nearest person before", 0.85)
        if low in word_class("thing_pronoun"):
            found = self._last(at, ("ORG", "GPE"))
            return self._because(found, f"{low}: nearest body before", 0.7)
        return Speaker(None, 1.0, f"{low}: stands for no one name")

    def _last(self, at: int, types: tuple[str, ...], pronoun: str = "") -> Mention | None:
        """The last speaker of such a type, or a later name that opens a sentence."""
        spoken = next((m for m in reversed(self._spoken) if self._can_be(m, types, pronoun)), None)
        stop = bisect_left(self.mentions, at, key=lambda m: m.start_char)
        for mention in reversed(self.mentions[max(0, stop - _LOOK_BACK) : stop]):
            if spoken is not None and mention.start_char <= spoken.start_char:
                return spoken
            if self._can_be(mention, types, pronoun) and self._is_prominent(mention):
                return mention
        return spoken

    def _can_be(self, mention: Mention, types: tuple[str, ...], pronoun: str) -> bool:
        if mention.type not in types:
            return False
        return not pronoun or self._genders.fits(mention, pronoun)

    def _is_prominent(self, mention: Mention) -> bool:
        """Whether little stands between the start of its sentence and a name."""
        before = self.text[max(0, mention.start_char - 60) : mention.start_char]
        tail = max(before.rfind(mark) for mark in (". ", "\n", ".” ", '." '))
        return mention.start_char < 25 or (tail >= 0 and len(before) - tail < 25)

    def _because(self, found: Mention | None, reason: str, sure: float) -> Speaker:
        if found is None:
            return Speaker(None, 1.0, f"{reason}, but there is none")
        return Speaker(found, sure, reason)

    def _described(self, lows: list[str], at: int) -> Speaker:
        """The bearer of "the president", "the agency" or "the report", named or heard before."""
        found = find_bearer(self.text, self.mentions, lows, at)
        if found is not None:
            return Speaker(found.mention, found.confidence, found.reason)
        kind = stand_in(lows)
        if kind == "body":
            return self._close(self._last(at, ("ORG",)), at, "a body: nearest one before")
        if kind == "place":
            return self._close(self._last(at, ("GPE",)), at, "a place: nearest one before")
        return Speaker(None, 1.0, "described, not named")

    def _close(self, found: Mention | None, at: int, reason: str) -> Speaker:
        is_close = found is not None and 0 <= at - found.start_char <= _NEAR
        return self._because(found if is_close else None, reason, 0.54)

    def _is_one(self, source: Span) -> bool:
        """Whether a source describes one person: "the governor of Louisiana"."""
        if any(m.start_char == source[0] for m in within(self.mentions, source)):
            lows = [self.text[a:b].lower() for a, b in words(self.text, *source)]
            return lows[-1] in word_class("role")
        return any(
            self.text[a:b].lower() in word_class("role") for a, b in words(self.text, *source)
        )


def within(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The mentions that begin inside a span; `mentions` are in the order of the text."""
    first = bisect_left(mentions, span[0], key=lambda m: m.start_char)
    found: list[Mention] = []
    for at in range(first, len(mentions)):
        if mentions[at].start_char >= span[1]:
            break
        found.append(mentions[at])
    return found


def named_in(text: str, mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The names in a span that do not merely own something in it."""
    return [m for m in within(mentions, span) if not _owns(text, m, span)]


def _owns(text: str, mention: Mention, span: Span) -> bool:
    tail = text[mention.end_char : min(mention.end_char + 2, span[1])]
    return tail.startswith(("'s", "’s", "'", "’")) and mention.end_char + 2 < span[1]
