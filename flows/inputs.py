"""The files that paths, folders and globs stand for, each once, in order."""

import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from tasks.decoding import Refusal


@dataclass(frozen=True, slots=True)
class Found:
    """One input: a path or an address, or the reason why it is not read.

    ``pattern`` is what it was asked for by.
    """

    place: str
    fault: Refusal | None = None
    pattern: str = ""

    @property
    def is_address(self) -> bool:
        """Whether it is to be fetched."""
        return self.place.startswith(("http://", "https://"))

    @property
    def is_remote(self) -> bool:
        """Whether it lies in a store of objects."""
        return "://" in self.place and not self.is_address


def find_inputs(patterns: list[str]) -> Iterator[Found]:
    """The inputs of a source; addresses stand for themselves.

    Files and folders whose name begins with a dot are passed over inside folders. A path that does
    not exist is yielded as it is, so that its absence is accounted for.
    """
    found: dict[str, Found] = {}
    for pattern in patterns:
        for item in [Found(pattern)] if "://" in pattern else _expand(pattern):
            found.setdefault(item.place, replace(item, pattern=pattern))
    yield from found.values()


def file_uri(path: Path) -> str:
    """The path from the working folder where it lies below it, so that a moved checkout agrees."""
    absolute = PurePath(os.path.abspath(path))
    here = PurePath(os.getcwd())
    shown = absolute.relative_to(here) if absolute.is_relative_to(here) else absolute
    return storable(shown.as_posix())


def storable(name: str) -> str:
    """A name whose bytes are no UTF-8, with those bytes spelled out."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _expand(pattern: str) -> Iterator[Found]:
    path = Path(pattern)
    if path.is_dir():
        yield from _walk(path)
    elif path.exists() or not glob.has_magic(pattern):
        yield Found(str(path))
    else:
        for match in sorted(glob.glob(pattern, recursive=True)) or [pattern]:
            yield from _walk(Path(match)) if Path(match).is_dir() else [Found(match)]


def _walk(folder: Path) -> Iterator[Found]:
    root = folder.resolve()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if Path(place, name).is_symlink()]
        for name in sorted([*names, *links]):
            path = Path(place, name)
            if not name.startswith("."):
                yield Found(str(path), _link_fault(path, root))


def _link_fault(path: Path, root: Path) -> Refusal | None:
    if not path.is_symlink():
        return None
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return Refusal("outside_path", "a link that leads nowhere")
    if target.is_dir() or not target.is_relative_to(root):
        return Refusal("outside_path", "a link to a folder, or out of the folder that is read")
    return None
