"""Where names begin and end: a linear chain over the words near capitals."""

from collections.abc import Iterator

import numpy as np

from tasks.names_article import Articles
from tasks.names_hashing import Array, mix_rows, places
from tasks.names_vocabulary import SEED, SEGMENT_REACH, Vocabulary
from tasks.names_weights import Weights

_NEAR = 3
"""Words so far from a seed are outside of names."""

_KINDS = np.arange(1000, 1013, dtype=np.uint64)
_LOWEST = -(10**9)


def islands(articles: Articles, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Half-open stretches of words in which names may stand, none across a sentence's end."""
    seed = vocabulary.marks[articles.ids[articles.at]] & SEED > 0
    near = seed.copy()
    for step in range(1, _NEAR + 1):
        near[step:] |= seed[:-step]
        near[:-step] |= seed[step:]
    changes = np.flatnonzero(
        np.diff(near, prepend=False, append=False) | np.append(articles.opens, False)
    )
    return [
        (begin, after)
        for begin, after in zip(changes[:-1].tolist(), changes[1:].tolist(), strict=True)
        if near[begin]
    ]


def pair_features(articles: Articles, vocabulary: Vocabulary) -> Array:
    """Hashes of what a word shows together with its neighbours: a row a kind, a column a word."""
    here, before, behind = (articles.ids[articles.at + step] for step in (0, -1, 1))
    low, shapes = vocabulary.low, vocabulary.shapes
    coarse = np.uint64(63)
    cluster, last, following = (vocabulary.clusters[at] & coarse for at in (here, before, behind))
    shape = shapes[here]
    usage = articles.usage.astype(np.uint64)
    opens = articles.opens.astype(np.uint64)
    phrase = articles.phrase.astype(np.uint64)
    last_phrase, next_phrase = np.zeros_like(phrase), np.zeros_like(phrase)
    last_phrase[1:] = phrase[:-1] * (1 - opens[1:])
    next_phrase[:-1] = phrase[1:] * (1 - opens[1:])
    around = shapes[before] * np.uint64(31) + shapes[behind]
    pairs = (
        (low[before], low[here]),
        (low[here], low[behind]),
        (around, shape),
        (opens, shape),
        (last, cluster),
        (cluster, following),
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
    scores = np.zeros((len(articles), weights.segments.shape[1]), np.int32)
    for at, step in enumerate(SEGMENT_REACH):
        scores += vocabulary.segment_scores[articles.ids[articles.at + step], at]
    rows = places(pair_features(articles, vocabulary), weights.segments)
    scores += weights.segments[rows].sum(axis=0, dtype=np.int32)
    held, moves = scores.tolist(), weights.moves.tolist()
    return [
        (begin + first, begin + after)
        for begin, end in islands(articles, vocabulary)
        for first, after in _names(_best_path(held[begin:end], moves))
    ]


def join_initials(articles: Articles, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with two made one where an initial and its point stand between: `Ana J. Silva`."""
    joined: list[tuple[int, int]] = []
    for begin, after in spans:
        if joined and _is_initial(articles, *joined[-1], begin):
            begin = joined.pop()[0]
        joined.append((begin, after))
    return joined


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


def _best_path(scores: list[list[int]], moves: list[list[int]]) -> list[int]:
    """The best segments of a stretch (Viterbi): O B I E S, in which names are closed."""
    (oo, ob, _, _, os, oz), (_, _, bi, be, _, _), (_, _, ii, ie, _, _) = moves[:3]
    (eo, eb, _, _, es, ez), (so, sb, _, _, ss, sz), (zo, zb, _, _, zs, _) = moves[3:]
    first = scores[0]
    o, b, i, e, s = first[0] + zo, first[1] + zb, _LOWEST, _LOWEST, first[4] + zs
    back: list[tuple[int, int, int, int, int]] = []
    for at_o, at_b, at_i, at_e, at_s in scores[1:]:
        to_o, from_o = _best(o + oo, e + eo, s + so)
        to_b, from_b = _best(o + ob, e + eb, s + sb)
        to_s, from_s = _best(o + os, e + es, s + ss)
        to_i, from_i = (b + bi, 1) if b + bi >= i + ii else (i + ii, 2)
        to_e, from_e = (b + be, 1) if b + be >= i + ie else (i + ie, 2)
        back.append((from_o, from_b, from_i, from_e, from_s))
        o, b, i, e, s = to_o + at_o, to_b + at_b, to_i + at_i, to_e + at_e, to_s + at_s
    last = _best(o + oz, e + ez, s + sz)[1]
    path = [last]
    for step in reversed(back):
        path.append(step[path[-1]])
    return path[::-1]


def _best(outside: int, ended: int, alone: int) -> tuple[int, int]:
    if outside >= ended and outside >= alone:
        return outside, 0
    return (ended, 3) if ended >= alone else (alone, 4)


def _names(path: list[int]) -> Iterator[tuple[int, int]]:
    begin = 0
    for at, segment in enumerate(path):
        if segment == 1:
            begin = at
        elif segment == 3:
            yield begin, at + 1
        elif segment == 4:
            yield at, at + 1
