"""Readers of the annotated corpora; each gives examples in the order of its files."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from training.examples import NAMED, Example, make_example, type_set

ANNOTATIONS = Path(__file__).parent / "annotations"
_SENTENCES = 20
_PLACE = type_set("GPE", "LOC", "FAC")
_OTHER = type_set("NORP", "EVENT", "WORK", "PRODUCT", "LAW")
_UNSAID = -1
"""A mark that says too little: its words may be anything."""

COARSE = {"PER": type_set("PERSON"), "ORG": type_set("ORG"), "LOC": _PLACE, "MISC": _OTHER}
"""The four classes of CoNLL-2003 and Wikigold."""

WNUT = {
    "person": type_set("PERSON"),
    "location": _PLACE,
    "group": type_set("ORG", "NORP"),
    "corporation": type_set("ORG"),
    "product": type_set("PRODUCT"),
    "creative-work": type_set("WORK"),
}

CROSSNER = {
    "person": type_set("PERSON"),
    "politician": type_set("PERSON"),
    "scientist": type_set("PERSON"),
    "country": type_set("GPE"),
    "location": _PLACE,
    "politicalparty": type_set("ORG", "NORP"),
    "organisation": type_set("ORG"),
    "university": type_set("ORG"),
    "academicjournal": type_set("ORG"),
    "election": type_set("EVENT"),
    "event": type_set("EVENT"),
    "astronomicalobject": type_set("LOC"),
    "misc": _UNSAID,
}
"""Classes that are no names by our guideline (awards, enzymes, disciplines) are left out."""

_MARK = re.compile(r"\{([A-Z]+)\|([^{}]*)\}")


def read_annotated(folder: Path, corpus: str) -> Iterator[Example]:
    """Articles in ``docs.jsonl`` with their marks in ``gold.jsonl``."""
    gold = {row["doc_id"]: row["mentions"] for row in _rows(folder / "gold.jsonl")}
    for row in _rows(folder / "docs.jsonl"):
        if row["doc_id"] in gold:
            marks = [(m["start"], m["end"], type_set(m["type"])) for m in gold[row["doc_id"]]]
            yield make_example(row["doc_id"], corpus, row["text"], marks)


def read_written() -> Iterator[Example]:
    """Articles written for training, with their marks in braces: ``{GPE|Oslo}``."""
    for path in sorted(ANNOTATIONS.glob("written-*.txt")):
        articles = re.split(r"(?m)^=== *\d+ *$", path.read_text(encoding="utf-8"))
        for at, article in enumerate(filter(str.strip, articles)):
            yield make_example(f"{path.stem}-{at}", "written", *_unmark(article.strip()))


def _unmark(article: str) -> tuple[str, list[tuple[int, int, int]]]:
    text, marks, done = "", [], 0
    for match in _MARK.finditer(article):
        text += article[done : match.start()]
        marks.append((len(text), len(text) + len(match[2]), type_set(match[1])))
        text, done = text + match[2], match.end()
    return text + article[done:], marks


def read_columns(
    path: Path, classes: Mapping[str, int], corpus: str, documents: bool = False
) -> Iterator[Example]:
    """A file of a word and its tag a line, blank lines between sentences.

    With ``documents`` a line that begins ``-DOCSTART-`` parts them; else some sentences make one.
    """
    sentences: list[list[tuple[str, str]]] = [[]]
    number = 0
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        starts = line.startswith("-DOCSTART-")
        full = not documents and not line.strip() and len(sentences) > _SENTENCES
        if (starts or full) and any(sentences):
            yield _from_columns(f"{corpus}-{number}", corpus, sentences, classes)
            sentences, number = [[]], number + 1
        elif not line.strip():
            sentences.append([])
        elif not starts and len(parts := line.split()) > 1:
            sentences[-1].append((parts[0], parts[-1]))
    if any(sentences):
        yield _from_columns(f"{corpus}-{number}", corpus, sentences, classes)


def _from_columns(
    doc_id: str, corpus: str, sentences: list[list[tuple[str, str]]], classes: Mapping[str, int]
) -> Example:
    text = ""
    marks: list[tuple[int, int, int]] = []
    free: list[tuple[int, int]] = []
    for sentence in filter(None, sentences):
        begun: tuple[int, str] | None = None
        for word, tag in [*sentence, ("", "O")]:
            place, _, kind = tag.partition("-")
            if begun and (place != "I" or kind != begun[1]):
                held = classes.get(begun[1], 0)
                if held == _UNSAID:
                    free.append((begun[0], len(text) - 1))
                elif held:
                    marks.append((begun[0], len(text) - 1, held & NAMED))
                begun = None
            if not begun and place in ("B", "I") and word:
                begun = (len(text), kind)
            text += word + " " if word else ""
        text = text.rstrip() + "\n\n"
    return make_example(doc_id, corpus, text, marks, free)


def _rows(path: Path) -> Iterator[dict]:  # type: ignore[type-arg]
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
