"""How the words around a time bind it, and the days that it then speaks of."""

import re
from datetime import date, datetime
from functools import lru_cache
from typing import TypeVar

from tasks.timex_guards import unwrap
from tasks.timex_lexicon import Lexicon
from warehouse.tables import Relation

Days = tuple[date | None, date | None]
Edge = TypeVar("Edge", date, datetime)

_WINDOW = 32


def relation_before(text: str, start: int, kind: str, lexicon: Lexicon) -> Relation | None:
    """The relation that the words right before a time express; ``kind`` is the phrase's."""
    window = unwrap(text[max(0, start - _WINDOW) : start])
    match = _compiled(lexicon.data["relations"]["before"]).search(window)
    if match is None:
        return None
    words = " ".join(match["words"].lower().split())
    relations = lexicon.data["relations"]
    if kind == "DATE" and words in relations.get("means_of_date", ()):
        return relations["means_of_date"][words]
    return relations["means"].get(words)


def is_bound(text: str, end: int, lexicon: Lexicon) -> bool:
    """Whether what precedes a time binds it, and not what it belongs to: after Friday's vote."""
    owner = lexicon.data["relations"].get("owner")
    return owner is None or _compiled(owner).match(text[end : end + 3]) is None


def related_days(
    begins: Edge | None, ends: Edge | None, relation: Relation | None
) -> tuple[Edge | None, Edge | None]:
    """The days that a time with its relation speaks of, half-open; a null side is open."""
    match relation:
        case "since" | "from":
            return begins, None
        case "by" | "until" | "to":
            return None, ends
        case "after":
            return ends, None
        case "before":
            return None, begins
        case _:
            return begins, ends


@lru_cache(maxsize=16)
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)
