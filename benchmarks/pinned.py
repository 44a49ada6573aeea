"""Pinned floors: the least score that each part may have."""

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).parent / "floors"


def below_floors(scores: Mapping[str, Mapping[str, float]], table: str) -> bool:
    """Say which scores are below those of ``floors/TABLE.toml``, and whether any is."""
    floors = tomllib.loads((FLOORS / f"{table}.toml").read_text("utf-8"))
    low = [
        f"{part}: {each} {scores[part][each]} is below {floor}"
        for part, row in floors.items()
        for each, floor in row.items()
        if part in scores and scores[part][each] < floor
    ]
    print("\n".join(low), file=sys.stderr)
    return bool(low)
