"""What a word shows of itself: its letters, its shape, the lists and topics that hold it.

A feature is a number, the hash of what would be printed of it: `s3=ion`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase, digits
from zlib import crc32

_SIGNS = str.maketrans(ascii_uppercase + ascii_lowercase + digits, "X" * 26 + "x" * 26 + "d" * 10)
_REPEATED = re.compile(r"(.)\1+")
_THRICE = re.compile(r"(.)\1{2,}")
_LETTERS, _PRINT = crc32(b"l="), crc32(b"w=")
_LONGEST_SHAPE = 8
_LONGEST_WORD = 40
"""Letters that count; longer words are noise, and are cut."""

Affix = tuple[int, slice, int]
"""Size, place in a word and kind of a feature."""

TOPIC_DEPTHS = (0, 11, 19)
"""Bits to leave out of a topic for itself, for the wider one that holds it, and for the widest."""


def letters_of(word: str) -> str:
    """The word as the tables know it: in small letters, cut to a bounded length."""
    return word[:_LONGEST_WORD].lower()


def shape(word: str) -> str:
    """The word with a sign for each kind of letter: `Xxd-` for `May5-`."""
    word = word[:_LONGEST_WORD]
    return word.translate(_SIGNS) if word.isascii() else "".join(map(_kind, word))


def short_shape(word: str) -> str:
    """The shape with each sign once in a row."""
    return _shortened(shape(word))


def plain_features(low: str, shape: int, lists: tuple[str, ...], topic: int) -> list[int]:
    """Features that a word has wherever it stands: ``lists`` hold it, its topic may be 0.

    ``low`` are its letters, ``shape`` the feature of its short shape.
    """
    own = (hash_feature(low, _LETTERS), shape)
    return [*own, *topic_features(topic), *list_features(lists, "L=")]


def further_features(word: str, low: str, shape: int) -> list[int]:
    """Features that a word has besides where it may be of a name: its print and its affixes.

    ``low`` are its letters, ``shape`` the feature of its whole shape.
    """
    features = [shape, *affix_features(low, _word_affixes())]
    if word != low:
        features.append(hash_feature(word[:_LONGEST_WORD], _PRINT))
    return features


def affix_features(low: str, kinds: Sequence[Affix]) -> list[int]:
    """Ends and beginnings of a word that are shorter than it."""
    if low.isascii():
        letters, length = low.encode(), len(low)
        return [crc32(letters[part], kind) for size, part, kind in kinds if size < length]
    return [hash_feature(low[part], kind) for size, part, kind in kinds if size < len(low)]


def affix_kinds(ending: str, beginning: str, sizes: Sequence[int]) -> list[Affix]:
    """Ends and beginnings of words that count; in what is printed before them `{}` is the size."""
    ends = [(size, slice(-size, None), hash_feature(ending.format(size))) for size in sizes]
    return ends + [(size, slice(size), hash_feature(beginning.format(size))) for size in sizes]


@lru_cache(maxsize=1 << 13)
def topic_features(topic: int, place: str = "") -> tuple[int, ...]:
    """Features of a word's topic: itself and the two wider ones that hold it."""
    if not topic:
        return (hash_feature(place + "t0"),)
    return tuple(hash_feature(f"{place}t{depth}={topic >> depth}") for depth in TOPIC_DEPTHS)


@lru_cache(maxsize=1 << 12)
def list_features(lists: tuple[str, ...], place: str) -> tuple[int, ...]:
    """Features of the lists that hold a word or a name."""
    return tuple(hash_feature(place + name) for name in lists)


def hash_feature(feature: str, kind: int = 0) -> int:
    """The number that stands for a feature, the same on every machine.

    ``kind`` is the number of what is printed before it: ``hash_feature("x", hash_feature("l="))``
    is ``hash_feature("l=x")``.
    """
    return crc32(feature.encode("utf-8", "surrogatepass"), kind)


@lru_cache(maxsize=1)
def _word_affixes() -> list[Affix]:
    return affix_kinds("s{}=", "p{}=", (1, 2, 3, 4))


@lru_cache(maxsize=1 << 12)
def _shortened(held: str) -> str:
    return _REPEATED.sub(r"\1", held)


@lru_cache(maxsize=1 << 12)
def shape_hashes(shape: str) -> tuple[int, int, int]:
    """Hashes of a shape made short, of that as a feature, and of the whole as a feature."""
    short, long = _shortened(shape), _THRICE.sub(r"\1\1", shape)[:_LONGEST_SHAPE]
    return hash_feature(short), hash_feature("T=" + short), hash_feature("S=" + long)


def _kind(letter: str) -> str:
    if letter.isupper():
        return "X"
    if letter.islower():
        return "x"
    return "d" if letter.isdigit() else letter
