"""Files of a store of objects (`s3://`, `gs://`, `file://`), through pyarrow's file systems."""

import io
from collections.abc import Iterator
from typing import IO, Any, cast

from pyarrow import fs


def remote_files(place: str) -> Iterator[tuple[str, IO[bytes]]]:
    """The uri and the open file of each object under an address, in order.

    Raises `OSError` or `ValueError` where the store cannot be reached or there is nothing there.
    """
    system, path = fs.FileSystem.from_uri(place)
    scheme = place.split("://", 1)[0]
    for name in _names(system, path):
        yield f"{scheme}://{name}", _open(system, name)


def _names(system: fs.FileSystem, path: str) -> list[str]:
    info = system.get_file_info(path)
    if info.type == fs.FileType.File:
        return [path]
    if info.type == fs.FileType.NotFound:
        raise FileNotFoundError("no such object")
    found = system.get_file_info(fs.FileSelector(path, recursive=True))
    return sorted(
        held.path
        for held in found
        if held.type == fs.FileType.File
        and not any(part.startswith(".") for part in held.path.removeprefix(path).split("/"))
    )


def _open(system: fs.FileSystem, name: str) -> IO[bytes]:
    return io.BufferedReader(cast(Any, system.open_input_file(name)))
