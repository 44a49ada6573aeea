"""The language of a text by its function words and script, where it is plain."""

import csv
import re
from collections import Counter
from functools import cache
from importlib.resources import files

SAMPLE = 3000
MIN_WORDS = 12
MIN_SHARE = 0.12
"""Part of the words that must be function words of the language."""

CLEAR = 1.6
"""How many times more of them the first language must have than the second, or than English."""

UNKNOWN = "unknown"
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
)
_OTHER_SCRIPT = re.compile("[^\\W\\d_\u0000-\u024f\u1e00-\u1eff]")


def find_language(text: str) -> str | None:
    """BCP 47 tag of a text; None where its words do not tell, as in tables and shorthand."""
    sample = text[:SAMPLE]
    if _OTHER_SCRIPT.search(sample) and (found := _by_script(sample)):
        return found
    words = _WORD.findall(sample.lower())
    if len(words) < MIN_WORDS:
        return None
    counts: Counter[str] = Counter()
    weights: dict[str, float] = {}
    table = _function_words()
    for word, n in Counter(words).items():
        for language in table.get(word, ()):
            counts[language] += n
            weights[language] = weights.get(language, 0.0) + n / len(table[word])
    if not counts:
        return None
    ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    (best, weight), next_weight = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    is_plain = counts[best] >= max(MIN_SHARE * len(words), 5)
    return best if is_plain and weight >= next_weight * _lead(best, ranked) else None


def _lead(best: str, ranked: list[tuple[str, float]]) -> float:
    """Near relatives share their words: a small lead is enough between them."""
    near = ({"da", "nb", "sv"}, {"es", "pt"}, {"ru", "uk", "bg"}, {"cs", "pl"})
    is_near = any(best in group and ranked[1][0] in group for group in near if len(ranked) > 1)
    return 1.05 if is_near else CLEAR


def _by_script(sample: str) -> str | None:
    letters = sum(char.isalpha() for char in sample)
    for language, pattern in _SCRIPTS:
        share = 0.1 if language == "ja" else 0.3
        if len(pattern.findall(sample)) > letters * share:
            return language
    return None


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Languages of each function word."""
    held: dict[str, tuple[str, ...]] = {}
    with (files("tasks") / "rules" / "function_words.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split():
                held[word] = (*held.get(word, ()), row["language"])
    return held
