"""Lists of games as school papers print them: who beat whom, then each team's scorers."""

import re
from collections.abc import Iterator
from functools import lru_cache

from tasks.entities_lexicon import load_link_lexicon
from tasks.mentions import Name
from warehouse.tables import NameType

_WORDS = r"[A-Z][\w.'’&-]*(?: [A-Z][\w.'’&-]*){0,3}"
_GAME = re.compile(rf"^({_WORDS}) (?:d\.|def\.) ({_WORDS})(?: \d+-\d+)?[ ]*$", re.MULTILINE)
_TEAM = re.compile(rf"^({_WORDS}) \(\d+-\d+(?:-\d+)?\): (.*)$", re.MULTILINE)
_FEWEST = 3

Span = tuple[int, int, NameType]


def name_games(names: list[Name], text: str) -> list[Name]:
    """The names with the teams and players of a list of games in place of what overlaps them."""
    spans = sorted(set(_spans(text)))
    taken = bytearray(len(text) + 1) if spans else bytearray()
    for start, end, _ in spans:
        taken[start:end] = b"\1" * (end - start)
    kept = [name for name in names if not any(taken[name.start : name.end])]
    return kept + [
        Name(start, end, kind, start, end, "list of games", 0.8) for start, end, kind in spans
    ]


def _spans(text: str) -> Iterator[Span]:
    games, teams = list(_GAME.finditer(text)), list(_TEAM.finditer(text))
    if len(games) + len(teams) < _FEWEST or not teams:
        return
    for game in games:
        yield *game.span(1), "ORG"
        yield *game.span(2), "ORG"
    for team in teams:
        yield *team.span(1), "ORG"
        for player in _scorers().finditer(text, team.start(2), team.end(2)):
            yield *player.span(1), "PERSON"


@lru_cache(maxsize=1)
def _scorers() -> re.Pattern[str]:
    scored = "|".join(sorted(load_link_lexicon().scored))
    return re.compile(rf"(?<![^\s])({_WORDS}) \d+ (?:{scored})\b")
