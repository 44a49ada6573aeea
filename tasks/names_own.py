"""What the words of a name say of its type; what is kept of names met changes no result."""

from collections.abc import Sequence
from itertools import chain, pairwise

import numpy as np

from tasks.names_features import (
    affix_features,
    affix_kinds,
    hash_feature,
    letters_of,
    list_features,
    short_shape,
    topic_features,
)
from tasks.names_hashing import Array, mix, sums_of
from tasks.names_vocabulary import Vocabulary

Name = tuple[str, ...]
"""The words of a name."""

OWN = 300
"""Kind of the features of a name's own words."""

_FIRST, _INSIDE, _LAST, _LONE = "f", "M", "x", "1"
"""Places of words in names."""

_AFFIXES = {place: affix_kinds(place + "s", place + "p", (2, 3, 4)) for place in (_FIRST, _LAST)}
_MOST_WORDS, _SHAPES = 5, 4
_MOST_KEPT = 50_000


class OwnWords:
    """Scores of names by their own words: of each word at its place, and of the name as a whole."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._words: dict[tuple[str, str], Array] = {}
        self._names: dict[Name, Array] = {}

    def scores(self, names: Sequence[Name]) -> Array:
        """For each name the sums of its features for each type."""
        if len(self._names) > _MOST_KEPT:
            self._names.clear()
            self._words.clear()
        if new := [name for name in dict.fromkeys(names) if name not in self._names]:
            self._learn(new)
        return np.stack([self._names[name] for name in names])

    def _learn(self, names: Sequence[Name]) -> None:
        parts = [_words_at_places(name) for name in names]
        if new := [part for part in dict.fromkeys(chain(*parts)) if part not in self._words]:
            features = [_word_features(*part, self.vocabulary) for part in new]
            self._words.update(zip(new, self._sums(features), strict=True))
        whole = self._sums(_whole_features(names, self.vocabulary))
        for name, score, each in zip(names, whole, parts, strict=True):
            self._names[name] = sum((self._words[part] for part in each), score)

    def _sums(self, features: Sequence[Sequence[int]]) -> Array:
        flat = np.fromiter(chain.from_iterable(features), np.uint64)
        return sums_of(self.vocabulary.weights.types, mix(OWN, flat), [*map(len, features)])


def own_features(name: Name, vocabulary: Vocabulary) -> Array:
    """Hashes of all that a name's own words show."""
    words = (_word_features(*part, vocabulary) for part in _words_at_places(name))
    return np.array([*_whole_features([name], vocabulary)[0], *chain(*words)], np.uint64)


def _words_at_places(name: Name) -> list[tuple[str, str]]:
    """Each word of a name with its place."""
    if len(name) == 1:
        return [(_LONE, name[0])]
    inside = [(_INSIDE, word) for word in name[1:-1]]
    return [(_FIRST, name[0]), *inside, (_LAST, name[-1])]


def _word_features(place: str, word: str, vocabulary: Vocabulary) -> list[int]:
    """Features of a word at its place in a name."""
    low = letters_of(word)
    features = [hash_feature("w" + low)]
    if place == _INSIDE:
        return [*features, hash_feature(place + low)]
    lists = vocabulary.lists_of(word)
    if place == _LONE:
        features += list_features(lists, place)
        place = _FIRST
    features += affix_features(low, _AFFIXES[place])
    features += list_features(lists, place + "L")
    features += topic_features(vocabulary.topic_of(word), place)
    return [
        *features,
        hash_feature(place.upper() + low),
        hash_feature(place + "sh" + short_shape(word)),
    ]


def _whole_features(names: Sequence[Name], vocabulary: Vocabulary) -> list[list[int]]:
    """For each name features of its words together, and of the sources that know them."""
    sources = vocabulary.phrase_sets(names)
    unlisted = [at for at, held in enumerate(sources) if len(names[at]) > 1 and not held]
    made: list[list[int]] = []
    for name, held in zip(names, sources, strict=True):
        low = [letters_of(word) for word in name]
        features = ["=" + " ".join(low), "c=" + " ".join(name), f"n{min(len(name), _MOST_WORDS)}"]
        features.append("SH" + "_".join(map(short_shape, name[:_SHAPES])))
        features += [f"bi{before}_{word}" for before, word in pairwise(low)]
        made.append([*map(hash_feature, features), *list_features(held or ("0",), "G")])
    for kind, two in (("Gf", slice(2)), ("Gx", slice(-2, None))):
        for at, held in zip(
            unlisted, vocabulary.phrase_sets([names[at][two] for at in unlisted]), strict=True
        ):
            made[at] += list_features(held, kind)
    return made
