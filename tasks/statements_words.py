"""Closed classes of words by which clauses are cut, read from `rules/clauses.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The words of each class by the name of the class."""
    raw = files("tasks").joinpath("rules/clauses.toml").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(raw).items()}


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of one class, in lower case."""
    return word_classes()[name]
