"""Reading on its own: documents without annotations, and what failed again."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from flows import stages
from flows.fetching import Fetcher
from flows.passes import stage_sources
from flows.settings import Settings, Source, load_settings
from flows.shards import batch_name, recover_batches, stage_held, stage_records
from flows.sources import read_pass
from flows.visits import Pass
from flows.workers import reading_pool
from tasks.records import Record
from warehouse.errors import DatelineError
from warehouse.lake import in_transaction, open_lake, writer_lock
from warehouse.load import failed_documents
from warehouse.sql import literal
from warehouse.tables import Run, Visit


def ingest_only(paths: list[str] | None, lake: Path | None) -> tuple[Run, stages.Published]:
    """Read into documents that no annotator has seen, and publish them."""
    settings = load_settings(lake=lake)
    stages.warn_of_failures(stage_sources(settings, paths))
    return _commit_unannotated(settings)


def retry_quarantined(lake: Path | None) -> tuple[Run, stages.Published]:
    """Read again every input with a fatal issue, and annotate again what could not be annotated.

    Issues that do not come again are deleted.

    Raises `DatelineError` where there is no lake.
    """
    settings = load_settings(lake=lake)
    place = settings.lake_place
    if place.catalog is None and not (place.folder / "catalog.sqlite").exists():
        raise DatelineError(f"there is no lake in {place.folder}", "run `dateline run` first")
    with writer_lock(place), open_lake(place) as connection:
        failed = _failed_inputs(connection)
        stage_held(
            place.staging / batch_name(),
            lambda after: failed_documents(connection, settings.shard_documents, after),
        )
    met: set[str] = set()
    with writer_lock(place):
        recover_batches(place)
        records = _noting(_read_again(settings, failed), met)
        stage_records(place, batch_name(), records, settings.shard_documents)
    run = stages.commit_staged(settings)
    with writer_lock(place), open_lake(place) as connection:
        in_transaction(connection, lambda con: _forget(con, failed, met))
    stages.link_lake(settings)
    return run, stages.publish_lake(settings)


def _commit_unannotated(settings: Settings) -> tuple[Run, stages.Published]:
    run = stages.commit_staged(settings, annotate=lambda _settings, known: iter(known))
    stages.link_lake(settings)
    return run, stages.publish_lake(settings)


def _failed_inputs(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The inputs with fatal issues, each with its source; `local` where none is known."""
    rows = connection.execute(
        "SELECT issue.uri, coalesce(min(visit.source), 'local') FROM lake.issue "
        "LEFT JOIN lake.visit USING (uri) "
        "WHERE issue.stage = 'ingest' AND issue.is_fatal GROUP BY issue.uri ORDER BY ALL"
    ).fetchall()
    return {str(uri): str(source) for uri, source in rows}


def _read_again(settings: Settings, failed: dict[str, str]) -> Iterator[Record | Visit]:
    sources = {source.name: source for source in settings.sources}
    now = datetime.now(UTC)
    with (
        closing(reading_pool(settings.reading_limits)) as pool,
        closing(Fetcher(pool, settings.manners)) as fetcher,
    ):
        for name in sorted(set(failed.values())):
            uris = [uri for uri, source in failed.items() if source == name]
            held = sources.get(name, Source(name=name, paths=[]))
            source = held.model_copy(update={"paths": uris})
            yield from read_pass(Pass(source, now, fetcher, {}, settings.keep_bytes))


def _noting(records: Iterator[Record | Visit], met: set[str]) -> Iterator[Record | Visit]:
    for record in records:
        if isinstance(record, Record):
            met.update(issue.issue_id for issue in record.issues)
        yield record


def _forget(connection: duckdb.DuckDBPyConnection, failed: dict[str, str], met: set[str]) -> None:
    """Delete the issues of inputs that were read again and did not meet them again."""
    if not failed:
        return
    uris = ", ".join(literal(uri) for uri in sorted(failed))
    again = ", ".join(literal(issue_id) for issue_id in sorted(met)) or "''"
    connection.execute(
        f"DELETE FROM lake.issue WHERE stage = 'ingest' AND is_fatal "
        f"AND uri IN ({uris}) AND issue_id NOT IN ({again})"
    )
