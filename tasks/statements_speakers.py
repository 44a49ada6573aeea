"""Who speaks: the entity that a source names, stands for, or describes."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.segments import Span, words
from tasks.statements_gender import Genders
from tasks.statements_words import word_class
from warehouse.tables import Mention

_SPEAKING = ("PERSON", "ORG", "GPE", "NORP")
_PLACES = ("GPE", "NORP")
_POINTING = ("the", "this", "that", "its", "their", "his", "her")
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
        named = self._named(source)
        if named is not None:
            return Speaker(named, 0.94)
        house = self._house(source)
        if house is not None:
            return Speaker(house, 0.8, "a building stands for who works there")
        lows = [self.text[a:b].lower().replace("’", "'") for a, b in words(self.text, *source)]
        head = lows[0].split("'")[0]
        if len(lows) == 1 and head in word_class("subject_pronoun") | word_class("possessive"):
            return self._pronoun(head, source[0])
        return self._described(lows, source[0])

    def remember(self, mention: Mention) -> None:
        """Take note of a name that a later pronoun may stand for."""
        self._spoken.append(mention)

    def _named(self, source: Span) -> Mention | None:
        """The name in a source: a person before a body, the owner of what spoke if none else."""
        inside = [m for m in within(self.mentions, source) if m.type in _SPEAKING]
        free = named_in(self.text, inside, source)
        people = [m for m in free if m.type == "PERSON" and not self._is_served(m, source)]
        free = [m for m in free if m.type != "PERSON" or m in people]
        if people:
            return people[0]
        if free and not (all(m.type in _PLACES for m in free) and self._is_one(source)):
            return free[0]
        last = self.text[slice(*words(self.text, *source)[-1])].lower()
        if free:
            return None
        bodies = [m for m in inside if m.type != "PERSON" or last in word_class("medium")]
        return bodies[0] if bodies else None

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
        return tail >= 0 and len(before) - tail < 40

    def _because(self, found: Mention | None, reason: str, sure: float) -> Speaker:
        if found is None:
            return Speaker(None, 1.0, f"{reason}, but there is none")
        return Speaker(found, sure, reason)

    def _described(self, lows: list[str], at: int) -> Speaker:
        """The bearer of "the president" or "the agency": named near with that word."""
        head = next((low for low in lows if self._is_head(low)), None)
        if head is not None and (lows[0] in _POINTING or head in word_class("role")):
            found = self._bearer(head, at)
            if found is not None:
                return Speaker(found, 0.75, f"{head}: nearest bearer")
        return Speaker(None, 1.0, "described, not named")

    def _bearer(self, head: str, at: int) -> Mention | None:
        stop = bisect_left(self.mentions, at, key=lambda m: m.start_char)
        before = self.mentions[max(0, stop - _LOOK_BACK) : stop]
        for mention in [*reversed(before), *self.mentions[stop : stop + _LOOK_BACK // 4]]:
            if mention.type in ("PERSON", "ORG") and self._bears(mention, head):
                return mention
        return None

    def _is_one(self, source: Span) -> bool:
        """Whether a source describes one person: "the governor of Louisiana"."""
        if any(m.start_char == source[0] for m in within(self.mentions, source)):
            lows = [self.text[a:b].lower() for a, b in words(self.text, *source)]
            return lows[-1] in word_class("role")
        return any(
            self.text[a:b].lower() in word_class("role") for a, b in words(self.text, *source)
        )

    def _is_head(self, low: str) -> bool:
        return low in word_class("role") or low in word_class("body")

    def _bears(self, mention: Mention, head: str) -> bool:
        around = mention.name + " " + mention.text
        if mention.type == "PERSON":
            around += " " + self.text[max(0, mention.start_char - 50) : mention.start_char]
            around += self.text[mention.end_char : mention.end_char + 40]
        return head in around.lower()


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
