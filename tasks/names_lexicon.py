"""The word lists that names are found by, read once from ``tasks/rules``."""

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import cast

from warehouse.tables import NameType

Words = frozenset[str]

_HEADS: tuple[tuple[str, NameType], ...] = (
    ("products", "PRODUCT"),
    ("laws", "LAW"),
    ("events", "EVENT"),
    ("areas", "GPE"),
    ("locations", "LOC"),
    ("facilities", "FAC"),
    ("organizations", "ORG"),
)
"""Lists of last words with the type they give; the later list wins where two hold a word."""

_OPENERS: tuple[tuple[str, NameType], ...] = (
    ("location_heads", "LOC"),
    ("event_heads", "EVENT"),
    ("ships", "PRODUCT"),
    ("area_openers", "GPE"),
)

_BEFORE_OF: tuple[tuple[str, NameType], ...] = (
    ("area_heads", "GPE"),
    ("location_heads", "LOC"),
    ("event_heads", "EVENT"),
    ("organization_heads", "ORG"),
)

_PAIRED = ("numbered", "tails")
"""Lists of `Word=TYPE`."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of ``rules/names.toml``; each list's `about` says what it holds."""

    titles: Words
    portfolios: Words
    times: Words
    never: Words
    starters: Words
    ambiguous: Words
    reporting: Words
    place_cues: Words
    compass: Words
    particles: Words
    surnames: Words
    given_names: Words
    tail_fillers: Words
    surname_heads: Words
    surname_titles: Words
    owners: Words
    inner_titles: Words
    abbreviated: Words
    behind_comma: Words
    numerals: Words
    abstract: Words
    tongues: Words
    heads: dict[str, NameType]
    openers: dict[str, NameType]
    before_of: dict[str, NameType]
    numbered: dict[str, NameType]
    tails: dict[str, NameType]

    def is_field(self, word: str) -> bool:
        """Whether a word names a field of work, by the list or by its ending."""
        if word in self.portfolios:
            return True
        ends = any(word[-size:] in self.abstract for size in (3, 4, 5, 6))
        return ends and word not in self.heads


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The word lists of this package."""
    rules = files("tasks") / "rules"
    lists = tomllib.loads((rules / "names.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {name: held["words"].split() for name, held in lists.items()}
    given = (rules / "given_names.txt").read_text(encoding="utf-8").split()
    names = [held.name for held in fields(Lexicon) if held.name in words]
    plain = {name: frozenset(words[name]) for name in names if name not in _PAIRED}
    return Lexicon(
        **plain,
        given_names=frozenset(given),
        heads=_typed(_HEADS, words),
        openers=_typed(_OPENERS, words),
        before_of=_typed(_BEFORE_OF, words),
        numbered=_paired(words["numbered"]),
        tails=_paired(words["tails"]),
    )


def _typed(
    lists: tuple[tuple[str, NameType], ...], words: dict[str, list[str]]
) -> dict[str, NameType]:
    return {word: kind for name, kind in lists for word in words[name]}


def _paired(pairs: list[str]) -> dict[str, NameType]:
    split = (pair.split("=") for pair in pairs)
    return {word: cast(NameType, kind) for word, kind in split}
