"""From examples to weights: features by the tagger's own code, learning by the kernels."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from tasks.names_article import Articles, number_articles
from tasks.names_hashing import Array, mix, places
from tasks.names_own import OWN, own_features
from tasks.names_segmenter import find_segments, islands, pair_features
from tasks.names_types import (
    ARTICLE,
    PAIR,
    PAIR_ELSEWHERE,
    Surroundings,
    article_features,
)
from tasks.names_vocabulary import (
    SEGMENT_REACH,
    SEGMENT_WORD,
    TYPE_ELSEWHERE,
    TYPE_REACH,
    TYPE_WORD,
    Vocabulary,
)
from tasks.names_weights import SEGMENTS, TYPES, Weights
from training.examples import Example
from training.kernels import learn_chain, learn_softmax

NOTHING = 1 << (len(TYPES) - 1)
"""The set that holds only no name."""

_HELD = 127
"""The largest number that a learned table keeps."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn; found on development articles."""

    rounds: int = 8
    settling: int = 2
    rate: float = 0.03
    decay: float = 1e-4
    keep: float = 0.7
    fewest: int = 2
    folds: int = 4
    segment_rows: int = 1 << 19
    type_rows: int = 1 << 18
    shares: tuple[tuple[str, float], ...] = ()

    def share(self, corpus: str) -> float:
        """How much an example of the corpus counts."""
        return dict(self.shares).get(corpus, 1.0)


def learn(examples: Sequence[Example], tables: Weights, plan: Plan) -> Weights:
    """Weights for segments and types; ``tables`` brings the word tables."""
    segmenter = learn_segments(examples, tables, plan)
    found = _found_by_others(examples, tables, plan)
    return learn_types(examples, found, segmenter, plan)


def learn_segments(examples: Sequence[Example], tables: Weights, plan: Plan) -> Weights:
    """Weights with the segments learned."""
    labels = len(SEGMENTS)
    empty = np.zeros((plan.segment_rows, labels), np.int8)
    blank = replace(tables, segments=empty, types=np.zeros((1, len(TYPES)), np.int8))
    vocabulary = Vocabulary(blank, keeps_features=True)
    features, bounds, sequences, sets, shares = _chains(examples, vocabulary, blank, plan)
    often = _often(features, plan)
    features, bounds = features[often], _bounds_of(bounds, often)
    weights, moves = np.zeros((plan.segment_rows, labels)), np.zeros((labels + 1, labels + 1))
    model = (weights, np.zeros_like(weights), moves, np.zeros_like(moves))
    sums, taken = [np.zeros_like(weights), np.zeros_like(moves)], plan.rounds - plan.settling
    order = np.random.default_rng(0)
    for turn in range(plan.rounds):
        learn_chain(
            features, bounds, sequences, sets, shares, _allowed(), model,
            order.permutation(len(sequences)), (plan.rate, plan.decay, plan.keep), turn + 1,
        )  # fmt: skip
        if turn >= plan.settling:
            sums[0] += weights
            sums[1] += moves
    scale = _scale(sums[0] / taken)
    return replace(
        tables, segments=_whole(sums[0] / taken, scale), moves=_rounded(sums[1] / taken, scale)
    )


def learn_types(
    examples: Sequence[Example],
    found: Sequence[Sequence[tuple[int, int]]],
    weights: Weights,
    plan: Plan,
) -> Weights:
    """Weights with the types learned, from the names marked and those wrongly ``found``."""
    vocabulary = Vocabulary(
        replace(weights, types=np.zeros((1, len(TYPES)), np.int8)), keeps_features=True
    )
    features: list[Array] = []
    values: list[Array] = []
    sets: list[int] = []
    shares: list[float] = []
    for example, spans in zip(examples, found, strict=True):
        article = number_articles(example.words, vocabulary)
        named = _with_wrong(example, spans)
        for mixed, counted in _name_features(article, [name[:2] for name in named], vocabulary):
            features.append((mixed & np.uint64(plan.type_rows - 1)).astype(np.int64))
            values.append(counted)
        sets += [name[2] for name in named]
        shares += [plan.share(example.corpus)] * len(named)
    rows, counted = np.concatenate(features), np.concatenate(values)
    often = _often(rows, plan)
    bounds = _bounds_of(np.cumsum([0, *(len(each) for each in features)]), often)
    rows, counted = rows[often], counted[often]
    table = np.zeros((plan.type_rows, len(TYPES)))
    model, summed = (table, np.zeros_like(table)), np.zeros_like(table)
    order, said = np.random.default_rng(0), (np.array(sets), np.array(shares))
    for turn in range(plan.rounds):
        learn_softmax(
            rows, counted, bounds, *said, model, order.permutation(len(sets)),
            (plan.rate, plan.decay, plan.keep), turn + 1,
        )  # fmt: skip
        if turn >= plan.settling:
            summed += table
    mean = summed / (plan.rounds - plan.settling)
    scale = _scale(mean)
    return replace(weights, types=_whole(mean, scale), type_scale=1 / scale)


def _with_wrong(example: Example, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """The names marked and, as no names, the spans found that are not; in order."""
    marked = {name[:2] for name in example.names}
    wrong = [
        (*span, NOTHING)
        for span in spans
        if span not in marked and not any(span[0] < e and s < span[1] for s, e in example.free)
    ]
    return sorted([*example.names, *wrong])


def _found_by_others(
    examples: Sequence[Example], tables: Weights, plan: Plan
) -> list[list[tuple[int, int]]]:
    """Segments of each example, found by a segmenter that has not learned from it."""
    found: list[list[tuple[int, int]]] = [[] for _ in examples]
    for fold in range(plan.folds):
        rest = [each for at, each in enumerate(examples) if at % plan.folds != fold]
        weights = replace(
            learn_segments(rest, tables, plan), types=np.zeros((1, len(TYPES)), np.int8)
        )
        vocabulary = Vocabulary(weights)
        for at in range(fold, len(examples), plan.folds):
            if examples[at].words.words:
                article = number_articles(examples[at].words, vocabulary)
                found[at] = find_segments(article, vocabulary, weights)
    return found


def _chains(
    examples: Sequence[Example], vocabulary: Vocabulary, tables: Weights, plan: Plan
) -> tuple[Array, Array, Array, Array, Array]:
    """Features of the words near capitals, as the learner takes them."""
    rows: list[Array] = []
    sequences: list[tuple[int, int]] = []
    sets: list[Array] = []
    shares: list[float] = []
    placed: dict[tuple[int, int], Array] = {}
    for example in examples:
        article = number_articles(example.words, vocabulary)
        said = _segment_sets(example)
        pairs = places(pair_features(article, vocabulary, np.arange(len(article))), tables.segments)
        for begin, after in islands(article, vocabulary):
            sequences.append((len(rows), len(rows) + after - begin))
            sets.append(said[begin:after])
            shares.append(plan.share(example.corpus))
            for at in range(begin, after):
                near = article.ids[article.at[at] + np.array(SEGMENT_REACH)]
                words = [
                    _placed(placed, int(word), step, vocabulary, tables.segments)
                    for word, step in zip(near, SEGMENT_REACH, strict=True)
                ]
                rows.append(np.concatenate([*words, pairs[:, at]]).astype(np.int32))
    bounds = np.cumsum([0, *(len(row) for row in rows)])
    return (
        np.concatenate(rows),
        bounds,
        np.array(sequences),
        np.concatenate(sets),
        np.array(shares),
    )


def _placed(
    placed: dict[tuple[int, int], Array], word: int, step: int, vocabulary: Vocabulary, table: Array
) -> Array:
    if (word, step) not in placed:
        mixed = mix(SEGMENT_WORD + step + 50, vocabulary.features(word))
        placed[word, step] = places(mixed, table)
    return placed[word, step]


def _segment_sets(example: Example) -> Array:
    """For each word the set of segments that the annotation allows."""
    sets = np.ones(len(example.words.words), np.int64)
    for begin, after in example.free:
        sets[begin:after] = (1 << len(SEGMENTS)) - 1
    for begin, after, _ in example.names:
        sets[begin:after] = 1 << 2
        sets[begin], sets[after - 1] = 1 << 1, 1 << 3
        if after - begin == 1:
            sets[begin] = 1 << 4
    return sets


def _name_features(
    article: Articles, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> list[tuple[Array, Array]]:
    """Features of each name with what each counts."""
    if not spans:
        return []
    around = Surroundings(article, vocabulary, spans)
    here = [_around(around, at, vocabulary, TYPE_WORD, PAIR) for at in range(len(spans))]
    there = [
        _around(around, at, vocabulary, TYPE_ELSEWHERE, PAIR_ELSEWHERE) for at in range(len(spans))
    ]
    said = article_features(around.texts, around.names, vocabulary)
    alike: dict[int, list[int]] = {}
    for at, group in enumerate(around.alike.tolist()):
        alike.setdefault(group, []).append(at)
    made: list[tuple[Array, Array]] = []
    for at, name in enumerate(around.names):
        parts = [here[at], mix(OWN, own_features(name, vocabulary))]
        if at in said:
            parts.append(mix(ARTICLE, said[at]))
        others = [other for other in alike[int(around.alike[at])] if other != at]
        elsewhere = [there[other] for other in others]
        values = [np.ones(len(part)) for part in parts]
        values += [np.full(len(part), 1 / len(others)) for part in elsewhere]
        made.append((np.concatenate([*parts, *elsewhere]), np.concatenate(values)))
    return made


def _around(
    around: Surroundings, at: int, vocabulary: Vocabulary, word_kind: int, pair_kind: int
) -> Array:
    words = [
        mix(word_kind + step + 50, vocabulary.plain_features(int(word)))
        for word, step in zip(around.ids[at], TYPE_REACH, strict=True)
    ]
    return np.concatenate([*words, mix(pair_kind, around.pairs[at])])


def _often(rows: Array, plan: Plan) -> Array:
    """Which features are met often enough to be learned."""
    return np.bincount(rows)[rows] >= plan.fewest


def _bounds_of(bounds: Array, held: Array) -> Array:
    """The bounds when only the features held are left."""
    return np.concatenate([[0], np.cumsum(held)])[bounds]


def _allowed() -> Array:
    """Which segment may stand behind which; the last row and column are the edge."""
    closes, opens = (True, False, False, True, True, True), (True, True, False, False, True, True)
    allowed = np.array([[a and b for b in opens] for a in closes])
    for inside in (1, 2):
        allowed[inside, 2] = allowed[inside, 3] = True
    return allowed


def _scale(table: Array) -> float:
    """Whole numbers a unit of the learned table; its few largest entries are cut."""
    sizes = np.abs(table[table != 0])
    return float(_HELD / np.quantile(sizes, 0.9999)) if len(sizes) else 1.0


def _whole(table: Array, scale: float) -> Array:
    return np.clip(np.rint(table * scale), -_HELD, _HELD).astype(np.int8)


def _rounded(table: Array, scale: float) -> Array:
    return np.rint(table * scale).astype(np.int32)
