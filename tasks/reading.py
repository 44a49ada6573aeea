"""Whole inputs of every kind into records: what a worker runs, bytes in, rows out."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from tasks.articles import Article
from tasks.decoding import Refusal
from tasks.formats import Kind
from tasks.json_values import json_values
from tasks.records import (
    Origin,
    Record,
    make_record,
    read_fields,
    read_json_line,
    read_text,
    refused,
)


def read_payload(
    kind: Kind, payload: bytes, origin: Origin, locator: str | None = None
) -> list[Record]:
    """Every record of an input that is read as a whole; what cannot be read is an issue."""
    try:
        return [*_records(kind, payload, origin, locator)]
    except Refusal as refusal:
        return [refused(refusal, payload, origin, locator)]
    except RecursionError:
        fault = Refusal("too_deep", "it nests too deeply")
        return [refused(fault, payload, origin, locator)]
    except MemoryError:
        fault = Refusal("out_of_memory", f"{len(payload)} bytes")
        return [refused(fault, payload, origin, locator)]
    except Exception as error:  # a fault of a reader must not stop the others
        fault = Refusal("reader_failed", f"{type(error).__name__}: {error}"[:500])
        return [refused(fault, payload, origin, locator)]


def read_followed(payload: bytes, announced: Article, origin: Origin) -> Record:
    """The document of a page that a feed points to; what the page does not say the feed does."""
    from tasks.pages import read_page

    try:
        page = read_page(payload, origin.address, origin.charset)
    except Refusal as refusal:
        return refused(refusal, payload, origin)
    is_dated = "published" in page.fields
    article = replace(
        page,
        fields={**announced.fields, **page.fields},
        basis=page.basis if is_dated else announced.basis,
    )
    return make_record(article, payload, origin)


def _records(kind: Kind, payload: bytes, origin: Origin, locator: str | None) -> Iterator[Record]:
    """Records as they are read; the heavy readers are imported when first needed."""
    if kind == "text":
        yield read_text(payload, origin, locator)
    elif kind == "lines":
        yield read_json_line(payload, origin, locator)
    elif kind == "json":
        yield from _json_records(payload, origin, locator)
    else:
        _check_filled(payload)
        for article in _articles(kind, payload, origin):
            placed = replace(article, locator=_within(locator, article.locator))
            yield make_record(placed, _bytes_of(kind, article, payload), origin)


def _articles(kind: Kind, payload: bytes, origin: Origin) -> Iterable[Article]:
    if kind == "page":
        from tasks.pages import read_page

        return [read_page(payload, origin.address, origin.charset)]
    if kind == "feed":
        from tasks.feeds import read_feed

        return [
            replace(entry.article, locator=f"entry {number}")
            for number, entry in enumerate(read_feed(payload), 1)
        ]
    if kind == "newsml":
        from tasks.newsml import read_newsml

        articles = read_newsml(payload)
        return articles if len(articles) == 1 else _numbered(articles, "item")
    if kind == "reuters":
        from tasks.reuters import read_reuters

        return read_reuters(payload)
    if kind == "pdf":
        from tasks.pdfs import read_pdf

        return [read_pdf(payload)]
    raise Refusal("unsupported_type", "no reader for it")


def _json_records(payload: bytes, origin: Origin, locator: str | None) -> Iterator[Record]:
    from tasks.newsml import ninjs_fields

    number = 0
    try:
        for number, value in json_values(payload):
            held: Any = value
            fields: Any = (ninjs_fields(held) if isinstance(value, dict) else None) or held
            yield read_fields(
                fields, origin, _within(locator, f"item {number}"), "application/json"
            )
    except Refusal as refusal:
        yield refused(refusal, payload, origin, _within(locator, f"behind item {number}"))
    if number == 0 and payload.strip() in (b"[]", b"{}"):
        yield refused(Refusal("empty", "there is nothing in it"), payload, origin, locator)


def _bytes_of(kind: Kind, article: Article, payload: bytes) -> bytes:
    """What a snapshot of an article holds: its input, or its own part of a list."""
    if kind in ("page", "pdf") or article.locator is None:
        return payload
    from tasks.records import canonical

    return canonical(article.fields).encode()


def _numbered(articles: list[Article], name: str) -> list[Article]:
    return [
        replace(article, locator=f"{name} {number}") for number, article in enumerate(articles, 1)
    ]


def _within(outer: str | None, inner: str | None) -> str | None:
    return ", ".join(part for part in (outer, inner) if part) or None


def _check_filled(payload: bytes) -> None:
    if not payload.strip():
        raise Refusal("empty", "there is nothing in it")
