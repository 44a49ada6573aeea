"""Names in a text: where they stand, what they name, and how sure that is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

import numpy as np

from tasks.names_article import number_articles
from tasks.names_segmenter import find_segments, join_initials
from tasks.names_types import Typist
from tasks.names_vocabulary import Vocabulary
from tasks.names_weights import TYPES, Weights, load_weights
from tasks.names_words import find_words
from tasks.registry import Registry
from warehouse.tables import NameType

_SHORT, _TOGETHER = 20_000, 100_000
"""Characters up to which a text is tagged with others, and those of a batch."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: half-open span of the name alone, its type, and the rule that saw it."""

    start: int
    end: int
    type: NameType
    head_start: int
    head_end: int
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Tagger:
    """Finds names with learned weights; what it keeps of earlier texts changes no result."""

    weights: Weights
    vocabulary: Vocabulary
    typist: Typist
    ahead: dict[str, list[Name]]

    @classmethod
    def of(cls, weights: Weights) -> "Tagger":
        """A tagger that has met no word yet."""
        vocabulary = Vocabulary(weights)
        return cls(weights, vocabulary, Typist(vocabulary), {})

    def tag(self, texts: Sequence[str]) -> list[list[Name]]:
        """For each text its names in order, none inside another; many texts at once cost less."""
        words = find_words(*texts)
        names: list[list[Name]] = [[] for _ in texts]
        if not words:
            return names
        articles = number_articles(words, self.vocabulary)
        found = find_segments(articles, self.vocabulary, self.weights)
        spans = join_initials(articles, found)
        chances = self.typist.probabilities(articles, spans)
        kinds, sure = chances.argmax(axis=1).tolist(), chances.max(axis=1).tolist()
        firsts, afters = np.array(spans, np.int64).reshape(-1, 2).T
        held = (words.text[firsts], words.starts[firsts], words.ends[afters - 1])
        rule = f"tagger {self.weights.version}"
        places: list[list[int]] = np.stack(held, axis=1).tolist()
        for (text, start, end), kind, chance in zip(places, kinds, sure, strict=True):
            if TYPES[kind]:
                named = cast(NameType, TYPES[kind])
                names[text].append(Name(start, end, named, start, end, rule, round(chance, 3)))
        return names


def read_ahead(texts: Sequence[str]) -> None:
    """Tag texts together, which costs less; ``find_names`` gives what was found, once for each.

    Long texts are left to be read alone.
    """
    tagger = _tagger()
    tagger.ahead.clear()
    short = [text for text in dict.fromkeys(texts) if len(text) <= _SHORT]
    for batch in batches(short):
        tagger.ahead.update(zip(batch, tagger.tag(batch), strict=True))


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Texts in batches of a size that is quick to tag and bounds memory, in order."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _TOGETHER:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch


def find_names(text: str, registry: Registry, body: int = 0) -> list[Name]:
    """Names in the text, in order, none inside another.

    The dateline, which ends at ``body``, is read as well; no name reaches across its end.
    """
    tagger = _tagger()
    found = tagger.ahead.pop(text, None)
    if found is None:
        found = tagger.tag([text])[0]
    return [name for name in found if not name.start < body < name.end]


@lru_cache(maxsize=1)
def _tagger() -> Tagger:
    return Tagger.of(load_weights())
