"""What kind of thing a name names: by its words, by those around it, and by the whole article."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from tasks.names_article import Articles
from tasks.names_features import (
    affix_features,
    affix_kinds,
    cluster_features,
    hash_feature,
    letters_of,
    list_features,
    short_shape,
)
from tasks.names_hashing import Array, mix, places, unpack_rows
from tasks.names_vocabulary import TYPE_REACH, Vocabulary
from tasks.names_weights import TYPES

Span = tuple[int, int]
Name = tuple[str, ...]
"""The words of a name."""

OWN, PAIR, PAIR_ELSEWHERE, ARTICLE = 300, 310, 320, 330
"""Kinds of features of a name: its own words, words around it here and elsewhere, other names."""

_WORD, _MIDDLE = hash_feature("w"), hash_feature("M")
_AFFIXES = {place: affix_kinds(place + "s", place + "p", (2, 3, 4)) for place in ("f", "x")}
_MOST_OTHERS = 3
_MOST_WORDS = 5
_MOST_KEPT = 50_000


class Typist:
    """Types names; keeps the scores of names it has met, which changes no result."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.types = vocabulary.weights.types
        self._kept: dict[Name, Array] = {}

    def probabilities(self, articles: Articles, spans: Sequence[Span]) -> Array:
        """For each span of words the probability of each of ``TYPES``."""
        if not spans:
            return np.zeros((0, len(TYPES)))
        around = Surroundings(articles, self.vocabulary, spans)
        scores = self._own(around.names)
        scores += self._around(around, self.vocabulary.type_scores, PAIR)
        elsewhere = self._around(around, self.vocabulary.elsewhere_scores, PAIR_ELSEWHERE)
        scores = scores + around.mean_of_others(elsewhere)
        for at, features in article_features(around.texts, around.names, self.vocabulary).items():
            scores[at] += _rows(self.types, mix(ARTICLE, features)).sum(axis=0)
        scores *= self.vocabulary.weights.type_scale
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def _around(self, around: "Surroundings", scores: Array, kind: int) -> Array:
        """What the words around each name say, each for itself and together."""
        packed = around.word_scores(scores)
        for pairs in around.pairs.T:
            packed += self.vocabulary.types.take(places(mix(kind, pairs), self.types), axis=0)
        return unpack_rows(packed, len(TYPES))

    def _own(self, names: Sequence[Name]) -> Array:
        """What each name's own words say."""
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
        new = [name for name in dict.fromkeys(names) if name not in self._kept]
        if new:
            features = own_features(new, self.vocabulary)
            starts = np.cumsum([0, *map(len, features[:-1])])
            rows = _rows(self.types, mix(OWN, np.concatenate(features)))
            self._kept.update(zip(new, np.add.reduceat(rows, starts), strict=True))
        return np.array([self._kept[name] for name in names])


class Surroundings:
    """Words around the names of an article, and which names are printed alike."""

    def __init__(self, articles: Articles, vocabulary: Vocabulary, spans: Sequence[Span]) -> None:
        first = articles.at[[begin for begin, _ in spans]]
        last = articles.at[[after - 1 for _, after in spans]]
        self.ids = np.stack(
            [articles.ids[(first if step < 0 else last) + step] for step in TYPE_REACH], axis=1
        )
        low = vocabulary.low[self.ids]
        before, further, behind, beyond = low[:, 0], low[:, 1], low[:, 3], low[:, 4]
        kinds = ((1, further, before), (2, behind, beyond), (3, before, behind))
        self.pairs = np.stack([mix(kind, one, two) for kind, one, two in kinds], axis=1)
        self.names = [tuple(articles.words[begin:after]) for begin, after in spans]
        self.texts = articles.text[[begin for begin, _ in spans]].tolist()
        numbers: dict[tuple[int, str], int] = {}
        keys = (
            (text, " ".join(name).lower())
            for text, name in zip(self.texts, self.names, strict=True)
        )
        self.alike = np.array([numbers.setdefault(key, len(numbers)) for key in keys])
        self.counts = np.bincount(self.alike)

    def word_scores(self, scores: Array) -> Array:
        """Sum of what the words around each name score at their places."""
        return scores[self.ids, np.arange(len(TYPE_REACH))].sum(axis=1)

    def mean_of_others(self, scores: Array) -> Array:
        """For each name the mean over the other names printed like it, 0 where there is none."""
        sums = np.zeros((len(self.counts), scores.shape[1]), np.int64)
        np.add.at(sums, self.alike, scores)
        others = self.counts[self.alike] - 1
        return (sums[self.alike] - scores) / np.maximum(others, 1)[:, None]


def own_features(names: Sequence[Name], vocabulary: Vocabulary) -> list[Array]:
    """For each name hashes of what its own words show."""
    sources = vocabulary.phrase_sets(names)
    unlisted = [at for at, held in enumerate(sources) if len(names[at]) > 1 and not held]
    first, last = (
        dict(
            zip(unlisted, vocabulary.phrase_sets([names[at][two] for at in unlisted]), strict=True)
        )
        for two in (slice(2), slice(-2, None))
    )
    made: list[Array] = []
    for at, name in enumerate(names):
        low = [letters_of(word) for word in name]
        features = _whole_features(name, low) + _words_features(name, low, vocabulary)
        features += list_features(sources[at] or ("0",), "G")
        features += list_features(first.get(at, ()), "Gf")
        features += list_features(last.get(at, ()), "Gx")
        made.append(np.array(features, np.uint64))
    return made


def _whole_features(words: Name, low: list[str]) -> list[int]:
    """Features of a name as a whole."""
    return [
        hash_feature("=" + " ".join(low)),
        hash_feature("c=" + " ".join(words)),
        hash_feature(f"n{min(len(words), _MOST_WORDS)}"),
        hash_feature("SH" + "_".join(map(short_shape, words[:4]))),
    ]


def _words_features(words: Name, low: list[str], vocabulary: Vocabulary) -> list[int]:
    """Features of each word of a name, and of each with the one before."""
    features = [hash_feature(word, _WORD) for word in low]
    features += [hash_feature(f"bi{before}_{word}") for before, word in pairwise(low)]
    features += [hash_feature(word, _MIDDLE) for word in low[1:-1]]
    features += _end_features("f", words[0], low[0], vocabulary)
    if len(words) == 1:
        return [*features, *list_features(vocabulary.lists_of(words[0]), "1")]
    return [*features, *_end_features("x", words[-1], low[-1], vocabulary)]


def article_features(
    texts: Sequence[int], names: Sequence[Name], vocabulary: Vocabulary
) -> dict[int, Array]:
    """By place of a name: hashes of what longer names of its text say of a short one."""
    longer: dict[tuple[int, str, str], list[Name]] = {}
    for text, name in dict.fromkeys(zip(texts, names, strict=True)):
        if len(name) > 1:
            letters = "".join(word[0] for word in name if word[0].isupper())
            for kind, key in (("dl", name[-1]), ("df", name[0]), ("da", letters)):
                longer.setdefault((text, kind, key), []).append(name)
    found: dict[int, Array] = {}
    for at, (text, name) in enumerate(zip(texts, names, strict=True)):
        word, *further = name
        if further or not longer:
            continue
        letters = word.replace(".", "")
        features = [
            *_said_by("dl", longer.get((text, "dl", word)), 0, vocabulary),
            *_said_by("df", longer.get((text, "df", word)), -1, vocabulary),
        ]
        if len(letters) > 1 and letters.isupper():
            features += _said_by("da", longer.get((text, "da", letters)), -1, vocabulary)
        if features:
            found[at] = np.array([hash_feature(feature) for feature in features], np.uint64)
    return found


def _said_by(kind: str, names: list[Name] | None, word: int, vocabulary: Vocabulary) -> list[str]:
    features: list[str] = []
    for name in (names or [])[:_MOST_OTHERS]:
        features += [kind, kind + letters_of(name[word])]
        features += [kind + "L" + held for held in vocabulary.lists_of(name[word])]
    return features


def _end_features(place: str, word: str, low: str, vocabulary: Vocabulary) -> list[int]:
    """Features of the first or last word of a name."""
    return [
        hash_feature(low, hash_feature(place.upper())),
        *affix_features(low, _AFFIXES[place]),
        *list_features(vocabulary.lists_of(word), place + "L"),
        *cluster_features(vocabulary.cluster_of(word), place),
        hash_feature(place + "sh" + short_shape(word)),
    ]


def _rows(table: Array, mixed: Array) -> Array:
    return table.take(places(mixed, table), axis=0).astype(np.int64)
