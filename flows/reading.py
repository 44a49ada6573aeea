"""Documents read and annotated without a warehouse."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from flows.annotating import annotate_bounded
from flows.resolving import published_day
from flows.settings import Source, load_settings, read_registries
from flows.sources import read_source
from tasks.contract import annotation_json
from tasks.published import parse_published
from tasks.records import Record
from tasks.registry import load_registry
from warehouse.tables import Document, Issue


def annotate_files(
    patterns: list[str], published: str | None
) -> Iterator[tuple[dict[str, Any] | None, tuple[Issue, ...]]]:
    """The JSON object of each document and what was odd about it; None for one not accepted."""
    given = published_day(published)
    settings = load_settings()
    engine = settings.engine
    registry = load_registry(read_registries(settings.registries))
    for record in read_source(Source(name="local", paths=patterns)):
        document = _with_published(record, given)
        if document is None:
            yield None, record.issues
            continue
        annotation = annotate_bounded(document, registry, engine)
        is_read = annotation.document.annotator is not None
        found = annotation_json(annotation) if is_read else None
        yield found, (*record.issues, *annotation.issues)


def _with_published(record: Record, given: date | None) -> Document | None:
    document = record.document
    if document is None or given is None or document.published_at is not None:
        return document
    moment = parse_published(given.isoformat())
    return replace(document, published_at=moment, published_on=given, published_basis="given")
