"""The best names in a linear chain of words: O B I E S, in which names are closed."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tasks.names_hashing import Array

Span = tuple[int, int]

OUTSIDE, FIRST, INSIDE, LAST, ALONE, EDGE = range(6)
"""Where a word stands, as in ``SEGMENTS``; behind them the edge of a sentence."""

_BEFORE, _BEHIND = [OUTSIDE, LAST, ALONE, EDGE], [OUTSIDE, FIRST, ALONE, EDGE]
"""What may stand before and behind a name."""

_LOWEST = -(10**9)


def may_be_named(scores: Array, moves: Array) -> Array:
    """Which words a name may hold, so that only these need be searched.

    A name brings at most the sum of the best that each of its words brings, with its moves, over
    staying outside. Where no stretch around a word brings anything, no best path has a name.
    """
    inside = moves[[FIRST, INSIDE]].max(axis=0) - moves[OUTSIDE, OUTSIDE]
    enter = (moves[_BEFORE] - moves[_BEFORE, OUTSIDE][:, None]).max(axis=0)
    leave = (moves[:, _BEHIND] - moves[OUTSIDE, _BEHIND]).max(axis=1)
    lone, last = enter[ALONE] + leave[ALONE], inside[LAST] + leave[LAST]
    most = np.array([enter[FIRST], inside[INSIDE], last, lone])
    gain = (scores + most).max(axis=1)
    upto = np.cumsum(gain)
    lowest = np.minimum.accumulate(upto - gain)
    highest = np.maximum.accumulate(upto[::-1])[::-1]
    return highest >= lowest


def best_names(
    scores: Array, moves: Array, stretches: Sequence[Span], edges: Sequence[bool]
) -> Iterator[Span]:
    """Half-open spans of the names on the best path through each stretch of words.

    ``scores`` are those of B I E S less that of O, a row for each word of the stretches; ``edges``
    says whether an edge stands before a word, or else a word outside of names.
    """
    held, best_path = scores.tolist(), _path_finder(moves.tolist())
    done = 0
    for begin, after in stretches:
        rows, done = held[done : done + after - begin], done + after - begin
        first = begin
        for at, segment in enumerate(best_path(rows, edges[begin], edges[after]), begin):
            if segment == FIRST:
                first = at
            elif segment == LAST:
                yield first, at + 1
            elif segment == ALONE:
                yield at, at + 1


def _path_finder(moves: list[list[int]]) -> Callable[[list[list[int]], bool, bool], list[int]]:
    """Finds the best path through scores of words, by whether an edge stands before and behind."""
    (oo, ob, _, _, os, _), (_, _, bi, be, _, _), (_, _, ii, ie, _, _) = moves[:3]
    (eo, eb, _, _, es, _), (so, sb, _, _, ss, _), _ = moves[3:]
    enter = [[moves[before][to] for to in (OUTSIDE, FIRST, ALONE)] for before in (OUTSIDE, EDGE)]
    leave = [[moves[last][to] for last in (OUTSIDE, LAST, ALONE)] for to in (OUTSIDE, EDGE)]

    def best_path(scores: list[list[int]], before: bool, behind: bool) -> list[int]:
        (o, b, s), (oz, ez, sz) = enter[before], leave[behind]
        b, i, e, s = b + scores[0][0], _LOWEST, _LOWEST, s + scores[0][3]
        back: list[tuple[int, int, int, int, int]] = []
        for at_b, at_i, at_e, at_s in scores[1:]:
            to_o, from_o = _best(o + oo, e + eo, s + so)
            to_b, from_b = _best(o + ob, e + eb, s + sb)
            to_s, from_s = _best(o + os, e + es, s + ss)
            to_i, from_i = (b + bi, FIRST) if b + bi >= i + ii else (i + ii, INSIDE)
            to_e, from_e = (b + be, FIRST) if b + be >= i + ie else (i + ie, INSIDE)
            back.append((from_o, from_b, from_i, from_e, from_s))
            o, b, i, e, s = to_o, to_b + at_b, to_i + at_i, to_e + at_e, to_s + at_s
        path = [_best(o + oz, e + ez, s + sz)[1]]
        for step in reversed(back):
            path.append(step[path[-1]])
        return path[::-1]

    return best_path


def _best(outside: int, ended: int, alone: int) -> tuple[int, int]:
    if outside >= ended and outside >= alone:
        return outside, OUTSIDE
    return (ended, LAST) if ended >= alone else (alone, ALONE)
