"""Words of posts and address that stand before names, read once from ``tasks/rules``."""

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def load_titles() -> frozenset[str]:
    """Titles and posts as printed before a name: `President`, `Sen`."""
    held = (files("tasks") / "rules" / "names.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(held)["titles"]["words"].split())
