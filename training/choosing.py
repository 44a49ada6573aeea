"""Weights for choosing: a softmax over the readings of each choice, "none of them" among these."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ROUNDS, RATE, PULL = 300, 0.25, 1e-3
FEWEST, LEAST = 6, 4
"""Examples that a feature must have, and hundredths that its weight must have, to be kept."""


class Choice(NamedTuple):
    """One choice: what all its readings share, the features of each, and how well each fits."""

    doc_id: str
    shared: list[str]
    readings: list[list[str]]
    fits: list[float]


class Table(NamedTuple):
    """Choices as columns: a row for each reading, and the features of each by number."""

    choice: NDArray[Any]
    wanted: NDArray[Any]
    nothing: NDArray[Any]
    rows: NDArray[Any]
    features: NDArray[Any]
    shared_choices: NDArray[Any]
    shared_features: NDArray[Any]
    names: list[str]


def learn(choices: Sequence[Choice]) -> dict[str, int]:
    """Weights by feature, in hundredths."""
    table = _table(choices)
    held = np.zeros(len(table.names))
    sums = np.zeros(len(table.names))
    for _ in range(ROUNDS):
        slope = _slope(table, held) / len(choices) + PULL * held
        sums += slope * slope
        held -= RATE * slope / (np.sqrt(sums) + 1e-9)
    whole = np.rint(held * 100).astype(int)
    return {
        name: int(value)
        for name, value in zip(table.names, whole, strict=True)
        if abs(value) >= LEAST
    }


def _table(choices: Sequence[Choice]) -> Table:
    counts = Counter(name for each in choices for name in each.shared)
    counts.update(name for each in choices for names in each.readings for name in set(names))
    names = sorted(name for name, n in counts.items() if n >= FEWEST)
    number = {name: n for n, name in enumerate(names)}
    rows: list[tuple[int, float]] = []
    pairs: list[tuple[int, int]] = []
    shared: list[tuple[int, int]] = []
    nothing: list[float] = []
    for n, each in enumerate(choices):
        best = max(each.fits)
        near = [fit >= best - 0.03 and best >= 0.5 for fit in each.fits]
        nothing.append(float(best < 0.5))
        shared += [(n, number[name]) for name in each.shared if name in number]
        for is_near, reading in zip(near, each.readings, strict=True):
            pairs += [(len(rows), number[name]) for name in reading if name in number]
            rows.append((n, is_near / max(sum(near), 1)))
    columns = np.array(rows), np.array(pairs), np.array(shared)
    return Table(
        columns[0][:, 0].astype(int), columns[0][:, 1], np.array(nothing),
        columns[1][:, 0], columns[1][:, 1], columns[2][:, 0], columns[2][:, 1], names,
    )  # fmt: skip


def _slope(table: Table, held: NDArray[Any]) -> NDArray[Any]:
    """How the loss rises with each weight."""
    n = len(table.nothing)
    base = np.bincount(table.shared_choices, held[table.shared_features], n)
    score = np.bincount(table.rows, held[table.features], len(table.choice)) + base[table.choice]
    lifted = np.exp(np.clip(score, -30, 30))
    share = lifted / (1 + np.bincount(table.choice, lifted, n))[table.choice]
    miss = share - table.wanted
    size = len(held)
    total = np.bincount(table.choice, miss, n)
    own = np.bincount(table.features, miss[table.rows], size)
    return own + np.bincount(table.shared_features, total[table.shared_choices], size)


def write_weights(path: Path, held: dict[str, int], note: str) -> None:
    """Write weights as lines of feature and hundredths."""
    lines = "".join(f"{name}\t{value}\n" for name, value in sorted(held.items()))
    path.write_text(note + lines, encoding="utf-8")
