"""Our names for an article, by weights that have not learned from it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from benchmarks.folds import fold_of
from tasks.entities_again import mend_names
from tasks.mentions import Name, Tagger, find_names
from tasks.names_weights import read_weights
from tasks.registry import Registry

Finder = Callable[[str, str], list[Name]]
"""From the id of an article and its text to its names."""


def own_names(registry: Registry, folds: Path | None = None) -> Finder:
    """The names that ship's weights find, or those of ``folds/K.npz`` for an article of fold K."""

    @cache
    def tagger(fold: int) -> Tagger:
        return Tagger.of(read_weights(((folds or Path()) / f"{fold}.npz").read_bytes()))

    def find(doc_id: str, text: str) -> list[Name]:
        found = tagger(fold_of(doc_id)).tag([text])[0] if folds else find_names(text, registry)
        return mend_names(found, text, registry)

    return find
