"""What `dateline doctor` shows: versions, settings with their origins, the lake, its digests."""

import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from flows.settings import Settings, describe_settings, load_settings
from flows.shards import staged_shards
from warehouse.digest import digests
from warehouse.lake import lake_snapshot, open_lake

SHOWN = ("dateline", "duckdb", "duckdb-extension-ducklake", "prefect", "pandas", "pyarrow")


def diagnose(lake: Path | None) -> tuple[list[str], list[tuple[str, str, str]]]:
    """Name, value and origin of everything that decides what a run does."""
    settings = load_settings(lake=lake)
    rows = [
        ("python", platform.python_version(), "version"),
        *((name, version(name), "version") for name in SHOWN),
        ("annotators", settings.annotator, "version"),
        *describe_settings(settings, {"lake"} if lake else set()),
        *_lake_state(settings),
    ]
    return ["name", "value", "origin"], rows


def lake_digests(lake: Path | None) -> tuple[list[str], list[tuple[str, str]]]:
    """A hash over the rows of each table of the lake."""
    with open_lake(load_settings(lake=lake).lake_place, read_only=True) as connection:
        return ["table", "digest"], list(digests(connection).items())


def _lake_state(settings: Settings) -> Iterator[tuple[str, str, str]]:
    place = settings.lake_place
    if place.catalog is None and not (place.folder / "catalog.sqlite").exists():
        yield "lake", "not there yet: run `dateline run`", "state"
        return
    with open_lake(place, read_only=True) as connection:
        yield "snapshot", str(lake_snapshot(connection)), "state"
    yield "staged shards", str(len(staged_shards(place))), "state"
    yield "published", str(place.published) if place.published.exists() else "not yet", "state"
