"""Reporting cues, read from `rules/cues.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypedDict

from warehouse.tables import Attitude


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting verb or phrase: what it does and what it takes."""

    lemma: str
    attitude: Attitude
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a cue: its words, and whether it may also be a noun."""

    words: tuple[str, ...]
    cue: Cue
    is_noun_too: bool


class _Entry(TypedDict):
    lemma: str
    forms: list[str]
    attitude: Attitude
    takes: list[str]
    example: str


@cache
def cue_forms() -> dict[str, tuple[Form, ...]]:
    """The forms of all cues by their first word, longest first."""
    found: dict[str, list[Form]] = {}
    for entry in cue_entries():
        cue = Cue(entry["lemma"], entry["attitude"], frozenset(entry["takes"]))
        for written in entry["forms"]:
            words = tuple(written.replace("*", "").split())
            found.setdefault(words[0], []).append(Form(words, cue, "*" in written))
    return {
        first: tuple(sorted(forms, key=lambda form: -len(form.words)))
        for first, forms in found.items()
    }


@cache
def cue_nouns() -> dict[str, Cue]:
    """The nouns that report, by form; what they take are the words that may follow."""
    return {
        form: Cue(entry["lemma"], entry["attitude"], frozenset(entry["takes"]))
        for entry in cue_entries("noun")
        for form in entry["forms"]
    }


def cue_entries(kind: str = "cue") -> list[_Entry]:
    """The entries of the file as they are written, examples included."""
    raw = files("tasks").joinpath("rules/cues.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)[kind]
