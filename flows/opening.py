"""One input opened by its kind: a whole, a stream of records, or a container of inputs."""

import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import IO, TypeVar

from flows.workers import KillablePool
from tasks.containers import Member, gzip_member, tar_members, zip_members
from tasks.decoding import Refusal
from tasks.formats import HEAD, Kind, kind_of
from tasks.reading import read_payload
from tasks.records import MEMBER, Origin, Record, read_fields, read_json_line, refused
from tasks.unpacking import Inflated, Joined

Item = Record | Future[list[Record]]
Part = TypeVar("Part")
MAX_WHOLE = 32 * 1024 * 1024
"""Bytes of an input that is read at once."""

MAX_PAGE = 8 * 1024 * 1024
SMALL = 1024 * 1024
"""Bytes of text or JSON that are read without a worker."""

MAX_DEPTH = 3
"""Containers inside each other."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open input; ``locator`` says where in its origin it lies, ``depth`` how deeply packed."""

    name: str
    file: IO[bytes]
    origin: Origin
    locator: str | None = None
    depth: int = 0
    media_type: str | None = None
    packed: Inflated | None = None


def read_opened(opened: Opened, pool: KillablePool) -> Iterator[Item]:
    """Every record of an open input; what cannot be read is an issue."""
    try:
        file = opened.file
        head = file.read(HEAD)
        if file.seekable():
            file.seek(0)
        else:
            opened = replace(opened, file=io.BufferedReader(Joined(head, file)))
        kind = kind_of(opened.name, head, opened.media_type)
        yield from _READERS.get(kind, _read_whole)(kind, opened, pool)
    except Refusal as refusal:
        if opened.packed:
            opened.packed.take_fault()  # this refusal is what came of it
        yield refused(refusal, None, opened.origin, opened.locator)


def read_bytes(kind: Kind, payload: bytes, opened: Opened, pool: KillablePool) -> Item:
    """The records of an input that is held whole; from a worker where it could hang."""
    if kind in ("text", "lines") and len(payload) <= SMALL:
        return next(iter(read_payload(kind, payload, opened.origin, opened.locator)))
    seconds = pool.seconds + len(payload) / SMALL
    call = pool.submit(read_payload, kind, payload, opened.origin, opened.locator, seconds=seconds)
    answer: Future[list[Record]] = Future()
    call.add_done_callback(lambda done: answer.set_result(_answered(done, payload, opened)))
    return answer


def _answered(done: Future[list[Record]], payload: bytes, opened: Opened) -> list[Record]:
    """What a worker found, or why it found nothing."""
    if done.cancelled():
        return []
    error = done.exception()
    if error is None:
        return done.result()
    fault = error if isinstance(error, Refusal) else Refusal("reader_failed", str(error))
    return [refused(fault, payload, opened.origin, opened.locator)]


def _read_whole(kind: Kind, opened: Opened, pool: KillablePool) -> Iterator[Item]:
    if kind == "unknown":
        raise Refusal("unsupported_type", f"no reader for {opened.name}")
    limit = MAX_PAGE if kind == "page" else MAX_WHOLE
    payload = opened.file.read(limit + 1)
    if len(payload) > limit:
        digest = _digest(payload, opened.file)
        if opened.packed:
            opened.packed.take_fault()
        issue = refused(
            Refusal("too_large", f"over {limit} bytes"), None, opened.origin, opened.locator
        ).issues[0]
        yield Record(None, None, (replace(issue, payload_sha256=digest),))
        return
    if opened.packed and (fault := opened.packed.take_fault()):
        raise fault
    yield read_bytes(kind, payload, opened, pool)


def _digest(head: bytes, rest: IO[bytes]) -> str:
    digest = sha256(head)
    while part := rest.read(SMALL):
        digest.update(part)
    return digest.hexdigest()


def _read_lines(_kind: Kind, opened: Opened, pool: KillablePool) -> Iterator[Item]:
    number = 0
    for number, line in _whole_ones(_lines(opened.file), opened.packed):
        place = replace(opened, locator=_within(opened.locator, f"line {number}"))
        if line is None:
            fault = Refusal("too_large", f"over {MAX_WHOLE} bytes")
            yield refused(fault, None, opened.origin, place.locator)
        elif len(line) <= SMALL:
            yield read_json_line(line, opened.origin, place.locator)
        else:
            yield read_bytes("lines", line, place, pool)
    if number == 0:
        raise Refusal("empty", "there is nothing in it")


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines that hold something, with their numbers; None for one that is too long."""
    number = 0
    while line := file.readline(MAX_WHOLE + 1):
        number += 1
        if len(line) > MAX_WHOLE:
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_WHOLE)
            yield number, None
        elif line.strip():
            yield number, line.rstrip(b"\r\n")


def _whole_ones(found: Iterator[Part], packed: Inflated | None) -> Iterator[Part]:
    """All of a stream; where it was cut, the last one is lost with what was behind it."""
    last: list[Part] = []
    for part in found:
        yield from last
        last = [part]
    if packed and (fault := packed.take_fault()):
        raise fault
    yield from last


def _read_rows(_kind: Kind, opened: Opened, pool: KillablePool) -> Iterator[Item]:
    from tasks.delimited import delimited_rows

    number = 0
    for number, fields in _whole_ones(delimited_rows(opened.file), opened.packed):
        locator = _within(opened.locator, f"line {number}")
        yield read_fields(fields, opened.origin, locator, "text/csv")
    if number == 0:
        raise Refusal("empty", "there are no rows in it")


def _read_parquet(_kind: Kind, opened: Opened, pool: KillablePool) -> Iterator[Item]:
    from flows.tabular import parquet_rows

    for number, fields in parquet_rows(opened.file):
        locator = _within(opened.locator, f"row {number}")
        yield read_fields(fields, opened.origin, locator, "application/vnd.apache.parquet")


def _read_archive(kind: Kind, opened: Opened, pool: KillablePool) -> Iterator[Item]:
    """The records of each member; a member that cannot be read does not stop the others."""
    if opened.depth >= MAX_DEPTH:
        raise Refusal("too_deep", f"more than {MAX_DEPTH} archives inside each other")
    n_members = 0
    for member in _members(kind, opened):
        n_members += 1
        inner = opened.locator if kind == "gzip" else _member_locator(opened, member)
        if member.fault:
            yield refused(member.fault, None, opened.origin, inner)
        elif member.file is not None:
            place = replace(
                opened,
                name=member.name,
                file=member.file,
                locator=inner,
                depth=opened.depth + 1,
                packed=member.packed,
            )
            yield from read_opened(place, pool)
    if n_members == 0:
        raise Refusal("empty", "there is nothing in it")


def _members(kind: Kind, opened: Opened) -> Iterator[Member]:
    if kind == "gzip":
        return gzip_member(opened.file, opened.name)
    if kind == "tar":
        return tar_members(opened.file)
    if opened.file.seekable():
        return zip_members(opened.file)
    payload = opened.file.read(MAX_WHOLE + 1)
    if len(payload) > MAX_WHOLE:
        raise Refusal("too_large", f"a packed zip of over {MAX_WHOLE} bytes")
    return zip_members(io.BytesIO(payload))


def _read_warc(_kind: Kind, opened: Opened, pool: KillablePool) -> Iterator[Item]:
    from tasks.warc import warc_pages

    for kept in warc_pages(opened.file):
        place = replace(
            opened,
            locator=_within(opened.locator, f"record {kept.number}"),
            origin=replace(
                opened.origin,
                address=kept.url or None,
                charset=kept.charset,
                retrieved_at=kept.retrieved_at,
            ),
        )
        if kept.fault:
            yield refused(kept.fault, kept.body, place.origin, place.locator)
        else:
            kind = kind_of(Path(kept.url).name, kept.body[:HEAD], kept.media_type)
            yield read_bytes(kind, kept.body, place, pool)


def _member_locator(opened: Opened, member: Member) -> str:
    name = member.name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if opened.locator is None:
        return MEMBER + name
    return f"{opened.locator}/{name}"


def _within(outer: str | None, inner: str) -> str:
    return f"{outer}, {inner}" if outer else inner


_READERS: dict[Kind, Callable[[Kind, Opened, KillablePool], Iterator[Item]]] = {
    "lines": _read_lines,
    "csv": _read_rows,
    "parquet": _read_parquet,
    "gzip": _read_archive,
    "zip": _read_archive,
    "tar": _read_archive,
    "warc": _read_warc,
}
