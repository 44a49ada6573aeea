"""Which reading of a draft holds, if any: sums of learned weights, made into shares."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import exp

from tasks.statements_drafts import Draft
from tasks.statements_features import draft_features, variant_features
from tasks.statements_units import Unit
from tasks.statements_variants import shape_of, slices, variants_of

Pieces = list[tuple[int, int]]

_SCALE = 100.0
"""Weights are stored as hundredths."""
_LIKELY = 0.42
"""Share of readings that must be near the one chosen, for anything to be stated at all."""
_LIKELY_IF_TRUSTED = 0.25
"""The same for plain frames, and for plans and promises, which readers ask for first."""
_PLAIN = frozenset({"inverted", "quoted before", "reported before"})
"""Rules whose frame is seldom anything else than a statement."""
_HOPELESS = -300
"""Sum of what all readings share, below which none of them is looked at."""
_WHOLE = 0.8
"""What it counts that a reading is right as a whole, beside that it is right by half."""
_SLIGHT = 0.03
"""Share below which a reading is not compared with the others."""


def choose(unit: Unit, draft: Draft) -> Draft | None:
    """The draft with the content that is nearest to what may be meant; None when nothing is.

    The confidence is the learned share of such drafts whose content was half right or better.
    """
    held, shape = weights(), shape_of(unit, draft)
    base = sum_of(held, draft_features(unit, draft, shape))
    if base < _HOPELESS:
        return None
    variants = list(variants_of(unit, shape))
    shares = shares_of(
        [base + sum_of(held, variant_features(unit, draft, shape, each)) for each in variants]
    )
    least = _LIKELY_IF_TRUSTED if _is_trusted(draft) else _LIKELY
    if sum(shares) < least:
        return None
    best, near = nearest([each.pieces for each in variants], shares)
    if near < least:
        return None
    content = draft.content if best == 0 else slices(unit, variants[best].pieces)
    return replace(draft, content=content, confidence=round(near, 3))


def _is_trusted(draft: Draft) -> bool:
    if draft.rule in _PLAIN:
        return True
    is_framed = not draft.rule.startswith("loose")
    return is_framed and draft.cue is not None and draft.cue.attitude in ("plan", "promise")


def shares_of(sums: Sequence[int]) -> list[float]:
    """The share of each reading by the sums of their weights; "nothing is stated" has sum 0."""
    lifted = [exp(max(min(each / _SCALE, 30.0), -30.0)) for each in sums]
    total = 1 + sum(lifted)
    return [each / total for each in lifted]


def nearest(readings: Sequence[Pieces], shares: Sequence[float]) -> tuple[int, float]:
    """The reading that overlaps by half with the likeliest ones, and the share of those."""
    likely = [n for n, share in enumerate(shares) if share >= _SLIGHT]
    best, most, found = 0, -1.0, 0.0
    for n in likely:
        near = sum(shares[k] for k in likely if k == n or _is_near(readings[n], readings[k]))
        if near + _WHOLE * shares[n] > most:
            best, most, found = n, near + _WHOLE * shares[n], near
    return best, found


def sum_of(held: dict[str, int], names: Sequence[str]) -> int:
    """The weights of features, added up."""
    return sum(filter(None, map(held.get, names)))


def _is_near(one: Pieces, other: Pieces) -> bool:
    """Whether two readings share at least half of the words that either has."""
    both = sum(
        max(0, min(last, end) - max(first, start)) for first, last in one for start, end in other
    )
    return 3 * both >= sum(last - first for first, last in (*one, *other))


@cache
def weights() -> dict[str, int]:
    """Weight of each feature of a reading."""
    return read_weights(files("tasks").joinpath("weights/statements.tsv"))


def read_weights(path: Traversable) -> dict[str, int]:
    """Weight of each feature by its name, from lines of feature and hundredths."""
    raw = path.read_text(encoding="utf-8")
    rows = (line.rsplit("\t", 1) for line in raw.splitlines() if not line.startswith("#"))
    return {name: int(value) for name, value in rows}
