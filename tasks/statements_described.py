"""Whom a description stands for: "the president", "the agency", "the report"."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tasks.statements_words import word_class
from warehouse.tables import Mention

_WORD = re.compile(r"\w+")
_POINTING = ("the", "this", "that", "its", "their", "his", "her")
_LOOK_BACK = 40
"""Mentions that are looked at, nearest first, for what a description stands for."""
_LONGEST = 4
"""Words beyond which a description says too much to stand for what was named before."""


class Bearer(NamedTuple):
    """Whom a description fits, and why."""

    mention: Mention
    confidence: float
    reason: str


def find_bearer(
    text: str, mentions: Sequence[Mention], lows: Sequence[str], at: int
) -> Bearer | None:
    """The nearest name that bears the title or kind that a description gives."""
    head = next((low for low in lows if _is_head(low)), None)
    if (
        head is None
        or lows[0] in ("a", "an")
        or not (lows[0] in _POINTING or head in word_class("role"))
    ):
        return None
    kind = "PERSON" if head in word_class("role") else "ORG"
    stop = bisect_left(mentions, at, key=lambda m: m.start_char)
    before = mentions[max(0, stop - _LOOK_BACK) : stop]
    for mention in [*reversed(before), *mentions[stop : stop + _LOOK_BACK // 4]]:
        if mention.type == kind and _bears(text, mention, head):
            return Bearer(mention, 0.75, f"{head}: nearest bearer")
    return None


def stand_in(lows: Sequence[str]) -> str | None:
    """What kind of thing named before a short description may stand for."""
    if lows[0] not in ("the", "this", "that") or len(lows) > _LONGEST:
        return None
    last = lows[-1]
    if last in word_class("place_word"):
        return "place"
    return "body" if last in word_class("body") else None


def is_own_words(lows: Sequence[str]) -> bool:
    """Whether a source is someone's own words: "her statement", "their report"."""
    return lows[-1] in word_class("writing") or lows[-1] in word_class("medium")


def _is_head(low: str) -> bool:
    return low in word_class("role") or low in word_class("body")


def _bears(text: str, mention: Mention, head: str) -> bool:
    around = mention.name + " " + mention.text
    if mention.type == "PERSON":
        around += " " + text[max(0, mention.start_char - 50) : mention.start_char]
        around += text[mention.end_char : mention.end_char + 40]
    return head in _WORD.findall(around.lower())
