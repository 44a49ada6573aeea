"""Documents read and annotated without a warehouse, for `annotate` and `resolve`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from flows.settings import Source, load_settings, read_registries
from flows.sources import read_source
from tasks.annotate import annotate
from tasks.contract import annotation_json, timex_json
from tasks.dateline import find_dateline
from tasks.published import parse_published
from tasks.records import Record
from tasks.registry import load_registry
from tasks.timex import find_timexes
from warehouse.errors import DatelineError
from warehouse.tables import Document, Issue

RESOLVED = (
    "text", "type", "value", "mod", "relation", "begins", "ends", "anchor", "rule", "reason",
)  # fmt: skip


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
        found = annotation_json(annotate(document, registry, engine)) if document else None
        yield found, record.issues


def resolve_text(text: str, published: str | None) -> Iterator[list[Any]]:
    """The cells of `RESOLVED` for each time expression of a text."""
    day = published_day(published)
    dateline = find_dateline(text, day)
    anchor = (dateline.date if dateline else None) or day
    for timex in find_timexes(text, "", anchor, dateline.body if dateline else 0):
        cells = timex_json(timex) | {"anchor": timex.anchor, "reason": timex.reason}
        yield [cells[name] for name in RESOLVED]


def published_day(text: str | None) -> date | None:
    """The day of a ``--published`` flag; raises `DatelineError` where it is none."""
    if text is None:
        return None
    moment = parse_published(text)
    if moment is None:
        raise DatelineError(f"--published {text!r} is no date", "write it as 2022-07-27")
    return moment.date()


def _with_published(record: Record, given: date | None) -> Document | None:
    document = record.document
    if document is None or given is None or document.published_at is not None:
        return document
    moment = parse_published(given.isoformat())
    return replace(document, published_at=moment, published_on=given, published_basis="given")
