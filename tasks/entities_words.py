"""The words of a name without what does not tell things apart: accents, titles, legal forms."""

import re
import unicodedata
from functools import lru_cache

from tasks.entities_lexicon import load_link_lexicon
from tasks.names_lexicon import load_titles
from warehouse.tables import NameType

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"}
)
_DROPPED = re.compile(r"[.'’‘`\"“”]+")
_APART = re.compile(r"[^\w&+]+|_+")
_POSSESSIVE = re.compile(r"(?:\s?['’]s|(?<=s)['’])$")
_ASIDE = re.compile(r"(?<=\S)\s*(?:\([^)]*\)|[\"“][^\"“”]*[\"”])|[\[\]]")
_APPOSED = re.compile(r"\s?,\s(?:the|a|an|which|who|whose|where)\s.*$", re.DOTALL)
_SEVERAL = re.compile(r"(?<=\d)s$")
"""What several of one model have behind its number: `747s`."""
_PARTICLES = frozenset(
    ("of", "de", "la", "le", "du", "des", "del", "di", "da", "dos", "el", "al", "bin", "bint")
) | frozenset(
    ("ibn", "ben", "van", "von", "der", "den", "ter", "ten", "zu", "y", "e", "and", "the", "wa")
)
"""Small words that stand inside names of people."""

KINDS: dict[NameType, str] = {
    "PERSON": "person",
    "NORP": "group",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "organization",
    "PRODUCT": "thing",
    "EVENT": "event",
    "WORK": "thing",
    "LAW": "thing",
}
"""Types that name the same kind of thing, so that a mistyped mention still finds its entity.

A building and the body that sits in it go by one name, and are one thing here.
"""


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """A name in lower case without accents and punctuation, words one blank apart."""
    flat = name.casefold()
    if not flat.isascii():
        letters = unicodedata.normalize("NFKD", flat)
        flat = "".join(c for c in letters if not unicodedata.combining(c)).translate(_LETTERS)
    return " ".join(_APART.sub(" ", _DROPPED.sub("", flat)).split())


@lru_cache(maxsize=1 << 15)
def bare_name(name: str, kind: NameType) -> str:
    """The name as printed without the possessive, the article, asides, and a person's titles."""
    bare = _POSSESSIVE.sub("", name)
    bare = _ASIDE.sub("", bare) or bare
    words = _head(bare, kind).split()
    if len(words) > 1 and words[0] in ("The", "the", "THE") and kind not in ("WORK", "PERSON"):
        words = words[1:]
    if kind == "PERSON":
        titles, lands = load_titles(), load_link_lexicon().lands
        while len(words) > 1 and (words[0] in titles or words[0] in lands):
            words = words[1:]
    return " ".join(words) or name


def _head(bare: str, kind: NameType) -> str:
    """The name alone, where the phrase was marked: `carmaker Harlow Motors, the owner`."""
    if " " not in bare or kind not in ("PERSON", "ORG", "PRODUCT"):
        return bare
    words = _APPOSED.sub("", bare).split()
    plain = 0
    for place, word in enumerate(words[:-1]):
        if (
            word.isalpha()
            and word.islower()
            and word not in _PARTICLES
            and (kind == "PERSON" or plain == place)
        ):
            plain = place + 1
    return " ".join(words[plain:]) if words[plain][0].isupper() else bare


@lru_cache(maxsize=1 << 15)
def name_key(name: str, kind: NameType) -> str:
    """What all spellings of one name share; never empty."""
    lexicon, bare = load_link_lexicon(), bare_name(name, kind)
    if kind == "PERSON":
        words = fold(bare).split()
        while len(words) > 2 and words[-1] in lexicon.suffixes:
            words = words[:-1]
        return " ".join(words) or name
    if kind == "PRODUCT":
        bare = _SEVERAL.sub("", bare)
    if " " not in bare:
        word = fold(bare)
        return lexicon.spellings.get(word, word) or name
    words = fold(" ".join(lexicon.lands.get(word, word) for word in bare.split())).split()
    words = [lexicon.spellings.get(word, word) for word in words if word != "the"]
    if kind == "ORG":
        while len(words) > 1 and words[-1] in lexicon.forms:
            words = words[:-1]
    return " ".join(words) or name


def spells(short: str, full: str) -> bool:
    """Whether the letters of an acronym stand in a name in order, the first ones first."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    rest = iter(full.casefold())
    same_first = bool(letters) and full[:1].casefold() == letters[0]
    return len(letters) > 1 and same_first and all(letter in rest for letter in letters)


def initials(name: str) -> str:
    """The first letters of the words that have a capital."""
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def is_slip(one: str, other: str) -> bool:
    """Whether two keys differ by one letter left out, added, changed, or two swapped."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    begin = 0
    while begin < min(len(one), len(other)) and one[begin] == other[begin]:
        begin += 1
    end = 0
    while end < min(len(one), len(other)) - begin and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[begin : len(one) - end], other[begin : len(other) - end]
    if (left + right).isalpha() and len(left) <= 1 and len(right) <= 1:
        return begin > 0
    return len(left) == 2 and left == right[::-1] and left.isalpha() and begin > 0
