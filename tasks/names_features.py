"""What a word shows of itself: its letters, its shape, the lists and clusters that hold it."""

import re
from collections.abc import Sequence
from string import ascii_lowercase, ascii_uppercase, digits
from zlib import crc32

_SIGNS = str.maketrans(ascii_uppercase + ascii_lowercase + digits, "X" * 26 + "x" * 26 + "d" * 10)
_REPEATED = re.compile(r"(.)\1+")
_THRICE = re.compile(r"(.)\1{2,}")
_LONGEST_AFFIX = 4
_LONGEST_SHAPE = 8
_LONGEST_WORD = 40
"""Letters that count; longer words are noise, and are cut."""

CLUSTER_BITS = (15, 63, 1023)
"""Masks that cut the path of a word cluster to coarser ones."""


def letters_of(word: str) -> str:
    """The word as the tables know it: in small letters, cut to a bounded length."""
    return word[:_LONGEST_WORD].lower()


def shape(word: str) -> str:
    """The word with a sign for each kind of letter: `Xxd-` for `May5-`."""
    word = word[:_LONGEST_WORD]
    return word.translate(_SIGNS) if word.isascii() else "".join(map(_kind, word))


def short_shape(word: str) -> str:
    """The shape with each sign once in a row."""
    return _REPEATED.sub(r"\1", shape(word))


def plain_features(word: str, lists: Sequence[str], cluster: int) -> list[str]:
    """Features that a word has wherever it stands: ``lists`` hold it, its cluster may be 0."""
    named = ["L=" + name for name in lists]
    return ["l=" + letters_of(word), "T=" + short_shape(word), *cluster_features(cluster), *named]


def further_features(word: str, low_cluster: int) -> list[str]:
    """Features that a word has besides where it may be of a name: its print and its affixes.

    ``low_cluster`` is the cluster of the word in small letters, 0 where it has none.
    """
    low = letters_of(word)
    features = ["S=" + _THRICE.sub(r"\1\1", shape(word))[:_LONGEST_SHAPE]]
    if word != low:
        features.append("w=" + word[:_LONGEST_WORD])
    for size in range(1, _LONGEST_AFFIX + 1):
        if len(low) > size:
            features += [f"s{size}={low[-size:]}", f"p{size}={low[:size]}"]
    if low_cluster:
        features.append(f"bl={low_cluster & CLUSTER_BITS[2]}")
    return features


def cluster_features(cluster: int) -> list[str]:
    """Features of a word's cluster: its path at four depths."""
    if not cluster:
        return ["b0"]
    return [*(f"b{mask}={cluster & mask}" for mask in CLUSTER_BITS), f"bf={cluster}"]


def hash_feature(feature: str) -> int:
    """The number that stands for a feature, the same on every machine."""
    return crc32(feature.encode("utf-8", "surrogatepass"))


def _kind(letter: str) -> str:
    if letter.isupper():
        return "X"
    if letter.islower():
        return "x"
    return "d" if letter.isdigit() else letter
