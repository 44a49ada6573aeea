"""Places that share a name: which one an article means."""

import re
from dataclasses import dataclass, field

from tasks.entities_heard import Longer
from tasks.entities_lexicon import load_link_lexicon
from tasks.gazetteer import City, as_known, cities_named, find_city
from tasks.mentions import Name
from tasks.registry import Known, Registry

_PLACED = re.compile(r"([A-Z][\w.-]+(?: [A-Z][\w.-]+)*)\s?,\s?$")
_NEXT = re.compile(r"\s?(?:,| and)(?: and)? ([A-Z]\w+(?: [A-Z]\w+)?)")
_INSIDE = re.compile(r"\s?,\s?((?:[A-Z][\w.]*\.?)(?: [A-Z]\w+){0,3})")
_FAR = 40
_FEWEST = 3
"""How often the one country of an article is named before it says where a city is."""
_LARGE = 100
"""Thousands of people from which on a city may be meant without more words."""

REGIONS = {
    "New York": "New York (state)",
    "Washington": "Washington state",
    "Georgia": "Georgia (U.S. state)",
}
"""States of the US that a city or a country is called after, or the other way round."""

Found = Known | Longer


@dataclass(frozen=True, slots=True)
class Places:
    """The countries of an article, by how often it names them, and the places that it explains."""

    flat: str
    registry: Registry
    counts: dict[str, int]
    told: dict[str, Found] = field(default_factory=dict[str, Found])

    def which(self, name: Name, known: Known | None) -> Found | None:
        """Another place of the name than the one most often meant by it, if the words say so."""
        words = self.flat[name.start : name.end]
        if known and (known.form != "name" or known.type != "GPE" or known.entry.iso):
            return None
        found = self.inside(name, known) or self.told.get(words)
        return found or (self._of_country(words, known) if known else None)

    def may_differ(self, words: str) -> bool:
        """Whether the name means this place or that one by the words around it."""
        return words in self.told

    def inside(self, name: Name, known: Known | None) -> Found | None:
        """The place of a name in the state or country named behind it (`Paris, Texas`)."""
        behind = _INSIDE.match(self.flat, name.end)
        if behind is None:
            return None
        words, outer = self.flat[name.start : name.end], self._outer(behind.group(1))
        if outer is None or outer.entry.name == words:
            return None
        country, region = outer.entry.country, load_link_lexicon().regions.get(outer.entry.name)
        for city in cities_named(words):
            if city.country == country and (region is None or city.region == region):
                return _other(city, known)
        is_elsewhere = known is not None and known.entry.country != country
        named = f"{words}, {outer.entry.name}"
        return Longer(named, "name", "place_behind", 0.9) if is_elsewhere else None

    def _outer(self, words: str) -> Known | None:
        """The state or country that the words behind a comma begin with."""
        parts = words.split()
        for count in range(len(parts), 0, -1):
            part = " ".join(parts[:count])
            known = self.registry.known(part) or self.registry.known(part.rstrip("."))
            if known and known.form != "nationality":
                entry = known.entry
                is_region = entry.iso or (entry.geonames_id is None and entry.country)
                return known if known.type == "GPE" and is_region else None
        return None

    def _of_country(self, words: str, known: Known) -> Found | None:
        """The large city of the only country that the article names, if the usual one is abroad."""
        others = {code: n for code, n in self.counts.items() if code != known.entry.country}
        own = self.counts.get(known.entry.country or "", 0)
        if len(others) != 1 or max(others.values()) < _FEWEST:
            return None
        if own > self.flat.count(words) or self.registry.capital_of(known.entry):
            return None
        for city in cities_named(words):
            if city.country in others and city.thousands >= _LARGE:
                return _other(city, known)
        return None

    def region(self, name: Name) -> Known | None:
        """The state that shares its name with a city or a country, where its neighbours say so."""
        words = self.flat[name.start : name.end]
        state = self.registry.known(REGIONS.get(words, ""))
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


def read_places(names: list[Name], flat: str, registry: Registry, counts: dict[str, int]) -> Places:
    """The places of an article, with those that it explains once and names again without more."""
    places = Places(flat, registry, counts)
    for name in names:
        if name.type == "GPE":
            words = flat[name.start : name.end]
            known = registry.known(words) or find_city(words)
            found = None if known and known.entry.iso else places.inside(name, known)
            if found:
                places.told.setdefault(words, found)
    return places


def _other(city: City, known: Known | None) -> Found | None:
    """A city, unless it is the one that the name means anyway."""
    if known and known.entry.geonames_id == city.geonames_id:
        return None
    return as_known(city)
