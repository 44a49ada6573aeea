"""How likely a clause is to be a claim that a reader would note: a sum of weights, made a share.

The weights in `rules/claim_weights.toml` were learned from annotated articles
(`training/claims_worth.py`); the sum goes through the logistic function.
"""

import tomllib
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from tasks.claims_events import Event
from tasks.claims_parts import Clause
from tasks.claims_words import Sentence


class Setting(NamedTuple):
    """What is known of a claim beside its words."""

    n_sentence: int
    n_event: int
    is_named: bool
    is_stated: bool
    is_cue: bool
    has_named_object: bool


def features(sentence: Sentence, event: Event, clause: Clause, setting: Setting) -> list[str]:
    """The names of what speaks for or against a claim."""
    names = [
        "all",
        f"{event.realis} {'dated' if clause.timex else 'undated'}",
        f"rule {event.rule}",
        f"sentence {min(setting.n_sentence, 5)}",
        f"event {min(setting.n_event, 4)}",
        "present" if event.is_present else "past",
        f"subject {_kind_of_subject(sentence, event, setting)}",
        f"object {_kind_of_object(clause, setting)}",
        f"length {min((clause.last - clause.first) // 5, 5)}",
    ]
    if setting.is_stated:
        names.append(f"stated {event.realis}")
    if setting.is_cue:
        names.append("cue")
    if event.is_passive:
        names.append("passive")
    if event.lemma in ("be", "have", "do"):
        names.append("copula")
    return names


def confidence_of(names: list[str]) -> float:
    """Share of such claims that readers noted, as learned."""
    held = weights()
    total = sum([held.get(name, 0.0) for name in names])
    return round(1 / (1 + exp(-total)), 2)


@cache
def weights() -> dict[str, float]:
    """Weight of each feature by its name."""
    raw = files("tasks").joinpath("rules/claim_weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)["weights"]


def _kind_of_subject(sentence: Sentence, event: Event, setting: Setting) -> str:
    subject = event.subject
    if subject is None:
        return "none"
    if event.is_shared:
        return "shared"
    if subject.is_relative:
        return "relative"
    if sentence.tag(subject.first) == "O":
        return "pronoun named" if setting.is_named else "pronoun"
    return "named" if setting.is_named else "words"


def _kind_of_object(clause: Clause, setting: Setting) -> str:
    if clause.target is None:
        return "none"
    return "named" if setting.has_named_object else "words"
