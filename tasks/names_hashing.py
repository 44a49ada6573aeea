"""Numbers mixed into places of a table, many at once; exact on every machine."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_LAST = np.uint64(0xBF58476D1CE4E5B9)
_ALL = (1 << 64) - 1
_FAR, _NEAR = np.uint64(29), np.uint64(32)
_SHIFTS = np.arange(0, 64, 16, dtype=np.int64)
_FOUR, _HALF = 4, 1 << 15


def mix(kind: int, first: Array, second: Array | None = None) -> Array:
    """One number from the kind of a feature and the hashes that make it up, as uint64."""
    held = first.astype(np.uint64) * _FIRST
    if second is not None:
        held = (held ^ second.astype(np.uint64)) * _SECOND
    held ^= np.uint64((kind + 1) * 0x9E3779B1)
    held ^= held >> _FAR
    held *= _LAST
    return held ^ (held >> _NEAR)


def mix_one(kind: int, first: int, second: int) -> int:
    """As ``mix`` for one pair of numbers."""
    held = first * int(_FIRST) & _ALL
    held = (held ^ second) * int(_SECOND) & _ALL
    held ^= (kind + 1) * 0x9E3779B1
    held ^= held >> 29
    held = held * int(_LAST) & _ALL
    return held ^ held >> 32


def mix_rows(kinds: Array, first: Array, second: Array) -> Array:
    """As ``mix`` for a whole matrix: a row for each kind, a column for each word."""
    held = (first * _FIRST ^ second) * _SECOND
    held ^= ((kinds + np.uint64(1)) * np.uint64(0x9E3779B1))[:, None]
    held ^= held >> _FAR
    held *= _LAST
    return held ^ (held >> _NEAR)


def places(mixed: Array, table: Array) -> Array:
    """Rows of a table, whose length is a power of two, for mixed numbers."""
    return (mixed & np.uint64(len(table) - 1)).astype(np.int64)


def rows_of(table: Array, mixed: Array) -> Array:
    """Rows of a table for mixed numbers, wide enough to be summed."""
    return table.take(places(mixed, table), axis=0).astype(np.int64)


def sums_of(table: Array, mixed: Array, sizes: Sequence[int]) -> Array:
    """Sums of rows of a table; ``sizes`` says how many mixed numbers, at least one, go together."""
    return np.add.reduceat(rows_of(table, mixed), np.cumsum([0, *sizes[:-1]]))


def pack_rows(table: Array) -> Array:
    """The table with four columns in each number, 16 bits for each, so that sums cost less.

    Sums of such numbers hold the sums of the columns, as long as these fit into 16 bits.
    """
    groups = -(-table.shape[1] // _FOUR)
    held = np.zeros((len(table), groups, _FOUR), np.int64)
    held.reshape(len(table), -1)[:, : table.shape[1]] = table
    return (held << _SHIFTS).sum(axis=2)


def unpack_rows(packed: Array, columns: int) -> Array:
    """The columns of sums of packed rows."""
    shifted = packed + (_HALF << _SHIFTS).sum()
    held = (shifted[:, :, None] >> _SHIFTS & 0xFFFF) - _HALF
    return held.reshape(len(packed), packed.shape[1] * _FOUR)[:, :columns]


def phrase_hash(hashes: Iterable[int]) -> int:
    """The hash of a phrase from the hashes of its words in small letters."""
    held = 1
    for length, word in enumerate(hashes, 1):
        held = mix_one(length, held, word)
    return held
