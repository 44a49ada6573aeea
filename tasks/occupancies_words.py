"""The words that posts are made of, read once from ``tasks/rules``."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from warehouse.tables import OccupancyStatus


@dataclass(frozen=True, slots=True)
class Posts:
    """Words of ``rules/occupancies.toml``, and the pattern of the status before a post."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    status_before: re.Pattern[str]
    statuses: dict[str, OccupancyStatus]
    portfolios: frozenset[str]

    def reads(self, word: str) -> tuple[bool, bool]:
        """Whether a word can end a post, and whether it can stand in one."""
        letters = word.lower().removesuffix("-elect")
        singular = letters[:-1] if letters.endswith("s") else letters
        return letters in self.heads or singular in self.heads, letters in self.modifiers


@lru_cache(maxsize=1)
def load_posts() -> Posts:
    """The patterns of posts, read once."""
    rules = files("tasks") / "rules" / "occupancies.toml"
    data = tomllib.loads(rules.read_text(encoding="utf-8"))
    statuses: dict[str, OccupancyStatus] = {
        word: status for status, words in data["status"].items() for word in words
    }
    return Posts(
        heads=frozenset(data["heads"].split()),
        modifiers=frozenset(data["modifiers"].split()),
        status_before=re.compile(rf"\b({'|'.join(statuses)})[ \n-]$", re.IGNORECASE),
        statuses=statuses,
        portfolios=frozenset(data["portfolios"].split()),
    )
