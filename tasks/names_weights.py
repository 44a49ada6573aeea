"""What the tagger has learned and the word tables it learned with: one file, read once."""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_ENDINGS = 1 << 20

WEIGHTS = "names.npz"
"""The shipped weights, in ``tasks/weights``; ``training/`` says how they were made."""

SEGMENTS = ("O", "B", "I", "E", "S")
"""Where a word stands: outside, first, inside, last, or alone in a name."""

TYPES = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK", "LAW", "")
"""Types of names; the last is no name at all."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A table of numbers by hash: ``values[i]`` belongs to ``keys[i]``; keys are sorted.

    ``endings`` says which last bits keys have, so that most of what is no key is soon told.
    """

    keys: Array
    values: Array
    endings: Array = field(init=False)

    def __post_init__(self) -> None:
        endings = np.zeros(_ENDINGS, np.bool_)
        endings[self._ending(self.keys)] = True
        object.__setattr__(self, "endings", endings)

    def find(self, wanted: Array) -> Array:
        """The values of the hashes, cut to the width of the keys; 0 where the table has none."""
        found = np.zeros(len(wanted), self.values.dtype)
        likely = np.flatnonzero(self.endings[self._ending(wanted)])
        hashes = wanted[likely].astype(self.keys.dtype)
        at = np.minimum(np.searchsorted(self.keys, hashes), len(self.keys) - 1)
        found[likely] = np.where(self.keys[at] == hashes, self.values[at], 0)
        return found

    def _ending(self, hashes: Array) -> Array:
        return (hashes & hashes.dtype.type(_ENDINGS - 1)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned tables and word tables.

    ``segments`` has a row for each hashed feature and a column for each of ``SEGMENTS``;
    ``moves`` scores a segment behind another, the last row and column being the sentence's edge.
    ``types`` has a column for each of ``TYPES``. Entries are whole numbers, so that sums are the
    same on every machine; ``type_scale`` turns sums of ``types`` into log-odds.
    ``topics`` (word in small letters), ``lists`` (word: number of a set in ``list_sets``) and
    ``phrases`` (words in small letters: number of a set of sources) are keyed by hash.
    """

    segments: Array
    moves: Array
    types: Array
    type_scale: float
    topics: Keyed
    lists: Keyed
    list_sets: list[list[str]]
    phrases: Keyed
    version: str
    note: dict[str, Any] = field(default_factory=dict[str, Any])


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights of this package."""
    return read_weights((files("tasks") / "weights" / WEIGHTS).read_bytes())


def read_weights(held: bytes) -> Weights:
    """Weights from the bytes of a file."""
    with np.load(BytesIO(held), allow_pickle=False) as arrays:
        note = json.loads(bytes(arrays["note"]).decode())
        return Weights(
            segments=arrays["segments"],
            moves=arrays["moves"],
            types=arrays["types"],
            type_scale=note["type_scale"],
            topics=Keyed(arrays["topic_keys"], arrays["topic_values"]),
            lists=Keyed(arrays["list_keys"], arrays["list_values"]),
            list_sets=note["list_sets"],
            phrases=Keyed(arrays["phrase_keys"], arrays["phrase_values"]),
            version=f"{note['version']}-{sha256(held).hexdigest()[:8]}",
            note=note,
        )


def write_weights(weights: Weights) -> bytes:
    """The bytes of a file that holds the weights, the same for the same weights."""
    note = weights.note | {
        "type_scale": weights.type_scale,
        "list_sets": weights.list_sets,
        "version": weights.version,
    }
    held = BytesIO()
    np.savez_compressed(
        held,
        segments=weights.segments,
        moves=weights.moves,
        types=weights.types,
        topic_keys=weights.topics.keys,
        topic_values=weights.topics.values,
        list_keys=weights.lists.keys,
        list_values=weights.lists.values,
        phrase_keys=weights.phrases.keys,
        phrase_values=weights.phrases.values,
        note=np.frombuffer(json.dumps(note, sort_keys=True).encode(), np.uint8),
    )
    return held.getvalue()
