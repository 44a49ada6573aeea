"""Cities of the world with their GeoNames ids: a table of 34,000, read when one is first asked for.

The data are those of GeoNames (geonames.org), CC BY 4.0.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from tasks.registry import Known, RegistryEntry
from warehouse.identity import row_id


@dataclass(frozen=True, slots=True)
class City:
    """One city of the table; ``region`` is the code of a state of the US, else empty."""

    name: str
    geonames_id: str
    country: str
    region: str
    thousands: int


@lru_cache(maxsize=4096)
def find_city(name: str) -> Known | None:
    """The largest city of a name."""
    cities = cities_named(name)
    return as_known(cities[0]) if cities else None


@lru_cache(maxsize=4096)
def cities_named(name: str) -> tuple[City, ...]:
    """All cities of a name, the largest first."""
    return tuple(_city(line) for line in _lines().get(name, "").splitlines())


def as_known(city: City) -> Known:
    """What a registry would say of a city; its state is shown where others share the name."""
    key = f"geonames:{city.geonames_id}"
    is_shared = city.region and len(cities_named(city.name)) > 1
    entry = RegistryEntry(
        key,
        row_id("en", "registry", key),
        f"{city.name}, {city.region}" if is_shared else city.name,
        "GPE",
        city.country,
        geonames_id=city.geonames_id,
    )
    return Known(entry, "name", "GPE")


def city_entries(names: Iterable[str]) -> Iterator[RegistryEntry]:
    """Every city that goes by one of the names, in the order of the table."""
    wanted = set(names)
    for name in _lines():
        if name in wanted:
            yield from (as_known(city).entry for city in cities_named(name))


def _city(line: str) -> City:
    name, geonames_id, country, region, thousands = line.split(",")
    return City(name, geonames_id, country, region, int(thousands))


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """The lines of each name, the largest city first."""
    table = files("tasks") / "registries" / "gazetteer.csv"
    held: dict[str, str] = {}
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        name = line[: line.index(",")]
        held[name] = f"{held[name]}\n{line}" if name in held else line
    return held
