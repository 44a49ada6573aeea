"""What an article is about, as far as it tells what a place or a body in it means."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from tasks.entities_bodies import Bodies, count_countries, read_bodies
from tasks.entities_heard import Longer
from tasks.entities_lexicon import load_link_lexicon
from tasks.entities_places import REGIONS, Places, read_places
from tasks.mentions import Name
from tasks.registry import Known, Registry, RegistryEntry

_NOT_BEFORE_TEAM = re.compile(r"(?:\b(?:in|at|from|near|within|across|around|to)\s|\(\s?)$")
_OF = re.compile(r"(\w+)\s+of\s+(?:the\s+)?$")
_PLACED = re.compile(r"([A-Z][\w.-]+(?: [A-Z][\w.-]+)*)\s?,\s?$")
_OWNED = re.compile(r"\s?'s?\s+(\w+)")
_NOT_BEHIND_TEAM = re.compile(r"\s?\d{4}-\d\d-\d\d|\s*[—–(]")
_BEFORE = re.compile(r"([\w-]+)\s*$")
_BEHIND = re.compile(r"\s*(?:also |has |had |have |not |never |again |now )*([a-z]+)")
_BETWEEN = re.compile(r"\bbetween\s+$")
_FEWEST_WORDS = 2
_WORDS_FOR_ONE = 60
_HEADLINE = 8
_FAR = 40


@dataclass(frozen=True, slots=True)
class Scene:
    """The sport an article reports on, if teams play it, and the countries it is about."""

    flat: str
    registry: Registry
    sport: str | None
    bodies: Bodies
    places: Places

    def stand_in(self, name: Name, known: Known) -> Longer | None:
        """The team or government that a place stands for here, if it does."""
        entry = known.entry
        if known.form == "nationality" or name.type in ("NORP", "LOC"):
            return None
        if entry.name in load_link_lexicon().seats and self._governs(name):
            return self._seated(entry)
        if name.type == "FAC":
            return None
        if (
            self.sport in load_link_lexicon().played
            and entry.type == "GPE"
            and (entry.iso or entry.name in _NATIONS)
        ):
            if self._plays(name):
                team = f"{entry.name} national {self.sport} team"
                return Longer(team, "metonym", "national_team", 0.7)
            return None
        state = self.registry.capital_of(entry)
        if state and self._governs(name):
            return Longer(state.name, "metonym", "capital_for_government", 0.7)
        return None

    def _seated(self, entry: RegistryEntry) -> Longer:
        """Who governs from a city or building."""
        state = self.registry.capital_of(entry)
        if state is None:
            return Longer(entry.name, "metonym", "building_for_government", 0.8)
        is_own = any(named in self.flat for named in self.registry.names_of(state))
        who = state.name if is_own else load_link_lexicon().seats[entry.name]
        return Longer(who, "metonym", "capital_for_government", 0.7)

    def may_stand_in(self, known: Known) -> bool:
        """Whether what the name stands for depends on the words around it."""
        entry = known.entry
        is_shared = entry.name in REGIONS or entry.name == "New York City"
        is_shared = is_shared or entry.name in load_link_lexicon().seats
        return is_shared or bool(self.sport) or self.registry.capital_of(entry) is not None

    def _plays(self, name: Name) -> bool:
        before = self.flat[max(0, name.start - _FAR) : name.start]
        behind = self.flat[name.end : name.end + 12]
        if _NOT_BEFORE_TEAM.search(before) or _NOT_BEHIND_TEAM.match(behind):
            return False
        owner, city = _OF.search(before), _PLACED.search(before)
        if owner:
            return owner.group(1) in load_link_lexicon().led
        listed = self.registry.known(city.group(1)) if city else None
        return city is None or bool(listed and listed.entry.iso)

    def _governs(self, name: Name) -> bool:
        lexicon = load_link_lexicon()
        before = self.flat[max(0, name.start - 30) : name.start]
        last = _BEFORE.search(before)
        if last and last.group(1) in ("in", "at", "from", "near", "of", "outside", "around", "to"):
            return False
        if (last and last.group(1) in lexicon.toward) or _BETWEEN.search(before):
            return True
        owned = _OWNED.match(self.flat, name.end)
        if owned:
            return owned.group(1) in lexicon.owned
        verb = _BEHIND.match(self.flat, name.end)
        return bool(verb and verb.group(1) in lexicon.saying)


_NATIONS = frozenset(("England", "Scotland", "Wales", "Northern Ireland", "Taiwan", "Hong Kong"))
"""Lands that are no states and play as nations."""


def read_scene(names: list[Name], flat: str, registry: Registry) -> Scene:
    """What the words and names of an article say that it is about."""
    counts = count_countries(names, flat, registry)
    bodies = read_bodies(names, flat, registry, counts)
    places = read_places(names, flat, registry, counts)
    return Scene(flat, registry, find_sport(flat), bodies, places)


def find_sport(flat: str) -> str | None:
    """The sport that an article reports on, if teams play it."""
    words, sports = flat.split(), _sport_words()
    counts = Counter(sports[word] for word in words if word in sports)
    if not counts:
        return None
    best = max(sorted(counts), key=lambda sport: counts[sport])
    if not best:
        return None
    first = next((sports[word] for word in words[:_HEADLINE] if word in sports), None)
    dense = counts[best] * _WORDS_FOR_ONE >= len(words)
    return best if first == best or (counts[best] >= _FEWEST_WORDS and dense) else None


@lru_cache(maxsize=1)
def _sport_words() -> dict[str, str]:
    """Sport by word, in each way that a word may be written; no name for those of loners."""
    lexicon = load_link_lexicon()
    words = dict.fromkeys(lexicon.lone_sports, "") | lexicon.team_sports
    written = {
        shape: sport
        for word, sport in words.items()
        for shape in (word, word.capitalize(), word.upper())
    }
    return {f"{word}{mark}": sport for word, sport in written.items() for mark in ("", ",", ".")}
