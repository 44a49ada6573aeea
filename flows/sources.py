"""Sources in, records out: the only place that opens inputs.

Small texts and lines of JSON are read here. Whatever else is read as a whole is read by a worker
that can be killed; records come in the order of the inputs all the same, each input's visit behind
its own.
"""

import stat
from collections import deque
from collections.abc import Generator, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from flows.addresses import read_answer
from flows.fetching import Fetcher, Manners
from flows.inputs import Found, file_uri, find_inputs
from flows.opening import Item, Opened, read_opened
from flows.settings import Source
from flows.visits import Mark, Part, Pass, Tally, reader_of, unchanged
from flows.workers import Limits, reading_pool
from tasks.decoding import Refusal
from tasks.records import Origin, Record, refused
from warehouse.tables import Visit

_NEVER = datetime.fromtimestamp(0, UTC)


def read_source(source: Source) -> Iterator[Record]:
    """Every record of a source, in order of input and place; what cannot be read is an issue."""
    with closing(reading_pool(Limits())) as pool, closing(Fetcher(pool, Manners())) as fetcher:
        made = Pass(source, datetime.now(UTC), fetcher)
        yield from (item for item in read_pass(made) if isinstance(item, Record))


def read_pass(made: Pass) -> Iterator[Record | Visit]:
    """The records of a pass, with a visit behind those of each input."""
    return _in_order(_parts(made), 2 * max(made.fetcher.pool.workers, made.fetcher.manners.hosts))


def _parts(made: Pass) -> Iterator[Part]:
    for found in find_inputs(made.source.paths):
        origin = input_origin(found, made)
        made.named[origin.uri] = found.pattern
        if found.is_address:
            job = partial(_read_address, origin, made)
            yield made.fetcher.in_turn(found.place, lambda job=job: [*job()])
        else:
            yield from _read_input(found, origin, made)


def input_origin(found: Found, made: Pass) -> Origin:
    """What the settings say of an input's source, and when the input was made."""
    is_file = not found.is_address and not found.is_remote
    source = made.source
    return Origin(
        uri=file_uri(Path(found.place)) if is_file else found.place,
        retrieved_at=_modified(Path(found.place)) if is_file else made.now,
        source=source.name,
        publisher=source.publisher,
        language=source.language,
        keep_bytes=made.keep_bytes,
        now=made.now,
        time_zone=source.time_zone,
        day_first=source.day_first,
        columns=tuple(sorted(source.columns.items())),
    )


def file_visit(path: Path, origin: Origin, made: Pass) -> Visit:
    """The visit of a file before it is read: how long it is, and when it was changed."""
    try:
        size: int | None = path.stat().st_size
    except (OSError, ValueError):
        size = None
    return Visit(
        source=origin.source,
        uri=origin.uri,
        visited_at=made.now,
        reader=reader_of(made.source),
        n_bytes=size,
        modified_at=origin.retrieved_at,
    )


def is_as_it_was(visit: Visit, held: Visit | None) -> bool:
    """Whether a file is as long and as old as when it was last read."""
    now = (visit.n_bytes, visit.modified_at)
    return held is not None and held.n_bytes is not None and now == (held.n_bytes, held.modified_at)


def _read_input(found: Found, origin: Origin, made: Pass) -> Iterator[Item | Mark]:
    path = Path(found.place)
    visit = file_visit(path, origin, made)
    held = made.seen.get(origin.uri)
    if held and is_as_it_was(visit, held):
        yield unchanged(held, made.now)
        return
    if found.fault:
        yield refused(found.fault, None, origin)
    elif found.is_remote:
        yield from _read_remote(found.place, origin, made)
    else:
        yield from _read_file(path, origin, made)
    yield Mark(visit)


def _read_file(path: Path, origin: Origin, made: Pass) -> Iterator[Item]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield refused(Refusal("unreadable", "not a regular file"), None, origin)
            return
        with path.open("rb") as file:
            yield from read_opened(Opened(path.name, file, origin), made.fetcher.pool)
    except FileNotFoundError:
        yield refused(Refusal("missing", "no such file"), None, origin)
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        yield refused(Refusal("unreadable", fault), None, origin)


def _read_remote(place: str, origin: Origin, made: Pass) -> Iterator[Item]:
    """The files of a store of objects under an address, or the one that it names."""
    from flows.remote import remote_files

    try:
        for uri, file in remote_files(place):
            name = uri.rsplit("/", 1)[-1]
            with file:
                placed = Opened(name, file, replace(origin, uri=uri))
                yield from read_opened(placed, made.fetcher.pool)
    except (OSError, ValueError) as error:
        yield refused(Refusal("unreadable", f"{place}: {error}"[:500]), None, origin)


def _read_address(origin: Origin, made: Pass) -> Iterator[Part]:
    held = made.seen.get(origin.uri)
    visit = Visit(
        source=origin.source, uri=origin.uri, visited_at=made.now, reader=reader_of(made.source)
    )
    try:
        known = held if held and held.state != "failed" else None
        answer = made.fetcher.get(
            origin.uri, known.etag if known else None, known.last_modified if known else None
        )
    except Refusal as refusal:
        yield refused(refusal, None, origin)
        yield Mark(visit)
        return
    if answer.status == 304 and held:
        yield unchanged(held, made.now)
        return
    yield from read_answer(answer, origin, made)
    yield Mark(
        replace(
            visit,
            etag=answer.etag,
            last_modified=answer.last_modified,
            n_bytes=len(answer.body),
        )
    )


def _in_order(parts: Iterator[Part], window: int) -> Generator[Record | Visit, None, None]:
    """Records in order, while up to ``window`` parts are under way; marks become visits."""
    waiting: deque[Part] = deque()
    tally = Tally()
    for part in parts:
        waiting.append(part)
        while waiting and (len(waiting) > window or not isinstance(waiting[0], Future)):
            yield from _settled(waiting.popleft(), tally)
    for part in waiting:
        yield from _settled(part, tally)


def _settled(part: Part, tally: Tally) -> Iterator[Record | Visit]:
    if isinstance(part, Mark):
        yield part.visit if part.is_settled else tally.visited(part.visit)
    elif isinstance(part, Record):
        tally.count(part)
        yield part
    else:
        for inner in part.result():
            yield from _settled(inner, tally)


def _modified(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return _NEVER
