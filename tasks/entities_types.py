"""Types of names that the words of the name, or of another name of the article, make sure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tasks.entities_lexicon import load_link_lexicon
from tasks.mentions import Name
from warehouse.tables import NameType

_VENUE = re.compile(r"(?<![\w'’.&-])(?:[A-Z][\w'’&-]*[ ]){1,5}([A-Z][a-z]{4,})(?![\w-])")
_CODE = re.compile(r", ?([A-Z]{2})(?![\w.-])")
_MISTAKEN: frozenset[NameType] = frozenset(("PERSON", "PRODUCT"))
"""What a firm's short name is taken for where nothing near it says what it is."""
_PLACED: frozenset[NameType] = frozenset(("GPE", "PERSON", "ORG", "LOC", "FAC"))


def retype_names(names: list[Name], text: str) -> list[Name]:
    """The names with the type of those mended that are a venue, a state or a firm's first word.

    `Harlow Arena` is a building; where `Harlow Chemical Inc` is named and no person called so,
    `Harlow` alone is the firm.
    """
    firms = _firm_words(names, text)
    codes = frozenset(codes_behind(names, text))
    return [
        replace(name, type="GPE")
        if (name.start, name.end) in codes
        else _retyped(name, text[name.start : name.end], firms)
        for name in names
    ]


def codes_behind(names: Iterable[Name], text: str) -> Iterator[tuple[int, int]]:
    """Spans of the postal codes of states that stand behind the name of a place."""
    for name in names:
        match = _CODE.match(text, name.end) if name.type in _PLACED else None
        if match and match.group(1) in load_link_lexicon().postal:
            yield match.span(1)


def venues_named(text: str) -> Iterator[tuple[int, int]]:
    """Spans of words with capitals of which the last is a kind of venue."""
    lexicon = load_link_lexicon()
    for match in _VENUE.finditer(text):
        words = match.group().split(" ")
        if words[-1].lower() not in lexicon.venues:
            continue
        while words and (words[0] in lexicon.leading or words[0] == "The"):
            words = words[1:]
        if len(words) > 1:
            yield match.end() - len(" ".join(words)), match.end()


def _retyped(name: Name, words: str, firms: frozenset[str]) -> Name:
    if name.type in _MISTAKEN and words in firms:
        return replace(name, type="ORG")
    if name.type == "ORG" and " " in words and _is_venue(words):
        return replace(name, type="FAC")
    return name


def _is_venue(words: str) -> bool:
    venues, ends = load_link_lexicon().venues, words.lower().split()
    return ends[-1] in venues or " ".join(ends[-2:]) in venues


def _firm_words(names: list[Name], text: str) -> frozenset[str]:
    """First words of firms with their legal form, but for those that name something else too."""
    forms = load_link_lexicon().forms
    firms: set[str] = set()
    others: set[str] = set()
    for name in names:
        words = text[name.start : name.end].split()
        if len(words) < 2:
            continue
        if name.type == "ORG" and words[-1].rstrip(".").lower() in forms:
            firms.add(words[0].rstrip(","))
        elif name.type != "ORG":
            others.update((words[0], words[-1]))
    return frozenset(firms - others)
