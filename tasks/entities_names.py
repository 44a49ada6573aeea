"""The names of one article heard together: full names, short names, acronyms, slips."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from tasks.mentions import Name
from tasks.names_tokens import flatten
from warehouse.tables import MentionForm, NameType

Longer = tuple[str, MentionForm, str, float]

_SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))
_LONGEST_MISSPELT = 30
_SHORTEST_INITIALS = 2
_LEAST_MISSPELT = 8
"""Shorter names differ by one letter too often to be the same name misspelt."""


@dataclass(slots=True)
class ArticleNames:
    """All names of an article by the words that may stand for them."""

    printed: list[str]
    types: dict[str, NameType] = field(default_factory=dict[str, NameType])
    acronyms: dict[str, str] = field(default_factory=dict[str, str])
    people: dict[str, str] = field(default_factory=dict[str, str])
    variants: dict[str, str] = field(default_factory=dict[str, str])
    initials: dict[str, str] = field(default_factory=dict[str, str])
    starts: dict[str, str] = field(default_factory=dict[str, str])
    slips: dict[str, str] = field(default_factory=dict[str, str])

    def longer(self, printed: str, kind: NameType) -> Iterator[Longer]:
        """A fuller or better name for the same thing, with form, rule and score; or nothing."""
        if printed in self.acronyms:
            yield self.acronyms[printed], "acronym", "acronym_definition", 0.95
        elif kind == "PERSON" and printed in self.variants:
            yield self.variants[printed], "name", "person_variant", 0.95
        elif kind == "PERSON" and printed in self.people:
            yield self.people[printed], "short", "person_short_name", 0.9
        elif kind == "ORG" and printed in self.initials:
            yield self.initials[printed], "acronym", "acronym_initials", 0.8
        elif kind != "PERSON" and printed in self.starts:
            yield self.starts[printed], "short", "short_name", 0.8
        elif printed in self.slips:
            yield self.slips[printed], "name", "misspelling", 0.8


def hear_names(names: list[Name], text: str) -> ArticleNames:
    """The names of an article, with what each one's shorter forms stand for."""
    flat = flatten(text)
    printed = [" ".join(flat[name.start : name.end].split()) for name in names]
    article = ArticleNames(printed)
    article.types = _vote_types(names, printed)
    _hear_acronyms(names, flat, article)
    kinds = dict(zip(printed, (name.type for name in names), strict=True))
    _hear_people([p for p in kinds if article.types[p] == "PERSON"], article)
    _hear_starts([p for p in kinds if article.types[p] in ("ORG", "FAC", "EVENT", "LAW")], article)
    _hear_initials([p for p in kinds if article.types[p] == "ORG"], article)
    _hear_slips(printed, article)
    return article


def _vote_types(names: list[Name], printed: list[str]) -> dict[str, NameType]:
    """One type per name through the article: the most confident one, the first of equals."""
    best: dict[str, tuple[float, NameType]] = {}
    for name, words in zip(names, printed, strict=True):
        held = best.get(words)
        if held is None or name.confidence > held[0]:
            best[words] = name.confidence, name.type
    return {words: kind for words, (_, kind) in best.items()}


def _hear_acronyms(names: list[Name], flat: str, article: ArticleNames) -> None:
    for place in range(len(names) - 1):
        left, right = names[place], names[place + 1]
        if flat[left.end : right.start] != " (" or not flat.startswith(")", right.end):
            continue
        full, short = article.printed[place], article.printed[place + 1]
        if len(short) > len(full):
            full, short = short, full
        if spells(short, full):
            article.acronyms.setdefault(short, full)


def spells(short: str, full: str) -> bool:
    """Whether the letters of an acronym stand in a name in order, the first ones first."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    rest = iter(full.casefold())
    same_first = bool(letters) and full[:1].casefold() == letters[0]
    return len(letters) > 1 and same_first and all(letter in rest for letter in letters)


def _hear_people(people: list[str], article: ArticleNames) -> None:
    fullest: dict[tuple[str, str], str] = {}
    for name in people:
        words = _without_suffix(name)
        if len(words) > 1:
            key = words[0], words[-1]
            held = fullest.get(key)
            # Without middle names it is the same name in other articles.
            fullest[key] = name if held is None or len(name.split()) == 2 else held
    for name in people:
        words = _without_suffix(name)
        full = fullest.get((words[0], words[-1])) if len(words) > 1 else None
        if full and full != name:
            article.variants[name] = full
    for place in (1, 0):
        for key, full in fullest.items():
            article.people.setdefault(key[place], full)


def _without_suffix(name: str) -> list[str]:
    words = name.split()
    return words[:-1] if words[-1].rstrip(".") in _SUFFIXES else words


def _hear_starts(names: list[str], article: ArticleNames) -> None:
    """Short names that are the first or last words of just one longer name."""
    parts: dict[str, set[str]] = {}
    for name in names:
        words = name.split()
        for cut in range(1, len(words)):
            parts.setdefault(" ".join(words[:cut]), set()).add(name)
            parts.setdefault(" ".join(words[cut:]), set()).add(name)
    for name in names:
        longer = parts.get(name, set())
        if len(longer) == 1:
            article.starts[name] = next(iter(longer))


def _hear_initials(bodies: list[str], article: ArticleNames) -> None:
    """Acronyms of three letters or more that are the initials of just one name."""
    spelt: dict[str, set[str]] = {}
    for name in bodies:
        spelt.setdefault("".join(w[0] for w in name.split() if w[0].isupper()), set()).add(name)
    for short in bodies:
        longer = spelt.get(short, set()) if len(short) > _SHORTEST_INITIALS else set[str]()
        if len(longer) == 1:
            article.initials[short] = next(iter(longer))


def _hear_slips(printed: list[str], article: ArticleNames) -> None:
    """Single long words that lack one letter of a name seen at least as often."""
    counts: dict[str, int] = {}
    for name in printed:
        counts[name] = counts.get(name, 0) + 1
    for name in counts:
        if not (_LEAST_MISSPELT < len(name) < _LONGEST_MISSPELT and name.isalpha()):
            continue
        for place in range(2, len(name) - 1):
            slip = name[:place] + name[place + 1 :]
            if counts.get(slip, counts[name] + 1) <= counts[name]:
                article.slips.setdefault(slip, name)
