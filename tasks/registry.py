"""Names that are known before a text is read: states, cities, bodies, and what the user adds."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import cast, get_args

from tasks.entities_words import name_key
from warehouse.identity import row_id
from warehouse.tables import MentionForm, NameType

SHIPPED = ("states", "cities", "subdivisions", "places", "bodies", "groups", "things")
"""Tables in ``tasks/registries``; where two claim a name, the first keeps it."""

_TYPES = frozenset(get_args(NameType))
_SHOUTED_LETTERS = 4
"""From how many letters on a name in capitals may be a name written loud, not an acronym."""


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """One thing in a registry; ``key`` is its ISO code, or its name where it has none."""

    key: str
    entity_id: str
    name: str
    type: NameType
    country: str | None = None
    iso: str | None = None
    wikidata_id: str | None = None
    geonames_id: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What one name stands for, and how it names it."""

    entry: RegistryEntry
    form: MentionForm
    type: NameType


@dataclass(frozen=True)
class Registry:
    """All known names; one object is shared by every document and by worker processes."""

    _entries: dict[str, RegistryEntry] = field(default_factory=dict[str, RegistryEntry])
    _names: dict[str, Known] = field(default_factory=dict[str, Known])
    _loud: dict[str, str] = field(default_factory=dict[str, str])
    _keys: dict[str, Known] = field(default_factory=dict[str, Known])
    _called: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    _capitals: dict[tuple[str, str | None], str] = field(
        default_factory=dict[tuple[str, str | None], str]
    )

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> "Registry":
        """A registry of rows with name, aliases, type, country, iso, ids and demonyms.

        The first row that claims a name keeps it; a later row for the same key adds names to it.
        """
        registry = cls()
        for row in rows:
            registry._add(row)
        registry._index()
        return registry

    def lookup(self, name: str) -> RegistryEntry | None:
        """The thing that goes by this name, nationality or alias."""
        known = self.known(name)
        return known.entry if known else None

    def known(self, name: str) -> Known | None:
        """The thing and the kind of name; a longer name in capitals is read as in lower case."""
        found = self._names.get(name)
        if found is None and len(name) >= _SHOUTED_LETTERS and name.isupper():
            found = self._names.get(self._loud.get(name, name))
        return found

    def known_by_key(self, key: str) -> Known | None:
        """The body, law or event one of whose names has this key (see `name_key`)."""
        if not self._keys:
            for name, known in self._names.items():
                if known.type not in ("PERSON", "NORP"):
                    self._keys.setdefault(name_key(name, known.type), known)
        return self._keys.get(key)

    def names_of(self, entry: RegistryEntry) -> tuple[str, ...]:
        """Every name, nationality and alias of a thing."""
        return tuple(self._called.get(entry.key, ()))

    def state(self, iso: str) -> RegistryEntry | None:
        """The state with an ISO 3166 code."""
        return self._entries.get(iso)

    def capital_of(self, city: RegistryEntry) -> RegistryEntry | None:
        """The state whose capital a city is."""
        iso = self._capitals.get((city.name, city.country))
        return self._entries.get(iso) if iso else None

    def entries(self) -> Iterator[RegistryEntry]:
        """All things, by entity id."""
        yield from sorted(self._entries.values(), key=lambda entry: entry.entity_id)

    def _add(self, row: Mapping[str, str]) -> None:
        entry = _entry(row)
        entry = self._entries.setdefault(entry.key, entry)
        names = [row.get("name", ""), *_listed(row.get("aliases"))]
        self._called.setdefault(entry.key, []).extend([*names, *_listed(row.get("demonyms"))])
        if row.get("capital"):
            self._capitals[row["capital"], entry.iso] = entry.key
        for name in filter(None, names):
            self._names.setdefault(name, Known(entry, _form(name), entry.type))
        # Members of a party or a church are called after it, but have no nationality by that.
        form: MentionForm = "short" if entry.type == "ORG" else "nationality"
        for name in _listed(row.get("demonyms")):
            self._names.setdefault(name, Known(entry, form, "NORP"))

    def _index(self) -> None:
        for name in self._names:
            self._loud.setdefault(name.upper(), name)


def load_registry(extra: Iterable[Mapping[str, str]] = ()) -> Registry:
    """The shipped registry with the user's rows, which win over it."""
    return Registry.from_rows([*extra, *_shipped_rows()])


@lru_cache(maxsize=1)
def _shipped_rows() -> tuple[dict[str, str], ...]:
    folder = files("tasks") / "registries"
    rows: list[dict[str, str]] = []
    for table in SHIPPED:
        lines = (folder / f"{table}.csv").read_text(encoding="utf-8").splitlines()
        rows.extend(csv.DictReader(lines))
    return tuple(rows)


def _entry(row: Mapping[str, str]) -> RegistryEntry:
    name, iso = row.get("name", ""), row.get("iso") or None
    kind = row.get("type", "")
    key = iso or name.casefold()
    return RegistryEntry(
        key=key,
        entity_id=row_id("en", "registry", key),
        name=name,
        type=cast(NameType, kind) if kind in _TYPES else "ORG",
        country=row.get("country") or iso,
        iso=iso,
        wikidata_id=row.get("wikidata_id") or None,
        geonames_id=row.get("geonames_id") or None,
    )


def _listed(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(";") if name.strip()]


def _form(name: str) -> MentionForm:
    letters = name.replace(".", "")
    return "acronym" if letters.isupper() and len(letters) < 7 and " " not in letters else "name"
