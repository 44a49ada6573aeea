"""Sources read into staged batches, each on its own: one that fails stops no other."""

from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Lock

from flows.fetching import Fetcher
from flows.settings import Settings, Source
from flows.shards import batch_name, recover_batches, stage_records
from flows.sources import read_pass
from flows.visits import Failures, Pass, read_visits
from flows.workers import reading_pool
from tasks.records import Record
from warehouse.lake import writer_lock
from warehouse.tables import Visit

Advance = Callable[[int], None]
"""Told how many records a step has dealt with."""

AT_ONCE = 8
"""Sources that are read at a time; those of files alone are read one after the other."""

_files_turn = Lock()


@dataclass(frozen=True, slots=True)
class Staged:
    """What became of one source: its shards, and each of its paths that gave nothing, with why."""

    source: str
    shards: list[Path]
    failures: tuple[str, ...] = ()


class Interrupted(Exception):
    """Another source was interrupted, and with it the run."""


def ignore(_count: int) -> None:
    """An `Advance` for callers that show no progress."""


@contextmanager
def open_passes(settings: Settings, paths: list[str] | None) -> Generator[dict[str, Pass]]:
    """A pass over each source (or over ``paths``) by the name of its batch; the lake is held.

    Paths are read whatever was read before; of sources, only what is new or has changed. What a run
    that died had read is kept.
    """
    lake, now, batch = settings.lake_place, datetime.now(UTC), batch_name()
    sources = [Source(name="local", paths=paths)] if paths else settings.sources
    with (
        writer_lock(lake),
        closing(reading_pool(settings.reading_limits)) as pool,
        closing(Fetcher(pool, settings.manners)) as fetcher,
    ):
        recover_batches(lake)
        yield {
            f"{batch}-{number:03}": Pass(
                source, now, fetcher, {} if paths else read_visits(lake, source),
                settings.keep_bytes,
            )
            for number, source in enumerate(sources)
        }  # fmt: skip


def stage_sources(
    settings: Settings, paths: list[str] | None = None, advance: Advance = ignore
) -> list[Staged]:
    """Read the sources (or ``paths``) into shards, those that are fetched at the same time.

    Raises what a source met where it was the only one.
    """
    with open_passes(settings, paths) as passes:
        if len(passes) == 1:
            ((batch, made),) = passes.items()
            return [stage_pass(settings, made, batch, advance)]
        return _stage_together(settings, passes, advance)


def stage_pass(settings: Settings, made: Pass, batch: str, advance: Advance = ignore) -> Staged:
    """Read one source into the shards of a batch."""
    failures = Failures(made.named)
    is_fetched = any("://" in path for path in made.source.paths)
    with nullcontext() if is_fetched else _files_turn:
        records = _watched(read_pass(made), failures, advance)
        shards = stage_records(settings.lake_place, batch, records, settings.shard_documents)
    return Staged(made.source.name, shards, failures.found())


def _stage_together(settings: Settings, passes: dict[str, Pass], advance: Advance) -> list[Staged]:
    ended = Event()

    def count(n: int) -> None:
        if ended.is_set():
            raise Interrupted
        advance(n)

    threads = ThreadPoolExecutor(AT_ONCE, "source")
    try:
        waiting = {
            threads.submit(stage_pass, settings, made, batch, count): made.source.name
            for batch, made in passes.items()
        }
        return [_staged(future, name) for future, name in waiting.items()]
    except BaseException:
        ended.set()
        raise
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def _staged(future: Future[Staged], name: str) -> Staged:
    try:
        return future.result()
    except Exception as error:  # whatever stopped a source, the others go on
        return Staged(name, [], (f"{type(error).__name__}: {error}",))


def _watched(
    records: Iterable[Record | Visit], failures: Failures, advance: Advance
) -> Iterator[Record | Visit]:
    for record in records:
        if isinstance(record, Visit):
            failures.count(record)
        yield record
        advance(1)
