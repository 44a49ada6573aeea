"""Archives: their members one after the other, never written out, within a budget."""

import io
import stat
import struct
import tarfile
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from tasks.decoding import Refusal
from tasks.unpacking import Inflated, check_ratio

MAX_MEMBERS = 100_000
MAX_DIRECTORY = 32 * 1024 * 1024
"""Bytes of a zip's list of members, which is read at once."""

OFFICE = "[Content_Types].xml"
"""The member that makes a zip a document of an office program."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file within an archive, or the reason why it is not read."""

    name: str
    file: IO[bytes] | None
    fault: Refusal | None = None
    packed: Inflated | None = None


def zip_members(file: IO[bytes]) -> Iterator[Member]:
    """The members of a zip in its order; raises `Refusal` where the archive cannot be read."""
    _check_directory(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refusal("bad_archive", str(error)) from error
    names = archive.namelist()
    if OFFICE in names:
        raise Refusal("unsupported_type", "a document of an office program")
    if len(names) > MAX_MEMBERS:
        raise Refusal("too_many", f"{len(names)} members, more than {MAX_MEMBERS}")
    for info in archive.infolist():
        if not info.is_dir() and not _is_passed_over(info.filename):
            yield _zip_member(archive, info)


def tar_members(file: IO[bytes]) -> Iterator[Member]:
    """The members of a tar as they come; raises `Refusal` where the rest cannot be read."""
    try:
        with tarfile.open(fileobj=file, mode="r|", tarinfo=tarfile.TarInfo) as archive:
            for number, info in enumerate(archive):
                if number >= MAX_MEMBERS:
                    raise Refusal("too_many", f"more than {MAX_MEMBERS} members")
                if not info.isdir() and not _is_passed_over(info.name):
                    yield _tar_member(archive, info)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        reason = "cut" if "unexpected end" in str(error) else "bad_archive"
        raise Refusal(reason, str(error)) from error


def gzip_member(file: IO[bytes], name: str) -> Generator[Member, None, None]:
    """What a gzip holds, under its name without the suffix; a note for what lies behind it."""
    inflated = Inflated(file)
    inner = name[:-3] if name.lower().endswith(".gz") else name
    inner = name[:-4] + ".tar" if name.lower().endswith(".tgz") else inner
    yield Member(inner, io.BufferedReader(inflated), packed=inflated)
    if fault := inflated.take_fault():
        yield Member(inner, None, fault)
    if inflated.trailing:
        note = Refusal("trailing_bytes", "bytes behind the packed data were left out")
        yield Member(inner, None, note)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    name = info.filename
    if fault := _path_fault(name):
        return Member(name, None, fault)
    if stat.S_ISLNK(info.external_attr >> 16):
        return Member(name, None, Refusal("outside_path", "a link; links are not followed"))
    if info.flag_bits & 1:
        return Member(name, None, Refusal("locked", "it asks for a password"))
    try:
        check_ratio(info.compress_size, info.file_size)
        return Member(name, io.BufferedReader(_Checked(archive.open(info))))
    except Refusal as refusal:
        return Member(name, None, refusal)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        return Member(name, None, Refusal("bad_archive", str(error)))


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    if fault := _path_fault(info.name):
        return Member(info.name, None, fault)
    if info.issym() or info.islnk():
        return Member(info.name, None, Refusal("outside_path", "a link; links are not followed"))
    file = archive.extractfile(info) if info.isreg() else None
    if file is None:
        return Member(info.name, None, Refusal("unreadable", "not a regular file"))
    return Member(info.name, io.BufferedReader(_Checked(file)))


def _path_fault(name: str) -> Refusal | None:
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]:
        return Refusal("outside_path", "its path leads out of the archive")
    return None


def _is_passed_over(name: str) -> bool:
    """Whether any part of a path begins with a dot, or is what macOS leaves in archives."""
    parts = PurePosixPath(name).parts
    is_hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return is_hidden or "__MACOSX" in parts


def _check_directory(file: IO[bytes]) -> None:
    """Refuse a zip whose list of members would fill the memory before it could be counted."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    file.seek(0)
    if place < 0 or len(tail) < place + 16:
        raise Refusal("cut", "the list of members at its end is missing")
    (n_bytes,) = struct.unpack("<I", tail[place + 12 : place + 16])
    if n_bytes > MAX_DIRECTORY and n_bytes != 0xFFFFFFFF:
        raise Refusal("too_many", f"a list of members of {n_bytes} bytes")


class _Checked(io.RawIOBase):
    """A member of an archive whose faults are refusals."""

    def __init__(self, member: IO[bytes]) -> None:
        self._member = member

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end."""
        try:
            held = self._member.read(len(buffer))
        except Exception as error:  # zlib.error is no subclass of what zipfile documents
            raise Refusal("bad_archive", f"{type(error).__name__}: {error}") from error
        buffer[: len(held)] = held
        return len(held)
