"""Closed classes of English words, read from `rules/grammar.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def letters() -> dict[str, str]:
    """The letter of each word of a closed class."""
    found: dict[str, str] = {}
    for letter, words in _grammar()["letters"].items():
        for word in words.split():
            found.setdefault(word, letter)
    return found


@cache
def grammar_class(name: str) -> frozenset[str]:
    """The words of one class of `rules/grammar.toml`."""
    return frozenset(_grammar()["classes"][name].split())


@cache
def _grammar() -> dict[str, dict[str, str]]:
    raw = files("tasks").joinpath("rules/grammar.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)
