"""Where names begin and end: a linear chain over the words near capitals."""

from itertools import pairwise

import numpy as np

from tasks.names_article import Articles
from tasks.names_chain import best_names, may_be_named
from tasks.names_features import TOPIC_DEPTHS
from tasks.names_hashing import Array, mix_rows, places, unpack_rows
from tasks.names_vocabulary import SEED, SEGMENT_REACH, Vocabulary
from tasks.names_weights import SEGMENTS, Weights

_NEAR = 3
"""Words so far from a seed are outside of names."""

_KINDS = np.arange(1000, 1013, dtype=np.uint64)
_OUT_OF_REACH = -(10**9)


def islands(articles: Articles, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Half-open stretches of words in which names may stand, none across a sentence's end."""
    return _stretches(_near_seeds(articles, vocabulary), articles.opens)


def pair_features(articles: Articles, vocabulary: Vocabulary, words: Array) -> Array:
    """Hashes of what the words show with their neighbours: a row a kind, a column a word."""
    at = articles.at[words]
    here, before, behind = (articles.ids[at + step] for step in (0, -1, 1))
    low, shapes = vocabulary.low, vocabulary.shapes
    widest = np.uint64(TOPIC_DEPTHS[-1])
    topic, last, following = (vocabulary.topics[at] >> widest for at in (here, before, behind))
    shape = shapes[here]
    usage = articles.usage[words].astype(np.uint64)
    opens = articles.opens[words].astype(np.uint64)
    phrase, last_phrase, next_phrase = _phrases_around(articles, words)
    around = shapes[before] * np.uint64(31) + shapes[behind]
    pairs = (
        (low[before], low[here]),
        (low[here], low[behind]),
        (around, shape),
        (opens, shape),
        (last, topic),
        (topic, following),
        (low[before], low[behind]),
        (phrase, shape),
        (usage & np.uint64(31), shape),
        (usage, opens),
        (phrase, low[before]),
        (last_phrase, shape),
        (next_phrase, shape),
    )
    first, second = (np.stack([pair[side] for pair in pairs]) for side in (0, 1))
    return mix_rows(_KINDS, first, second)


def find_segments(
    articles: Articles, vocabulary: Vocabulary, weights: Weights
) -> list[tuple[int, int]]:
    """Half-open spans of words that are names, in order."""
    near, opens = _near_seeds(articles, vocabulary), articles.opens
    words = np.flatnonzero(near)
    scores = np.full((len(articles), len(SEGMENTS) - 1), _OUT_OF_REACH)
    scores[words] = _scores(articles, vocabulary, words)
    moves = weights.moves.astype(np.int64)
    live = may_be_named(scores, moves)
    edges = np.append(opens, True) | np.diff(near, prepend=False, append=False)
    return [*best_names(scores[live], moves, _stretches(live, opens), edges.tolist())]


def join_initials(articles: Articles, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with two made one where an initial and its point stand between: `Ana J. Silva`."""
    joined: list[tuple[int, int]] = []
    for begin, after in spans:
        if joined and _is_initial(articles, *joined[-1], begin):
            begin = joined.pop()[0]
        joined.append((begin, after))
    return joined


def _scores(articles: Articles, vocabulary: Vocabulary, words: Array) -> Array:
    """What speaks for each segment but the one outside, less what speaks for that one."""
    rows = places(pair_features(articles, vocabulary, words), vocabulary.segments)
    packed = vocabulary.segments[rows].sum(axis=0)
    for at, step in enumerate(SEGMENT_REACH):
        packed += vocabulary.segment_scores[articles.ids[articles.at[words] + step], at]
    return unpack_rows(packed[:, None], len(SEGMENTS) - 1)


def _near_seeds(articles: Articles, vocabulary: Vocabulary) -> Array:
    seed = vocabulary.marks[articles.ids[articles.at]] & SEED > 0
    near = seed.copy()
    for step in range(1, _NEAR + 1):
        near[step:] |= seed[:-step]
        near[:-step] |= seed[step:]
    return near


def _stretches(held: Array, opens: Array) -> list[tuple[int, int]]:
    """Half-open stretches of words that are held, none across the begin of a sentence."""
    changes = np.flatnonzero(
        np.diff(held, prepend=False, append=False) | np.append(opens, False)
    ).tolist()
    kept = np.append(held, False)[changes].tolist()
    return [span for span, within in zip(pairwise(changes), kept, strict=False) if within]


def _phrases_around(articles: Articles, words: Array) -> tuple[Array, Array, Array]:
    """Phrases of the words, and of those before and behind them in their sentences."""
    phrase = articles.phrase.astype(np.uint64)
    joined = ~articles.opens[1:]
    last, following = np.zeros_like(phrase), np.zeros_like(phrase)
    last[1:] = phrase[:-1] * joined
    following[:-1] = phrase[1:] * joined
    return phrase[words], last[words], following[words]


def _is_initial(articles: Articles, begin: int, after: int, following: int) -> bool:
    """Whether a span of several words ends in an initial whose point leads to the next span."""
    words = articles.words
    last = words[after - 1]
    return (
        after - begin > 1
        and following == after + 1
        and words[after] == "."
        and len(last) == 1
        and last.isupper()
        and not articles.opens[following]
    )
