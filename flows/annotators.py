"""Annotations over staged shards, in processes that can be killed: a document costs itself only.

What annotates is imported in those processes alone, which spares a second of every run.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import closing
from pathlib import Path

from flows.serving import Named
from flows.settings import Settings, read_registries
from flows.workers import KillablePool, Limits, Lost
from tasks.annotator import OWN
from tasks.decoding import Refusal
from tasks.registry import load_registry
from warehouse.shard import read_ids

Known = dict[Path, set[str]]
"""Shards, each with the ids of those of its documents that the lake holds already."""

WALL_SECONDS = 28.0
"""Time after which the process is killed, whatever the machine was busy with."""

MEMORY = 300 * 1024 * 1024
"""Bytes that annotating one document may take, beyond the weights and registries."""

PREPARE = Named("flows.annotating", "prepare_annotators")
ANNOTATE: Callable[..., int] = Named("flows.annotating", "annotate_shard")


class AnnotationPool:
    """Processes that annotate shards; what makes one hang or end is left out of its shard."""

    def __init__(
        self, workers: int, registry_rows: list[dict[str, str]], engine: str = OWN
    ) -> None:
        limits = Limits(WALL_SECONDS, MEMORY, workers, is_watched=True)
        self._pool = KillablePool(limits, PREPARE, registry_rows, engine)
        self._threads = ThreadPoolExecutor(workers, "annotating")
        self._is_closed = False

    def submit(self, folder: Path, known: set[str]) -> Future[int]:
        """Annotate a shard in a process."""
        return self._threads.submit(self._annotate_shard, folder, known)

    def close(self) -> None:
        """End the processes; what waits is not begun."""
        self._is_closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._pool.close()

    def _annotate_shard(self, folder: Path, known: set[str]) -> int:
        """Annotate a shard, from the start where the process was lost, without what lost it.

        A process may have been ended from outside: a document is left out the second time.
        """
        left_out: dict[str, Refusal] = {}
        ends: Counter[object] = Counter()
        while True:
            try:
                return self._pool.submit(ANNOTATE, folder, known, left_out).result()
            except Lost as lost:
                if self._is_closed:
                    raise
                ends[lost.at] += 1
                if lost.reason == "reader_failed" and ends[lost.at] < 2:
                    continue
                if not isinstance(lost.at, str) or lost.at in left_out:
                    raise
                left_out[lost.at] = lost


def annotate_in_workers(settings: Settings, known: Known) -> Iterator[Path]:
    """Annotate shards in worker processes; yields each as it is done.

    A shard of documents that the lake holds already is yielded as it is.
    """
    fresh = {shard: held for shard, held in known.items() if read_ids(shard) - held}
    yield from (shard for shard in known if shard not in fresh)
    if not fresh:
        return
    workers = min(settings.worker_count, len(fresh))
    rows = read_registries(settings.registries)
    with closing(AnnotationPool(workers, rows, settings.engine)) as pool:
        waiting = {pool.submit(shard, held): shard for shard, held in fresh.items()}
        for done in as_completed(waiting):
            done.result()
            yield waiting[done]


def annotate_here(settings: Settings, known: Known) -> Iterator[Path]:
    """Annotate shards in this process: bounded in CPU time, and that in the main thread only."""
    from flows.annotating import annotate_shard  # see above

    registry = load_registry(read_registries(settings.registries))
    for shard, held in known.items():
        annotate_shard(shard, held, {}, registry, settings.engine)
        yield shard
