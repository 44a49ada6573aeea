"""Shards on disk: records into them, annotations over them; worker processes run this."""

import os
import shutil
import signal
import traceback
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Lock, Thread

import duckdb

from flows.limits import TooSlow, cpu_limit
from tasks.annotate import Annotation, annotate, annotation_issue, merge_rows
from tasks.mentions import read_ahead
from tasks.names_engine import OWN
from tasks.records import Record
from tasks.registry import Registry, load_registry
from warehouse.lake import Lake
from warehouse.load import outdated_documents
from warehouse.shard import COUNTS_FILE, ShardCounts, read_counts, read_rows, write_shard
from warehouse.tables import Document, Issue, Reason, Snapshot, Visit

PART = ".part"
"""Suffix of a batch that is still being staged; one left by a run that died is dropped."""

MAX_SHARD_CHARS = 16_000_000
ANNOTATING_SECONDS = 25.0
"""CPU time that annotating one document may take; an article takes a hundredth of a second."""

_registry: Registry | None = None
_engine = OWN


def stage_records(
    lake: Lake, batch: str, records: Iterable[Record | Visit], size: int
) -> list[Path]:
    """Write records as shards under ``staging/<batch>``, which appears when it is whole."""
    for left in lake.staging.glob(f"*{PART}"):
        shutil.rmtree(left)
    draft = lake.staging / (batch + PART)
    draft.mkdir(parents=True)
    for number, held in enumerate(_in_shards(records, size)):
        write_shard(draft / f"{number:06}", _shard_rows(held), _count(held))
    draft.rename(lake.staging / batch)
    return [folder for folder in staged_shards(lake) if folder.parent.name == batch]


def stage_outdated(
    staging: Path, connection: duckdb.DuckDBPyConnection, size: int, annotator: str
) -> list[Path]:
    """Write the held documents that another annotator read as shards, to be annotated anew."""
    folders: list[Path] = []
    after = ""
    while documents := outdated_documents(connection, annotator, size, after):
        folders.append(staging / f"{len(folders):06}")
        after = documents[-1].doc_id
        rows = {"document": documents, "snapshot": [], "issue": []}
        write_shard(folders[-1], rows, ShardCounts(n_in=0, n_quarantined=0))
    return folders


def staged_shards(lake: Lake) -> list[Path]:
    """Folders of all shards that wait for their commit, oldest batch first."""
    return sorted(
        folder
        for batch in lake.staging.glob("*")
        if not batch.name.endswith(PART)
        for folder in batch.glob("*")
        if (folder / COUNTS_FILE).exists()
    )


def drop_shard(folder: Path) -> None:
    """Remove a committed shard, and its batch when it was the last."""
    shutil.rmtree(folder)
    if not any(folder.parent.iterdir()):
        folder.parent.rmdir()


class AnnotationPool:
    """Worker processes that hold the registry; one that lost a worker is replaced."""

    def __init__(
        self, workers: int, registry_rows: list[dict[str, str]], engine: str = OWN
    ) -> None:
        self._start = partial(
            ProcessPoolExecutor,
            workers,
            get_context("spawn"),
            initializer=_start_worker,
            initargs=(registry_rows, engine),
        )
        self._executor = self._start()
        self._lock = Lock()

    def submit(self, folder: Path, known: set[str]) -> Future[int]:
        """Annotate a shard in a worker."""
        with self._lock:
            try:
                return self._executor.submit(annotate_shard, folder, known)
            except BrokenExecutor:
                self._executor = self._start()
                return self._executor.submit(annotate_shard, folder, known)

    def close(self) -> None:
        """End the workers; what waits is not begun."""
        self._executor.shutdown(cancel_futures=True)


def annotate_shard(
    folder: Path, known: set[str], registry: Registry | None = None, engine: str | None = None
) -> int:
    """Annotate the documents of a shard that are not ``known``; returns how many.

    A document on which an annotator fails is kept without annotations, with an issue that says why.
    """
    held = registry or _registry or load_registry()
    documents = read_rows(folder, Document)
    annotations: dict[str, Annotation] = {}
    if (engine or _engine) == OWN:
        with suppress(Exception):  # a text that cannot be read is met again, alone
            read_ahead([document.text for document in documents if document.doc_id not in known])
    for document in documents:
        if document.doc_id not in known and document.doc_id not in annotations:
            annotations[document.doc_id] = _try_annotate(document, held, engine or _engine)
    rows = merge_rows(annotations.values())
    rows["document"] = [_annotated(document, annotations) for document in documents]
    rows["issue"] += read_rows(folder, Issue)
    rows["snapshot"] = list(read_rows(folder, Snapshot))
    rows["visit"] = list(read_rows(folder, Visit))
    write_shard(folder, rows, read_counts(folder))
    return len(annotations)


def _start_worker(registry_rows: list[dict[str, str]], engine: str) -> None:
    global _registry, _engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _registry, _engine = load_registry(registry_rows), engine


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _annotated(document: Document, annotations: dict[str, Annotation]) -> Document:
    """A repeat within the shard is annotated as its first was, but keeps its own bytes."""
    annotation = annotations.get(document.doc_id)
    if annotation is None:
        return document
    return replace(annotation.document, snapshot_id=document.snapshot_id)


def _try_annotate(document: Document, registry: Registry, engine: str) -> Annotation:
    try:
        with cpu_limit(ANNOTATING_SECONDS):
            return annotate(document, registry, engine)
    except Exception as error:  # a fault in one document must not stop the others
        unread = replace(document, annotator=None)
        reason: Reason = "too_slow" if isinstance(error, TooSlow) else "annotator_failed"
        detail = str(error) if reason == "too_slow" else _fault(error)
        return Annotation(unread, issues=[annotation_issue(document, reason, detail)])


def _fault(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(frame.filename).name}:{frame.lineno})"


def _in_shards(records: Iterable[Record | Visit], size: int) -> Iterator[list[Record | Visit]]:
    """Records in lists of at most ``size``, or fewer where their texts are long."""
    held: list[Record | Visit] = []
    n_chars = 0
    for record in records:
        held.append(record)
        n_chars += record.document.n_chars if isinstance(record, Record) and record.document else 0
        if len(held) >= size or n_chars >= MAX_SHARD_CHARS:
            yield held
            held, n_chars = [], 0
    if held:
        yield held


def _shard_rows(held: list[Record | Visit]) -> dict[str, list[object]]:
    records = [item for item in held if isinstance(item, Record)]
    return {
        "document": [record.document for record in records if record.document],
        "snapshot": [record.snapshot for record in records if record.snapshot],
        "issue": [issue for record in records for issue in record.issues],
        "visit": [item for item in held if isinstance(item, Visit)],
    }


def _count(held: list[Record | Visit]) -> ShardCounts:
    """Records met; those of an unchanged input count as they did when it was read."""
    met = [item for item in held if isinstance(item, Record) and not item.is_note]
    same = [item for item in held if isinstance(item, Visit) and item.state == "unchanged"]
    n_quarantined = sum(record.document is None for record in met)
    n_quarantined += sum(visit.n_quarantined for visit in same)
    n_same = sum(visit.n_accepted + visit.n_quarantined for visit in same)
    return ShardCounts(len(met) + n_same, n_quarantined)
