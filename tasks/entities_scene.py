"""What an article is about, as far as it tells what a place or a body in it means."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from tasks.entities_heard import Longer
from tasks.entities_lexicon import load_link_lexicon
from tasks.gazetteer import find_city
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
_NEXT = re.compile(r"\s?(?:,| and)(?: and)? ([A-Z]\w+(?: [A-Z]\w+)?)")
_FEWEST_WORDS = 2
_WORDS_FOR_ONE = 60
_HEADLINE = 8
_FAR = 40


@dataclass(frozen=True, slots=True)
class Scene:
    """The sport an article reports on, if countries play it, and the country it is about."""

    flat: str
    registry: Registry
    sport: str | None
    country: RegistryEntry | None

    def stand_in(self, name: Name, known: Known) -> Longer | None:
        """The team or government that a place stands for here, if it does."""
        entry = known.entry
        if known.form == "nationality" or name.type in ("NORP", "LOC", "FAC"):
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

    def may_stand_in(self, known: Known) -> bool:
        """Whether what the name stands for depends on the words around it."""
        entry = known.entry
        is_shared = entry.name in _REGIONS or entry.name == "New York City"
        return is_shared or bool(self.sport) or self.registry.capital_of(entry) is not None

    def region(self, name: Name) -> Known | None:
        """The state that shares its name with a city or a country, where its neighbours say so."""
        words = self.flat[name.start : name.end]
        state = self.registry.known(_REGIONS.get(words, ""))
        if state is None:
            return None
        behind = _NEXT.match(self.flat, name.end)
        if behind and self._is_part(behind.group(1), state) is False:
            return None
        before = _PLACED.search(self.flat[max(0, name.start - _FAR) : name.start])
        is_region = bool(before and self._is_part(before.group(1), state) is not None)
        return state if is_region or (behind and self._is_part(behind.group(1), state)) else None

    def _is_part(self, words: str, state: Known) -> bool | None:
        """Whether words name a state of the same country, or (False) a city in it."""
        known = self.registry.known(words) or find_city(words)
        if known is None or known.entry.country != state.entry.country or known.entry.iso:
            return None
        return known.entry.geonames_id is None

    def national(self, printed: str, name: Name) -> Longer | None:
        """The body of that name in the country at hand: named before it, or the article's own."""
        body = load_link_lexicon().national.get(printed.removeprefix("the "))
        before = self._nation_before(name)
        country = before or self.country
        if body is None or country is None:
            return None
        for asked in (printed, body):
            for shown in _national_names(asked, self.registry.names_of(country)):
                known = self.registry.known(shown)
                if known and known.type in ("ORG", "NORP"):
                    rule = "national_body" if before else "national_body_of_article"
                    return Longer(known.entry.name, "short", rule, 0.85 if before else 0.75)
        return Longer(f"{body} of {country.name}", "short", "national_body_of_article", 0.7)

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

    def _nation_before(self, name: Name) -> RegistryEntry | None:
        words = self.flat[max(0, name.start - _FAR) : name.start].rstrip().split(" ")
        for count in (1, 2):
            near = " ".join(words[-count:]).removesuffix("'s")
            known = self.registry.known(near) if near[:1].isupper() else None
            if known and known.type in ("GPE", "NORP") and known.entry.iso:
                return known.entry
        return None


_NATIONS = frozenset(("England", "Scotland", "Wales", "Northern Ireland", "Taiwan", "Hong Kong"))
"""Lands that are no states and play as nations."""


_REGIONS = {
    "New York": "New York (state)",
    "Washington": "Washington state",
    "Georgia": "Georgia (U.S. state)",
}
"""States of the US that a city or a country is called after, or the other way round."""


def read_scene(names: list[Name], flat: str, registry: Registry) -> Scene:
    """What the words and names of an article say that it is about."""
    return Scene(flat, registry, find_sport(flat), _country(names, flat, registry))


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


def _country(names: list[Name], flat: str, registry: Registry) -> RegistryEntry | None:
    """The state named most often by its name, its people or its cities; the first of equals."""
    counts: dict[str, int] = {}
    for name in names:
        known = registry.known(flat[name.start : name.end])
        code = known.entry.country if known and known.type in ("GPE", "NORP", "FAC") else None
        if code:
            counts[code] = counts.get(code, 0) + 1
    best = max(counts, key=lambda code: counts[code]) if counts else None
    return registry.state(best) if best else None


def _national_names(body: str, country: tuple[str, ...]) -> list[str]:
    return [
        shown
        for land in country
        for shown in (
            f"{land} {body}",
            f"{body} of {land}",
            f"{body} of the {land}",
            f"{body} ({land})",
        )
    ]
