"""Verbs and frames of claims, read from `rules/predicates.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Predicates:
    """Known verbs by form, and the word classes of the frames."""

    base: frozenset[str]
    past: dict[str, str]
    participle: dict[str, str]
    present: dict[str, str]
    going: dict[str, str]
    nominal: dict[str, str]
    classes: dict[str, frozenset[str]]
    phrasal: frozenset[str]

    def lemma(self, form: str) -> str:
        """Citation form of any form of a verb; the word itself where it is none."""
        for forms in (self.past, self.participle, self.going, self.present):
            if form in forms:
                return forms[form]
        if form.endswith("ed") and len(form) > 4:
            return _guess(form[:-2])
        return _guess(form[:-3]) if form.endswith("ing") and len(form) > 5 else form


@cache
def predicates() -> Predicates:
    """The verbs and frames that the file lists."""
    raw = read_predicates()
    irregular = [forms.split() for forms in raw["irregular"]]
    regular = frozenset(raw["regular"].split()) - {base for _, _, base in irregular}
    past = {form: base for base in sorted(regular) for form in _forms(base, "ed")}
    participle = dict(past)
    for told, done, base in irregular:
        past[told] = base
        participle[done] = base
    bases = regular | {base for _, _, base in irregular}
    going = {form: base for base in sorted(bases) for form in _forms(base, "ing")}
    present = {_present(base): base for base in sorted(bases)}
    classes = {name: frozenset(raw[name].split()) for name in raw if isinstance(raw[name], str)}
    nominal = dict(pair.split() for pair in raw["nominal"])
    return Predicates(
        bases, past, participle, present, going, nominal, classes, frozenset(raw["phrasal"])
    )


def read_predicates() -> dict[str, Any]:
    """The file as it is written, frames with their examples included."""
    raw = files("tasks").joinpath("rules/predicates.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)


def _guess(stem: str) -> str:
    """Citation form of a regular form that the file does not list, by its stem."""
    if stem.endswith("i"):
        return stem[:-1] + "y"
    is_double = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sfz"
    if is_double and (stem[-1] != "l" or len(stem) > 6):
        return stem[:-1]
    silent = tuple(predicates().classes["silent"])
    return stem + "e" if stem.endswith(silent) else stem


def _forms(base: str, ending: str) -> tuple[str, ...]:
    """Regular forms in -ed or -ing; with the last letter doubled and without, for both occur."""
    if base.endswith("ie") and ending == "ing":
        return (base[:-2] + "ying",)
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return (base[:-1] + ending,)
    if base.endswith("e"):
        return (base + ending.removeprefix("e"),)
    if base.endswith("y") and base[-2] not in "aeiou" and ending == "ed":
        return (base[:-1] + "ied",)
    if base[-1] in "aeiouwxyh":
        return (base + ending,)
    return (base + ending, base + base[-1] + ending)


def _present(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
