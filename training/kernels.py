"""The two learners' inner loops, compiled: a linear chain and a softmax, both over hashed features.

Both take steps by AdaGrad; features lie one behind another, ``bounds`` says where each word's or
name's begin and end. A label set is a number whose bits are the labels that the annotation allows,
so that coarse annotation teaches what it says and no more.
"""

from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

LONGEST = 400
_LOWEST = -1e9


@numba.njit(cache=True)
def _kept(at: int, seed: int, keep: float) -> bool:
    """Whether a feature counts in this round; the same answer each time it is asked."""
    held = np.uint64(at) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(seed) * np.uint64(0xC2B2AE35)
    held ^= held >> np.uint64(31)
    held *= np.uint64(0xBF58476D1CE4E5B9)
    return (held >> np.uint64(40)) < np.uint64(keep * (1 << 24))


@numba.njit(cache=True)
def _sum_paths(scores, moves, allowed, sets, limited, ahead, behind):  # type: ignore[no-untyped-def]
    """Log of the sum over all paths; ``ahead`` and ``behind`` are filled."""
    n, labels = scores.shape
    for b in range(labels):
        fits = allowed[labels, b] and (not limited or (sets[0] >> b) & 1)
        ahead[0, b] = scores[0, b] + moves[labels, b] if fits else _LOWEST
        behind[n - 1, b] = moves[b, labels] if allowed[b, labels] else _LOWEST
    for k in range(1, n):
        for b in range(labels):
            ahead[k, b] = _LOWEST
            if limited and not (sets[k] >> b) & 1:
                continue
            top = _LOWEST
            for a in range(labels):
                if allowed[a, b]:
                    top = max(top, ahead[k - 1, a] + moves[a, b])
            total = 0.0
            for a in range(labels):
                if allowed[a, b]:
                    total += np.exp(ahead[k - 1, a] + moves[a, b] - top)
            if top > _LOWEST / 2:
                ahead[k, b] = scores[k, b] + top + np.log(total)
    for k in range(n - 2, -1, -1):
        for a in range(labels):
            behind[k, a] = _LOWEST
            top = _LOWEST
            for b in range(labels):
                if allowed[a, b] and (not limited or (sets[k + 1] >> b) & 1):
                    top = max(top, behind[k + 1, b] + scores[k + 1, b] + moves[a, b])
            if top < _LOWEST / 2:
                continue
            total = 0.0
            for b in range(labels):
                if allowed[a, b] and (not limited or (sets[k + 1] >> b) & 1):
                    total += np.exp(behind[k + 1, b] + scores[k + 1, b] + moves[a, b] - top)
            behind[k, a] = top + np.log(total)
    top = _LOWEST
    for b in range(labels):
        top = max(top, ahead[n - 1, b] + behind[n - 1, b])
    total = 0.0
    for b in range(labels):
        total += np.exp(ahead[n - 1, b] + behind[n - 1, b] - top)
    return top + np.log(total)


@numba.njit(cache=True)
def _step(weights, squares, row, column, gradient, rate):  # type: ignore[no-untyped-def]
    squares[row, column] += gradient * gradient
    weights[row, column] -= rate * gradient / np.sqrt(squares[row, column] + 1e-6)


@numba.njit(cache=True)
def learn_chain(features, bounds, sequences, sets, shares, allowed, model, order, rates, seed):  # type: ignore[no-untyped-def]
    """One round over the sequences, in the given order.

    ``sequences`` are half-open spans of words, ``shares`` say how much each counts, ``model`` is
    (weights, their squares, moves, their squares), ``rates`` (step, decay, share of features kept).
    """
    weights, squares, moves, move_squares = model
    rate, decay, keep = rates
    labels = weights.shape[1]
    scores = np.zeros((LONGEST, labels))
    free_ahead, free_behind = np.zeros((LONGEST, labels)), np.zeros((LONGEST, labels))
    gold_ahead, gold_behind = np.zeros((LONGEST, labels)), np.zeros((LONGEST, labels))
    for at in order:
        first, n = sequences[at, 0], min(sequences[at, 1] - sequences[at, 0], LONGEST)
        for k in range(n):
            scores[k] = 0
            for q in range(bounds[first + k], bounds[first + k + 1]):
                if _kept(q, seed, keep):
                    for b in range(labels):
                        scores[k, b] += weights[features[q], b] / keep
        held, said = scores[:n], sets[first : first + n]
        free = _sum_paths(held, moves, allowed, said, False, free_ahead, free_behind)
        gold = _sum_paths(held, moves, allowed, said, True, gold_ahead, gold_behind)
        if gold < _LOWEST / 2:
            continue
        for k in range(n):
            for b in range(labels):
                gradient = np.exp(free_ahead[k, b] + free_behind[k, b] - free)
                gradient -= np.exp(gold_ahead[k, b] + gold_behind[k, b] - gold)
                gradient *= shares[at]
                if abs(gradient) < 1e-4:
                    continue
                for q in range(bounds[first + k], bounds[first + k + 1]):
                    if _kept(q, seed, keep):
                        pull = gradient / keep + decay * weights[features[q], b]
                        _step(weights, squares, features[q], b, pull, rate)
        for k in range(n + 1):
            for a in range(labels + 1):
                for b in range(labels + 1):
                    edge = (k == 0) == (a == labels) and (k == n) == (b == labels)
                    if not edge or not allowed[a, b] or (a == labels and b == labels):
                        continue
                    gradient = 0.0
                    for side in range(2):
                        ahead = free_ahead if side == 0 else gold_ahead
                        behind = free_behind if side == 0 else gold_behind
                        start = 0.0 if k == 0 else ahead[k - 1, a]
                        if k < n and side == 1 and not (said[k] >> b) & 1:
                            continue
                        end = 0.0 if k == n else behind[k, b] + held[k, b]
                        whole = free if side == 0 else gold
                        chance = np.exp(start + moves[a, b] + end - whole)
                        gradient += chance if side == 0 else -chance
                    gradient *= shares[at]
                    if abs(gradient) > 1e-5:
                        _step(moves, move_squares, a, b, gradient, rate / 2)


@numba.njit(cache=True)
def learn_softmax(features, values, bounds, sets, shares, model, order, rates, seed):  # type: ignore[no-untyped-def]
    """One round over the names.

    ``model`` is (weights, their squares), ``values`` say how much each feature counts.
    """
    weights, squares = model
    rate, decay, keep = rates
    labels = weights.shape[1]
    chances = np.zeros(labels)
    for at in order:
        chances[:] = 0
        for q in range(bounds[at], bounds[at + 1]):
            if _kept(q, seed, keep):
                for b in range(labels):
                    chances[b] += weights[features[q], b] * values[q] / keep
        chances[:] = np.exp(chances - chances.max())
        total, said = chances.sum(), 0.0
        for b in range(labels):
            if (sets[at] >> b) & 1:
                said += chances[b]
        for b in range(labels):
            gradient = chances[b] / total
            if (sets[at] >> b) & 1:
                gradient -= chances[b] / said
            gradient *= shares[at]
            if abs(gradient) < 1e-4:
                continue
            for q in range(bounds[at], bounds[at + 1]):
                if _kept(q, seed, keep):
                    pull = gradient * values[q] / keep + decay * weights[features[q], b]
                    _step(weights, squares, features[q], b, pull, rate)
