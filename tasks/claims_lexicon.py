"""Verbs and frames of claims, read from `rules/predicates.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Predicates:
    """Known verbs by form, and the word classes of the frames."""

    past: dict[str, str]
    participle: dict[str, str]
    nominal: dict[str, str]
    classes: dict[str, frozenset[str]]

    def lemma(self, form: str) -> str:
        """Citation form of a past form, a participle or an -ing form; else the word itself."""
        known = self.past.get(form) or self.participle.get(form)
        return known or (_guess(form) if form.endswith("ed") else form)


@cache
def predicates() -> Predicates:
    """The verbs and frames that the file lists."""
    raw = read_predicates()
    past: dict[str, str] = {}
    participle: dict[str, str] = {}
    for base in raw["regular"].split():
        for form in _ed_forms(base):
            past.setdefault(form, base)
            participle.setdefault(form, base)
    for forms in raw["irregular"]:
        told, done, base = forms.split()
        past[told] = base
        participle[done] = base
    classes = {name: frozenset(raw[name].split()) for name in raw if isinstance(raw[name], str)}
    nominal = dict(pair.split() for pair in raw["nominal"])
    return Predicates(past, participle, nominal, classes)


def read_predicates() -> dict[str, Any]:
    """The file as it is written, frames with their examples included."""
    raw = files("tasks").joinpath("rules/predicates.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def _guess(form: str) -> str:
    """Citation form of a regular past form that the file does not list."""
    stem = form[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    is_double = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sfz"
    if is_double and (stem[-1] != "l" or len(stem) > 6):
        return stem[:-1]
    silent = tuple(predicates().classes["silent"])
    return stem + "e" if stem.endswith(silent) else stem


def _ed_forms(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base[:-1] + "ied",)
    return (base + "ed", base + base[-1] + "ed")
