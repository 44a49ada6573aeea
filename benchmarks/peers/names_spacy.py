"""SpaCy's convolutional pipeline as a peer: learns names from annotated articles, or finds them.

    python benchmarks/peers/names_spacy.py train FOLDER DOCS.jsonl GOLD.jsonl [DOCS GOLD ...]
    python benchmarks/peers/names_spacy.py find FOLDER < LINES.jsonl

Learning leaves out the fifth that `benchmarks/names.py` keeps aside, and stops where a tenth of the
rest is read no better. Finding reads a JSON line with a text each and prints its names as a JSON
list of start, end and type. Needs spaCy, which dateline does not.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import spacy  # pyright: ignore
from spacy.cli.init_config import init_config  # pyright: ignore
from spacy.tokens import DocBin  # pyright: ignore
from spacy.training.initialize import init_nlp  # pyright: ignore
from spacy.training.loop import train  # pyright: ignore

STEPS, PATIENCE = 2400, 800


def learn(folder: Path, files: list[Path]) -> None:
    """Learn from articles and write the pipeline into the folder."""
    blank = spacy.blank("en")
    parts = {"train": DocBin(), "dev": DocBin()}
    for doc_id, text, marks in read_articles(files):
        number = int(sha256(("aside/" + doc_id).encode()).hexdigest(), 16)
        if number % 5:
            parts["dev" if number % 10 == 1 else "train"].add(marked(blank(text), marks))
    (folder / "pipeline").mkdir(parents=True, exist_ok=True)
    config = init_config(lang="en", pipeline=["ner"], optimize="efficiency")
    for part, docs in parts.items():
        docs.to_disk(folder / f"{part}.spacy")
        config["paths"][part] = str(folder / f"{part}.spacy")
    config["training"] |= {"max_steps": STEPS, "patience": PATIENCE}
    train(init_nlp(config), folder / "pipeline", stdout=sys.stderr)


def read_articles(files: list[Path]) -> Iterator[tuple[str, str, list[tuple[int, int, str]]]]:
    """Id, text and marks of each article; files are articles and marks in turn."""
    for docs, gold in zip(files[::2], files[1::2], strict=True):
        texts = {row["doc_id"]: row["text"] for row in map(json.loads, docs.open())}
        for row in map(json.loads, gold.open()):
            marks = [(m["start"], m["end"], m["type"]) for m in row["mentions"]]
            yield row["doc_id"], texts[row["doc_id"]], marks


def marked(doc, marks):  # type: ignore[no-untyped-def] - spaCy is in an environment of its own
    """The doc with its names; a name that ends inside a token takes the whole token."""
    spans = [doc.char_span(*mark, alignment_mode="expand") for mark in marks]
    doc.ents = spacy.util.filter_spans(spans)
    return doc


def find(folder: Path) -> None:
    """Print the names of each text that is read."""
    pipeline = spacy.load(folder / "pipeline" / "model-best")
    texts = (json.loads(line)["text"] for line in sys.stdin)
    for doc in pipeline.pipe(texts):
        print(json.dumps([(e.start_char, e.end_char, e.label_) for e in doc.ents]))


if __name__ == "__main__":
    verb, place, *rest = sys.argv[1:]
    if verb == "train":
        learn(Path(place), list(map(Path, rest)))
    else:
        find(Path(place))
