"""A language's words and rules, read from its data file once and kept."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, cast

from tasks.timex_meaning import SHAPES as PHRASE_SHAPES
from tasks.timex_meaning import Fields, Meaning
from tasks.timex_numbers import SHAPES as NUMBER_SHAPES
from tasks.timex_numbers import Payload
from tasks.timex_pattern import categories_of, compile_pattern

OWN_KEYS = frozenset(
    ("name", "kind", "stage", "pattern", "guard", "example", "not", "takes_article", "is_part")
)
"""Keys of a rule in the data that are no fields of what it means."""


@dataclass(slots=True)
class Rule:
    """One line of the grammar: what it matches, what the phrase then means."""

    name: str
    kind: str
    stage: int
    source: str
    constants: dict[str, Any] = field(default_factory=dict[str, Any])
    guard: str = ""
    takes_article: bool = False
    is_part: bool = False
    word: object = None
    fields: tuple[tuple[str, str], ...] = ()
    expression: str = ""
    second: frozenset[str] | None = None
    compiled: re.Pattern[str] | None = None

    def match(self, codes: str, at: int) -> re.Match[str] | None:
        """Its match at one token; compiled when first tried, since most rules are rare."""
        if self.compiled is None:
            self.compiled = re.compile(self.expression)
        return self.compiled.match(codes, at)


@dataclass(slots=True)
class Lexicon:
    """Words with their kinds, and for each stage the rules by the kind that they begin with."""

    kinds: dict[frozenset[str], str] = field(default_factory=dict[frozenset[str], str])
    words: dict[str, tuple[str, Payload]] = field(default_factory=dict[str, tuple[str, Payload]])
    rules: dict[str, Rule] = field(default_factory=dict[str, Rule])
    stages: list[dict[str, list[Rule]]] = field(default_factory=list[dict[str, list[Rule]]])
    pairs: dict[tuple[int, str], list[Rule]] = field(
        default_factory=dict[tuple[int, str], list[Rule]]
    )
    starters: list[re.Pattern[str]] = field(default_factory=list[re.Pattern[str]])
    data: dict[str, Any] = field(default_factory=dict[str, Any])
    compiled: dict[str, re.Pattern[str]] = field(default_factory=dict[str, re.Pattern[str]])

    def kind_of(self, payload: Mapping[str, object]) -> str:
        """The character that stands for a token with these categories."""
        return self.kinds[frozenset(payload)]

    def candidates(self, stage: int, pair: str) -> list[Rule]:
        """Rules of a stage that may match where these two characters stand first."""
        found = self.pairs.get((stage, pair))
        if found is None:
            rules = self.stages[stage][pair[0]]
            found = [rule for rule in rules if rule.second is None or pair[1:] in rule.second]
            self.pairs[stage, pair] = found
        return found

    def characters(self, category: str) -> str:
        """Characters of all kinds that have the category, fit for a character class."""
        return "".join(code for kind, code in self.kinds.items() if category in kind)


@lru_cache(maxsize=4)
def lexicon(language: str = "en") -> Lexicon:
    """The lexicon of a language."""
    data = tomllib.loads(read_rules(f"{language}.toml"))
    built = Lexicon(data=data)
    rules = [*_phrase_rules(data["phrases"]), *(_read_rule(entry) for entry in data["rules"])]
    payloads = _read_words(data["words"])
    payloads |= _read_compounds(data.get("compounds", ()))
    _add_literals(payloads, rules, data["macros"])
    for word in data["article"]:
        payloads.setdefault(word, {})[f"={word}"] = word
    _join_capitals(payloads)
    payloads |= {alias: payloads[word] for alias, word in data["aliases"].items()}
    _name_kinds(built, payloads, data["phrases"])
    _add_words(built, payloads)
    _add_rules(built, rules, data["macros"])
    return built


def read_rules(name: str) -> str:
    """Text of a data file of this package."""
    return files("tasks").joinpath("rules", name).read_text("utf-8")


def _read_rule(entry: Mapping[str, Any]) -> Rule:
    return Rule(
        name=entry["name"],
        kind=entry["kind"],
        stage=entry["stage"],
        source=entry["pattern"],
        constants={key: value for key, value in entry.items() if key not in OWN_KEYS},
        guard=entry.get("guard", ""),
        takes_article=entry.get("takes_article", False),
        is_part=entry.get("is_part", False),
    )


def _phrase_rules(phrases: Mapping[str, Mapping[str, object]]) -> list[Rule]:
    """A rule for each fixed phrase: it makes one word of several."""
    return [
        Rule(name=f"{category} {phrase}", kind=category, stage=0, source=phrase, word=value)
        for category, table in phrases.items()
        for phrase, value in table.items()
    ]


def _read_words(words: Mapping[str, Mapping[str, object]]) -> dict[str, Payload]:
    payloads: dict[str, Payload] = {}
    for category, table in words.items():
        for word, value in table.items():
            payloads.setdefault(word, {})[category] = value
    return payloads


def _read_compounds(compounds: Iterable[Mapping[str, Any]]) -> dict[str, Payload]:
    """Words of two parts, each a field of what they mean: Freitag and abend, drei and tägig."""
    payloads: dict[str, Payload] = {}
    for entry in compounds:
        first, second = (name for name, table in entry.items() if isinstance(table, dict))
        for (head, one), (tail, other) in product(entry[first].items(), entry[second].items()):
            fields = cast(Fields, {first: one, second: other})
            meaning = Meaning(entry["kind"], fields, entry["rule"])
            for ending in entry["endings"]:
                payloads[head + tail + ending] = {entry["category"]: meaning}
    return payloads


def _add_literals(
    payloads: dict[str, Payload], rules: list[Rule], macros: Mapping[str, str]
) -> None:
    """Give every literal of a pattern its own category, so that it has a kind."""
    for rule in rules:
        for category in sorted(categories_of(rule.source, macros)):
            if category[0] == "=":
                payloads.setdefault(category[1:], {})[category] = category[1:]


def _join_capitals(payloads: dict[str, Payload]) -> None:
    """Let a word with a capital keep what it is in small letters: Day in names is still a day."""
    for word in [word for word in payloads if word[0].isupper()]:
        payloads[word] = payloads.get(word[0].lower() + word[1:], {}) | payloads[word]


def _name_kinds(
    built: Lexicon, payloads: Mapping[str, Payload], phrases: Mapping[str, object]
) -> None:
    kinds = dict.fromkeys(frozenset(payload) for payload in payloads.values())
    kinds |= dict.fromkeys(frozenset(shape) for shape in (*NUMBER_SHAPES, *PHRASE_SHAPES))
    kinds |= dict.fromkeys(frozenset((category,)) for category in phrases)
    built.kinds = {kind: chr(0xE000 + offset) for offset, kind in enumerate(kinds)}


def _add_words(built: Lexicon, payloads: Mapping[str, Payload]) -> None:
    for word, payload in sorted(payloads.items()):
        entry = (built.kind_of(payload), payload)
        forms = (word, word[0].upper() + word[1:], word.upper() if len(word) > 2 else word)
        for form in forms:
            built.words.setdefault(form, entry)


def _add_rules(built: Lexicon, rules: list[Rule], macros: Mapping[str, str]) -> None:
    built.stages = [{} for _ in range(1 + max(rule.stage for rule in rules))]
    characters = lru_cache(maxsize=None)(built.characters)
    for rule in rules:
        pattern = compile_pattern(rule.source, macros, characters)
        rule.fields, rule.expression = pattern.fields, pattern.expression
        rule.second = pattern.second
        built.rules[rule.name] = rule
        for code in sorted(pattern.first):
            built.stages[rule.stage].setdefault(code, []).append(rule)
    built.starters = [re.compile(f"[{''.join(stage)}]") for stage in built.stages]
