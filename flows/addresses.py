"""Addresses in, records out: pages, feeds with the pages that they point to, and all else."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from flows.opening import Opened, read_opened
from flows.visits import Mark, Part, Pass, reader_of
from tasks.decoding import Refusal
from tasks.fetch import Fetched
from tasks.formats import HEAD, kind_of
from tasks.reading import read_followed
from tasks.records import Origin, canonical, make_record, refused
from warehouse.tables import Visit, VisitState

if TYPE_CHECKING:
    from tasks.feeds import Entry


def read_answer(answer: Fetched, origin: Origin, made: Pass) -> Iterator[Part]:
    """The records of what a server answered; a feed's teasers are followed to their pages."""
    placed = _placed(origin, answer)
    kind = kind_of(answer.url, answer.body[:HEAD], answer.media_type)
    if kind == "feed" and made.source.follow:
        yield from _read_entries(answer.body, origin, made)
        return
    name = answer.url.split("?")[0]
    opened = Opened(name, io.BytesIO(answer.body), placed, media_type=answer.media_type)
    yield from read_opened(opened, made.fetcher.pool)


def _read_entries(payload: bytes, origin: Origin, made: Pass) -> Iterator[Part]:
    """The entries of a feed, each whole as the feed has it, or as the page that it points to.

    Each page is fetched in the turn of its host, and has a visit of its own.
    """
    from tasks.feeds import read_feed  # brings lxml, which other inputs do without

    try:
        entries = made.fetcher.pool.submit(read_feed, payload).result()
    except Refusal as refusal:
        yield refused(refusal, payload, origin)
        return
    for number, entry in enumerate(entries, 1):
        if entry.is_full or entry.link is None:
            article = replace(entry.article, locator=f"entry {number}")
            yield make_record(article, canonical(article.fields).encode(), origin)
        else:
            held = made.seen.get(entry.link)
            if held is None or held.state == "failed":
                placed = replace(origin, uri=entry.link)
                job = partial(_read_linked, entry, entry.link, placed, made)
                yield made.fetcher.in_turn(entry.link, job)


def _read_linked(entry: "Entry", link: str, origin: Origin, made: Pass) -> list[Part]:
    """The page behind an entry; nothing of it stops the feed."""
    try:
        answer = made.fetcher.get_page(link)
        placed = _placed(origin, answer)
        call = made.fetcher.pool.submit(read_followed, answer.body, entry.article, placed)
        record = call.result()
    except Refusal as refusal:
        record = refused(refusal, None, origin)
    state: VisitState = "read" if record.document else "failed"
    reason = None if record.document else record.issues[0].reason
    visit = Visit(
        source=origin.source,
        uri=link,
        visited_at=made.now,
        reader=reader_of(made.source),
        state=state,
        reason=reason,
    )
    return [record, Mark(visit, is_settled=True)]


def _placed(origin: Origin, answer: Fetched) -> Origin:
    """The origin of what a server answered."""
    return replace(
        origin,
        address=answer.url,
        etag=answer.etag,
        charset=answer.charset,
        retrieved_at=datetime.now(UTC),
    )
