"""What a word may be by itself: one letter, decided once for each spelling.

E is a past form or participle, V a past form alone, L a participle alone, Y a present form or
plural, G a form in -ing, F a plain form, A an adverb, Q a number, N any other word; closed classes
and marks have the letters of `rules/grammar.toml`. No letter: the word before decides.
"""

from functools import lru_cache

from tasks.claims_grammar import grammar_class, letters
from tasks.claims_lexicon import predicates

_MARKS = {",": ",", ";": ";", ":": ";", "(": "(", ")": ")", "—": ";", "–": ";", "[": "(", "]": ")"}
_CONTRACTED = {"'s": "", "'ll": "X", "'d": "X", "'re": "B", "'m": "B", "'ve": "H"}
_QUOTES = '"“”«»„'
_LINKS = "-/&.$£€%‘#"


@lru_cache(maxsize=1 << 16)
def spell(words: str) -> tuple[str, str]:
    """Lower case of a word with plain apostrophes, and its letter."""
    low = words.lower().replace("’", "'")
    return low, _letter(low)


def letter_behind(low: str, before: str) -> str:
    """The letter of an apostrophe or of "'s", which the letter before it decides."""
    if low == "'s":
        return "B" if before in "OR" else "S"
    return "S" if before in "MN" else "-"


def _letter(low: str) -> str:
    if low == "'":
        return ""
    if low[0] == "'":
        return _CONTRACTED.get(low, "-")
    known = letters().get(low)
    if known:
        return known
    if not low[0].isalnum():
        return _MARKS.get(low, '"' if low in _QUOTES else "-" if low in _LINKS else ";")
    return "Q" if low[0].isdigit() else _open(low)


def _open(low: str) -> str:
    """The letter of a word of no closed class."""
    known = predicates()
    if low in known.past:
        return "E" if low in known.participle else "V"
    if low in known.participle:
        return "L"
    is_form = low not in grammar_class("not_verb")
    if is_form and low.endswith("ed") and len(low) > 4:
        return "E"
    if is_form and (low in known.going or (low.endswith("ing") and len(low) > 5)):
        return "G"
    if low in known.present:
        return "Y"
    if low in known.base:
        return "F"
    is_adverb = low.endswith("ly") and "-" not in low and low not in grammar_class("not_adverb")
    return "A" if is_adverb else "N"
