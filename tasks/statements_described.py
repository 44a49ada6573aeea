"""What a source says of whom it stands for: "she", "the agency", "their report"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tasks.segments import Span, words
from tasks.statements_words import word_class
from warehouse.tables import Mention

_WORD = re.compile(r"\w+")
_KINDS = ("writing", "medium", "role", "body", "place_word", "people")
_ANY = ("PERSON", "ORG", "GPE", "NORP")
_GENDERED = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she"}
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they", "my": "i", "our": "we"}
_LOOK_BACK, _LOOK_AHEAD = 40, 10
"""Mentions that are looked at, nearest first, for who bears a title or a kind."""
_BEFORE, _BEHIND = 50, 40
"""Characters beside a person's name that may tell his title."""


class Description(NamedTuple):
    """A source that names nobody outright, in short."""

    kind: str
    """The pronoun itself, or the class of its head; "own" before that of "their report"."""
    head: str
    first: str
    """Its article or the like; empty without one."""
    number: str
    gender: str
    """The pronoun that must fit: he, she, or nothing."""
    types: tuple[str, ...]
    lows: Sequence[str]

    def features(self) -> list[str]:
        """What speaks for or against that it stands for any name at all."""
        return [
            "a",
            f"a {self.kind}",
            f"a {self.first} {self.kind}",
            f"a {self.first} {self.kind} {self.number}",
            f"h {self.head}",
            f"w {min(len(self.lows), 4)} {self.kind}",
        ]


def describe(text: str, source: Span) -> Description:
    """The kind, head and number of a source."""
    lows = _owner([text[a:b].lower().replace("’", "'") for a, b in words(text, *source)])
    first = lows[0].split("'")[0]
    gender = _GENDERED.get(first, "")
    if len(lows) == 1 and (first in word_class("subject_pronoun") or gender):
        return Description(first, "", first, "", gender, _types(first), lows)
    head = _head(lows)
    kind = kind_of_head(head)
    if first in _OWNERS and kind in ("writing", "medium"):
        own = _OWNERS[first]
        return Description(own, "", own, "", gender, _types(own), lows)
    number = "many" if head.endswith("s") and not head.endswith("ss") else "one"
    if first in word_class("possessive"):
        return Description(f"own {kind}", head, first, number, gender, _ANY, lows)
    article = first if first in word_class("article") else ""
    return Description(kind, head, article, number, "", _ANY, lows)


def find_bearer(
    text: str, mentions: Sequence[Mention], lows: Sequence[str], at: int
) -> Mention | None:
    """The nearest name that bears the title or kind that a description gives."""
    head = next((low for low in lows if low in word_class("role") or low in word_class("body")), "")
    is_role = head in word_class("role")
    if lows[0] in ("a", "an"):
        return None
    head = head or _head(lows)
    stop = bisect_left(mentions, at, key=lambda m: m.start_char)
    before = mentions[max(0, stop - _LOOK_BACK) : stop]
    for mention in [*reversed(before), *mentions[stop : stop + _LOOK_AHEAD]]:
        is_person = mention.type == "PERSON"
        if is_person == is_role and bears(text, mention, head):
            return mention
        if is_person and not is_role and head in mention.text.lower().split():
            return mention
    return None


def bears(text: str, mention: Mention, head: str) -> bool:
    """Whether a word is in a name, or beside that of a person."""
    around = mention.name + " " + mention.text
    if mention.type == "PERSON":
        around += " " + text[max(0, mention.start_char - _BEFORE) : mention.start_char]
        around += text[mention.end_char : mention.end_char + _BEHIND]
    lows = around.lower()
    return head in lows and head in _WORD.findall(lows)


def _owner(lows: list[str]) -> list[str]:
    """The words for whoever owns what speaks: "the party" of "the party's website"."""
    at = next((n for n, low in enumerate(lows[:-1]) if n and low.endswith("'s")), None)
    return lows if at is None else [*lows[:at], lows[at].removesuffix("'s")]


def _types(pronoun: str) -> tuple[str, ...]:
    if pronoun in _GENDERED or pronoun == "i":
        return ("PERSON",)
    return ("ORG", "GPE", "NORP") if pronoun == "it" else _ANY


def _head(lows: Sequence[str]) -> str:
    """The last word before a preposition, a mark, or a participle behind a known head."""
    head = lows[0]
    for n, low in enumerate(lows):
        is_out = low in word_class("preposition") or low in word_class("relative")
        if n and (is_out or not low[0].isalnum()):
            break
        if n > 1 and low.endswith(("ed", "ing")) and kind_of_head(head) != "other":
            break
        head = low
    return head.removesuffix("'s")


@lru_cache(maxsize=1 << 12)
def kind_of_head(low: str) -> str:
    """The class of nouns that a head is of: one that writes, a post, a body; else "other"."""
    single = low[:-3] + "y" if low.endswith("ies") else low.removesuffix("s")
    held = (name for name in _KINDS if low in word_class(name) or single in word_class(name))
    return next(held, "other")
