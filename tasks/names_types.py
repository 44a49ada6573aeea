"""What kind of thing a name names: by its words, by those around it, and by the whole article."""

from collections.abc import Mapping, Sequence, Set

import numpy as np

from tasks.names_article import Articles
from tasks.names_features import hash_feature, letters_of, list_features
from tasks.names_hashing import Array, mix, places, sums_of, unpack_rows
from tasks.names_own import Name, OwnWords
from tasks.names_vocabulary import TYPE_REACH, Vocabulary
from tasks.names_weights import TYPES

Span = tuple[int, int]

PAIR, PAIR_ELSEWHERE, ARTICLE = 310, 320, 330
"""Kinds of features of a name: words around it here and elsewhere, other names."""

_MOST_OTHERS = 3


class Typist:
    """Types names; keeps the scores of names it has met, which changes no result."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.types = vocabulary.weights.types
        self._own = OwnWords(vocabulary)

    def probabilities(self, articles: Articles, spans: Sequence[Span]) -> Array:
        """For each span of words the probability of each of ``TYPES``."""
        if not spans:
            return np.zeros((0, len(TYPES)))
        around = Surroundings(articles, self.vocabulary, spans)
        scores = self._own.scores(around.names)
        scores += self._around(around, self.vocabulary.type_scores, PAIR)
        elsewhere = self._around(around, self.vocabulary.elsewhere_scores, PAIR_ELSEWHERE)
        scores = scores + around.mean_of_others(elsewhere)
        if said := article_features(around.texts, around.names, self.vocabulary):
            mixed = mix(ARTICLE, np.concatenate([*said.values()]))
            scores[[*said]] += sums_of(self.types, mixed, [*map(len, said.values())])
        scores *= self.vocabulary.weights.type_scale
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        return scores / scores.sum(axis=1, keepdims=True)

    def _around(self, around: "Surroundings", scores: Array, kind: int) -> Array:
        """What the words around each name say, each for itself and together."""
        packed = around.word_scores(scores)
        for pairs in around.pairs.T:
            packed += self.vocabulary.types.take(places(mix(kind, pairs), self.types), axis=0)
        return unpack_rows(packed, len(TYPES))


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


def article_features(
    texts: Sequence[int], names: Sequence[Name], vocabulary: Vocabulary
) -> dict[int, Array]:
    """By place of a name: hashes of what longer names of its text say of a short one."""
    lone = {
        at: (text, name[0])
        for at, (text, name) in enumerate(zip(texts, names, strict=True))
        if len(name) == 1
    }
    longer = _longer_names(texts, names, set(lone.values()))
    said = {key: _said_of(*key, longer, vocabulary) for key in dict.fromkeys(lone.values())}
    return {at: np.array(said[key], np.uint64) for at, key in lone.items() if said[key]}


def _longer_names(
    texts: Sequence[int], names: Sequence[Name], lone: Set[tuple[int, str]]
) -> dict[tuple[str, int, str], list[Name]]:
    """Names of several words by text and their last, their first, or the letters they begin with.

    Only those are wanted whose text has such a word as a name.
    """
    letters = {(text, word.replace(".", "")) for text, word in lone if _is_acronym(word)}
    longer: dict[tuple[str, int, str], list[Name]] = {}
    for text, name in dict.fromkeys(zip(texts, names, strict=True)):
        if len(name) == 1:
            continue
        initials = "".join(word[0] for word in name if word[0].isupper())
        for kind, key, wanted in (
            ("dl", name[-1], lone),
            ("df", name[0], lone),
            ("da", initials, letters),
        ):
            if (text, key) in wanted:
                longer.setdefault((kind, text, key), []).append(name)
    return longer


def _said_of(
    text: int, word: str, longer: Mapping[tuple[str, int, str], list[Name]], vocabulary: Vocabulary
) -> list[int]:
    """What longer names of a text say of a word of it."""
    keys = [("dl", word, 0), ("df", word, -1)]
    if _is_acronym(word):
        keys.append(("da", word.replace(".", ""), -1))
    features: list[int] = []
    for kind, key, place in keys:
        for name in longer.get((kind, text, key), [])[:_MOST_OTHERS]:
            features += map(hash_feature, (kind, kind + letters_of(name[place])))
            features += list_features(vocabulary.lists_of(name[place]), kind + "L")
    return features


def _is_acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper()
