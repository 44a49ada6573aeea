import json
from pathlib import Path

import numpy as np

from tasks.names_features import TOPIC_DEPTHS, topic_features
from training.topics import WIDER, WIDEST, compile_topics, find_topics

CITIES, DAYS = ("lagos", "lima", "quito"), ("monday", "friday", "sunday")


def vector_table(path: Path) -> Path:
    """Words of two kinds whose vectors stand close within a kind."""
    kinds = ((CITIES, 0), (DAYS, 1))
    vectors = {
        word: [*np.eye(100)[kind] + np.eye(100)[2 + at] / 50, 5.0, 0]
        for words, kind in kinds
        for at, word in enumerate(words)
    }
    path.write_text(json.dumps({"vectors": vectors}))
    return path


def test_words_used_alike_share_a_topic() -> None:
    around = np.random.default_rng(1).normal(size=(3000, 100)) / 100
    kinds = np.arange(3000) % 2
    vectors = (around + np.eye(100)[kinds]).astype(np.float32)
    widest = find_topics(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))
    shared = set(widest[kinds == 0]) & set(widest[kinds == 1])
    assert not shared
    assert len(set(widest >> TOPIC_DEPTHS[2])) <= WIDEST
    assert len(set(widest >> TOPIC_DEPTHS[1])) <= WIDER


def test_the_same_table_gives_the_same_topics(tmp_path: Path) -> None:
    table = vector_table(tmp_path / "vectors.json")
    one, two = compile_topics(table), compile_topics(table)
    assert one.values.tolist() == two.values.tolist()
    assert one.find(one.keys).all()


def test_without_vectors_no_word_has_a_topic() -> None:
    assert not compile_topics(None).find(np.arange(3)).any()


def test_a_topic_is_told_at_three_depths() -> None:
    near, far = 1 << 26 | 3 << 11 | 7, 1 << 26 | 3 << 11 | 8
    assert len(set(topic_features(near)) & set(topic_features(far))) == 2
    assert not set(topic_features(near)) & set(topic_features(near, "f"))
    assert len(topic_features(0)) == 1
