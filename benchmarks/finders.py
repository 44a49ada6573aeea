"""Our names for an article, by weights that have not learned from it."""

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

from tasks.entities_again import mend_names
from tasks.mentions import Name, Tagger, find_names
from tasks.names_weights import read_weights
from tasks.registry import Registry

FOLDS = 5

Finder = Callable[[str, str], list[Name]]
"""From the id of an article and its text to its names."""


def fold_of(doc_id: str) -> int:
    """The fold of an article; fold 0 is the fifth that is kept aside."""
    return int(sha256(f"aside/{doc_id}".encode()).hexdigest(), 16) % FOLDS


def own_names(registry: Registry, folds: Path | None = None) -> Finder:
    """The names that ship's weights find, or those of ``folds/K.npz`` for an article of fold K."""

    @cache
    def tagger(fold: int) -> Tagger:
        return Tagger.of(read_weights(((folds or Path()) / f"{fold}.npz").read_bytes()))

    def find(doc_id: str, text: str) -> list[Name]:
        found = tagger(fold_of(doc_id)).tag([text])[0] if folds else find_names(text, registry)
        return mend_names(found, text, registry)

    return find
