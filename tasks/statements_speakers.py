"""Who speaks: the entity that a source names, stands for, or describes."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tasks.segments import Span, words
from tasks.statements_antecedents import Antecedents
from tasks.statements_described import kind_of_head
from tasks.statements_turns import find_labelled
from tasks.statements_words import word_class
from warehouse.tables import Mention

_SPEAKING = ("PERSON", "ORG", "GPE", "NORP")
_PLACES = ("GPE", "NORP")
_THINGS = ("FAC", "LAW", "WORK")
_FOR_PLACES = (("state_word", 0.8), ("place_word", 0.7), ("officials", 0.35))
"""Words beside a country's name that speak for it, and how often it is meant."""
_WRITTEN = ("writing", "medium")
_BY = re.compile(r"(?: [^.;:!?\"“”\n]{0,40})?[ ,](?:by|from) (?:the |an? )?(?:[a-z]+ ){0,2}")
_BESIDE = 60
"""Characters behind a writing in which its author is looked for."""


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
    _heard: list[Mention | None] = field(default_factory=list[Mention | None])
    antecedents: Antecedents = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what is counted over the whole article, when it is first asked for."""
        self.antecedents = Antecedents(self.text, self.mentions)

    def resolve(self, source: Span | None, *, until: int = 0, rule: str = "") -> Speaker:
        """The speaker of the next statement; a floating one keeps the speaker before it.

        Up to `until`, behind a writing, its author may stand.
        """
        if rule == "floating" and self._spoken:
            return Speaker(self._spoken[-1], 0.6, "quotation without a cue: speaker before")
        speaker = (self._labelled(source) if rule == "turn" else None) or self._find(source, until)
        if source is not None:
            self._heard.append(speaker.mention)
        if speaker.mention is not None:
            self._spoken.append(speaker.mention)
        return speaker

    def _labelled(self, source: Span | None) -> Speaker | None:
        """The speaker of an interview's turn whose label is initials."""
        label = self.text[slice(*source)] if source else ""
        found = find_labelled(label, self.mentions) if label.isupper() else None
        return Speaker(found, 0.9, "initials of a name") if found else None

    def _find(self, source: Span | None, until: int) -> Speaker:
        if source is None:
            return Speaker(None, 1.0, "no source is named")
        outright = self.outright(source)
        if outright is not None:
            return outright
        author = self._author(source, until)
        if author is not None:
            return Speaker(author, 0.8, "author of a writing")
        found = self.antecedents.find(source, self._heard)
        if found.mention is None:
            return Speaker(None, 1.0, "described, not named")
        return Speaker(found.mention, round(found.share, 3), "stands for a name near it")

    def outright(self, source: Span) -> Speaker | None:
        """The speaker that a source names by itself, if it does."""
        apposed = self._apposed(source)
        if apposed is not None:
            return Speaker(apposed, 0.9, "set beside a name")
        house = self._house(source)
        if house is not None:
            return Speaker(house, 0.8, "a thing that speaks for someone")
        named = self._named(source)
        return self._sure(named, source) if named is not None else None

    def _sure(self, named: Mention, source: Span) -> Speaker | None:
        """The name in a source, unless it is a place that only tells where or whose it is."""
        rest = self.text[source[0] : named.start_char] + self.text[named.end_char : source[1]]
        lows = [low for low in rest.lower().split() if low not in ("the", "'s", "’s")]
        if named.type not in _PLACES:
            return Speaker(named, 0.97 if named.type == "PERSON" else 0.75 if lows else 0.92)
        if not lows:
            return Speaker(named, 0.64)
        sure = next((sure for name, sure in _FOR_PLACES if word_class(name) & {*lows}), 0.0)
        return Speaker(named, sure) if sure else None

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
        is_his = lows[-1] in word_class("medium") or lows[-1] in word_class("proxy")
        bodies = [m for m in inside if m.type != "PERSON" or is_his]
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
        """The building or the law that is all of a source: "the White House"."""
        inside = within(self.mentions, source)
        if not inside or inside[0].type not in _THINGS:
            return None
        is_placed = self.text[inside[0].end_char : source[1]].startswith((" in ", " at "))
        is_whole = len(inside) == 1 and inside[0].end_char == source[1]
        if not is_whole and not (is_placed and inside[0].type == "FAC"):
            return None
        return inside[0] if source[0] >= inside[0].start_char - 4 else None

    def _author(self, source: Span, until: int) -> Mention | None:
        """Who stands behind "a survey published in 2017 by the", as far as `until`."""
        behind = within(self.mentions, (source[1], min(until, source[1] + _BESIDE)))
        for mention in behind[:2]:
            between = self.text[source[1] : mention.start_char]
            if mention.type in _SPEAKING and _BY.fullmatch(between):
                return mention if kind_of_head(self._last_word(source)) in _WRITTEN else None
        return None

    def _last_word(self, source: Span) -> str:
        """The last word of a source that is no participle: "survey" of "a survey published"."""
        lows = [self.text[a:b].lower() for a, b in words(self.text, *source)]
        return lows[-2] if len(lows) > 2 and lows[-1].endswith("ed") else lows[-1]

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
