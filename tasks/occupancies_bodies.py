"""Whom a post serves where no name stands beside it: the state, the place or the kind of body."""

import csv
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from tasks.occupancies_words import load_posts
from warehouse.tables import Mention

_GOVERNMENT = re.compile(r"\b(?:government|country|nation|state)'s $")
_DIES = re.compile(r"(?:, [^.,\n]{1,80},)?[ \n](?:has )?(?:died|dies|passed away)\b")
_DEATH = re.compile(r"\b(?:death|passing) of (?:[\w-]+ ){0,4}$")
_FAR = 400
_MOST = 0.6
"""Of the names of states, those of one from which on an article is about that one."""
_PLACES = frozenset({"GPE", "LOC"})


@lru_cache(maxsize=1)
def state_names() -> frozenset[str]:
    """Canonical names of the states in the shipped registry."""
    table = files("tasks") / "registries" / "states.csv"
    rows = csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    return frozenset(row["name"] for row in rows)


class Bodies:
    """The states, places and bodies that one article names, the commonest first."""

    def __init__(self, mentions: list[Mention], flat: str) -> None:
        self._flat = flat
        self._counts = Counter(mention.entity_id for mention in mentions)
        states = state_names()
        self._states = [mention for mention in mentions if mention.name in states]
        self._best_state = self._best(self._states)
        self._places = [m for m in mentions if m.type in _PLACES and m.name not in states]
        self._bodies = [mention for mention in mentions if mention.type in ("ORG", "NORP")]
        self._by_kind: dict[tuple[str, ...], Mention | None] = {}

    def serving(self, post: str, at: int, is_title: bool) -> tuple[Mention, str] | None:
        """A mention of what a post near a character serves, with the rule; None if nothing fits.

        `is_title`: whether the post stands before the name, as the title of a head of state does.
        """
        held, head = load_posts(), head_word(post)
        if head in held.of_place:
            found = self._nearest_place(at)
            return (found, "place_before") if found else None
        is_owned = _GOVERNMENT.search(self._flat, max(0, at - 30), at) is not None
        of_house = post.startswith(("secretary of", "speaker of the house", "member of parliament"))
        is_president = head == "president" and not is_title
        if (head in held.of_state and not is_president) or of_house or is_owned:
            return self._state(at)
        words = held.bodies.get(head)
        found = self._kind(words) if words else None
        return (found, "body_by_kind") if found else None

    def _state(self, at: int) -> tuple[Mention, str] | None:
        """The state that the article is about; in one about several, that of the sentence."""
        best = self._best_state
        if best is None:
            return None
        if self._counts[best.entity_id] > _MOST * len(self._states):
            return best, "state_of_article"
        begin = max(0, *(self._flat.rfind(mark, max(0, at - _FAR), at) for mark in (". ", "\n\n")))
        first, after = (
            bisect_left(self._states, place, key=lambda state: state.start_char)
            for place in (begin, at)
        )
        near = self._states[first:after]
        is_one = len({mention.entity_id for mention in near}) == 1
        return (near[-1], "state_of_sentence") if is_one else None

    def _best(self, fitting: Iterable[Mention]) -> Mention | None:
        return max(fitting, key=self._rank, default=None)

    def _kind(self, words: tuple[str, ...]) -> Mention | None:
        """The commonest body whose name has one of some words."""
        if words not in self._by_kind:
            self._by_kind[words] = self._best(
                body for body in self._bodies if any(word in body.name for word in words)
            )
        return self._by_kind[words]

    def _rank(self, mention: Mention) -> tuple[int, int]:
        return self._counts[mention.entity_id], -mention.start_char

    def _nearest_place(self, at: int) -> Mention | None:
        """The last place before a character that is no state; else the first behind it."""
        n_before = bisect_left(self._places, at, key=lambda place: place.start_char)
        return self._places[max(0, n_before - 1)] if self._places else None


def head_word(post: str) -> str:
    """The last word of a post before its "of" or "for"."""
    words = post.split(" of ")[0].split(" for ")[0].split()
    return words[-1] if words else ""


def is_crowned(post: str) -> bool:
    """Whether no comma divides a title from its name: not in "the Queen, Ana Silva said"."""
    return head_word(post) in load_posts().crowned


def is_mere_profession(post: str, body: Mention | None) -> bool:
    """Whether a post is only what someone does: a lawyer or analyst of no named body."""
    if head_word(post) not in load_posts().professions:
        return False
    return body is None or (body.type != "ORG" and body.name not in state_names())


def find_dead(flat: str, mentions: list[Mention]) -> frozenset[str]:
    """People of whom the text says that they died: they hold no post any more."""
    return frozenset(
        mention.entity_id
        for mention in mentions
        if mention.type == "PERSON"
        and (
            _DIES.match(flat, mention.end_char)
            or _DEATH.search(flat, max(0, mention.start_char - 60), mention.start_char)
        )
    )
