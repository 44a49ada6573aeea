"""The words met so far, each with what the tables say of it: reckoned once, kept while it fits."""

import re
from collections.abc import Sequence
from operator import add

import numpy as np

from tasks.names_features import (
    further_features,
    hash_feature,
    letters_of,
    plain_features,
    short_shape,
)
from tasks.names_hashing import Array, mix, pack_rows, phrase_hash, places
from tasks.names_weights import Weights

SEGMENT_REACH = (-2, -1, 0, 1, 2)
"""Places of the words, seen from a word, whose features speak for its segment."""

TYPE_REACH = (-1, -2, -3, 1, 2, 3)
"""Places of the words before and behind a name that speak for its type."""

SEGMENT_WORD, TYPE_WORD, TYPE_ELSEWHERE = 0, 100, 200
"""Kinds of features of a word: for a segment, for the type of a name here, and elsewhere."""

EDGE = 0
"""The number of the word that stands before and behind each sentence."""

CAPITAL, SMALL, LOUD, LETTERS, LONG, SEED = 1, 2, 4, 8, 16, 32
"""Marks of a word: begins with a capital, all small, all capitals, only letters, over three
letters, such that a name may stand near it."""

_SEED = re.compile(r"[^\W\d_a-z]|\w[.@]\w|^@|^\d{4}$")
_FIRST_ROOM = 4096
_LONG_FROM = 4
_MOST_WORDS = 120_000
"""Words kept before the vocabulary starts afresh; bounds memory, changes no result."""


class Vocabulary:
    """Numbers of words, and by number: hashes, marks, and scores at each place they may take."""

    def __init__(self, weights: Weights, keeps_features: bool = False) -> None:
        self.weights = weights
        self.keeps_features = keeps_features
        self.segments = pack_rows(weights.segments)
        self._ids: dict[str, int] = {}
        self._features: list[Array] = []
        self._plain_sizes: list[int] = []
        self._list_names: list[list[str]] = []
        self._make_room(_FIRST_ROOM)
        self._add(["\n"])

    def number(self, words: Sequence[str]) -> Array:
        """The words' numbers; new words are learned."""
        found = list(map(self._ids.get, words))
        if None in found:
            if len(self._ids) > _MOST_WORDS:
                self.__init__(self.weights, self.keeps_features)
            self._add([word for word in dict.fromkeys(words) if word not in self._ids])
            return np.array([self._ids[word] for word in words], np.int64)
        return np.array(found, np.int64)

    def features(self, number: int) -> Array:
        """Hashes of all features of a word, where features are kept."""
        return self._features[number]

    def plain_features(self, number: int) -> Array:
        """Hashes of the features that a word beside a name has, where features are kept."""
        return self._features[number][: self._plain_sizes[number]]

    def lists_of(self, word: str) -> list[str]:
        """Lists that hold a word."""
        return self._list_names[int(self.number((word,))[0])]

    def cluster_of(self, number: int) -> int:
        """The cluster of a word by its number, 0 where it has none."""
        return int(self.clusters[number])

    def phrase_sets(self, words: Sequence[str]) -> list[str]:
        """Sources that hold exactly these words as a name."""
        held = phrase_hash(hash_feature(letters_of(word)) for word in words)
        return self.weights.list_sets[self.weights.phrases.get(held)]

    def _add(self, words: list[str]) -> None:
        begin, after = len(self._ids), len(self._ids) + len(words)
        while after > len(self.marks):
            self._make_room(2 * len(self.marks))
        self._ids.update(zip(words, range(begin, after), strict=True))
        low = [letters_of(word) for word in words]
        self.low[begin:after] = low_hashes = _hashes(low)
        self.shapes[begin:after] = _hashes([short_shape(word) for word in words])
        clusters, low_clusters = self._clusters(words, low_hashes)
        self.clusters[begin:after] = clusters
        self.marks[begin:after] = [_marks(word) for word in words]
        lists = self._lists(words, low_hashes)
        self._list_names += lists
        plain = list(map(plain_features, words, lists, clusters.tolist()))
        further = map(further_features, words, low_clusters.tolist())
        made = [_hashes(both) for both in map(add, plain, further)]
        sizes = [len(each) for each in plain]
        if self.keeps_features:
            self._features += made
            self._plain_sizes += sizes
        self._score(begin, after, made, sizes)

    def _clusters(self, words: list[str], low_hashes: Array) -> tuple[Array, Array]:
        """Clusters of the words as printed, or else in small letters, or as a title is."""
        table = self.weights.clusters
        small = table.find(low_hashes.astype(np.uint32)).astype(np.int64)
        printed = table.find(_hashes(words).astype(np.uint32)).astype(np.int64)
        titles = [word.title() if word.isupper() else "" for word in words]
        titled = table.find(_hashes(titles).astype(np.uint32)).astype(np.int64)
        own = np.where(printed > 0, printed, np.where(small > 0, small, titled))
        return own, small

    def _lists(self, words: list[str], low_hashes: Array) -> list[list[str]]:
        """Lists that hold each word as printed, loud words as a title, or as a phrase of one."""
        named = [word.title() if word.isupper() and len(word) > 1 else word for word in words]
        table, sets = self.weights.lists, self.weights.list_sets
        printed: list[int] = table.find(_hashes(words).astype(np.uint32)).tolist()
        titled: list[int] = table.find(_hashes(named).astype(np.uint32)).tolist()
        small: list[int] = table.find(mix(1, low_hashes).astype(np.uint32)).tolist()
        return [
            sorted({*sets[a], *sets[b], *sets[c]}) if a or b or c else []
            for a, b, c in zip(printed, titled, small, strict=True)
        ]

    def _score(self, begin: int, after: int, made: list[Array], plain: list[int]) -> None:
        segments, types = self.segments, self.weights.types
        flat, starts = _flat(made)
        for at, place in enumerate(SEGMENT_REACH):
            rows = segments[places(mix(SEGMENT_WORD + place + 50, flat), segments)]
            self.segment_scores[begin:after, at] = np.add.reduceat(rows, starts)
        flat, starts = _flat([each[:size] for each, size in zip(made, plain, strict=True)])
        for at, place in enumerate(TYPE_REACH):
            for scores, kind in (
                (self.type_scores, TYPE_WORD),
                (self.elsewhere_scores, TYPE_ELSEWHERE),
            ):
                rows = types[places(mix(kind + place + 50, flat), types)]
                scores[begin:after, at] = np.add.reduceat(rows, starts, dtype=np.int32)

    def _make_room(self, size: int) -> None:
        def grown(name: str, width: tuple[int, ...], dtype: type[np.generic]) -> Array:
            made: Array = np.zeros((size, *width), dtype)
            held = getattr(self, name, None)
            if held is not None and self._ids:
                made[: len(held)] = held
            return made

        types = self.weights.types.shape[1]
        self.low = grown("low", (), np.uint64)
        self.shapes = grown("shapes", (), np.uint64)
        self.clusters = grown("clusters", (), np.uint64)
        self.marks = grown("marks", (), np.int64)
        self.segment_scores = grown("segment_scores", (len(SEGMENT_REACH),), np.int64)
        self.type_scores = grown("type_scores", (len(TYPE_REACH), types), np.int16)
        self.elsewhere_scores = grown("elsewhere_scores", (len(TYPE_REACH), types), np.int16)


def _flat(made: list[Array]) -> tuple[Array, Array]:
    """Arrays one behind another, and where each begins."""
    return np.concatenate(made), np.cumsum([0, *(len(each) for each in made[:-1])])


def _hashes(words: Sequence[str]) -> Array:
    return np.array([hash_feature(word) for word in words], np.uint64)


def _marks(word: str) -> int:
    return (
        CAPITAL * word[:1].isupper()
        | SMALL * word.islower()
        | LOUD * word.isupper()
        | LETTERS * word.isalpha()
        | LONG * (len(word) >= _LONG_FROM)
        | SEED * bool(_SEED.search(word))
    )
