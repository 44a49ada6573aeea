"""The words that posts are made of, read once from ``tasks/rules``."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from warehouse.tables import OccupancyStatus


@dataclass(frozen=True, slots=True)
class Posts:
    """Words of ``rules/occupancies.toml``, and the patterns of what stands beside a post."""

    heads: frozenset[str]
    modifiers: frozenset[str]
    status_before: re.Pattern[str]
    statuses: dict[str, OccupancyStatus]
    portfolios: frozenset[str]
    link: re.Pattern[str]
    links: dict[str, OccupancyStatus]
    of_state: frozenset[str]
    of_place: frozenset[str]
    of_party: frozenset[str]
    bodies: dict[str, tuple[str, ...]]
    professions: frozenset[str]
    crowned: frozenset[str]

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
    statuses, links = _by_word(data["status"]), _by_word(data["links"])
    inferred = data["inferred"]
    return Posts(
        heads=frozenset(data["heads"].split()),
        modifiers=frozenset(data["modifiers"].split()),
        status_before=re.compile(rf"\b({'|'.join(statuses)})[ \n-]$", re.IGNORECASE),
        statuses=statuses,
        portfolios=frozenset(data["portfolios"].split()),
        link=_link_pattern(links),
        links=links,
        of_state=frozenset(inferred["state"].split()),
        of_place=frozenset(inferred["place"].split()),
        of_party=frozenset(inferred["member"].split()),
        crowned=frozenset(inferred["crowned"].split()),
        professions=frozenset(inferred["profession"].split()),
        bodies={head: tuple(words.split()) for head, words in inferred["body"].items()},
    )


def _by_word(data: dict[str, Any]) -> dict[str, OccupancyStatus]:
    """Status by word of a section that lists words by status."""
    statuses: tuple[OccupancyStatus, ...] = ("current", "former", "acting", "elect")
    return {word: status for status in statuses for word in data.get(status, [])}


def _link_pattern(links: dict[str, OccupancyStatus]) -> re.Pattern[str]:
    """A comma or linking words, up to the article, at the end of what precedes a post."""
    longest = sorted(links, key=lambda words: (-len(words), words))
    phrases = "|".join(words.replace(" ", r"[ \n]") for words in longest)
    return re.compile(
        rf"(?:,[ \n]|,?[ \n](?P<link>{phrases})[ \n])"
        r"(?:(?:now|currently|formerly|then|once)[ \n])?(?:the|a|an|its|their|his|her)?[ \n]?$"
    )
