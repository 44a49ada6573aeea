"""Annotations over staged shards, in processes that can be killed: a document costs itself only."""

import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from flows.limits import TooSlow, cpu_limit
from flows.serving import tell
from flows.settings import Settings, read_registries
from flows.workers import KillablePool, Limits, Lost
from tasks.annotate import Annotation, annotate, annotation_issue, merge_rows
from tasks.decoding import Refusal
from tasks.mentions import read_ahead
from tasks.names_engine import OWN
from tasks.registry import Registry, load_registry
from warehouse.shard import read_counts, read_rows, write_shard
from warehouse.tables import Document, Issue, Reason, Snapshot, Visit

Known = dict[Path, set[str]]
"""Shards, each with the ids of those of its documents that the lake holds already."""

CPU_SECONDS = 20.0
"""CPU time that annotating one document may take; an article takes a hundredth of a second."""

WALL_SECONDS = 28.0
"""Time after which the process is killed, whatever the machine was busy with."""

MEMORY = 300 * 1024 * 1024
"""Bytes that annotating one document may take, beyond the weights and registries."""

TOGETHER = 64
"""Documents whose names are tagged together, which costs less."""

_registry: Registry | None = None
_engine = OWN


class AnnotationPool:
    """Processes that annotate shards; what makes one hang or end is left out of its shard."""

    def __init__(
        self, workers: int, registry_rows: list[dict[str, str]], engine: str = OWN
    ) -> None:
        limits = Limits(WALL_SECONDS, MEMORY, workers, is_watched=True)
        self._pool = KillablePool(limits, prepare_annotators, registry_rows, engine)
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
                return self._pool.submit(annotate_shard, folder, known, left_out).result()
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
    """Annotate shards in worker processes; yields each as it is done."""
    if not known:
        return
    workers = min(settings.worker_count, len(known))
    rows = read_registries(settings.registries)
    with closing(AnnotationPool(workers, rows, settings.engine)) as pool:
        waiting = {pool.submit(shard, held): shard for shard, held in known.items()}
        for done in as_completed(waiting):
            done.result()
            yield waiting[done]


def annotate_here(settings: Settings, known: Known) -> Iterator[Path]:
    """Annotate shards in this process: bounded in CPU time, and that in the main thread only."""
    registry = load_registry(read_registries(settings.registries))
    for shard, held in known.items():
        annotate_shard(shard, held, {}, registry, settings.engine)
        yield shard


def prepare_annotators(registry_rows: list[dict[str, str]], engine: str) -> None:
    """Load what annotating needs, once in each process."""
    global _registry, _engine
    _registry, _engine = load_registry(registry_rows), engine
    if engine == OWN:
        read_ahead(["Keller spoke."])  # the weights are read before memory is counted


def annotate_shard(
    folder: Path,
    known: set[str],
    left_out: Mapping[str, Refusal],
    registry: Registry | None = None,
    engine: str | None = None,
) -> int:
    """Annotate the documents of a shard that are not ``known``; returns how many.

    A document on which an annotator fails, or that is ``left_out``, is kept without annotations,
    with an issue that says why.
    """
    held, finder = registry or _registry or load_registry(), engine or _engine
    documents = read_rows(folder, Document)
    fresh = {document.doc_id: document for document in documents if document.doc_id not in known}
    annotations: dict[str, Annotation] = {}
    for batch in _batches([*fresh.values()]):
        if finder == OWN:
            _read_ahead(batch, left_out)
        for document in batch:
            tell(document.doc_id)
            fault = left_out.get(document.doc_id)
            found = (
                _left_out(document, fault) if fault else annotate_bounded(document, held, finder)
            )
            annotations[document.doc_id] = found
    tell("writing")
    rows = merge_rows(annotations.values())
    rows["document"] = [_annotated(document, annotations) for document in documents]
    rows["issue"] += read_rows(folder, Issue)
    rows["snapshot"] = list(read_rows(folder, Snapshot))
    rows["visit"] = list(read_rows(folder, Visit))
    write_shard(folder, rows, read_counts(folder))
    return len(annotations)


def annotate_bounded(document: Document, registry: Registry, engine: str) -> Annotation:
    """The rows of a document, or the issue that says why it has none; no annotator version then."""
    try:
        with cpu_limit(CPU_SECONDS):
            return annotate(document, registry, engine)
    except TooSlow as error:
        return _unread(document, "too_slow", str(error))
    except Exception as error:  # a fault in one document must not stop the others
        return _unread(document, "annotator_failed", _fault(error))


def _annotated(document: Document, annotations: dict[str, Annotation]) -> Document:
    """A repeat within the shard is annotated as its first was, but keeps its own bytes."""
    annotation = annotations.get(document.doc_id)
    if annotation is None:
        return document
    return replace(annotation.document, snapshot_id=document.snapshot_id)


def _batches(documents: list[Document]) -> Iterator[list[Document]]:
    for first in range(0, len(documents), TOGETHER):
        yield documents[first : first + TOGETHER]


def _read_ahead(batch: list[Document], left_out: Mapping[str, Refusal]) -> None:
    """Tag the names of a batch together; what hangs or fails is met again, text by text."""
    place = f"ahead of {batch[0].doc_id}"
    tell(place)
    if place not in left_out:
        with suppress(Exception):
            read_ahead([document.text for document in batch if document.doc_id not in left_out])


def _unread(document: Document, reason: Reason, detail: str) -> Annotation:
    issue = annotation_issue(document, reason, detail)
    return Annotation(replace(document, annotator=None), issues=[issue])


def _left_out(document: Document, fault: Refusal) -> Annotation:
    """Of a process that ended by itself it is not known why."""
    reason: Reason = "annotator_failed" if fault.reason == "reader_failed" else fault.reason
    return _unread(document, reason, fault.detail)


def _fault(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"
