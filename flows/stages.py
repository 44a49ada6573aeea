"""The four stages as plain functions: what a flow wraps, and what ``--direct`` calls in order."""

import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb

from flows.annotators import Known, annotate_in_workers
from flows.passes import Advance, Staged, ignore, stage_sources
from flows.render import printable
from flows.settings import Settings, read_registries
from flows.shards import batch_name, drop_shard, stage_held, staged_shards
from tasks.gazetteer import city_entries
from tasks.registry import Registry, load_registry
from tasks.segments import sentences
from warehouse.corrections import read_corrections
from warehouse.duplicates import group_duplicates
from warehouse.identity import row_id
from warehouse.lake import open_lake, writer_lock
from warehouse.link import link_entities, note_unmatched, place_names
from warehouse.load import (
    Counts,
    known_documents,
    load_shard,
    outdated_documents,
    record_run,
    settle_counts,
)
from warehouse.publish import publish_warehouse
from warehouse.report import write_report
from warehouse.tables import Run

Show = Callable[[str], AbstractContextManager[Advance]]
"""Shows a step while it lasts, and gives the step its `Advance`."""

Annotate = Callable[[Settings, Known], Iterator[Path]]
Load = Callable[[duckdb.DuckDBPyConnection, Path], Counts]


@dataclass(frozen=True, slots=True)
class Published:
    """What a run left for readers."""

    warehouse: Path
    report: Path
    is_new: bool


@contextmanager
def silent(_label: str) -> Generator[Advance]:
    """A `Show` that shows nothing."""
    yield ignore


def stage_again(settings: Settings) -> list[Path]:
    """Stage the held documents that another version of the annotators read; returns the shards."""
    annotator, size = settings.annotator, settings.shard_documents
    lake = settings.lake_place
    with writer_lock(lake), open_lake(lake) as connection:
        return stage_held(
            lake.staging / batch_name(),
            lambda after: outdated_documents(connection, annotator, size, after),
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
        for shard in (annotate or annotate_in_workers)(settings, known):
            parts.append(load(connection, shard))
            drop_shard(shard)
            advance(parts[-1].n_in)
        run = run_row(settings, started, settle_counts(connection, parts), flow_run_id)
        record_run(connection, run)
    return run


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
        staged = stage_sources(settings, paths, advance)
    warn_of_failures(staged)
    if reannotate:
        stage_again(settings)
    with show("annotating") as advance:
        run = commit_staged(settings, advance=advance)
    with show("linking"):
        link_lake(settings)
    with show("publishing"):
        return run, publish_lake(settings)


def warn_of_failures(staged: list[Staged]) -> None:
    """Say on standard error which sources gave nothing, and why."""
    for source in staged:
        for failure in source.failures:
            print(f"dateline: source {source.source}: {printable(failure)}", file=sys.stderr)


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
