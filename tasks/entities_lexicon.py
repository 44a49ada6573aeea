"""The word lists that names are linked by, read once from ``tasks/rules``."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class LinkLexicon:
    """Word lists of ``rules/entities.toml``; each list's `about` says what it holds."""

    forms: Words
    suffixes: Words
    realms: Words
    storms: Words
    lands: dict[str, str]
    national: dict[str, str]
    holders: dict[str, Words]
    without: dict[str, Words]
    articled: Words
    saying: Words
    toward: Words
    seats: dict[str, str]
    regions: dict[str, str]
    spellings: dict[str, str]
    owned: Words
    led: Words
    played: Words
    team_sports: dict[str, str]
    lone_sports: Words
    headings: Words
    leading: Words
    addressed: Words
    venues: Words
    postal: Words
    scored: Words


@lru_cache(maxsize=1)
def load_link_lexicon() -> LinkLexicon:
    """The word lists of this package."""
    path = files("tasks") / "rules" / "entities.toml"
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {name: held["words"].split() for name, held in lists.items()}
    pairs = (pair.split("=") for pair in words["team_sports"])
    held = {body: frozenset(codes.split("+")) for body, codes in _paired(words["held"]).items()}
    return LinkLexicon(
        forms=frozenset(words["forms"]),
        suffixes=frozenset(words["suffixes"]),
        realms=frozenset(words["realms"]),
        storms=frozenset(words["storms"]),
        lands=_paired(words["lands"]),
        national=_paired(words["national"]),
        holders={body: codes for body, codes in held.items() if "-" not in codes},
        without={body: codes - {"-"} for body, codes in held.items() if "-" in codes},
        articled=frozenset(words["articled"]),
        saying=frozenset(words["saying"]),
        toward=frozenset(words["toward"]),
        regions=_paired(words["regions"]),
        seats=_paired(words["seats"]),
        spellings=_paired(words["spellings"]),
        owned=frozenset(words["owned"]),
        led=frozenset(words["led"]),
        played=frozenset(words["played"]),
        team_sports={word: sport.replace("_", " ") for sport, word in pairs},
        lone_sports=frozenset(words["lone_sports"]),
        headings=frozenset(words["headings"]),
        leading=frozenset(words["leading"]),
        addressed=frozenset(words["addressed"]),
        venues=frozenset(word.replace("_", " ") for word in words["venues"]),
        postal=frozenset(words["postal"]),
        scored=frozenset(words["scored"]),
    )


def _paired(pairs: list[str]) -> dict[str, str]:
    return dict(pair.replace("_", " ").split("=") for pair in pairs)
