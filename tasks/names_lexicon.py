"""The word lists that names are found by, read once from ``tasks/rules``."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists of ``rules/names.toml``; each list's `about` says what it holds."""

    titles: Words
    portfolios: Words
    organizations: Words
    organization_heads: Words
    facilities: Words
    locations: Words
    location_heads: Words
    events: Words
    event_heads: Words
    laws: Words
    products: Words
    times: Words
    never: Words
    starters: Words
    ambiguous: Words
    reporting: Words
    place_cues: Words
    given_names: Words


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """The word lists of this package."""
    rules = files("tasks") / "rules"
    lists = tomllib.loads((rules / "names.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(held["words"].split()) for name, held in lists.items()}
    given = (rules / "given_names.txt").read_text(encoding="utf-8").split()
    return Lexicon(**words, given_names=frozenset(given))
