"""What a process that annotates does: the rows of a shard, each document bounded in CPU time.

It imports what annotating needs and no more, for each process begins with that.
"""

import traceback
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from flows.limits import TooSlow, cpu_limit
from flows.serving import tell
from tasks.annotate import Annotation, annotate, annotation_issue, merge_rows
from tasks.annotator import OWN
from tasks.decoding import Refusal
from tasks.mentions import read_ahead
from tasks.registry import Registry, load_registry
from warehouse.shard import read_counts, read_rows, write_shard
from warehouse.tables import Document, Issue, Reason, Snapshot, Visit

CPU_SECONDS = 20.0
"""CPU time that annotating one document may take; an article takes a hundredth of a second."""

TOGETHER = 64
"""Documents whose names are tagged together, which costs less."""

_registry: Registry | None = None
_engine = OWN


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
