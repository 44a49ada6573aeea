"""What a run would read, fetch and write: inputs are read, and nothing is fetched or kept."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows.fetching import Fetcher
from flows.inputs import Found, find_inputs
from flows.settings import Source, load_settings
from flows.sources import file_visit, input_origin, is_as_it_was, read_pass
from flows.visits import Pass, read_visits
from flows.workers import reading_pool
from tasks.records import Record
from warehouse.lake import Lake, open_lake
from warehouse.sql import literal

PLANNED = ["source", "uri", "bytes", "action", "n_new", "n_repeat", "n_quarantined", "reason"]

_TOGETHER = 1000
"""Ids that are looked up in the lake at once."""


def plan_reading(paths: list[str] | None, lake: Path | None) -> Iterator[list[object]]:
    """The cells of `PLANNED` for each input: whether it would be read, fetched, or is as it was.

    Of what would be read, how many documents would be written, are held already (or met before),
    and could not be read. What would be fetched is not known.
    """
    settings = load_settings(lake=lake)
    sources = [Source(name="local", paths=paths)] if paths else settings.sources
    met: set[str] = set()
    with (
        closing(reading_pool(settings.reading_limits)) as pool,
        closing(Fetcher(pool, settings.manners)) as fetcher,
    ):
        for source in sources:
            seen = {} if paths else read_visits(settings.lake_place, source)
            made = Pass(source, datetime.now(UTC), fetcher, seen)
            for found in find_inputs(source.paths):
                yield _planned(found, made, settings.lake_place, met)


def _planned(found: Found, made: Pass, lake: Lake, met: set[str]) -> list[object]:
    name = made.source.name
    if found.is_address or found.is_remote:
        return [name, found.place, None, "fetch", None, None, None, None]
    path = Path(found.place)
    origin = input_origin(found, made)
    visit = file_visit(path, origin, made)
    told: list[object] = [name, origin.uri, visit.n_bytes]
    if found.fault:
        return [*told, "refuse", 0, 0, 1, found.fault.detail]
    if visit.n_bytes is None:
        return [*told, "refuse", 0, 0, 1, "no such file"]
    if is_as_it_was(visit, made.seen.get(origin.uri)):
        return [*told, "unchanged", 0, None, None, None]
    return [*told, "read", *_written(found, made, lake, met)]


def _written(found: Found, made: Pass, lake: Lake, met: set[str]) -> list[object]:
    """How many documents of an input are new, repeated, and quarantined, and why the first is."""
    source = made.source.model_copy(update={"paths": [found.place]})
    ids: list[str] = []
    faults: list[str] = []
    for item in read_pass(replace(made, source=source, seen={})):
        if isinstance(item, Record) and item.document:
            ids.append(item.document.doc_id)
        elif isinstance(item, Record) and not item.is_note:
            faults.append(item.issues[0].reason)
    fresh = set(ids) - met
    fresh -= _held(lake, sorted(fresh))
    met.update(ids)
    return [len(fresh), len(ids) - len(fresh), len(faults), faults[0] if faults else None]


def _held(lake: Lake, ids: list[str]) -> set[str]:
    """Those of some documents that the lake holds."""
    if lake.catalog is None and not (lake.folder / "catalog.sqlite").exists():
        return set()
    held: set[str] = set()
    with open_lake(lake, read_only=True) as connection:
        for first in range(0, len(ids), _TOGETHER):
            asked = ", ".join(literal(doc_id) for doc_id in ids[first : first + _TOGETHER])
            query = f"SELECT doc_id FROM lake.document WHERE doc_id IN ({asked})"
            held.update(doc_id for (doc_id,) in connection.execute(query).fetchall())
    return held
