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

WEIGHTS = "names.npz"
"""The shipped weights, in ``tasks/weights``; ``training/`` says how they were made."""

SEGMENTS = ("O", "B", "I", "E", "S")
"""Where a word stands: outside, first, inside, last, or alone in a name."""

TYPES = ("PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK", "LAW", "")
"""Types of names; the last is no name at all."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """A table of numbers by hash: ``values[i]`` belongs to ``keys[i]``; keys are sorted."""

    keys: Array
    values: Array

    def find(self, wanted: Array) -> Array:
        """The values of the hashes, cut to the width of the keys; 0 where the table has none."""
        if not len(self.keys):
            return np.zeros(len(wanted), self.values.dtype)
        wanted = wanted.astype(self.keys.dtype)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, self.values[at], 0)


@dataclass(frozen=True, slots=True)
class Weights:
    """Learned tables and word tables.

    ``segments`` has a row for each hashed feature and a column for each of ``SEGMENTS``;
    ``moves`` scores a segment behind another, the last row and column being the sentence's edge.
    ``types`` has a column for each of ``TYPES``. Entries are whole numbers, so that sums are the
    same on every machine; ``type_scale`` turns sums of ``types`` into log-odds.
    ``clusters`` (word), ``lists`` (word: number of a set in ``list_sets``) and ``phrases`` (words
    in small letters: number of a set of sources) are keyed by hash.
    """

    segments: Array
    moves: Array
    types: Array
    type_scale: float
    clusters: Keyed
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
            clusters=Keyed(arrays["cluster_keys"], arrays["cluster_values"]),
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
        cluster_keys=weights.clusters.keys,
        cluster_values=weights.clusters.values,
        list_keys=weights.lists.keys,
        list_values=weights.lists.values,
        phrase_keys=weights.phrases.keys,
        phrase_values=weights.phrases.values,
        note=np.frombuffer(json.dumps(note, sort_keys=True).encode(), np.uint8),
    )
    return held.getvalue()
