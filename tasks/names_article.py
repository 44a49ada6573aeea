"""Texts as numbers: their words and sentences, what each text says elsewhere of each word."""

from dataclasses import dataclass

import numpy as np

from tasks.names_hashing import Array, mix
from tasks.names_vocabulary import CAPITAL, EDGE, LETTERS, LONG, LOUD, SMALL, Vocabulary
from tasks.names_words import Words

REACH = 3
"""Words looked at before and behind a place; so many edges stand between sentences."""

_LONGEST_PHRASE = 7
_MOSTLY = 0.6
_FEWEST_LONG = 4


@dataclass(frozen=True, slots=True)
class Articles:
    """Numbers of the words of some texts, one behind another; none speaks for another.

    ``ids`` holds the words' numbers with edges between sentences, ``at`` the place in it of each
    word. ``text`` is the number of the text of each word. ``opens`` marks first words of sentences,
    ``usage`` says in bits how the text uses the word elsewhere, ``phrase`` which known phrase holds
    it and where in it the word stands.
    """

    words: list[str]
    ids: Array
    at: Array
    text: Array
    opens: Array
    usage: Array
    phrase: Array

    def __len__(self) -> int:
        return len(self.at)


def number_articles(words: Words, vocabulary: Vocabulary) -> Articles:
    """The words of some texts as numbers; at least one text has a word."""
    numbers = vocabulary.number(words.words)
    breaks = words.breaks
    lengths = np.diff(breaks)
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    opens = np.zeros(len(numbers), np.bool_)
    opens[breaks[:-1]] = True
    at = np.arange(len(numbers)) + REACH * (sentence + 1)
    ids = np.full(len(numbers) + REACH * (len(lengths) + 1), EDGE, np.int64)
    ids[at] = numbers
    marks, low = vocabulary.marks[numbers], vocabulary.low[numbers]
    _, word = np.unique(mix(0, low, words.text), return_inverse=True)
    usage = _usage(marks, word, opens, _styles(marks, breaks)[sentence])
    phrase = _phrases(low, marks & CAPITAL > 0, sentence, vocabulary)
    return Articles(words.words, ids, at, words.text, opens, usage, phrase)


def _styles(marks: Array, breaks: Array) -> Array:
    """How each sentence is printed: 1 in capitals, 2 with a capital on each longer word, 0 else."""
    first = breaks[:-1]
    letters = np.add.reduceat((marks & LETTERS > 0).astype(np.int64), first)
    loud = np.add.reduceat((marks & (LETTERS | LOUD) == LETTERS | LOUD).astype(np.int64), first)
    long = np.add.reduceat((marks & (LETTERS | LONG) == LETTERS | LONG).astype(np.int64), first)
    wanted = LETTERS | LONG | CAPITAL
    capital = np.add.reduceat((marks & wanted == wanted).astype(np.int64), first)
    shouts = (loud > _MOSTLY * letters) & (letters > 2)
    styled = (long >= _FEWEST_LONG) & (capital >= long - 1)
    return np.where(shouts, 1, np.where(styled, 2, 0))


def _usage(marks: Array, word: Array, opens: Array, style: Array) -> Array:
    """What its text does with each word, in bits; ``word`` numbers the words of each text.

    Seen in small letters (1), with a capital inside a sentence (2, 4), in a sentence of some style
    (8, 16); followed (32) or led (64) by a capital somewhere, and by this very word (128, 256).
    """
    size = len(word)
    plain = style == 0
    capital = marks & CAPITAL > 0
    inside = capital & plain & ~opens
    small = np.bincount(word[(marks & SMALL > 0) & plain], minlength=size) > 0
    capitals = np.minimum(np.bincount(word[inside], minlength=size), 2)
    joined = ~opens[1:]
    follows, leads = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    follows[:-1] = capital[1:] & joined
    leads[1:] = capital[:-1] & joined & ~opens[:-1]
    has_next = np.bincount(word[inside & follows], minlength=size) > 0
    has_last = np.bincount(word[inside & leads], minlength=size) > 0
    _, pair = np.unique(word[:-1] * size + word[1:], return_inverse=True)
    seen_next, seen_last = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    seen_next[:-1] = np.bincount(pair[(inside & follows)[:-1]], minlength=size)[pair] > 0
    seen_last[1:] = np.bincount(pair[(inside & leads)[1:]], minlength=size)[pair] > 0
    seen_next[:-1] &= joined
    seen_last[1:] &= joined
    around = (
        32 * has_next[word] + 64 * has_last[word] + 128 * seen_next + 256 * seen_last
    ) * capital
    return small[word] + 2 * capitals[word] + 8 * style + around


def _phrases(low: Array, capital: Array, sentence: Array, vocabulary: Vocabulary) -> Array:
    """The longest known phrase that begins at each capital, from the left, none inside another.

    A phrase stands in one sentence. Each of its words bears the number of its sources and, in the
    last bits, its place: alone, first, inside, last.
    """
    table = vocabulary.weights.phrases
    found = np.zeros(len(low), np.int64)
    begins = np.flatnonzero(capital)
    if not len(begins):
        return found
    best, size = np.zeros(len(begins), np.int64), np.zeros(len(begins), np.int64)
    going, held = np.arange(len(begins)), np.ones(len(begins), np.uint64)
    for length in range(1, _LONGEST_PHRASE + 1):
        last = begins[going] + length - 1
        fits = last < len(low)
        fits[fits] = sentence[last[fits]] == sentence[begins[going[fits]]]
        going, last = going[fits], last[fits]
        held = mix(length, held[fits], low[last])
        sets = table.find(held).astype(np.int64)
        known = sets > 0
        best[going[known]], size[going[known]] = sets[known], length
    after = 0
    known = np.flatnonzero(size)
    for begin, length, code in np.stack([begins, size, best], axis=1)[known].tolist():
        if begin >= after:
            after = begin + length
            found[begin:after] = code * 8 + 3
            found[after - 1] = code * 8 + 4
            found[begin] = code * 8 + (2 if length > 1 else 1)
    return found
