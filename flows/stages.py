"""The four stages as plain functions: what a flow wraps, and what ``--direct`` calls in order."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import as_completed
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from flows.fetching import Fetcher
from flows.settings import Settings, Source, read_registries
from flows.shards import (
    AnnotationPool,
    annotate_shard,
    drop_shard,
    stage_outdated,
    stage_records,
    staged_shards,
)
from flows.sources import read_pass
from flows.visits import Pass, read_visits
from flows.workers import KillablePool
from tasks.gazetteer import city_entries
from tasks.records import Record
from tasks.registry import Registry, load_registry
from tasks.segments import sentences
from warehouse.corrections import read_corrections
from warehouse.duplicates import group_duplicates
from warehouse.identity import row_id
from warehouse.lake import open_lake, writer_lock
from warehouse.link import link_entities, note_unmatched, place_names
from warehouse.load import Counts, known_documents, load_shard, record_run, settle_counts
from warehouse.publish import publish_warehouse
from warehouse.report import write_report
from warehouse.tables import Run, Visit

Advance = Callable[[int], None]
"""Told how many records a step has dealt with."""

Show = Callable[[str], AbstractContextManager[Advance]]
"""Shows a step while it lasts, and gives the step its `Advance`."""

Known = dict[Path, set[str]]
"""Shards, each with the ids of those of its documents that the lake holds already."""

Annotate = Callable[[Settings, Known], Iterator[Path]]
Load = Callable[[duckdb.DuckDBPyConnection, Path], Counts]


@dataclass(frozen=True, slots=True)
class Published:
    """What a run left for readers."""

    warehouse: Path
    report: Path
    is_new: bool


def ignore(_count: int) -> None:
    """An `Advance` for callers that show no progress."""


@contextmanager
def silent(_label: str) -> Generator[Advance]:
    """A `Show` that shows nothing."""
    yield ignore


def stage_sources(
    settings: Settings, paths: list[str] | None = None, advance: Advance = ignore
) -> list[Path]:
    """Read the sources (or ``paths``) into shards; returns their folders.

    Paths are read whatever was read before; of sources, only what is new or has changed.
    """
    lake = settings.lake_place
    records = _counted(_read_all(settings, paths), advance)
    with writer_lock(lake):
        return stage_records(lake, batch_name(), records, settings.shard_documents)


def stage_again(settings: Settings) -> list[Path]:
    """Stage the held documents that another version of the annotators read; returns the shards."""
    lake = settings.lake_place
    with writer_lock(lake), open_lake(lake) as connection:
        return stage_outdated(
            lake.staging / batch_name(), connection, settings.shard_documents, settings.annotator
        )


def commit_staged(
    settings: Settings,
    annotate: Annotate | None = None,
    load: Load = load_shard,
    advance: Advance = ignore,
    flow_run_id: str | None = None,
) -> Run:
    """Annotate every staged shard and commit each in one transaction; returns the run's row."""
    lake, started = settings.lake_place, datetime.now(UTC)
    with writer_lock(lake), open_lake(lake) as connection:
        known = {
            shard: known_documents(connection, shard, settings.annotator)
            for shard in staged_shards(lake)
        }
        parts: list[Counts] = []
        for shard in (annotate or annotate_shards)(settings, known):
            parts.append(load(connection, shard))
            drop_shard(shard)
            advance(parts[-1].n_in)
        run = run_row(settings, started, settle_counts(connection, parts), flow_run_id)
        record_run(connection, run)
    return run


def annotate_shards(settings: Settings, known: Known) -> Iterator[Path]:
    """Annotate shards, in worker processes where there are several; yields each as it is done."""
    rows, engine = read_registries(settings.registries), settings.engine
    if len(known) < 2 or settings.worker_count == 1:
        registry = load_registry(rows)
        for shard, held in known.items():
            annotate_shard(shard, held, registry, engine)
            yield shard
        return
    workers = min(settings.worker_count, len(known))
    with closing(AnnotationPool(workers, rows, engine)) as pool:
        waiting = {pool.submit(shard, held): shard for shard, held in known.items()}
        for done in as_completed(waiting):
            done.result()
            yield waiting[done]


def link_lake(settings: Settings) -> int:
    """Bring links and groups of duplicates up to what was committed; returns how many changed."""
    lake = settings.lake_place
    with writer_lock(lake), open_lake(lake) as connection:
        corrections = read_corrections(settings.corrections)
        attributes = registry_attributes(settings, place_names(connection))
        changed, unmatched = link_entities(connection, attributes, corrections)
        changed += group_duplicates(connection)
        note_unmatched(connection, settings.corrections, unmatched)
    for correction in unmatched:
        print(f"dateline: {settings.corrections}: no name matches: {correction}", file=sys.stderr)
    return changed


def publish_lake(settings: Settings, *, full: bool = False) -> Published:
    """Write the file that readers open, and the report."""
    lake = settings.lake_place
    with writer_lock(lake), open_lake(lake) as connection:
        is_new = publish_warehouse(connection, lake, full=full)
    if is_new or not settings.report_path.exists():
        write_report(lake.published, settings.report_path, sentences)
    return Published(lake.published, settings.report_path, is_new)


def run_direct(
    settings: Settings,
    paths: list[str] | None,
    show: Show = silent,
    *,
    reannotate: bool = False,
) -> tuple[Run, Published]:
    """All stages in order, in this process and without Prefect; ``show`` tells how far each is."""
    with show("reading") as advance:
        stage_sources(settings, paths, advance)
        if reannotate:
            stage_again(settings)
    with show("annotating") as advance:
        run = commit_staged(settings, advance=advance)
    with show("linking"):
        link_lake(settings)
    with show("publishing"):
        return run, publish_lake(settings)


def run_row(settings: Settings, started: datetime, counts: Counts, flow_run_id: str | None) -> Run:
    """The row of one execution that began at ``started`` and has just ended."""
    code = f"{version('dateline')}+{settings.annotator}"
    return Run(
        run_id=row_id("ru", started.isoformat(), code),
        flow_run_id=flow_run_id,
        started_at=started,
        ended_at=datetime.now(UTC),
        code_version=code,
        config_sha256=settings.config_sha256,
        n_in=counts.n_in,
        n_current=counts.n_current,
        n_superseded=counts.n_superseded,
        n_repeat=counts.n_repeat,
        n_quarantined=counts.n_quarantined,
    )


def registry_attributes(settings: Settings, places: Iterable[str]) -> list[dict[str, str | None]]:
    """What the registries say of each of their entities, and of the cities of some names."""
    registry: Registry = load_registry(read_registries(settings.registries))
    return [
        {
            "entity_id": entry.entity_id,
            "name": entry.name,
            "type": entry.type,
            "country": entry.country,
            "iso": entry.iso,
            "wikidata_id": entry.wikidata_id,
            "geonames_id": entry.geonames_id,
        }
        for entry in (*registry.entries(), *city_entries(places))
    ]


def batch_name() -> str:
    """Name of a new batch: its moment, so that batches sort as they came."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"


def _read_all(settings: Settings, paths: list[str] | None) -> Iterator[Record | Visit]:
    sources = [Source(name="local", paths=paths)] if paths else settings.sources
    now = datetime.now(UTC)
    with closing(KillablePool(settings.reading_limits)) as pool:
        fetcher = Fetcher(pool, settings.manners)
        for source in sources:
            seen = {} if paths else read_visits(settings.lake_place, source)
            yield from read_pass(Pass(source, now, fetcher, seen, settings.keep_bytes))


def _counted(records: Iterable[Record | Visit], advance: Advance) -> Iterator[Record | Visit]:
    for record in records:
        yield record
        advance(1)
