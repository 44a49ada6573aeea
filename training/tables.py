"""Word tables that the tagger learns with: lists and phrases, each keyed by hash."""

import csv
import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from tasks.names_features import hash_feature, letters_of
from tasks.names_hashing import mix, phrase_hash
from tasks.names_weights import Keyed
from tasks.names_words import find_words

TASKS = Path(__file__).parent.parent / "tasks"
GAZETTEERS = Path(__file__).parent / "gazetteers"
_LONGEST = 7


class SetNumbers:
    """Numbers for sets of list names; 0 is the empty set."""

    def __init__(self) -> None:
        self.sets: list[list[str]] = [[]]
        self._numbers: dict[tuple[str, ...], int] = {(): 0}

    def number(self, names: Iterable[str]) -> int:
        """The number of a set, new ones counted on."""
        key = tuple(sorted(set(names)))
        if key not in self._numbers:
            self._numbers[key] = len(self.sets)
            self.sets.append(list(key))
        return self._numbers[key]


def compile_lists(numbers: SetNumbers) -> Keyed:
    """Lists by word: as printed, and in small letters where a name in a gazetteer is one word."""
    held: dict[int, set[str]] = {}
    for name, word in _listed_words():
        held.setdefault(hash_feature(word), set()).add(name)
    for source, words in read_phrases():
        if len(words) == 1:
            small = np.array([hash_feature(words[0])], np.uint64)
            key = int(mix(1, small)[0] & np.uint64(0xFFFFFFFF))
            held.setdefault(key, set()).add("g:" + source)
    return _keyed({key: numbers.number(names) for key, names in held.items()}, np.uint32)


def compile_phrases(numbers: SetNumbers) -> Keyed:
    """Sources by the words of a name in small letters."""
    held: dict[int, set[str]] = {}
    for source, words in read_phrases():
        held.setdefault(phrase_hash(map(hash_feature, words)), set()).add("g:" + source)
    return _keyed({key: numbers.number(names) for key, names in held.items()}, np.uint64)


def read_phrases() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of registries and gazetteers with their source, as words in small letters."""
    for table in sorted((TASKS / "registries").glob("*.csv")):
        with table.open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                for source, name in _row_names(table.stem, row):
                    yield from _as_phrase(source, name)
    for table in sorted(GAZETTEERS.glob("*.txt")):
        for line in table.read_text(encoding="utf-8").splitlines():
            yield from _as_phrase(table.stem, line)


def _row_names(table: str, row: dict[str, str]) -> Iterator[tuple[str, str]]:
    source = f"{table}:{row.get('type', '')}"
    yield source, row["name"]
    yield from ((source, name) for name in (row.get("aliases") or "").split(";"))
    yield from ((f"{table}:NORP", name) for name in (row.get("demonyms") or "").split(";"))


def _as_phrase(source: str, name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    words = tuple(letters_of(word) for word in find_words(name.strip()).words)
    if 0 < len(words) <= _LONGEST:
        yield source, words


def _listed_words() -> Iterator[tuple[str, str]]:
    lists = tomllib.loads((GAZETTEERS / "words.toml").read_text(encoding="utf-8"))
    for name, held in lists.items():
        for word in re.split(r"[\s;]+", held["words"].strip()):
            word, _, kind = word.partition("=")
            yield name + kind, word
    for table in sorted(GAZETTEERS.glob("*.lst")):
        for word in table.read_text(encoding="utf-8").splitlines():
            yield table.stem, word.strip()


def _keyed(held: dict[int, int], dtype: type) -> Keyed:
    keys = sorted(held)
    return Keyed(np.array(keys, dtype), np.array([held[key] for key in keys], np.uint32))
