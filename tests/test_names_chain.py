from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tasks.names_chain import best_names, may_be_named

FOLLOWS = {0: (0, 1, 4, 5), 1: (2, 3), 2: (2, 3), 3: (0, 1, 4, 5), 4: (0, 1, 4, 5), 5: (0, 1, 4)}
SCORES = st.integers(1, 5).flatmap(lambda n: arrays(np.int64, (n, 4), elements=st.integers(-9, 9)))
MOVES = arrays(np.int64, (6, 6), elements=st.integers(-9, 9))


def worth(path, scores, moves):
    held = sum(int(scores[at, label - 1]) for at, label in enumerate(path) if label)
    return held + sum(int(moves[pair]) for pair in pairwise((5, *path, 5)))


def all_paths(length):
    paths = product(range(5), repeat=length)
    return [p for p in paths if all(b in FOLLOWS[a] for a, b in pairwise((5, *p, 5)))]


def as_path(names, length):
    path = [0] * length
    for begin, after in names:
        path[begin:after] = [1, *[2] * (after - begin - 2), 3] if after - begin > 1 else [4]
    return path


@settings(max_examples=80, deadline=None)
@given(SCORES, MOVES)
def test_no_path_is_worth_more_than_the_best(scores, moves):
    size = len(scores)
    names = best_names(scores, moves, [(0, size)], [True, *[False] * (size - 1), True])
    found = as_path(names, size)
    best = max(worth(path, scores, moves) for path in all_paths(len(scores)))
    assert worth(found, scores, moves) == best


@settings(max_examples=80, deadline=None)
@given(SCORES, MOVES)
def test_words_that_need_no_search_are_in_no_best_name(scores, moves):
    held = may_be_named(scores, moves)
    paths = all_paths(len(scores))
    best = max(worth(path, scores, moves) for path in paths)
    for path in paths:
        if worth(path, scores, moves) == best:
            assert all(held[at] for at, label in enumerate(path) if label)
