r"""Learn the names tagger's weights from annotated corpora, the same bytes each time.

    python -m training.train --annotated wikinews=DIR --annotated open_news=DIR \
        --marked gum=DIR --marked meantime=DIR --marked nasa_rest=ARCHIVE \
        --columns wikigold=FILE --columns wnut=FILE --columns crossner=FILE \
        [--vectors FILE.json] [--without FOLD] [--out tasks/weights/names.npz]

Annotated articles lie in five folds by the hash of their ids. ``--without`` leaves one out, so that
the weights can be scored on it; fold 0 is the fifth kept aside. Articles in
``training/annotations`` are always read.
"""

import argparse
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks import folds
from tasks.names_weights import TYPES, Weights, write_weights
from training.corpora import (
    COARSE,
    CROSSNER,
    WNUT,
    read_annotated,
    read_columns,
    read_written,
)
from training.examples import Example
from training.learning import Plan, learn
from training.marked import read_marked
from training.tables import SetNumbers, compile_lists, compile_phrases
from training.topics import compile_topics

VERSION = "2"
"""Version of the weights; raised when data or features change."""

SHARES = (("wikigold", 0.5), ("wnut", 0.3), ("crossner", 0.3))
"""Corpora by other guidelines count less; found on development articles."""

CLASSES = {"wikigold": COARSE, "conll": COARSE, "wnut": WNUT, "crossner": CROSSNER}


def main() -> None:
    """Read the arguments, learn, write the weights."""
    options = parse()
    examples = [each for each in read_all(options) if fold_of(each) != options.without]
    words = sum(len(each.words.words) for each in examples)
    names = sum(len(each.names) for each in examples)
    print(f"{len(examples)} texts, {words} words, {names} names")
    learned = learn(examples, word_tables(options.vectors), Plan(shares=SHARES))
    held = write_weights(learned)
    options.out.write_bytes(held)
    print(f"{options.out}: {len(held) / 1e6:.1f} MB, sha256 {sha256(held).hexdigest()}")


def parse() -> argparse.Namespace:
    """The arguments."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    for kind in ("annotated", "marked", "columns"):
        parser.add_argument(f"--{kind}", action="append", default=[], metavar="CORPUS=PATH")
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--without", type=int, metavar="FOLD")
    parser.add_argument("--out", type=Path, default=Path("tasks/weights/names.npz"))
    return parser.parse_args()


def read_all(options: argparse.Namespace) -> Iterator[Example]:
    """All examples, in the order of the arguments."""
    for corpus, path in map(_pair, options.annotated):
        yield from read_annotated(path, corpus)
    for corpus, path in map(_pair, options.marked):
        yield from read_marked(corpus, path)
    for corpus, path in map(_pair, options.columns):
        documents = CLASSES[corpus] is COARSE
        yield from read_columns(path, CLASSES[corpus], corpus, documents)
    yield from read_written()


def fold_of(example: Example) -> int:
    """The fold of an annotated article, -1 for texts of other corpora."""
    if example.corpus not in ("wikinews", "open_news"):
        return -1
    return folds.fold_of(example.doc_id)


def word_tables(vectors: Path | None) -> Weights:
    """Weights that have learned nothing yet, with their word tables."""
    numbers = SetNumbers()
    lists, phrases = compile_lists(numbers), compile_phrases(numbers)
    return Weights(
        segments=np.zeros((1, 5), np.int8),
        moves=np.zeros((6, 6), np.int32),
        types=np.zeros((1, len(TYPES)), np.int8),
        type_scale=1.0,
        topics=compile_topics(vectors),
        lists=lists,
        list_sets=numbers.sets,
        phrases=phrases,
        version=VERSION,
    )


def _pair(argument: str) -> tuple[str, Path]:
    name, _, path = argument.partition("=")
    return name, Path(path)


if __name__ == "__main__":
    main()
