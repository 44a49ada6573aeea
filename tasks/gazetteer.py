"""Cities of the world with their GeoNames ids: a table of 34,000, read when one is first asked for.

The data are those of GeoNames (geonames.org), CC BY 4.0.
"""

from functools import lru_cache
from importlib.resources import files

from tasks.registry import Known, RegistryEntry
from warehouse.identity import row_id


@lru_cache(maxsize=4096)
def find_city(name: str) -> Known | None:
    """The largest city of a name."""
    line = _lines().get(name)
    if line is None:
        return None
    _, geonames_id, country, region, _ = line.split(",")
    key = f"geonames:{geonames_id}"
    shown = f"{name}, {region}" if region else name
    entry = RegistryEntry(
        key, row_id("en", "registry", key), shown, "GPE", country, geonames_id=geonames_id
    )
    return Known(entry, "name", "GPE")


@lru_cache(maxsize=1)
def _lines() -> dict[str, str]:
    """The line of each name; the table has the largest city first."""
    table = files("tasks") / "registries" / "gazetteer.csv"
    lines = table.read_text(encoding="utf-8").splitlines()[:0:-1]
    return {line[: line.index(",")]: line for line in lines}
