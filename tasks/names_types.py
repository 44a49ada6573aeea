"""What kind of thing a name names: by its words, by those around it, and by the whole article."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.names_article import Articles
from tasks.names_features import cluster_features, hash_feature, letters_of, short_shape
from tasks.names_hashing import Array, mix, places
from tasks.names_vocabulary import TYPE_REACH, Vocabulary
from tasks.names_weights import TYPES, Weights

Span = tuple[int, int]

OWN, PAIR, PAIR_ELSEWHERE, ARTICLE = 300, 310, 320, 330
"""Kinds of features of a name: its own words, words around it here and elsewhere, other names."""

_MOST_OTHERS = 3
_MOST_WORDS = 5
_MOST_KEPT = 50_000


@dataclass(slots=True)
class Typist:
    """Types names; keeps the scores of names it has met, which changes no result."""

    vocabulary: Vocabulary
    weights: Weights
    kept: dict[tuple[str, ...], Array]

    def probabilities(self, articles: Articles, spans: Sequence[Span]) -> Array:
        """For each span of words the probability of each of ``TYPES``."""
        if not spans:
            return np.zeros((0, len(TYPES)))
        around = Surroundings(articles, self.vocabulary, spans)
        types = self.weights.types
        scores = around.word_scores(self.vocabulary.type_scores).astype(np.float64)
        scores += _rows(types, mix(PAIR, around.pairs)).sum(axis=1)
        elsewhere = around.word_scores(self.vocabulary.elsewhere_scores)
        elsewhere += _rows(types, mix(PAIR_ELSEWHERE, around.pairs)).sum(axis=1)
        scores += around.mean_of_others(elsewhere)
        for at, words in enumerate(around.names):
            scores[at] += self._own(words)
        for at, features in article_features(around.texts, around.names, self.vocabulary).items():
            scores[at] += _rows(types, mix(ARTICLE, features)).sum(axis=0)
        scores *= self.weights.type_scale
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def _own(self, words: tuple[str, ...]) -> Array:
        held = self.kept.get(words)
        if held is None:
            if len(self.kept) > _MOST_KEPT:
                self.kept.clear()
            mixed = mix(OWN, own_features(words, self.vocabulary))
            held = self.kept[words] = _rows(self.weights.types, mixed).sum(axis=0)
        return held


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
        return scores[self.ids, np.arange(len(TYPE_REACH))].sum(axis=1, dtype=np.int64)

    def mean_of_others(self, scores: Array) -> Array:
        """For each name the mean over the other names printed like it, 0 where there is none."""
        sums = np.zeros((len(self.counts), scores.shape[1]), np.int64)
        np.add.at(sums, self.alike, scores)
        others = self.counts[self.alike] - 1
        return (sums[self.alike] - scores) / np.maximum(others, 1)[:, None]


def own_features(words: tuple[str, ...], vocabulary: Vocabulary) -> Array:
    """Hashes of what a name's own words show."""
    numbers = vocabulary.number(words)
    low = [letters_of(word) for word in words]
    sets = vocabulary.phrase_sets(words)
    features = ["=" + " ".join(low), "c=" + " ".join(words), f"n{min(len(words), _MOST_WORDS)}"]
    features.append("SH" + "_".join(short_shape(word) for word in words[:4]))
    features += [f"G{name}" for name in sets] or ["G0"]
    if len(words) > 1 and not sets:
        features += [f"Gx{name}" for name in vocabulary.phrase_sets(words[-2:])]
        features += [f"Gf{name}" for name in vocabulary.phrase_sets(words[:2])]
    for at, (word, small) in enumerate(zip(words, low, strict=True)):
        place = "F" if at == 0 else "X" if at == len(words) - 1 else "M"
        features += ["w" + small, place + small]
        if at:
            features.append(f"bi{low[at - 1]}_{small}")
        if place == "M":
            continue
        features += _end_features(place.lower(), word, vocabulary, int(numbers[at]))
    if len(words) == 1:
        features += ["1" + name for name in vocabulary.lists_of(words[0])]
    return np.array([hash_feature(feature) for feature in features], np.uint64)


def article_features(
    texts: Sequence[int], names: Sequence[tuple[str, ...]], vocabulary: Vocabulary
) -> dict[int, Array]:
    """By place of a name: hashes of what longer names of its text say of a short one."""
    longer: dict[tuple[int, str, str], list[tuple[str, ...]]] = {}
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


def _said_by(
    kind: str, names: list[tuple[str, ...]] | None, word: int, vocabulary: Vocabulary
) -> list[str]:
    features: list[str] = []
    for name in (names or [])[:_MOST_OTHERS]:
        features += [kind, kind + letters_of(name[word])]
        features += [kind + "L" + held for held in vocabulary.lists_of(name[word])]
    return features


def _end_features(place: str, word: str, vocabulary: Vocabulary, number: int) -> list[str]:
    """Features of the first or last word of a name."""
    low = letters_of(word)
    affixes = [
        sign
        for size in (2, 3, 4)
        if len(low) > size
        for sign in (f"{place}s{low[-size:]}", f"{place}p{low[:size]}")
    ]
    lists = [f"{place}L{name}" for name in vocabulary.lists_of(word)]
    cluster = [place + feature for feature in cluster_features(vocabulary.cluster_of(number))]
    return [*affixes, *lists, *cluster, f"{place}sh{short_shape(word)}"]


def _rows(table: Array, mixed: Array) -> Array:
    return table[places(mixed, table)].astype(np.int64)
