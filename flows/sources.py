"""Sources in, records out: the only place that opens inputs.

Small texts and lines of JSON are read here. Whatever else is read as a whole is read by a worker
that can be killed; records come in the order of the inputs all the same.
"""

import stat
from collections import deque
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path

from flows.inputs import Found, file_uri, find_inputs
from flows.opening import Item, Opened, read_opened
from flows.settings import Source
from flows.workers import KillablePool, Limits
from tasks.decoding import Refusal
from tasks.records import Origin, Record, refused

_NEVER = datetime.fromtimestamp(0, UTC)


def read_source(
    source: Source, *, keep_bytes: bool = False, pool: KillablePool | None = None
) -> Iterator[Record]:
    """Every record of a source, in order of input and place; what cannot be read is an issue.

    Without a ``pool``, one of its own is used, and ended with the last record.
    """
    own = pool or KillablePool(Limits())
    now = datetime.now(UTC)
    try:
        items = (
            item
            for found in find_inputs(source.paths)
            for item in _read_input(found, source_origin(source, found, keep_bytes, now), own)
        )
        yield from _in_order(items, 2 * own.workers)
    finally:
        if pool is None:
            own.close()


def source_origin(source: Source, found: Found, keep_bytes: bool, now: datetime) -> Origin:
    """What the settings say of an input's source, and when the input was made."""
    is_file = not found.is_address and not found.is_remote
    return Origin(
        uri=file_uri(Path(found.place)) if is_file else found.place,
        retrieved_at=_modified(Path(found.place)) if is_file else now,
        source=source.name,
        publisher=source.publisher,
        language=source.language,
        keep_bytes=keep_bytes,
        now=now,
        time_zone=source.time_zone,
        day_first=source.day_first,
        columns=tuple(sorted(source.columns.items())),
    )


def _read_input(found: Found, origin: Origin, pool: KillablePool) -> Iterator[Item]:
    if found.fault:
        yield refused(found.fault, None, origin)
    elif found.is_address or found.is_remote:
        yield refused(Refusal("unsupported_type", "addresses are not read yet"), None, origin)
    else:
        yield from _read_file(Path(found.place), origin, pool)


def _read_file(path: Path, origin: Origin, pool: KillablePool) -> Iterator[Item]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            yield refused(Refusal("unreadable", "not a regular file"), None, origin)
            return
        with path.open("rb") as file:
            yield from read_opened(Opened(path.name, file, origin), pool)
    except FileNotFoundError:
        yield refused(Refusal("missing", "no such file"), None, origin)
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        yield refused(Refusal("unreadable", fault), None, origin)


def _in_order(items: Iterator[Item], window: int) -> Generator[Record, None, None]:
    """Records in order, while up to ``window`` items are with workers."""
    waiting: deque[Item] = deque()
    for item in items:
        waiting.append(item)
        while waiting and (len(waiting) > window or isinstance(waiting[0], Record)):
            yield from _settled(waiting.popleft())
    for item in waiting:
        yield from _settled(item)


def _settled(item: Item) -> list[Record]:
    return [item] if isinstance(item, Record) else item.result()


def _modified(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        return _NEVER
