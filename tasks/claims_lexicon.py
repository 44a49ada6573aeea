"""Verbs and frames of claims, read from `rules/predicates.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_CLASSES = (
    "intent", "dated_intent", "moved", "intend", "own_subject", "refusal", "due", "modal_will", "modal_would", "modal_may",
    "modal_must", "empty",
)  # fmt: skip

_SILENT = (
    "at",
    "iz",
    "is",
    "uc",
    "ag",
    "ng",
    "rs",
    "v",
    "c",
    "u",
    "z",
    "as",
    "os",
    "us",
    "ur",
    "ir",
)


@dataclass(frozen=True, slots=True)
class Predicates:
    """Known verbs by form, and the word classes of the frames."""

    past: dict[str, str]
    participle: dict[str, str]
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
    classes = {name: frozenset(raw[name].split()) for name in _CLASSES}
    return Predicates(past, participle, classes)


def read_predicates() -> dict[str, Any]:
    """The file as it is written, frames with their examples included."""
    raw = files("tasks").joinpath("rules/predicates.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def _guess(form: str) -> str:
    """Citation form of a regular past form that the file does not list."""
    stem = form[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsfz":
        return stem[:-1]
    return stem + "e" if stem.endswith(_SILENT) else stem


def _ed_forms(base: str) -> tuple[str, ...]:
    if base.endswith("e"):
        return (base + "d",)
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base[:-1] + "ied",)
    return (base + "ed", base + base[-1] + "ed")
