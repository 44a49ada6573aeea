"""Topics of words: word vectors parted into groups, those into wider ones, by k-means."""

import json
from pathlib import Path

import numpy as np

from tasks.names_features import TOPIC_DEPTHS, hash_feature, letters_of
from tasks.names_hashing import Array
from tasks.names_weights import Keyed

DIMENSIONS = 100
TOPICS, WIDER, WIDEST = 2048, 256, 48
"""How many topics there are, and how many of the two kinds that hold others."""

_COMMONEST = 120_000
"""Words from whose vectors the topics are found; rarer ones join the nearest."""

_ROUNDS = 15
_AT_ONCE = 8192


def compile_topics(table: Path | None) -> Keyed:
    """Topics by word, from a JSON object that holds words with their vectors, commonest first.

    A topic is a number: itself, the wider one that holds it, and the widest, in bits cut by
    ``TOPIC_DEPTHS``; the highest bit tells it from no topic.
    """
    if table is None:
        return Keyed(np.zeros(0, np.uint32), np.zeros(0, np.uint32))
    held: dict[str, list[float]] = json.loads(table.read_text(encoding="utf-8"))["vectors"]
    vectors = _unit(np.array([vector[:DIMENSIONS] for vector in held.values()], np.float32))
    topic = find_topics(vectors)
    keys = np.array([hash_feature(letters_of(word)) for word in held], np.uint32)
    keys, first = np.unique(keys, return_index=True)
    return Keyed(keys, topic[first])


def find_topics(vectors: Array) -> Array:
    """The topic of each vector; vectors have length one and the commonest words stand first."""
    means = _means(vectors[:_COMMONEST], np.ones(min(len(vectors), _COMMONEST)), TOPICS)
    topic = _nearest(vectors, means)
    sizes = np.bincount(topic, minlength=len(means))
    wide_means = _means(means, sizes, WIDER)
    wide = _nearest(means, wide_means)
    widest_means = _means(wide_means, np.bincount(wide, sizes, len(wide_means)), WIDEST)
    widest = _nearest(wide_means, widest_means)
    _, wider_at, widest_at = TOPIC_DEPTHS
    mark = 1 << (widest_at + WIDEST.bit_length())
    path = np.arange(len(means)) | wide << wider_at | widest[wide] << widest_at
    return (path[topic] | mark).astype(np.uint32)


def _means(vectors: Array, counts: Array, wanted: int) -> Array:
    """Means of groups of vectors, found from some of them taken by chance (spherical k-means)."""
    wanted = min(wanted, len(vectors))
    chosen = np.random.default_rng(0).choice(len(vectors), wanted, replace=False)
    means = vectors[np.sort(chosen)]
    for _ in range(_ROUNDS):
        sums = np.zeros_like(means)
        np.add.at(sums, _nearest(vectors, means), vectors * counts[:, None].astype(np.float32))
        held = np.linalg.norm(sums, axis=1, keepdims=True) > 0
        means = np.where(held, _unit(sums), means)
    return means


def _nearest(vectors: Array, means: Array) -> Array:
    parts = [vectors[at : at + _AT_ONCE] for at in range(0, len(vectors), _AT_ONCE)]
    return np.concatenate([(part @ means.T).argmax(axis=1) for part in parts])


def _unit(vectors: Array) -> Array:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
