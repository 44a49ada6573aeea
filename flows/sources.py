"""Files in, records out: the only place that reads bytes and knows formats by their names."""

import glob
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import IO

from flows.settings import Source
from tasks.records import Origin, Record, read_json_line, read_text, refuse
from warehouse.errors import DatelineError
from warehouse.tables import Reason

LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown", ""})
MAX_RECORD_BYTES = 64 * 1024 * 1024
_NEVER = datetime.fromtimestamp(0, UTC)


def read_source(source: Source, *, keep_bytes: bool = False) -> Iterator[Record]:
    """Every record of a source, in order of path and line; what cannot be read is an issue."""
    for path in find_files(source.paths):
        yield from _read_file(path, _origin(path, source, keep_bytes))


def find_files(patterns: list[str]) -> Iterator[Path]:
    """The files that paths, folders and globs stand for, each once, in order.

    Files and folders whose name begins with a dot are passed over inside folders. A path that does
    not exist is yielded as it is, so that its absence is accounted for.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        if "://" in pattern:
            raise DatelineError(
                f"{pattern}: addresses are not read yet", "fetch the page and pass its file"
            )
        for path in _expand(pattern):
            found.setdefault(path)
    yield from found


def _expand(pattern: str) -> Iterator[Path]:
    path = Path(pattern)
    if path.is_dir():
        yield from _walk(path)
    elif path.exists() or not glob.has_magic(pattern):
        yield path
    else:
        matches = sorted(glob.glob(pattern, recursive=True))
        yield from (Path(match) for match in matches or [pattern])


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))


def _origin(path: Path, source: Source, keep_bytes: bool) -> Origin:
    try:
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError:
        modified = _NEVER
    return Origin(
        uri=_file_uri(path),
        retrieved_at=modified,
        source=source.name,
        publisher=source.publisher,
        language=source.language,
        keep_bytes=keep_bytes,
    )


def _file_uri(path: Path) -> str:
    """The path from the working folder where it lies below it, so that a moved checkout agrees."""
    absolute = PurePath(os.path.abspath(path))
    here = PurePath(os.getcwd())
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else absolute).as_posix()


def _read_file(path: Path, origin: Origin) -> Iterator[Record]:
    try:
        is_regular = stat.S_ISREG(path.stat().st_mode)
    except FileNotFoundError:
        yield _refusal("missing", "no such file", origin)
        return
    except OSError as error:
        yield _refusal("unreadable", error.strerror or str(error), origin)
        return
    if not is_regular:
        yield _refusal("unreadable", "not a regular file", origin)
    elif path.suffix.lower() not in LINE_SUFFIXES | TEXT_SUFFIXES:
        yield _refusal("unsupported_type", f"no reader for {path.suffix}", origin)
    else:
        yield from _read_known(path, origin)


def _read_known(path: Path, origin: Origin) -> Iterator[Record]:
    try:
        with path.open("rb") as file:
            if path.suffix.lower() in LINE_SUFFIXES:
                yield from _read_lines(file, origin)
            elif len(payload := file.read(MAX_RECORD_BYTES + 1)) > MAX_RECORD_BYTES:
                yield _refusal("too_large", f"over {MAX_RECORD_BYTES} bytes", origin)
            else:
                yield read_text(payload, origin)
    except OSError as error:
        yield _refusal("unreadable", error.strerror or str(error), origin)


def _read_lines(file: IO[bytes], origin: Origin) -> Iterator[Record]:
    number = 0
    while line := file.readline(MAX_RECORD_BYTES + 1):
        number += 1
        if len(line) > MAX_RECORD_BYTES:
            _skip_line(file, line)
            yield _refusal("too_large", f"line {number} is over {MAX_RECORD_BYTES} bytes", origin)
        elif line.strip():
            yield read_json_line(line.rstrip(b"\r\n"), origin, f"line {number}")
    if number == 0:
        yield _refusal("empty", "there is nothing in it", origin)


def _skip_line(file: IO[bytes], line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(MAX_RECORD_BYTES)


def _refusal(reason: Reason, detail: str, origin: Origin) -> Record:
    return Record(None, None, (refuse(reason, detail, origin),))
