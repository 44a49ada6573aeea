"""The words met so far, each with what the tables say of it: reckoned once, kept while it fits."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import add

import numpy as np

from tasks.names_features import (
    further_features,
    hash_feature,
    letters_of,
    plain_features,
    shape,
    shape_hashes,
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
        segments = weights.segments.astype(np.int16)
        self.segments = pack_rows(segments[:, 1:] - segments[:, :1]).ravel()
        self.types = pack_rows(weights.types)
        self._ids: dict[str, int] = {}
        self._features: list[Array] = []
        self._plain_sizes: list[int] = []
        self._lists: list[tuple[str, ...]] = []
        self._make_room(_FIRST_ROOM)
        self._add(["\n"])

    def number(self, words: Sequence[str]) -> Array:
        """The words' numbers; new words are learned."""
        try:
            return np.fromiter(map(self._ids.__getitem__, words), np.int64, len(words))
        except KeyError:
            if len(self._ids) > _MOST_WORDS:
                self.__init__(self.weights, self.keeps_features)
            self._add([word for word in dict.fromkeys(words) if word not in self._ids])
            return self.number(words)

    def features(self, number: int) -> Array:
        """Hashes of all features of a word, where features are kept."""
        return self._features[number]

    def plain_features(self, number: int) -> Array:
        """Hashes of the features that a word beside a name has, where features are kept."""
        return self._features[number][: self._plain_sizes[number]]

    def number_of(self, word: str) -> int:
        """The number of a word that was met."""
        return self._ids[word]

    def lists_of(self, word: str) -> tuple[str, ...]:
        """Lists that hold a word that was met."""
        return self._lists[self._ids[word]]

    def topic_of(self, word: str) -> int:
        """The topic of a word that was met, 0 where it has none."""
        return int(self.topics[self._ids[word]])

    def phrase_sets(self, phrases: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
        """For each phrase the sources that hold exactly these words as a name."""
        held = [phrase_hash(hash_feature(letters_of(word)) for word in words) for words in phrases]
        sets: list[int] = self.weights.phrases.find(np.array(held, np.uint64)).tolist()
        return [tuple(self.weights.list_sets[at]) for at in sets]

    def _add(self, words: list[str]) -> None:
        begin, after = len(self._ids), len(self._ids) + len(words)
        while after > len(self.marks):
            self._make_room(2 * len(self.marks))
        self._ids.update(zip(words, range(begin, after), strict=True))
        letters = list(map(letters_of, words))
        self.low[begin:after] = low = _hashes(letters)
        own, short, long = zip(*map(shape_hashes, map(shape, words)), strict=True)
        self.shapes[begin:after] = own
        self.marks[begin:after] = [_marks(word) for word in words]
        printed, titles = _hashes(words), _hashes(map(_as_title, words))
        self.topics[begin:after] = topics = self.weights.topics.find(low)
        lists = self._find_lists(printed, titles, low)
        self._lists += lists
        plain = list(map(plain_features, letters, short, lists, topics.tolist()))
        further = list(map(further_features, words, letters, long))
        if self.keeps_features:
            self._features += [np.array(both, np.uint64) for both in map(add, plain, further)]
            self._plain_sizes += [len(each) for each in plain]
        self._score(slice(begin, after), plain, further)

    def _find_lists(self, printed: Array, titles: Array, low: Array) -> list[tuple[str, ...]]:
        """Lists that hold each word as printed, loud words as a title, or as a phrase of one."""
        table, sets = self.weights.lists, self.weights.list_sets
        found = np.stack([table.find(hashes) for hashes in (printed, titles, mix(1, low))])
        rows: list[list[int]] = found.T.tolist()
        return [
            tuple(sorted({name for at in row for name in sets[at]})) if any(row) else ()
            for row in rows
        ]

    def _score(self, held: slice, plain: list[list[int]], further: list[list[int]]) -> None:
        (words, at_words), (rest, at_rest) = _flat(plain), _flat(further)
        for at, place in enumerate(SEGMENT_REACH):
            for flat, starts in ((words, at_words), (rest, at_rest)):
                rows = self.segments[places(mix(SEGMENT_WORD + place + 50, flat), self.segments)]
                self.segment_scores[held, at] += np.add.reduceat(rows, starts)
        for at, place in enumerate(TYPE_REACH):
            for scores, kind in (
                (self.type_scores, TYPE_WORD),
                (self.elsewhere_scores, TYPE_ELSEWHERE),
            ):
                rows = self.types.take(places(mix(kind + place + 50, words), self.types), axis=0)
                scores[held, at] = np.add.reduceat(rows, at_words)

    def _make_room(self, size: int) -> None:
        def grown(name: str, width: tuple[int, ...], dtype: type[np.generic]) -> Array:
            made: Array = np.zeros((size, *width), dtype)
            held = getattr(self, name, None)
            if held is not None and self._ids:
                made[: len(held)] = held
            return made

        types = (len(TYPE_REACH), self.types.shape[1])
        self.low = grown("low", (), np.uint64)
        self.shapes = grown("shapes", (), np.uint64)
        self.topics = grown("topics", (), np.uint64)
        self.marks = grown("marks", (), np.int64)
        self.segment_scores = grown("segment_scores", (len(SEGMENT_REACH),), np.int64)
        self.type_scores = grown("type_scores", types, np.int64)
        self.elsewhere_scores = grown("elsewhere_scores", types, np.int64)


def _flat(made: list[list[int]]) -> tuple[Array, Array]:
    """Hashes of all words one behind another, and where those of each begin."""
    after = np.cumsum([len(each) for each in made])
    held = np.fromiter(chain.from_iterable(made), np.uint64, int(after[-1]))
    return held, np.append(0, after[:-1])


def _hashes(words: Iterable[str]) -> Array:
    return np.array([hash_feature(word) for word in words], np.uint64)


def _as_title(word: str) -> str:
    return word.title() if word.isupper() and len(word) > 1 else word


def _marks(word: str) -> int:
    return (
        CAPITAL * word[:1].isupper()
        | SMALL * word.islower()
        | LOUD * word.isupper()
        | LETTERS * word.isalpha()
        | LONG * (len(word) >= _LONG_FROM)
        | SEED * bool(_SEED.search(word))
    )
