"""Packed bytes unpacked within a budget; what is cut, or has more behind it, is noticed."""

import io
import zlib
from typing import IO, Any

from tasks.decoding import Refusal

CHUNK = 65_536
FLOOR = 64 * 1024 * 1024
"""Bytes that anything may unpack to."""

RATIO = 200
"""Beyond `FLOOR`, how many times its size: text packs to a tenth, a bomb to a thousandth."""


class Inflated(io.RawIOBase):
    """A gzip stream of one or more members, unpacked as it is read.

    Where it is cut, broken or a bomb it ends, and `take_fault` says so: what came before is whole.
    """

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._inflater = zlib.decompressobj(wbits=31)
        self._rest = b""
        self._n_in = self._n_out = 0
        self._is_done = False
        self._fault: Refusal | None = None
        self.trailing = 0
        """Bytes behind the last member that are no gzip."""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with unpacked bytes; 0 at the end."""
        try:
            held = self._held(len(buffer))
        except Refusal as refusal:
            self._fault, self._is_done = refusal, True
            held = b""
        buffer[: len(held)] = held
        return len(held)

    def take_fault(self) -> Refusal | None:
        """What ended the stream too soon; told once."""
        fault, self._fault = self._fault, None
        return fault

    def _held(self, size: int) -> bytes:
        while not self._is_done:
            if self._inflater.eof and not self._next_member():
                break
            if not self._rest:
                self._rest = self._read()
                if not self._rest:
                    raise Refusal("cut", f"it ends within a packed member, at byte {self._n_in}")
            if held := self._inflate(size):
                return held
        return b""

    def _inflate(self, size: int) -> bytes:
        try:
            held = self._inflater.decompress(self._rest, size)
        except zlib.error as error:
            raise Refusal("bad_archive", f"{error}, before byte {self._n_in}") from error
        self._rest = self._inflater.unconsumed_tail or self._inflater.unused_data
        self._n_out += len(held)
        check_ratio(self._n_in, self._n_out)
        return held

    def _next_member(self) -> bool:
        """Begin the member behind the last; False where none follows."""
        while len(self._rest) < 2 and (more := self._read()):
            self._rest += more
        if self._rest.startswith(b"\x1f\x8b"):
            self._inflater = zlib.decompressobj(wbits=31)
            return True
        rest = self._rest.strip(b"\0")  # tapes and block devices pad with NUL
        while more := self._read():
            rest += more.strip(b"\0")[:1]
        self.trailing, self._rest, self._is_done = len(rest), b"", True
        return False

    def _read(self) -> bytes:
        held = self._packed.read(CHUNK)
        self._n_in += len(held)
        return held


def unpack(data: bytes, encoding: str | None) -> bytes:
    """The bytes behind an HTTP content encoding; raises `Refusal` where they cannot be had."""
    name = (encoding or "identity").strip().lower()
    if name in ("", "identity"):
        return data
    if name in ("gzip", "x-gzip"):
        inflated = Inflated(io.BytesIO(data))
        held = io.BufferedReader(inflated).read()
        if fault := inflated.take_fault():
            raise fault
        return held
    if name == "deflate":
        return _unpack_deflate(data)
    raise Refusal("unsupported_type", f"content encoding {name}")


def check_ratio(n_in: int, n_out: int) -> None:
    """Raise `Refusal` where more has come out of a packed input than text packs to."""
    if n_out > max(FLOOR, RATIO * n_in):
        raise Refusal("too_large", f"{n_in} bytes unpack to more than {n_out}")


def _unpack_deflate(data: bytes) -> bytes:
    for wbits in (15, -15):  # servers send both the wrapped and the bare form
        inflater = zlib.decompressobj(wbits=wbits)
        try:
            held = inflater.decompress(data, FLOOR + 1)
        except zlib.error:
            continue
        check_ratio(len(data), len(held))
        return held
    raise Refusal("bad_archive", "it is not in the content encoding that it declares")


class Joined(io.RawIOBase):
    """What was read already, and behind it the rest of its file."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer; 0 at the end."""
        held = self._head.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(held)] = held
        return len(held)
